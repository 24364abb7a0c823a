"""What must hold of every goal of every act, whatever the facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namro.law import Confidence, Fact, Facts, Finding, Goal, Judgement, Subject, judge, library, vocabulary
from namro.law.criteria import Band, Compare, Criterion, Steps
from namro.law.facts import Term

SUBJECT = Subject("a place", code="GSO34-01")
RANK = {Finding.NOT_MET: 0, Finding.UNKNOWN: 1, Finding.MET: 2}
PROFILE = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def dated_goals() -> list[tuple[str, date, str]]:
    found = []
    for act in library().acts.values():
        on = act.valid_to or (date(2031, 2, 1) if "2030" in act.id else date(2026, 6, 1))
        edition = act.edition(on)
        assert edition is not None
        found += [(act.id, on, name) for name in edition.goals]
    return found


GOALS = dated_goals()
ids = [f"{act} {goal}" for act, _, goal in GOALS]


def goal_of(act: str, on: date, name: str) -> Goal:
    return library().choose(name, on, act)[2]


def terms_of(goal: Goal) -> list[tuple[str, tuple[int, ...]]]:
    """Each fact the goal takes, with the years it takes it for."""
    wanted: dict[str, tuple[int, ...]] = {}
    for standard in goal.standards:
        for measure in standard.test.measures:
            wanted[measure.term] = measure.years
        for term in standard.terms:
            wanted.setdefault(term, ())
    return list(wanted.items())


def a_value(term: Term) -> st.SearchStrategy[Decimal | str]:
    if term.scale:
        return st.sampled_from(term.scale)
    if term.names:
        return st.sampled_from(["Đồng bằng sông Hồng", "Tây Nguyên", "Đông Nam Bộ", "quận", "thị xã", "thuộc tỉnh"])
    top = 5_000_000 if term.unit == "người" else 6000 if "km2" in term.unit else 110
    return st.decimals(0, top, places=1)


def fact(term: str, value: Decimal | str, as_of: date) -> Fact:
    return Fact(term, value, vocabulary()[term].unit, "drawn", as_of, Confidence.EXAMPLE)


@st.composite
def some_facts(draw: st.DrawFn, goal: Goal, on: date) -> list[Fact]:
    """A few of the facts a goal takes, for the day and for the whole years before it."""
    facts = []
    for term, years in terms_of(goal):
        if draw(st.booleans()):
            facts.append(fact(term, draw(a_value(vocabulary()[term])), on))
        for year in years or range(on.year - 3, on.year):
            if draw(st.booleans()):
                facts.append(fact(term, draw(a_value(vocabulary()[term])), date(year, 12, 31)))
    return facts


def judged(act: str, on: date, goal: str, facts: list[Fact], reading: str | None = None) -> Judgement:
    return judge(goal, Facts(facts), on=on, subject=SUBJECT, act=act, reading=reading)


def same(one: Judgement, other: Judgement) -> bool:
    told = [[(r.standard.id, r.finding, r.outcome.points) for r in j.results] for j in (one, other)]
    return (one.finding, one.rivals) == (other.finding, other.rivals) and told[0] == told[1]


@pytest.mark.parametrize(("act", "on", "goal"), GOALS, ids=ids)
@PROFILE
@given(data=st.data())
def test_an_unrelated_fact_changes_no_finding(act: str, on: date, goal: str, data: st.DataObject) -> None:
    known = goal_of(act, on, goal)
    facts = data.draw(some_facts(known, on))
    used = {term for term, _ in terms_of(known)}
    used |= {part for term in used for part in _parts(term)}
    others = [t for t in vocabulary().values() if t.id not in used and t.id != "class_score"]
    others = [t for t in others if t.id not in ("urban_class",)]  # a transition may rest on it
    term = data.draw(st.sampled_from(others))
    added = fact(term.id, data.draw(a_value(term)), on)
    assert same(judged(act, on, goal, facts), judged(act, on, goal, [*facts, added]))


def _parts(term: str) -> set[str]:
    formula = vocabulary()[term].formula if term in vocabulary() else None
    return {part for of in (formula.of if formula else ()) for part in {of, *_parts(of)}}


@pytest.mark.parametrize(("act", "on", "goal"), GOALS, ids=ids)
def test_no_facts_give_neither_met_nor_not_met(act: str, on: date, goal: str) -> None:
    judgement = judged(act, on, goal, [])
    assert judgement.finding is Finding.UNKNOWN
    assert {result.finding for result in judgement.results} <= {Finding.UNKNOWN, None}


@pytest.mark.parametrize(("act", "on", "goal"), GOALS, ids=ids)
@PROFILE
@given(data=st.data())
def test_what_is_decided_stays_and_scores_stay_inside_once_more_is_known(
    act: str, on: date, goal: str, data: st.DataObject
) -> None:
    """Verdicts from part of the facts hold for all of them, and the reachable interval holds the score."""
    full = data.draw(some_facts(goal_of(act, on, goal), on))
    keep = data.draw(st.lists(st.booleans(), min_size=len(full), max_size=len(full)))
    partial = judged(act, on, goal, [f for f, kept in zip(full, keep, strict=True) if kept and _alone(f, full)])
    whole = judged(act, on, goal, [f for f in full if _alone(f, full)])
    if partial.finding is not Finding.UNKNOWN:
        assert whole.finding is partial.finding
    after = {result.standard.id: result for result in whole.results}
    for before in partial.results:
        if (now := after.get(before.standard.id)) is None:
            continue
        if before.finding in (Finding.MET, Finding.NOT_MET):
            assert now.finding is before.finding
        if before.outcome.points is not None and now.outcome.points is not None:
            assert before.outcome.points.low <= now.outcome.points.low
            assert now.outcome.points.high <= before.outcome.points.high
    for tally, later in zip(partial.tallies, whole.tallies, strict=True):
        if not any(reason.code == "total-differs" for reason in (*tally.because, *later.because)):
            assert tally.reached.low <= later.reached.low
            assert later.reached.high <= tally.reached.high


def _alone(one: Fact, facts: list[Fact]) -> bool:
    """Only the newest figure of a term: an older one that is dropped later would be a change, not an addition."""
    return not any(other.term == one.term and other.as_of > one.as_of for other in facts)


MONOTONE = [
    (act, on, goal, standard.id)
    for act, on, goal in GOALS
    for standard in goal_of(act, on, goal).standards
    if isinstance(standard.test, (Compare, Band, Steps))
]


@pytest.mark.parametrize(("act", "on", "goal", "standard"), MONOTONE, ids=[f"{m[0]} {m[3]} {m[2]}" for m in MONOTONE])
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_better_figure_never_worsens_a_standard(
    act: str, on: date, goal: str, standard: str, data: st.DataObject
) -> None:
    known = goal_of(act, on, goal)
    test = next(s.test for s in known.standards if s.id == standard)
    assert isinstance(test, (Compare, Band, Steps))
    measure = test.measure
    term = vocabulary()[measure.term]
    conditions = [f for f in data.draw(some_facts(known, on)) if f.term != term.id]
    values = sorted((data.draw(a_value(term)) for _ in range(2)), key=term.number)
    worse, better = reversed(values) if _lower(test) else values
    days = [date(y, 12, 31) for y in measure.years or range(on.year - measure.last, on.year)] or [on]
    results = []
    for value in (worse, better):
        judgement = judged(act, on, goal, [*conditions, *(fact(term.id, value, day) for day in days)])
        results.append(next((r for r in judgement.results if r.standard.id == standard), None))
    before, after = results
    if before is None or after is None:
        assert before is after
        return
    if before.finding is not None and after.finding is not None:
        assert RANK[before.finding] <= RANK[after.finding]
    if before.outcome.points is not None and after.outcome.points is not None:
        assert before.outcome.points.low <= after.outcome.points.low
        assert before.outcome.points.high <= after.outcome.points.high


def _lower(test: Criterion) -> bool:
    if isinstance(test, Steps):
        return test.lower_is_better
    assert isinstance(test, (Compare, Band))
    return test.op.lower_is_better


def _has_one_bar(test: Criterion) -> bool:
    if not isinstance(test, (Compare, Band)) or vocabulary()[test.measure.term].scale or not test.bars.floors:
        return False
    return test.bars.floors[-1].when is None and test.bars.floors[-1].value.exact


BARRED = [
    (act, on, goal, standard.id)
    for act, on, goal in GOALS
    for standard in goal_of(act, on, goal).standards
    if _has_one_bar(standard.test)
]
PLAIN = {"region": "Đông Nam Bộ", "city_tier": "trực thuộc trung ương", "ethnic_share": Decimal(0), "multi_unit": "có"}
PLAIN |= dict.fromkeys(["mountainous", "island", "border", "hard_coast", "heritage", "special_region"], "không")


@pytest.mark.parametrize(("act", "on", "goal", "standard"), BARRED, ids=[f"{m[0]} {m[3]} {m[2]}" for m in BARRED])
def test_the_bar_itself_is_met_unless_strict_and_a_hair_less_is_not(
    act: str, on: date, goal: str, standard: str
) -> None:
    test = next(s.test for s in goal_of(act, on, goal).standards if s.id == standard)
    assert isinstance(test, (Compare, Band))
    bar = test.bars.floors[-1].value.low
    days = [date(y, 12, 31) for y in test.measure.years or range(on.year - test.measure.last, on.year)] or [on]
    hair = Decimal("0.001") if test.op.lower_is_better else Decimal("-0.001")
    plain = [fact(term, value, on) for term, value in PLAIN.items() if term != test.measure.term]

    def found(value: Decimal) -> Finding | None:
        known = [*plain, *(fact(test.measure.term, value, day) for day in days)]
        return judged(act, on, goal, known).result(standard).finding

    assert found(bar) is (Finding.NOT_MET if test.op.strict else Finding.MET)
    assert found(bar + hair) is Finding.NOT_MET
    assert found(bar - hair) is Finding.MET
