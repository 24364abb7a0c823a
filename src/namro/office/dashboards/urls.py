"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from namro.office.dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("so-lieu/", views.count, name="count"),
]
