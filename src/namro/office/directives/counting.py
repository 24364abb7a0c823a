"""The official count: done {on time, late} × not done {in time, overdue}, those without a deadline apart.

Rates name their denominators, as the Government's reports do: the share done of all given (73,2 % in 2017), the share
done of those due, and the share done on time of those due (98,6 % and 86,4 % in 2017; report 1270/BC-TCTTTg of
27 December 2017). "Due" is every directive that is done or whose deadline has passed. Plain values; knows no database.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Standing(StrEnum):
    """How a directive stands on a day."""

    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"
    IN_TIME = "in-time"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    NO_DEADLINE = "no-deadline"
    NO_DEADLINE_DONE = "no-deadline-done"
    SUSPENDED = "suspended"
    NOT_COUNTED = "not-counted"


class Basis(StrEnum):
    """By which deadline it is counted."""

    ORIGINAL = "original"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Count:
    """How many directives stand how. `due_soon` are among `in_time`."""

    done_on_time: int = 0
    done_late: int = 0
    in_time: int = 0
    overdue: int = 0
    no_deadline: int = 0
    no_deadline_done: int = 0
    due_soon: int = 0
    suspended: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def done(self) -> int:
        """Done, of those with a deadline."""
        return self.done_on_time + self.done_late

    @property
    def not_done(self) -> int:
        """Not done, of those with a deadline."""
        return self.in_time + self.overdue

    @property
    def with_deadline(self) -> int:
        """The four cells together."""
        return self.done + self.not_done

    @property
    def total(self) -> int:
        """All that are counted, with a deadline or without."""
        return self.with_deadline + self.no_deadline + self.no_deadline_done

    @property
    def due(self) -> int:
        """Done, or past their deadline."""
        return self.done + self.overdue

    @property
    def share_done(self) -> Fraction | None:
        """Done of all with a deadline.

        >>> round(float(Count(14068, 1983, 5640, 223).share_done * 100), 1)
        73.2
        """
        return Fraction(self.done, self.with_deadline) if self.with_deadline else None

    @property
    def share_done_of_due(self) -> Fraction | None:
        """Done of those due."""
        return Fraction(self.done, self.due) if self.due else None

    @property
    def share_on_time_of_due(self) -> Fraction | None:
        """Done on time of those due."""
        return Fraction(self.done_on_time, self.due) if self.due else None


def standing(*, state: str, due: date | None, done_on: date | None, on: date, soon: int) -> Standing:
    """How one directive stands on a day; `state` is open, done, suspended or anything that is not counted.

    A directive is overdue from the day after its deadline, and due soon from `soon` days before it.
    """
    if state == "suspended":
        return Standing.SUSPENDED
    if state == "done":
        if due is None:
            return Standing.NO_DEADLINE_DONE
        return Standing.DONE_ON_TIME if done_on is not None and done_on <= due else Standing.DONE_LATE
    if state != "open":
        return Standing.NOT_COUNTED
    if due is None:
        return Standing.NO_DEADLINE
    if due < on:
        return Standing.OVERDUE
    return Standing.DUE_SOON if (due - on).days <= soon else Standing.IN_TIME
