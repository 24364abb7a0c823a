"""What is missing and the cheapest way to it: gaps, years at the pace so far, the fewest standards to lift.

The cost of lifting a standard is what is missing as a share of its threshold, so that people and per cent can be set
side by side; a level, a class or a yes counts one for each step. It is a way of counting, not of paying.

Exact for all-of and n-of-m (the cheapest of each group, then the cheapest of the rest) and for points, where each
standard is left, brought to its floor or to its upper value (all sums kept that no other beats). Standards whose figure
is not known cannot be priced and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from namro.law import Finding, Judgement, Result, Tally
from namro.law.criteria import AnyOf, Band, Compare, Criterion
from namro.law.facts import Evidence, Facts
from namro.law.rules import AllOf, NofM, Points


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a figure is from a mark: in the term's own unit, as a cost, and in years at the pace so far.

    `years` is `None` where no pace is known, and negative where the figure moves away.
    """

    standard: str
    term: str
    figure: Decimal
    mark: Decimal
    missing: Decimal
    cost: Decimal
    years: Decimal | None = None


def gap_of(result: Result, evidence: Evidence) -> Gap | None:
    """The gap of a standard that is not met; of alternatives, the cheapest. `None` where none can be told."""
    if result.finding is not Finding.NOT_MET:
        return None
    gaps = [gap for test in _alternatives(result.standard.test) if (gap := _gap(result, test, evidence)) is not None]
    return min(gaps, key=lambda gap: gap.cost, default=None)


def nearest(judgement: Judgement, evidence: Evidence, count: int = 3) -> tuple[Gap, ...]:
    """The standards not met that are cheapest to reach, cheapest first."""
    gaps = (gap_of(result, evidence) for result in judgement.results)
    return tuple(sorted((gap for gap in gaps if gap is not None), key=lambda gap: (gap.cost, gap.standard))[:count])


def cheapest_way(judgement: Judgement, evidence: Evidence) -> tuple[Gap, ...] | None:
    """The lifts that reach the goal for the least cost; `None` where it cannot be reached on the figures known."""
    chosen: dict[str, Gap] = {}
    rules = {rule.id: rule for reading in judgement.goal.readings for rule in reading.rules}
    for tally in judgement.tallies:
        rule = rules[tally.rule]
        results = [result for result in judgement.results if result.standard.group in rule.groups]
        match rule:
            case AllOf():
                way = _all(results, evidence)
            case NofM():
                way = _so_many(results, tally, evidence)
            case Points():
                way = _points(results, tally, evidence)
            case _:
                raise TypeError(f"{type(rule).__name__}: no way to reach a rule of this kind is known")
        if way is None:
            return None
        for gap in way:
            known = chosen.get(gap.standard)
            if known is None or known.cost < gap.cost:
                chosen[gap.standard] = gap
    return tuple(sorted(chosen.values(), key=lambda gap: (gap.cost, gap.standard)))


def pace(facts: Facts, term: str, evidence: Evidence) -> Decimal | None:
    """How much a term has moved a year, from its first exact figure to its last up to the day."""
    known = [(fact, figure.low) for fact, figure in facts.history(term, evidence.on) if figure.exact]
    if len(known) < 2 or evidence.terms[term].scale:
        return None
    (first, low), (last, high) = known[0], known[-1]
    days = (last.as_of - first.as_of).days
    return None if days < 365 else (high - low) * Decimal("365.25") / days


def _alternatives(test: Criterion) -> tuple[Criterion, ...]:
    return test.tests if isinstance(test, AnyOf) else (test,)


def _gap(result: Result, test: Criterion, evidence: Evidence, mark: Decimal | None = None) -> Gap | None:
    if not isinstance(test, (Compare, Band)):
        return None
    figure = test.measure.interval(evidence, test.op.lower_is_better)
    bar = test.bars.at(evidence)
    if bar is None or not figure.exact or not bar.reduced.exact:
        return None
    goal = bar.reduced.low if mark is None else mark
    return _lift(result.standard.id, test, figure.low, goal, evidence)


def _lift(standard: str, test: Compare | Band, value: Decimal, mark: Decimal, evidence: Evidence) -> Gap:
    term = evidence.terms[test.measure.term]
    missing = abs(mark - value)
    cost = missing if term.scale or mark == 0 else missing / abs(mark)
    rate = pace(evidence.facts, term.id, evidence)
    years = None if rate is None or rate == 0 else (mark - value) / rate
    return Gap(standard, term.id, value, mark, missing, cost, years)


def _all(results: Sequence[Result], evidence: Evidence) -> tuple[Gap, ...] | None:
    gaps = []
    for result in results:
        if result.finding is Finding.MET:
            continue
        gap = gap_of(result, evidence)
        if gap is None:
            return None
        gaps.append(gap)
    return tuple(gaps)


def _so_many(results: Sequence[Result], tally: Tally, evidence: Evidence) -> tuple[Gap, ...] | None:
    priced = [(r.standard.group, gap) for r in results if (gap := gap_of(r, evidence)) is not None]
    priced.sort(key=lambda item: (item[1].cost, item[1].standard))
    chosen: list[Gap] = []
    for group, reached, least in tally.groups:
        short = max(0, int(least - reached.low))
        mine = [gap for its, gap in priced if its == group][:short]
        if len(mine) < short:
            return None
        chosen += mine
    rest = [gap for _, gap in priced if gap not in chosen]
    short = max(0, int(tally.wanted.high - tally.reached.low) - len(chosen))
    return None if len(rest) < short else (*chosen, *rest[:short])


@dataclass(frozen=True, slots=True)
class _Sum:
    points: Decimal
    cost: Decimal
    lifts: tuple[Gap, ...]


def _points(results: Sequence[Result], tally: Tally, evidence: Evidence) -> tuple[Gap, ...] | None:
    least = {group: wanted for group, _, wanted in tally.groups}
    total = [_Sum(Decimal(0), Decimal(0), ())]
    for group, members in groupby(sorted(results, key=lambda r: r.standard.group), key=lambda r: r.standard.group):
        sums = [_Sum(Decimal(0), Decimal(0), ())]
        for result in members:
            sums = _unbeaten(_joined(sums, _choices(result, evidence)))
        wanted = least.get(group, Decimal(0))
        total = _unbeaten(_joined(total, [one for one in sums if one.points >= wanted]))
    best = [one for one in total if one.points >= tally.wanted.high]
    return min(best, key=lambda one: one.cost).lifts if best else None


def _joined(sums: Iterable[_Sum], choices: Sequence[_Sum]) -> list[_Sum]:
    return [_Sum(a.points + b.points, a.cost + b.cost, a.lifts + b.lifts) for a in sums for b in choices]


def _unbeaten(sums: Iterable[_Sum]) -> list[_Sum]:
    """The sums that no other gives as many points for as little."""
    kept: list[_Sum] = []
    for one in sorted(sums, key=lambda one: (one.cost, -one.points)):
        if not kept or one.points > kept[-1].points:
            kept.append(one)
    return kept


def _choices(result: Result, evidence: Evidence) -> list[_Sum]:
    test, points = result.standard.test, result.outcome.points
    now = points.low if points is not None else Decimal(0)
    choices = [_Sum(now, Decimal(0), ())]
    if not isinstance(test, Band):
        return choices
    figure, bar = test.measure.interval(evidence, test.op.lower_is_better), test.bars.at(evidence)
    if bar is None or bar.exempt is not False or not figure.exact or not bar.reduced.exact:
        return choices
    for mark, gives in ((bar.reduced.low, test.least), (test.upper, test.most)):
        if gives > now:
            gap = _lift(result.standard.id, test, figure.low, mark, evidence)
            choices.append(_Sum(gives, gap.cost, (gap,)))
    return choices
