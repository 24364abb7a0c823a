"""The clock of the office: the only place that asks what day it is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its zone."""
    return timezone.now()


def today() -> date:
    """The day it is in Việt Nam."""
    return timezone.localdate()
