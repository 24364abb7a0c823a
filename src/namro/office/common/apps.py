"""The shared app."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Clock, files, records."""

    name = "namro.office.common"
    verbose_name = "Dùng chung"
