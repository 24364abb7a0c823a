"""The clock of the office: the only place that asks what day it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_stands: ContextVar[datetime | None] = ContextVar("_stands", default=None)


def now() -> datetime:
    """The moment it is, with its zone."""
    return _stands.get() or timezone.now()


def today() -> date:
    """The day it is in Việt Nam."""
    return timezone.localdate(_stands.get())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand: sample work is entered on the days it tells of. Nothing else may use it."""
    before = _stands.set(moment)
    try:
        yield
    finally:
        _stands.reset(before)
