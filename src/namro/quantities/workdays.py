"""Working days: which days public bodies work, and counting them forward.

Saturdays, Sundays and the public holidays of `data/holidays.csv` are days off; a Saturday worked to make up for a day
swapped is a working day. Rows that are only proposed ("unconfirmed") are kept but never applied, and what rests on a
row not yet decided for good ("provisional") says so. Does not know private employers' days, nor years without rows.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from namro.errors import DataError, UsageError

_A_DAY = timedelta(days=1)
_FRIDAY = 4
_CONFIDENCE = frozenset({"read", "read-secondary", "law-rule", "computed", "provisional", "unconfirmed"})


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"
    IN_LIEU = "in-lieu"
    SWAP_OFF = "swap-off"
    MAKE_UP = "make-up-work"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day whose work does not follow from its weekday, with the act that says so."""

    day: date
    name: str
    kind: DayKind
    act: str
    source: str
    confidence: str

    @property
    def applies(self) -> bool:
        """Whether it is decided, or at least follows from the law; a mere proposal does not apply."""
        return self.confidence != "unconfirmed"


@dataclass(frozen=True, slots=True)
class Count:
    """Working days counted forward: the last of them, and the weekdays passed over as holidays on the way."""

    end: date
    skipped: tuple[SpecialDay, ...]

    @property
    def provisional(self) -> bool:
        """Whether a day passed over is not yet decided for good."""
        return any(day.confidence == "provisional" for day in self.skipped)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Special days by date, whole years from `first_year` to `last_year`."""

    days: Mapping[date, SpecialDay]
    first_year: int
    last_year: int

    def is_workday(self, day: date) -> bool:
        """Whether public bodies work on a day; raises `UsageError` for a year without rows.

        >>> calendar().is_workday(date(2026, 1, 2)), calendar().is_workday(date(2026, 1, 10))
        (False, True)
        """
        if not self.first_year <= day.year <= self.last_year:
            raise UsageError("deadline-year-unknown", year=day.year, first=self.first_year, last=self.last_year)
        special = self.days.get(day)
        if special is not None and special.applies:
            return special.kind is DayKind.MAKE_UP
        return day.weekday() <= _FRIDAY

    def workday_from(self, day: date) -> date:
        """The day itself, or the next working day after it (Civil Code 91/2015/QH13, Art. 148(5))."""
        while not self.is_workday(day):
            day += _A_DAY
        return day

    def count(self, start: date, workdays: int) -> Count:
        """So many working days after `start`, which is itself not counted (Civil Code 91/2015/QH13, Art. 147).

        >>> calendar().count(date(2025, 4, 28), 3).end
        datetime.date(2025, 5, 6)
        """
        day = start
        left = workdays
        skipped = []
        while left > 0:
            day += _A_DAY
            if self.is_workday(day):
                left -= 1
            elif day.weekday() <= _FRIDAY:
                skipped.append(self.days[day])
        return Count(day, tuple(skipped))


@cache
def calendar() -> Calendar:
    """The calendar of this release."""
    return read_calendar(files("namro.quantities").joinpath("data", "holidays.csv"))


def read_calendar(table: Traversable) -> Calendar:
    """The calendar in a CSV file; raises `DataError` telling all its faults."""
    faults: list[tuple[int | str, str, str]] = []
    days: dict[date, SpecialDay] = {}
    kinds = {kind.value for kind in DayKind}
    for row, cells in enumerate(csv.DictReader(table.read_text("utf-8").splitlines()), start=2):
        try:
            day = date.fromisoformat(cells["date"])
        except ValueError:
            faults.append((row, f"date {cells['date']!r}", "write it as 2026-01-02"))
            continue
        if day in days:
            faults.append((row, f"{day} stands twice", "keep one row a day"))
        if cells["kind"] not in kinds:
            faults.append((row, f"kind {cells['kind']!r}", f"write one of {', '.join(sorted(kinds))}"))
            continue
        if cells["confidence"] not in _CONFIDENCE:
            faults.append(
                (row, f"confidence {cells['confidence']!r}", f"write one of {', '.join(sorted(_CONFIDENCE))}")
            )
        if not cells["source"].strip():
            faults.append((row, "no source", "say where it was read"))
        kind = DayKind(cells["kind"])
        if kind is DayKind.MAKE_UP and day.weekday() <= _FRIDAY:
            faults.append((row, f"{day} is a weekday and cannot make up for another", "mend the date or the kind"))
        days[day] = SpecialDay(day, cells["name_vi"], kind, cells["year_act"], cells["source"], cells["confidence"])
    if not days:
        faults.append(("all", "no rows", "restore the table"))
    if faults:
        raise DataError("quantities/data/holidays.csv", faults)
    return Calendar(days, min(days).year, max(days).year)
