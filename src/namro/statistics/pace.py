"""Pace: the yearly rate a goal still needs, beside the rate so far and the best rate ever.

An amount needs a compound rate, a growth rate goal a mean over the years of its plan, a share or a score so many points
a year. Only whole years count. Does not say whether the needed rate can be had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from namro.errors import UsageError
from namro.statistics.catalogue import Aspect, Nature, SeriesKind
from namro.statistics.goals import Goal, GoalBound
from namro.statistics.observations import Observation

_Still = Callable[[Decimal], Decimal]
_PRECISION = 40
_PLAN_YEARS = 5  # five-year plans run 2021-2025, 2026-2030


class PaceMethod(StrEnum):
    """What "a rate" means for the series."""

    COMPOUND = "compound"  # per cent a year, on the year before
    MEAN_GROWTH = "mean-growth"  # the figures are growth rates; the goal is their compound mean
    POINTS = "points"  # so many points a year


class PaceVerdict(StrEnum):
    """The needed rate beside what was done."""

    MET = "met"
    ON_PACE = "on-pace"  # the rate so far suffices
    FASTER = "faster"  # more than so far, but no more than the best year
    RECORD = "record"  # more than any year yet
    UNKNOWN = "unknown"  # nothing to set it beside


@dataclass(frozen=True, slots=True)
class Pace:
    """`needed` (and `needed_high` of a range), `so_far` and `best` in per cent or points a year.

    `first` and `last` are the years the figures run from and to; `begins` is the first year that counts towards the
    goal.
    """

    method: PaceMethod
    goal: Goal
    by: int
    begins: int
    first: Observation | None
    last: Observation | None
    years_left: int
    needed: Decimal
    needed_high: Decimal | None
    so_far: Decimal | None
    best: Decimal | None
    best_year: int | None
    verdict: PaceVerdict


def plan_start(by: int) -> int:
    """The first year of the five-year plan a year lies in.

    >>> plan_start(2030), plan_start(2025)
    (2026, 2021)
    """
    return by - (by - 1) % _PLAN_YEARS


def method_of(kind: SeriesKind) -> PaceMethod:
    """What a rate means for a series. Raises `UsageError("pace-of-rank")` for a rank."""
    if kind.nature is Nature.RANK:
        raise UsageError("pace-of-rank", series=kind.code)
    if kind.aspect is Aspect.CHANGE:
        return PaceMethod.MEAN_GROWTH
    if kind.aspect is Aspect.SHARE or kind.nature is Nature.INDEX or kind.unit == "%":
        return PaceMethod.POINTS
    return PaceMethod.COMPOUND


def pace(kind: SeriesKind, years: Sequence[Observation], goal: Goal, by: int, *, begins: int | None = None) -> Pace:
    """The pace a goal needs by the end of a year.

    `years` are the yearly figures in order. A growth goal is the mean of `begins` to `by`, by default the five-year
    plan that holds `by`; years of it already known count. Raises `UsageError("pace-late")` when no year is left and
    `UsageError("pace-no-base")` for an amount without a figure to start from.
    """
    method = method_of(kind)
    known = {
        seen.period.ends.year: seen for seen in years if seen.period.year is not None and seen.period.ends.year <= by
    }
    with localcontext() as context:
        context.prec = _PRECISION
        if method is PaceMethod.MEAN_GROWTH:
            return _growth_pace(known, goal, by, plan_start(by) if begins is None else begins)
        return _level_pace(kind, method, known, goal, by, begins)


def compound(value: Decimal, rate: Decimal, years: int) -> Decimal:
    """A value after some years at a rate in per cent."""
    return value * (1 + rate / 100) ** years


def needed_rate(value: Decimal, goal: Decimal, years: int) -> Decimal:
    """The yearly rate in per cent that takes a value to a goal.

    >>> round(needed_rate(Decimal(100), Decimal(121), 2), 6)
    Decimal('10.000000')
    """
    return ((goal / value) ** (Decimal(1) / years) - 1) * 100


def mean_growth(rates: Sequence[Decimal]) -> Decimal:
    """The compound mean of yearly rates in per cent.

    >>> round(mean_growth([Decimal(10), Decimal(0)]), 3)
    Decimal('4.881')
    """
    product = Decimal(1)
    for rate in rates:
        product *= 1 + rate / 100
    return (product ** (Decimal(1) / len(rates)) - 1) * 100


def _growth_pace(known: dict[int, Observation], goal: Goal, by: int, begins: int) -> Pace:
    done = [known[year].value for year in range(begins, by + 1) if year in known]
    gaps = [year for year in range(begins, max(known, default=begins)) if year not in known and year <= by]
    if gaps:
        raise UsageError("pace-gap", years=", ".join(map(str, gaps)))
    left = by - begins + 1 - len(done)
    if left <= 0:
        raise UsageError("pace-late", by=by)

    def still(target: Decimal) -> Decimal:
        product = (1 + target / 100) ** (by - begins + 1)
        for rate in done:
            product /= 1 + rate / 100
        return (product ** (Decimal(1) / left) - 1) * 100

    rates = {year: seen.value for year, seen in sorted(known.items())}
    so_far = mean_growth(done or list(rates.values())) if rates else None
    best_year = max(rates, key=lambda year: rates[year], default=None)
    first, last = _ends(known)
    return _judged(
        PaceMethod.MEAN_GROWTH, goal, by, begins, first, last, left, still, so_far,
        None if best_year is None else rates[best_year], best_year, rising=True,
    )  # fmt: skip


def _level_pace(
    kind: SeriesKind, method: PaceMethod, known: dict[int, Observation], goal: Goal, by: int, begins: int | None
) -> Pace:
    first, last = _ends({year: seen for year, seen in known.items() if begins is None or year >= begins - 1})
    if first is None or last is None or (method is PaceMethod.COMPOUND and last.value <= 0):
        raise UsageError("pace-no-base", series=kind.code)
    start, now = first.period.ends.year, last.period.ends.year
    left = by - now
    if left <= 0:
        raise UsageError("pace-late", by=by)
    base = last.value

    def rate(old: Decimal, new: Decimal, span: int) -> Decimal | None:
        if method is PaceMethod.POINTS:
            return (new - old) / span
        return needed_rate(old, new, span) if old > 0 and new > 0 else None

    def still(target: Decimal) -> Decimal:
        return (target - base) / left if method is PaceMethod.POINTS else needed_rate(base, target, left)

    steps = {
        year: step
        for year, seen in known.items()
        if year - 1 in known and (step := rate(known[year - 1].value, seen.value, 1)) is not None
    }
    rising = goal.low >= base
    pick = max if rising else min
    best_year = pick(steps, key=lambda year: steps[year]) if steps else None
    so_far = rate(first.value, base, now - start) if now > start else None
    return _judged(
        method, goal, by, now + 1 if begins is None else begins, first, last, left, still, so_far,
        None if best_year is None else steps[best_year], best_year, rising=rising, met=goal.met_by(base),
    )  # fmt: skip


def _judged(
    method: PaceMethod,
    goal: Goal,
    by: int,
    begins: int,
    first: Observation | None,
    last: Observation | None,
    left: int,
    still: _Still,
    so_far: Decimal | None,
    best: Decimal | None,
    best_year: int | None,
    *,
    rising: bool,
    met: bool = False,
) -> Pace:
    needed = still(goal.low)
    high = still(goal.high) if goal.bound is GoalBound.RANGE and goal.high is not None else None

    def suffices(rate: Decimal) -> bool:
        return rate >= needed if rising else rate <= needed

    if met:
        verdict = PaceVerdict.MET
    elif so_far is None or best is None:
        verdict = PaceVerdict.UNKNOWN
    elif suffices(so_far):
        verdict = PaceVerdict.ON_PACE
    else:
        verdict = PaceVerdict.FASTER if suffices(best) else PaceVerdict.RECORD
    return Pace(method, goal, by, begins, first, last, left, needed, high, so_far, best, best_year, verdict)


def _ends(known: dict[int, Observation]) -> tuple[Observation | None, Observation | None]:
    if not known:
        return None, None
    return known[min(known)], known[max(known)]
