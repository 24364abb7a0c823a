"""Addresses of the desk: the page, and one for each act."""

from __future__ import annotations

from django.urls import path

from namro.office.review import views

app_name = "review"
urlpatterns = [
    path("<int:pk>/", views.desk, name="desk"),
    path("<int:pk>/<slug:act>", views.act, name="act"),
]
