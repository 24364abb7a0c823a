"""Addresses every page uses: theme, language, and the gallery of components for developers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from namro.office.common import views

app_name = "common"

urlpatterns = [
    path("giao-dien", views.set_theme, name="theme"),
    path("ngon-ngu", login_not_required(set_language), name="language"),
    path("_mau/", views.gallery, name="gallery"),
]
