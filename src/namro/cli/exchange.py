"""Readings for other programs' formats: Akoma Ntoso and iCalendar. A source that failed adds nothing to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from namro.cli.sources import Failure, Outcome
from namro.errors import UsageError


def write_akn(outcomes: Iterable[Outcome], file: TextIO) -> None:
    """The one document as Akoma Ntoso. Raises UsageError `extra-missing`."""
    try:
        from namro.drafting.akoma import write_akoma
    except ModuleNotFoundError as error:
        raise UsageError("extra-missing", extra="drafting", package=error.name) from error
    for outcome in outcomes:
        if not isinstance(outcome, Failure):
            file.write(write_akoma(outcome).decode() + "\n")


def write_ics(outcomes: Iterable[Outcome], file: TextIO) -> None:
    """The deadlines of all documents as one calendar. Raises UsageError `extra-missing`."""
    try:
        from namro.drafting.calendars import deadline_calendar
    except ModuleNotFoundError as error:
        raise UsageError("extra-missing", extra="drafting", package=error.name) from error
    file.write(deadline_calendar(outcome for outcome in outcomes if not isinstance(outcome, Failure)).decode())
