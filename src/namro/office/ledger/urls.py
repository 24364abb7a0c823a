"""Addresses of the app: the head is public, the entries are not."""

from __future__ import annotations

from django.urls import path

from namro.office.ledger import views

app_name = "ledger"

urlpatterns = [
    path("", views.head, name="head"),
    path("dau.json", views.head_json, name="head-json"),
    path("muc/", views.listing, name="list"),
    path("muc/<int:number>/", views.item, name="item"),
    path("kiem-tra", views.check, name="check"),
]
