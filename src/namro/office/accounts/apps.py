"""The app of people and access."""

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app of people and access."""

    name = "namro.office.accounts"
    verbose_name = "Người dùng"

    def ready(self) -> None:
        """A password that the person chose is no longer one-time."""
        from allauth.account.signals import password_changed, password_set

        for signal in (password_changed, password_set):
            signal.connect(_chosen, dispatch_uid="accounts.chosen")


def _chosen(sender: Any, user: Any, **kwargs: Any) -> None:
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
