"""Ranks over a named field: the nation or a region on the map of a day, with ties, gaps and what the gaps allow.

A rank counts the units of one map only: 34/63 and 12/34 are ranks in two fields. Where values are missing the rank
among the known is given together with the best and worst it can be; which it is, is not guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from namro.errors import UsageError
from namro.places import NATION, NATION_NAME, Region, region_coded, region_named, units_on
from namro.statistics.catalogue import Better, SeriesKind
from namro.statistics.observations import Observation, Series
from namro.statistics.periods import Period


@dataclass(frozen=True, slots=True)
class Field:
    """The units a rank counts: `members` are their codes on the map of `day`."""

    code: str
    name: str
    day: date
    members: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many units it has: 63 or 34 for the nation."""
        return len(self.members)


def nation_field(day: date) -> Field:
    """Every unit of the first level on a day."""
    return Field(NATION, NATION_NAME, day, tuple(unit.code for unit in units_on(day)))


def region_field(region: str, day: date) -> Field:
    """The units of a region, by its code or its name on that day. Raises `UsageError` for an unknown one."""
    found: Region = region_coded(region) if region.startswith("REG") else region_named(region, day)
    return Field(found.code, found.name, day, found.members)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands. `best` and `worst` are the ranks it can have once the missing values are known."""

    place: str
    rank: int
    tied: bool
    observation: Observation
    best: int
    worst: int


@dataclass(frozen=True)
class Ranking:
    """One series over a field for a period: `standings` in order, `missing` units without a value."""

    kind: SeriesKind
    period: Period
    scope: str
    field: Field
    standings: tuple[Standing, ...]
    missing: tuple[str, ...]
    other_scopes: Mapping[str, Observation]
    """Values of missing units that exist only under another scope; they are not ranked."""

    @property
    def known(self) -> int:
        """How many units have a value."""
        return len(self.standings)

    @property
    def complete(self) -> bool:
        """Whether every unit of the field has one."""
        return not self.missing

    def of(self, place: str) -> Standing | None:
        """Where a unit stands; None without a value. Raises `UsageError("place-not-in-field")`."""
        if place not in self.field.members:
            raise UsageError("place-not-in-field", place=place, field=self.field.name, day=self.field.day)
        return self._by_place.get(place)

    @cached_property
    def _by_place(self) -> dict[str, Standing]:
        return {standing.place: standing for standing in self.standings}


def competition_ranks(values: Mapping[str, Decimal], better: Better) -> dict[str, int]:
    """Standard competition ranks: equals share the better rank, the next is counted on (1, 2, 2, 4).

    >>> competition_ranks({"a": Decimal(5), "b": Decimal(7), "c": Decimal(5)}, Better.UP)
    {'b': 1, 'a': 2, 'c': 2}
    """
    ordered = sorted(values.values())
    if better is Better.DOWN:
        ranks = {place: 1 + bisect_left(ordered, value) for place, value in values.items()}
    else:
        ranks = {place: 1 + len(ordered) - bisect_right(ordered, value) for place, value in values.items()}
    return dict(sorted(ranks.items(), key=lambda item: (item[1], item[0])))


def ranking(
    series: Series,
    period: Period,
    field: Field,
    *,
    scope: str | None = None,
    known_on: date | None = None,
    said: Mapping[str, Observation] | None = None,
) -> Ranking:
    """The ranking of a field, from the latest figures or those known on a day.

    `said` puts figures in the place of the series' own: what a document states of a unit. A period without figures
    gives a ranking of nobody.
    """
    wanted = series.kind.scope if scope is None else scope
    values = {**series.values(period, scope=wanted, known_on=known_on), **(said or {})}
    values = {place: values[place] for place in field.members if place in values}
    missing = tuple(place for place in field.members if place not in values)
    elsewhere = {
        place: observation
        for other in series.scopes
        if other != wanted
        for place, observation in series.values(period, scope=other, known_on=known_on).items()
        if place in missing
    }
    ranks = competition_ranks({place: seen.value for place, seen in values.items()}, series.kind.better)
    shared = list(ranks.values())
    standings = tuple(
        Standing(place, rank, shared.count(rank) > 1, values[place], rank, rank + len(missing))
        for place, rank in ranks.items()
    )
    return Ranking(series.kind, period, wanted, field, standings, missing, elsewhere)
