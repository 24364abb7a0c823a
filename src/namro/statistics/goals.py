"""Goals: the figure a place is to reach in a period, as a minimum, a range or an exact number, and who set it.

A draft goal is marked as one. Does not choose between two issuers that ask for different figures.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from namro.statistics.periods import Period


class GoalBound(StrEnum):
    """How a goal binds."""

    AT_LEAST = "≥"
    OVER = ">"
    EXACT = "="
    AT_MOST = "≤"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure to reach. Of a range, `low` and `high`; else `low` alone."""

    low: Decimal
    high: Decimal | None = None
    bound: GoalBound = GoalBound.AT_LEAST

    def met_by(self, value: Decimal) -> bool:
        """Whether a figure meets it; a range is met by its lower end or more."""
        match self.bound:
            case GoalBound.OVER:
                return value > self.low
            case GoalBound.EXACT:
                return value == self.low
            case GoalBound.AT_MOST:
                return value <= self.low
            case _:
                return value >= self.low


@dataclass(frozen=True, slots=True)
class PlacedGoal:
    """A goal somebody set for a place and a period; `adopted` is False for a draft."""

    series: str
    place: str
    period: Period
    goal: Goal
    adopted: bool
    issued_on: date | None
    source: str


@cache
def placed_goals() -> tuple[PlacedGoal, ...]:
    """Every goal that comes with Namro."""
    text = files("namro.statistics").joinpath("data", "goals.csv").read_text("utf-8")
    return tuple(
        PlacedGoal(
            row["indicator"],
            row["place"],
            Period.parse(row["period"]),
            Goal(Decimal(row["low"]), Decimal(row["high"]) if row["high"] else None, GoalBound(row["bound"])),
            row["status"] == "adopted",
            date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
            row["source"],
        )
        for row in csv.DictReader(io.StringIO(text, newline=""))
    )


def goals_for(series: str, place: str, year: int | None = None) -> tuple[PlacedGoal, ...]:
    """The goals of a place in a series, those whose period ends in a year where it is given."""
    return tuple(
        goal
        for goal in placed_goals()
        if goal.series == series and goal.place == place and year in (None, goal.period.ends.year)
    )
