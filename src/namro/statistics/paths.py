"""Paths: how far a cumulative share was in earlier years at the same month, as what to expect of this one.

Disbursement is slow in spring and quick in December; a month is judged beside the same month, never by a twelfth of the
year. Does not expect anything of fewer than two earlier years.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namro.errors import UsageError
from namro.statistics.observations import Observation, Series

_FEWEST_YEARS = 2


@dataclass(frozen=True, slots=True)
class Expectation:
    """What earlier years had reached by the end of a month: mean, lowest, highest, and the years looked at."""

    month: int
    mean: Decimal
    low: Decimal
    high: Decimal
    years: tuple[int, ...]


def expected_path(
    series: Series, place: str, year: int, *, scope: str | None = None, known_on: date | None = None
) -> tuple[Expectation, ...]:
    """Month by month, what the years before `year` had reached; months with too few years are left out.

    Raises `UsageError("path-short")` where no month has two earlier years.
    """
    by_month: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for seen in series.of_place(place, scope=scope, known_on=known_on):
        if _from_new_year(seen) and seen.period.ends.year < year:
            by_month[seen.period.ends.month][seen.period.ends.year] = seen.value
    path = tuple(
        Expectation(
            month,
            sum(values.values(), Decimal(0)) / len(values),
            min(values.values()),
            max(values.values()),
            tuple(sorted(values)),
        )
        for month, values in sorted(by_month.items())
        if len(values) >= _FEWEST_YEARS
    )
    if not path:
        raise UsageError("path-short", series=series.kind.code, place=place, year=year, needed=_FEWEST_YEARS)
    return path


def reached(series: Series, place: str, year: int, *, known_on: date | None = None) -> dict[int, Observation]:
    """What a year has reached so far, by month."""
    return {
        seen.period.ends.month: seen
        for seen in series.of_place(place, known_on=known_on)
        if _from_new_year(seen) and seen.period.ends.year == year
    }


def _from_new_year(seen: Observation) -> bool:
    begins, ends = seen.period.begins, seen.period.ends
    return begins is not None and begins == date(ends.year, 1, 1)
