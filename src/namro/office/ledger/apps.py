"""The ledger's app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger's app."""

    name = "namro.office.ledger"
    verbose_name = "Sổ cái"
