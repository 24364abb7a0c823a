"""Addresses of the app."""

from __future__ import annotations

from django.urls import path, re_path

from namro.office.accounts import agency_views, own_views, views

app_name = "accounts"
urlpatterns = [
    path("", views.people, name="people"),
    path("moi/", views.new_person, name="new_person"),
    path("toi", own_views.me, name="me"),
    path("quyen", own_views.matrix, name="matrix"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/ten", views.rename, name="rename"),
    path("<int:pk>/vi-tri", views.add_post, name="add_post"),
    path("<int:pk>/vi-tri/<int:post>/thoi", views.end_post, name="end_post"),
    path("<int:pk>/mat-khau", views.new_password, name="new_password"),
    re_path(r"^(?P<pk>\d{1,18})/(?P<name>ngung|mo-lai|go-ma)$", views.change, name="change"),
    path("co-quan/", agency_views.agencies, name="agencies"),
    path("co-quan/moi/", agency_views.new_agency, name="new_agency"),
    path("co-quan/<int:pk>/", agency_views.agency, name="agency"),
    path("co-quan/<int:pk>/sua/", agency_views.edit_agency, name="edit_agency"),
    path("co-quan/<int:pk>/ket-thuc", agency_views.end_agency, name="end_agency"),
]
