"""Addresses of the app."""

from __future__ import annotations

from django.urls import path

from namro.office.exchange import annex_views, views

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("so-theo-doi", views.register, name="register"),
    path("bao-cao", views.report, name="report"),
    path("phu-luc/<int:pk>", annex_views.annex, name="annex"),
    path("phu-luc/<int:pk>/tep", annex_views.annex_file, name="annex-file"),
    path("phu-luc/<int:pk>/<int:upload_pk>", annex_views.compare, name="annex-compare"),
    path("phu-luc/<int:pk>/<int:upload_pk>/bo", annex_views.discard, name="annex-discard"),
    path("bang/<slug:name>", views.sheet, name="sheet"),
    path("toan-bo", views.office, name="office"),
]
