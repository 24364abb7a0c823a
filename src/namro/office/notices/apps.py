"""The app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app of notices."""

    name = "namro.office.notices"
    verbose_name = "Văn bản"
