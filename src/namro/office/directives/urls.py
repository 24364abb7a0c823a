"""Addresses of the register: verbs are the words an office uses, without marks."""

from __future__ import annotations

from django.urls import path

from namro.office.directives import acts, item, views

app_name = "directives"

urlpatterns = [
    path("", views.register, name="list"),
    path("cua-toi/", views.mine, name="mine"),
    path("lich.ics", views.calendar, name="calendar"),
    path("them/", acts.enter, name="enter"),
    path("nhieu/", views.bulk, name="bulk"),
    path("danh-sach/", views.save_view, name="save-view"),
    path("danh-sach/<int:pk>/bo/", views.drop_view, name="drop-view"),
    path("<int:number>/", item.page, name="page"),
    path("<int:number>/minh-chung/<int:pk>/", item.evidence, name="evidence"),
    path("<int:number>/<slug:slug>/", acts.act, name="act"),
]
