"""The app's name."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Out and in: books, reports, annexes, sheets and whole offices."""

    name = "namro.office.exchange"
    verbose_name = "Trao đổi"
