"""Days that public bodies work, and counting them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import DataError, UsageError
from namro.quantities.workdays import DayKind, calendar, read_calendar

HEAD = "date,name_vi,kind,year_act,source,confidence\n"
DAYS = st.dates(date(2016, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 10, 16), True),  # a Wednesday
        (date(2024, 10, 19), False),  # a Saturday
        (date(2025, 1, 29), False),  # the first day of Tết
        (date(2026, 1, 2), False),  # swapped, 12729/VPCP-KGVX
        (date(2026, 1, 10), True),  # the Saturday that makes up for it
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam, from 2026
        (date(2025, 11, 24), True),  # the year before it
        (date(2026, 11, 23), True),  # only proposed: does not apply
        (date(2026, 11, 28), False),
    ],
)
def test_whether_a_day_is_worked(day: date, works: bool) -> None:
    assert calendar().is_workday(day) is works


@given(DAYS, st.integers(1, 60))
def test_counting_ends_on_a_working_day_and_passes_just_so_many(start: date, number: int) -> None:
    count = calendar().count(start, number)
    passed = [start + timedelta(n) for n in range(1, (count.end - start).days + 1)]
    assert sum(calendar().is_workday(day) for day in passed) == number
    assert calendar().is_workday(count.end)


@given(DAYS, st.integers(0, 20), st.integers(1, 20))
def test_counting_on_is_counting_once(start: date, first: int, more: int) -> None:
    days = calendar()
    assert days.count(days.count(start, first).end, more).end == days.count(start, first + more).end


def test_the_holidays_passed_over_are_told() -> None:
    count = calendar().count(date(2025, 4, 28), 3)
    assert [day.day.day for day in count.skipped] == [30, 1, 2]
    assert count.skipped[-1].kind is DayKind.SWAP_OFF


def test_days_not_decided_for_good_are_told() -> None:
    assert calendar().count(date(2027, 2, 2), 5).provisional
    assert not calendar().count(date(2025, 4, 28), 3).provisional


def test_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        calendar().is_workday(date(2031, 5, 5))
    assert "2031" in str(refused.value)
    assert "2016 to 2027" in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("1/1/2026,Tết,holiday,x,x,read\n", "date '1/1/2026'"),
        ("2026-01-01,Tết,feast,x,x,read\n", "kind 'feast'"),
        ("2026-01-01,Tết,holiday,x,,read\n", "no source"),
        ("2026-01-01,Tết,holiday,x,x,sure\n", "confidence 'sure'"),
        ("2026-01-01,Tết,holiday,x,x,read\n2026-01-01,Tết,holiday,x,x,read\n", "stands twice"),
        ("2026-01-05,Làm bù,make-up-work,x,x,read\n", "cannot make up"),
        ("", "no rows"),
    ],
)
def test_a_broken_calendar_is_refused(tmp_path: Path, rows: str, words: str) -> None:
    table = tmp_path / "holidays.csv"
    table.write_text(HEAD + rows, "utf-8")
    with pytest.raises(DataError) as refused:
        read_calendar(table)
    assert words in str(refused.value)
