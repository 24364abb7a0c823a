"""Deadlines as values: their codes, and the steps that explain them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import LANGUAGES
from namro.quantities.deadlines import (
    VAGUE,
    DeadlineKind,
    Every,
    Unit,
    after,
    in_month,
    in_quarter,
    in_year,
    on_day,
    recurring,
)
from namro.quantities.workdays import calendar

DAYS = st.dates(date(2016, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("deadline", "code"),
    [
        (on_day(date(2025, 11, 26)), "2025-11-26"),
        (in_month(2024, 2), "2024-02-29"),
        (in_quarter(2025, 4), "2025-12-31"),
        (in_year(2030), "2030-12-31"),
        (recurring(Every.QUARTER), "recurring:quarter"),
        (VAGUE, None),
        (after(None, 15, Unit.WORKDAY), None),
    ],
)
def test_codes(deadline, code) -> None:
    assert deadline.code == code


@pytest.mark.parametrize(
    ("start", "number", "unit", "due"),
    [
        (date(2024, 10, 16), 15, Unit.WORKDAY, date(2024, 11, 6)),
        (date(2024, 10, 16), 10, Unit.DAY, date(2024, 10, 28)),  # the 26th is a Saturday
        (date(2024, 10, 16), 2, Unit.WEEK, date(2024, 10, 30)),
        (date(2024, 1, 31), 1, Unit.MONTH, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, Unit.YEAR, date(2025, 2, 28)),
    ],
)
def test_relative_days(start: date, number: int, unit: Unit, due: date) -> None:
    assert after(start, number, unit).due == due


@given(DAYS, st.integers(1, 200), st.sampled_from(Unit))
def test_what_is_counted_ends_on_a_working_day_after_the_start(start: date, number: int, unit: Unit) -> None:
    due = after(start, min(number, 12), unit).due
    if due is not None:
        assert due > start
        assert calendar().is_workday(due)


@given(DAYS, st.integers(1, 30), st.sampled_from(Unit))
def test_every_day_reckoned_explains_itself_in_both_languages(start: date, number: int, unit: Unit) -> None:
    deadline = after(start, min(number, 12), unit)
    assert deadline.kind is DeadlineKind.RELATIVE
    for lang in LANGUAGES:
        words = deadline.explain(lang)
        assert start.strftime("%d/%m/%Y") in words
        assert deadline.due is None or deadline.due.strftime("%d/%m/%Y") in words


def test_the_explanation_names_the_holidays() -> None:
    assert "Ngày Chiến thắng 30/4" in after(date(2025, 4, 28), 3, Unit.WORKDAY).explain()


def test_beyond_the_calendar_there_is_no_day() -> None:
    deadline = after(date(2027, 12, 20), 30, Unit.WORKDAY)
    assert deadline.due is None
    assert "2027" in deadline.explain("en")
