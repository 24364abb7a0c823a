"""The plain values of a legal test: findings, intervals, reasons and where a row of law comes from.

A figure is always an interval: a known one has equal ends, "at least 12,700" is open above, and a fact nobody
gave runs from minus to plus infinity. So a missing fact needs no case of its own anywhere in the engine.

Does not know any law, nor any place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

INFINITY = Decimal("Infinity")
NOT_READ = "not read"
OPEN = "open"


class Finding(StrEnum):
    """What a test says: met, not met, or cannot tell."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


def every(findings: Iterable[Finding]) -> Finding:
    """The finding of "all of these": one failure decides, one unknown leaves it open.

    >>> every([Finding.MET, Finding.UNKNOWN]).value, every([Finding.UNKNOWN, Finding.NOT_MET]).value
    ('unknown', 'not_met')
    """
    worst = Finding.MET
    for finding in findings:
        if finding is Finding.NOT_MET:
            return Finding.NOT_MET
        if finding is Finding.UNKNOWN:
            worst = Finding.UNKNOWN
    return worst


def some(findings: Iterable[Finding]) -> Finding:
    """The finding of "one of these": one success decides.

    >>> some([Finding.NOT_MET, Finding.UNKNOWN]).value, some([Finding.NOT_MET]).value
    ('unknown', 'not_met')
    """
    best = Finding.NOT_MET
    for finding in findings:
        if finding is Finding.MET:
            return Finding.MET
        if finding is Finding.UNKNOWN:
            best = Finding.UNKNOWN
    return best


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a figure may still have, both ends included.

    >>> Interval(Decimal(3), Decimal(3)).exact, Interval().exact
    (True, False)
    """

    low: Decimal = -INFINITY
    high: Decimal = INFINITY

    @property
    def exact(self) -> bool:
        """Whether only one value is left."""
        return self.low == self.high

    @property
    def blank(self) -> bool:
        """Whether nothing at all is known."""
        return self.low == -INFINITY and self.high == INFINITY

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def mirrored(self) -> Interval:
        """The interval below zero: turns "lower is better" into "higher is better"."""
        return Interval(-self.high, -self.low)


NOTHING_KNOWN = Interval()


def exactly(value: Decimal | int) -> Interval:
    """The interval of a single value."""
    number = Decimal(value)
    return Interval(number, number)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a trace: a stable code and what fills its sentence (`reasons.toml`)."""

    code: str
    details: tuple[tuple[str, str], ...] = ()


class Confidence(StrEnum):
    """How far a row or a fact can be trusted."""

    READ = "read"  # seen in a source's text
    CARRIED_OVER = "carried_over"  # of the earlier act, not seen in the text of the later one
    COMPUTED = "computed"  # from figures that were read
    STATED = "stated"  # by whoever filled the facts file
    EXAMPLE = "example"  # made up for a worked case


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row of an act comes from and when it holds. A date that no source gave is `None` and said so."""

    article: str
    sources: tuple[str, ...]
    confidence: Confidence
    valid_from: date | None
    valid_to: date | None
    doubt: str | None = None

    def holds(self, on: date) -> bool:
        """Whether the row is in force that day; a row whose day was not read counts with its act."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one test found. `finding` is `None` for a standard that only gives points."""

    finding: Finding | None
    figure: Interval = NOTHING_KNOWN
    bar: Interval | None = None  # the floor (or ceiling) used, after any reduction
    points: Interval | None = None
    because: tuple[Reason, ...] = field(default=())
