"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from namro.office.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nhan/", views.upload, name="upload"),
    path("nhan/<str:batch>/", views.batch, name="batch"),
    path("tep/<int:pk>/quyet-dinh", views.decide, name="decide"),
    path("tep/<int:pk>/doc-lai", views.retry, name="retry"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/", views.item, name="page"),  # as the register names the page of a record
    path("<int:pk>/sua", views.edit, name="edit"),
    path("<int:pk>/toan-van/", views.text, name="text"),
    path("<int:pk>/so-sanh/", views.changes, name="changes"),
    path("<int:pk>/tep/<int:ordinal>", views.original, name="original"),
    path("<int:pk>/vang.json", views.gold, name="gold"),
]
