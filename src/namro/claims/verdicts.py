"""What the check of a stated figure comes to: a verdict, both figures, and what stood in the way.

Holds values only. A verdict is about the figure, never about who stated it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from namro.statistics import Observation, Period


class Verdict(StrEnum):
    """How a stated figure stands beside the series."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    ANOTHER_VINTAGE = "another-vintage"  # it was the figure once, or became it later
    ANOTHER_SCOPE = "another-scope"  # it is the figure with or without something
    CANNOT_TELL = "cannot-tell"


class Reason(StrEnum):
    """Why the verdict is what it is; the wording has a sentence for each."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NO_INDICATOR = "no-indicator"
    NO_SERIES = "no-series"
    NO_PLACE = "no-place"
    NO_PERIOD = "no-period"
    NO_FIGURE = "no-figure"
    WEAK_SOURCE = "weak-source"  # only a compiled or derived figure differs
    SEVERAL_SERIES = "several-series"  # the indicator has several, and the words do not say which
    OTHER_DEFINITION = "other-definition"  # officials state it by another definition too
    RANK_PARTIAL = "rank-partial"  # too few values known; the stated rank is possible
    RANK_IMPOSSIBLE = "rank-impossible"  # the known values alone rule it out
    NO_FIELD = "no-field"  # ranked among units we cannot name


@dataclass(frozen=True, slots=True)
class Statement:
    """A measured statement of a document, in the terms of the reading."""

    start: int
    end: int
    quote: str
    value: Decimal
    high: Decimal | None
    unit: str
    bound: str
    aspect: str
    rank_of: int | None
    indicator: str | None
    label: str | None
    period: Period | None
    place: str | None
    around: str
    """The words of its clause, where a scope may be named."""


@dataclass(frozen=True, slots=True)
class RankBasis:
    """A ranking a stated rank was held against.

    `known` of `size` units have a value; with the missing ones the unit's rank lies between `best` and `worst`.
    `rank` is its rank among the known, None where it has no value itself.
    """

    series: str
    period: Period
    field: str
    known: int
    size: int
    rank: int | None
    best: int
    worst: int
    weak: bool = False
    """Whether it rests on compiled or derived figures."""

    @property
    def complete(self) -> bool:
        """Whether every unit has a value, so that `rank` is the rank."""
        return self.known == self.size


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, the verdict and its grounds.

    `official` is the figure it was held against and `difference` the stated figure less that one. `agreeing` and
    `disagreeing` are all figures of that very key, by their sources. `nearest` is the closest figure where there is
    none of the key, `nation` the country's own for the period. `bases` are the rankings of a stated rank, the
    deciding first.
    """

    statement: Statement
    verdict: Verdict
    reason: Reason
    series: str | None = None
    place: str | None = None
    scope: str = ""
    official: Observation | None = None
    difference: Decimal | None = None
    agreeing: tuple[Observation, ...] = ()
    disagreeing: tuple[Observation, ...] = ()
    nearest: Observation | None = None
    nation: tuple[Observation, ...] = ()
    bases: tuple[RankBasis, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """It as plain values: numbers as decimal text, days and periods in ISO 8601."""
        said = self.statement
        return {
            "start": said.start,
            "end": said.end,
            "quote": said.quote,
            "value": str(said.value),
            "unit": said.unit,
            "indicator": said.indicator,
            "period": said.period.iso if said.period else None,
            "place": self.place,
            "series": self.series,
            "scope": self.scope,
            "verdict": self.verdict,
            "reason": self.reason,
            "official": _plain(self.official),
            "difference": None if self.difference is None else f"{self.difference:f}",
            "agreeing": [_plain(seen) for seen in self.agreeing],
            "disagreeing": [_plain(seen) for seen in self.disagreeing],
            "nearest": _plain(self.nearest),
            "nation": [_plain(seen) for seen in self.nation],
            "bases": [
                {
                    "series": basis.series,
                    "period": basis.period.iso,
                    "field": basis.field,
                    "known": basis.known,
                    "size": basis.size,
                    "rank": basis.rank,
                    "best": basis.best,
                    "worst": basis.worst,
                }
                for basis in self.bases
            ],
        }


def _plain(seen: Observation | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {
        "series": seen.series,
        "place": seen.place,
        "period": seen.period.iso,
        "value": f"{seen.value:f}",
        "unit": seen.unit,
        "scope": seen.scope,
        "status": seen.status,
        "published_on": seen.published_on.isoformat() if seen.published_on else None,
        "source": seen.source,
        "confidence": seen.confidence,
    }
