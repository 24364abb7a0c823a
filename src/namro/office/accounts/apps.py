"""The app of people and access."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app of people and access."""

    name = "namro.office.accounts"
    verbose_name = "Người dùng"
