"""The app's name."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search, with and without marks, over notices, directives and evidence."""

    name = "namro.office.search"
    verbose_name = "Tìm kiếm"
