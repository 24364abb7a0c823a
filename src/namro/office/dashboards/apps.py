"""The app's name."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """The overview: how many, how late, whose, what comes next, what is not clear."""

    name = "namro.office.dashboards"
    verbose_name = "Tổng quan"
