"""Deadlines: by when a piece of work is to be done, and how the day was reached.

A deadline is a fixed day, a stretch counted from an event, a recurring duty, or a word that only sounds like a time
("sớm", "kịp thời"). "Trước ngày 26/11" is recorded by the day named, as officials keep their registers. Does not read
text, and does not know today: whether a deadline has passed is for whoever holds the clock.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from namro.errors import UsageError, say
from namro.quantities.workdays import Calendar, calendar


class DeadlineKind(StrEnum):
    """How a deadline is told."""

    FIXED = "fixed"
    RELATIVE = "relative"
    RECURRING = "recurring"
    VAGUE = "vague"


class Every(StrEnum):
    """How often a recurring duty comes round."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Unit(StrEnum):
    """What a relative deadline is counted in."""

    WORKDAY = "workday"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning: a code of the wording table and what fills it."""

    code: str
    details: tuple[tuple[str, str], ...] = ()

    def say(self, lang: str = "vi") -> str:
        """The step as a sentence."""
        return say(self.code, lang, **dict(self.details))


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when. `due` is None where no day follows from what is known; `steps` tell how a day was reached."""

    kind: DeadlineKind
    due: date | None = None
    every: Every | None = None
    steps: tuple[Step, ...] = ()

    @property
    def code(self) -> str | None:
        """The ISO date, `recurring:month`, or None for what names no time.

        >>> Deadline(DeadlineKind.RECURRING, every=Every.MONTH).code
        'recurring:month'
        """
        if self.every is not None:
            return f"recurring:{self.every}"
        return self.due.isoformat() if self.due else None

    def explain(self, lang: str = "vi") -> str:
        """All steps, a sentence each."""
        return " ".join(step.say(lang) for step in self.steps)


VAGUE = Deadline(DeadlineKind.VAGUE)


def on_day(day: date) -> Deadline:
    """A deadline that names its day."""
    return Deadline(DeadlineKind.FIXED, day, steps=(_step("deadline-day", day=_written(day)),))


def in_month(year: int, month: int) -> Deadline:
    """By the last day of a month."""
    return _last_of(date(year, month, monthrange(year, month)[1]), f"{month:02d}/{year}")


def in_quarter(year: int, quarter: int) -> Deadline:
    """By the last day of a quarter.

    >>> in_quarter(2026, 1).due
    datetime.date(2026, 3, 31)
    """
    month = 3 * quarter
    return _last_of(date(year, month, monthrange(year, month)[1]), f"{_ROMAN[quarter]}/{year}")


def in_year(year: int) -> Deadline:
    """By the last day of a year."""
    return _last_of(date(year, 12, 31), str(year))


def recurring(every: Every) -> Deadline:
    """A duty that comes round."""
    return Deadline(DeadlineKind.RECURRING, every=every)


def after(start: date | None, number: int, unit: Unit, days: Calendar | None = None) -> Deadline:
    """So many days, weeks, months or years after an event, the day of the event not counted.

    `start` is None where the day of the event is not known: the deadline then has no day. A last day that falls on a
    day off moves to the next working day (Civil Code 91/2015/QH13, Art. 147 and 148).

    >>> after(date(2025, 4, 28), 3, Unit.WORKDAY).due
    datetime.date(2025, 5, 6)
    """
    if start is None:
        return Deadline(DeadlineKind.RELATIVE, steps=(_step("deadline-start-unknown"),))
    days = days or calendar()
    steps = [_step("deadline-start", day=_written(start))]
    try:
        if unit is Unit.WORKDAY:
            count = days.count(start, number)
            due = count.end
            steps.append(_step("deadline-workdays", number=str(number), day=_written(due)))
            if count.skipped:
                names = "; ".join(f"{_written(day.day)} ({day.name})" for day in count.skipped)
                steps.append(_step("deadline-skipped", days=names))
            if count.provisional:
                steps.append(_step("deadline-provisional"))
        else:
            last = _moved(start, number, unit)
            steps.append(_step(f"deadline-{unit}s", number=str(number), day=_written(last)))
            due = days.workday_from(last)
            if due != last:
                steps.append(_step("deadline-day-off", day=_written(last), due=_written(due)))
    except (UsageError, OverflowError, ValueError):
        steps.append(_step("deadline-no-calendar", first=str(days.first_year), last=str(days.last_year)))
        return Deadline(DeadlineKind.RELATIVE, steps=tuple(steps))
    return Deadline(DeadlineKind.RELATIVE, due, steps=tuple(steps))


_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}


def _last_of(day: date, named: str) -> Deadline:
    return Deadline(DeadlineKind.FIXED, day, steps=(_step("deadline-last-day", stretch=named, day=_written(day)),))


def _moved(start: date, number: int, unit: Unit) -> date:
    if unit in _DAYS:
        return start + timedelta(days=number * _DAYS[unit])
    months = start.year * 12 + start.month - 1 + number * (12 if unit is Unit.YEAR else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _step(code: str, **details: str) -> Step:
    return Step(code, tuple(details.items()))


def _written(day: date) -> str:
    return day.strftime("%d/%m/%Y")
