"""Bars: the floor or ceiling a figure is held against, chosen by condition and lowered by reductions.

A standard may have several floors (a mountainous province, an island commune) and rows that lower them. When it is
not known which applies, the bar is the interval of all it may be, and the test stays open between its ends.

Reductions are never added together: a standard takes the one that lowers it most, and only matters where the normal
bar is missed. Does not compare: `criteria` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from namro.law.conditions import Condition
from namro.law.facts import Evidence
from namro.law.values import INFINITY, Interval, Provenance, Reason, exactly


@dataclass(frozen=True, slots=True)
class Floor:
    """One value a standard may ask for. `value` is an interval: "at most 1.4" where a source shows only that."""

    id: str
    value: Interval
    when: Condition | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Slide:
    """A reduction that grows: for each whole `each` of a figure past `over`, another `takes` off the factor."""

    term: str
    over: Decimal
    each: Decimal
    takes: Decimal

    def taken(self, evidence: Evidence, limit: Decimal) -> Interval:
        """How much more comes off; `limit` is the most that can."""
        figure = evidence.figure(self.term).interval
        return Interval(self._steps(figure.low, limit), self._steps(figure.high, limit))

    def _steps(self, value: Decimal, limit: Decimal) -> Decimal:
        if value <= self.over:
            return Decimal(0)
        if value == INFINITY:
            return limit
        steps = ((value - self.over) / self.each).to_integral_value(ROUND_FLOOR)
        return min(steps * self.takes, limit)


@dataclass(frozen=True, slots=True)
class Reduction:
    """A row that lowers floors by a factor, or takes a standard out and awards its minimum.

    `factor` is `None` where a coefficient exists that was not read.
    """

    id: str
    when: Condition
    provenance: Provenance
    factor: Decimal | None = None
    slide: Slide | None = None
    exempts: bool = False

    def factors(self, evidence: Evidence) -> Interval:
        """The factor, or all it may be."""
        if self.factor is None:
            return Interval(Decimal(0), Decimal(1))
        if self.slide is None:
            return exactly(self.factor)
        taken = self.slide.taken(evidence, self.factor)
        return Interval(self.factor - taken.high, self.factor - taken.low)


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one place on one day: as the law normally sets it, and after any reduction."""

    normal: Interval
    reduced: Interval
    exempt: bool | None = False
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """The floors of one standard, most special first, and the reductions that name it."""

    floors: tuple[Floor, ...]
    reductions: tuple[Reduction, ...] = ()
    counted: bool = False  # works that are counted: a lowered floor is rounded, and one stays one

    def at(self, evidence: Evidence) -> Bar | None:
        """The bar for this evidence; `None` where no floor that applies was read."""
        normal, because = self._normal(evidence)
        if normal is None:
            return None
        low = high = Decimal(1)
        exempt: bool | None = False
        for reduction in self.reductions:
            holds = reduction.when.truth(evidence)
            if holds is False:
                continue
            code = "reduction-applies" if holds else "reduction-perhaps"
            because += (Reason(code, (("row", reduction.id), ("article", reduction.provenance.article))),)
            if reduction.exempts:
                exempt = True if holds or exempt else None
                continue
            factors = reduction.factors(evidence)
            low = min(low, factors.low)
            if holds:
                high = min(high, factors.high)
        if low == high == 1:
            return Bar(normal, normal, exempt, because)
        return Bar(normal, Interval(self._lowered(normal.low, low), self._lowered(normal.high, high)), exempt, because)

    def _normal(self, evidence: Evidence) -> tuple[Interval | None, tuple[Reason, ...]]:
        found: Interval | None = None
        because: tuple[Reason, ...] = ()
        for floor in self.floors:
            holds = True if floor.when is None else floor.when.truth(evidence)
            if holds is False:
                continue
            found = floor.value if found is None else found.hull(floor.value)
            if holds:
                if floor.when is not None:
                    because += (Reason("floor-chosen", (("row", floor.id),)),)
                return found, because
            because += (Reason("floor-perhaps", (("row", floor.id),)),)
        return None, because

    def _lowered(self, floor: Decimal, factor: Decimal) -> Decimal:
        if factor == 1 or floor == -INFINITY:
            return floor
        lowered = floor * factor
        if not self.counted:
            return lowered
        if floor <= 1:
            return floor
        return max(Decimal(1), lowered.to_integral_value(ROUND_HALF_UP))
