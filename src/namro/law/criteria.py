"""The few kinds of test every standard is made of: compare, band, steps, one of several.

Each takes the evidence and gives an `Outcome`. All are monotone: a better figure never gives a worse finding or
fewer points. A figure that is not known gives neither met nor not met.

Does not combine standards: `rules` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Protocol

from namro.law.bars import Bar, Bars
from namro.law.facts import Evidence
from namro.law.values import INFINITY, NOTHING_KNOWN, Finding, Interval, Outcome, Reason, some


class Op(StrEnum):
    """How a figure is held against its bar."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"

    @property
    def lower_is_better(self) -> bool:
        """Whether the bar is a ceiling (a poverty rate, a place in a ranking)."""
        return self in (Op.AT_MOST, Op.BELOW)

    @property
    def strict(self) -> bool:
        """Whether the bar itself fails."""
        return self in (Op.ABOVE, Op.BELOW)


class Window(StrEnum):
    """How several years make one figure."""

    MEAN = "mean"
    EACH = "each"  # the worst year decides


@dataclass(frozen=True, slots=True)
class Measure:
    """The figure a test takes: a term's newest, of given years, or over the last whole years before the day."""

    term: str
    last: int = 0
    years: tuple[int, ...] = ()
    window: Window = Window.EACH

    def interval(self, evidence: Evidence, lower_is_better: bool) -> Interval:
        """All the figure may be."""
        years = self.years or tuple(range(evidence.on.year - self.last, evidence.on.year))
        if not years:
            return evidence.figure(self.term).interval
        figures = [evidence.figure(self.term, year).interval for year in years]
        if self.window is Window.MEAN:
            count = len(figures)
            return Interval(
                sum((f.low for f in figures), Decimal(0)) / count, sum((f.high for f in figures), Decimal(0)) / count
            )
        worst = max if lower_is_better else min
        return Interval(worst(f.low for f in figures), worst(f.high for f in figures))


class Criterion(Protocol):
    """Anything that judges evidence."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures it asks for."""

    def assess(self, evidence: Evidence) -> Outcome:
        """What it finds."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A figure held against a bar: met or not, no points."""

    measure: Measure
    op: Op
    bars: Bars

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The one figure it asks for."""
        return (self.measure,)

    def assess(self, evidence: Evidence) -> Outcome:
        """Met, not met or cannot tell, with the bar that was used."""
        figure = self.measure.interval(evidence, self.op.lower_is_better)
        bar = self.bars.at(evidence)
        if bar is None:
            return Outcome(Finding.UNKNOWN, figure, None, None, (Reason("floor-not-read"),))
        finding, code = _held(figure, bar, self.op)
        return Outcome(finding, figure, bar.reduced, None, (Reason(code), *bar.because))


@dataclass(frozen=True, slots=True)
class Band:
    """Points between a floor and an upper value: none below the floor, `least` at it, `most` at or past `upper`.

    `straight` bands rise in a line between the two; others stay at `least` until `upper`.
    """

    measure: Measure
    op: Op
    bars: Bars
    upper: Decimal
    least: Decimal
    most: Decimal
    straight: bool = True

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The one figure it asks for."""
        return (self.measure,)

    def assess(self, evidence: Evidence) -> Outcome:
        """The finding against the floor, and the interval of points still open."""
        figure = self.measure.interval(evidence, self.op.lower_is_better)
        bar = self.bars.at(evidence)
        if bar is None:
            points = Interval(Decimal(0), self.most)
            return Outcome(Finding.UNKNOWN, figure, None, points, (Reason("floor-not-read"),))
        finding, code = _held(figure, bar, self.op)
        awarded = Interval(self.least, self.least)
        if bar.exempt:
            points = awarded
        else:
            points = self._points(figure, bar)
            if bar.exempt is None:
                points = points.hull(awarded)
        return Outcome(finding, figure, bar.reduced, points, (Reason(code), *bar.because))

    def _points(self, figure: Interval, bar: Bar) -> Interval:
        if self.op.lower_is_better:
            figure, normal, reduced, upper = (
                figure.mirrored(),
                bar.normal.mirrored(),
                bar.reduced.mirrored(),
                -self.upper,
            )
        else:
            normal, reduced, upper = bar.normal, bar.reduced, self.upper
        return Interval(
            self._at(figure.low, normal.high, reduced.high, upper),
            self._at(figure.high, normal.low, reduced.low, upper),
        )

    def _at(self, value: Decimal, normal: Decimal, reduced: Decimal, upper: Decimal) -> Decimal:
        if value < reduced:
            return Decimal(0)
        if value < normal:  # a lowered floor gives the least, so that passing the normal one never costs points
            return self.least
        if value >= upper:
            return self.most
        if not self.straight or normal == -INFINITY:
            return self.least
        return self.least + (self.most - self.least) * (value - normal) / (upper - normal)


@dataclass(frozen=True, slots=True)
class Steps:
    """Points by steps: `base` up to `start`, `each` more for every whole `step` past it, never over `cap`.

    `each` is `None` where the source gives base and cap but not the step. Gives points only, no finding.
    """

    measure: Measure
    start: Decimal
    step: Decimal
    base: Decimal
    each: Decimal | None
    cap: Decimal
    lower_is_better: bool = False

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The one figure it asks for."""
        return (self.measure,)

    def assess(self, evidence: Evidence) -> Outcome:
        """The points, or the interval still open."""
        figure = self.measure.interval(evidence, self.lower_is_better)
        past = Interval(figure.low - self.start, figure.high - self.start)
        if self.lower_is_better:
            past = past.mirrored()
        points = Interval(self._at(past.low)[0], self._at(past.high)[1])
        return Outcome(None, figure, None, points, (Reason("points-by-steps" if points.exact else "figure-missing"),))

    def _at(self, past: Decimal) -> tuple[Decimal, Decimal]:
        if past <= 0:
            return self.base, self.base
        if self.each is None:
            return self.base, self.cap
        if past == INFINITY:
            return self.cap, self.cap
        steps = (past / self.step).to_integral_value(ROUND_FLOOR)
        points = min(self.base + steps * self.each, self.cap)
        return points, points


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several tests is enough; the points are the best of theirs."""

    tests: tuple[Criterion, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures of all alternatives."""
        return tuple(measure for test in self.tests for measure in test.measures)

    def assess(self, evidence: Evidence) -> Outcome:
        """Met as soon as one alternative is."""
        outcomes = [test.assess(evidence) for test in self.tests]
        findings = [outcome.finding for outcome in outcomes if outcome.finding is not None]
        scored = [outcome.points for outcome in outcomes if outcome.points is not None]
        points = Interval(max(p.low for p in scored), max(p.high for p in scored)) if scored else None
        finding = some(findings) if len(findings) == len(outcomes) else None
        because = tuple(reason for outcome in outcomes for reason in outcome.because)
        return Outcome(finding, NOTHING_KNOWN, None, points, (Reason("one-is-enough"), *because))


def _held(figure: Interval, bar: Bar, op: Op) -> tuple[Finding, str]:
    if bar.exempt:
        return Finding.MET, "exempt"
    floor = bar.reduced
    if op.lower_is_better:
        figure, floor = figure.mirrored(), floor.mirrored()
    if figure.low > floor.high or (figure.low == floor.high and not op.strict):
        return Finding.MET, "reaches"
    if figure.high < floor.low or (figure.high == floor.low and op.strict):
        if bar.exempt is None:
            return Finding.UNKNOWN, "exemption-unknown"
        return Finding.NOT_MET, "misses"
    if figure.blank:
        return Finding.UNKNOWN, "figure-missing"
    return Finding.UNKNOWN, "figure-unsure" if floor.exact else "bar-unsure"
