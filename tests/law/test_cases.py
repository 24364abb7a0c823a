"""Every instrument's own sentences, run by one runner; and each act's first and last day have theirs."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from namro.errors import UsageError
from namro.law import Bound, Confidence, Fact, Facts, Force, Judgement, Subject, judge, library, vocabulary

INSTRUMENTS = files("namro.law").joinpath("instruments")
KEYS = {
    *("says", "goal", "on", "act", "reading", "place", "facts"),
    *("standard", "rule", "finding", "because", "score", "figure", "error"),
}


def cases_of(act: str) -> list[dict[str, Any]]:
    text = INSTRUMENTS.joinpath(act, "cases.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)["case"]


def facts_of(case: dict[str, Any]) -> Facts:
    made = []
    for name, given in case.get("facts", {}).items():
        term, _, year = name.partition(" ")
        row = given if isinstance(given, dict) else {"value": given}
        value = row["value"] if isinstance(row["value"], str) else Decimal(row["value"])
        as_of = date(int(year), 12, 31) if year else row.get("as_of", case["on"])
        bound = Bound(row.get("bound", "exact"))
        made.append(Fact(term, value, vocabulary()[term].unit, "case", as_of, Confidence.EXAMPLE, bound))
    return Facts(made)


def judged(case: dict[str, Any]) -> Judgement:
    subject = Subject("case", code=case.get("place", ""))
    return judge(
        case["goal"], facts_of(case), on=case["on"], subject=subject, act=case.get("act"), reading=case.get("reading")
    )


ALL = [pytest.param(case, id=f"{act}: {case['says']}") for act in library().acts for case in cases_of(act)]


@pytest.mark.parametrize("case", ALL)
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= KEYS
    assert case.keys() & {"finding", "score", "error"}
    if "error" in case:
        with pytest.raises(UsageError) as refused:
            judged(case)
        assert refused.value.code == case["error"]
        return
    judgement = judged(case)
    tally = next(tally for tally in judgement.tallies if case.get("rule") in (None, tally.rule))
    reasons = {reason.code for tally in judgement.tallies for reason in tally.because}
    finding, score = judgement.finding, tally.reached
    if "rule" in case:
        finding = tally.finding
    if "standard" in case:
        result = judgement.result(case["standard"])
        reasons = {reason.code for reason in result.because}
        finding, score = result.finding, result.outcome.points
        if "figure" in case:
            assert abs(result.figures[0][1].interval.low - case["figure"]) < Decimal("0.05")
    if "finding" in case:
        assert finding == case["finding"]
    if "score" in case:
        assert score is not None
        assert [score.low, score.high] == case["score"]
    if "because" in case:
        assert case["because"] in reasons


@pytest.mark.parametrize("act", [act for act in library().acts.values() if act.force is Force.LAW], ids=lambda a: a.id)
def test_each_change_of_law_has_a_case_on_the_day_before_and_the_day_itself(act: Any) -> None:
    days = {case["on"] for case in cases_of(act.id)}
    changes = {edition.valid_from for edition in act.editions}
    if act.valid_to is not None:
        changes.add(act.valid_to + timedelta(days=1))
    for day in changes:
        assert {day - timedelta(days=1), day} <= days


def test_every_act_has_cases_and_a_readme() -> None:
    for act in library().acts:
        assert cases_of(act)
        assert INSTRUMENTS.joinpath(act, "README.md").is_file()
