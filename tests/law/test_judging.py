"""Subjects that begin and end, readings, dependencies, facts in wrong units, bands: what judging does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from namro.errors import UsageError
from namro.law import Bound, Confidence, Fact, Facts, Finding, Interval, Subject, judge
from namro.law.bars import Bars, Floor
from namro.law.criteria import Band, Compare, Measure, Op
from namro.law.facts import Evidence
from namro.law.values import Provenance, exactly

ON = date(2026, 6, 1)
NOWHERE = Provenance("1", ("test",), Confidence.READ, None, None)


def fact(term: str, value: Decimal | str | int, unit: str, as_of: date = ON, bound: Bound = Bound.EXACT) -> Fact:
    return Fact(term, value if isinstance(value, str) else Decimal(value), unit, "test", as_of, bound=bound)


def test_a_goal_about_a_subject_that_ended_is_closed_and_names_the_successor() -> None:
    place = Subject("Bình Dương", ends=date(2025, 6, 30), becomes="Thành phố Hồ Chí Minh")
    judgement = judge("centrally-run-city", Facts(), on=date(2025, 7, 1), subject=place)
    assert judgement.finding is None
    assert judgement.closed is not None
    assert dict(judgement.closed.details) == {
        "name": "Bình Dương",
        "since": "2025-07-01",
        "becomes": "Thành phố Hồ Chí Minh",
    }
    assert judge("centrally-run-city", Facts(), on=date(2025, 6, 30), subject=place).closed is None


def test_a_subject_that_has_not_begun_is_not_judged() -> None:
    place = Subject("Đồng Nai", begins=date(2025, 7, 1))
    judgement = judge("centrally-run-city", Facts(), on=date(2025, 6, 30), subject=place)
    assert judgement.finding is None
    assert judgement.closed is not None
    assert judgement.closed.code == "subject-not-begun"


def test_both_readings_of_class_one_are_given_and_the_answer_says_which_it_used() -> None:
    judgement = judge("urban-class-I", Facts(), on=ON, subject=Subject("Huế"))
    assert judgement.reading == "12-of-15"
    assert judgement.rivals == (("all", Finding.UNKNOWN),)
    other = judge("urban-class-I", Facts(), on=ON, subject=Subject("Huế"), reading="all")
    assert (other.reading, other.rivals[0][0]) == ("all", "12-of-15")


def test_the_two_readings_may_differ() -> None:
    facts = Facts([fact("investment_rank", 20, "hạng")])
    judgement = judge("urban-class-I", facts, on=ON, subject=Subject("Huế"))
    assert judgement.finding is Finding.UNKNOWN
    assert judgement.rivals == (("all", Finding.NOT_MET),)


def test_a_standard_that_depends_on_another_goal_shows_its_finding() -> None:
    judgement = judge("centrally-run-city", Facts(), on=ON, subject=Subject("Huế"))
    reasons = {reason.code: dict(reason.details) for reason in judgement.result("112.city.class").because}
    assert reasons["depends-on"] == {"goal": "urban-class-I", "finding": "unknown"}


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (fact("population", 5, "km2"), "fact-unit-wrong", "người, nghìn người, triệu người"),
        (fact("urban_class", "VII", "loại"), "fact-label-unknown", "chưa phân loại, V, IV, III, II, I, đặc biệt"),
        (fact("population", "đông", "người"), "fact-not-a-number", "must be a number in người"),
        (fact("souls", 5, "người"), "fact-unknown", "There is no fact called souls"),
    ],
)
def test_a_fact_that_cannot_be_right_is_refused(given: Fact, code: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        Facts([given])
    assert refused.value.code == code
    assert words in refused.value.message("en")


def test_other_units_of_a_term_are_turned_into_its_own() -> None:
    evidence = Evidence(Facts([fact("population", Decimal("2.5"), "triệu người")]), ON)
    assert evidence.figure("population").interval == exactly(2_500_000)


@pytest.mark.parametrize(
    ("goal", "kind", "code"),
    [("ward", "province", "law-kind-differs"), ("hamlet", "", "law-goal-unknown")],
)
def test_a_goal_that_does_not_fit_is_refused(goal: str, kind: str, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        judge(goal, Facts(), on=ON, subject=Subject("x", kind=kind))
    assert refused.value.code == code


def test_an_unknown_act_or_reading_is_refused() -> None:
    with pytest.raises(UsageError, match="There is no act called lost"):
        judge("ward", Facts(), on=ON, subject=Subject("x"), act="lost")
    with pytest.raises(UsageError, match="There is no reading called half"):
        judge("ward", Facts(), on=ON, subject=Subject("x"), reading="half")


def test_a_class_given_after_the_new_law_is_not_carried_over_again() -> None:
    facts = Facts([fact("urban_class", "I", "loại", date(2026, 2, 1))])
    judgement = judge("centrally-run-city", facts, on=ON, subject=Subject("x"))
    assert judgement.result("112.city.class").finding is Finding.MET


def bars(floor: int) -> Bars:
    return Bars((Floor("f", exactly(floor), None, NOWHERE),))


def at(value: Decimal | int, bound: Bound = Bound.EXACT) -> Evidence:
    return Evidence(Facts([fact("poverty_rate", value, "%", bound=bound)]), ON)


@pytest.mark.parametrize(
    ("value", "points"),
    [("8", "0"), ("6", "2"), ("5", "2.5"), ("4", "3"), ("1", "3")],
)
def test_a_band_where_lower_is_better(value: str, points: str) -> None:
    """Nothing above the ceiling, the least at it, rising as the figure falls, the most at the upper value."""
    band = Band(Measure("poverty_rate"), Op.AT_MOST, bars(6), Decimal(4), Decimal(2), Decimal(3))
    assert band.assess(at(Decimal(value))).points == exactly(Decimal(points))


def test_a_band_without_width_gives_the_most_at_its_floor() -> None:
    band = Band(Measure("poverty_rate"), Op.AT_LEAST, bars(6), Decimal(6), Decimal(2), Decimal(3))
    assert band.assess(at(6)).points == exactly(3)


def test_a_lower_bound_leaves_open_only_what_it_leaves_open() -> None:
    band = Band(Measure("poverty_rate"), Op.AT_LEAST, bars(2), Decimal(6), Decimal(1), Decimal(3))
    outcome = band.assess(at(4, Bound.AT_LEAST))
    assert outcome.finding is Finding.MET
    assert outcome.points == Interval(Decimal(2), Decimal(3))


def test_at_most_settles_a_ceiling() -> None:
    assert Compare(Measure("poverty_rate"), Op.BELOW, bars(6)).assess(at(5, Bound.AT_MOST)).finding is Finding.MET
    assert Compare(Measure("poverty_rate"), Op.BELOW, bars(6)).assess(at(7, Bound.AT_MOST)).finding is Finding.UNKNOWN
