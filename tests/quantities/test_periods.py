"""Periods as closed intervals of days, resolved against the document's own day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.quantities.periods import Period, Stretch, find_periods, is_same_period

DAY = date(2024, 10, 16)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("năm 2024", "2024-01-01/2024-12-31"),
        ("6 tháng đầu năm 2024", "2024-01-01/2024-06-30"),
        ("sáu tháng đầu năm 2024", "2024-01-01/2024-06-30"),
        ("6 tháng cuối năm 2024", "2024-07-01/2024-12-31"),
        ("nửa đầu năm 2024", "2024-01-01/2024-06-30"),
        ("nửa cuối năm 2023", "2023-07-01/2023-12-31"),
        ("9 tháng năm 2024", "2024-01-01/2024-09-30"),
        ("9 tháng đạt kết quả", "2024-01-01/2024-09-30"),
        ("quý iii/2024", "2024-07-01/2024-09-30"),
        ("quý 2 năm 2023", "2023-04-01/2023-06-30"),
        ("quý i-ii/2024", "2024-01-01/2024-06-30"),
        ("quý iv", "2024-10-01/2024-12-31"),
        ("tháng 2/2024", "2024-02-01/2024-02-29"),
        ("tháng 02 năm 2023", "2023-02-01/2023-02-28"),
        ("tháng 5", "2024-05-01/2024-05-31"),
        ("giai đoạn 2021-2025", "2021-01-01/2025-12-31"),
        ("nhiệm kỳ 2020 - 2025", "2020-01-01/2025-12-31"),
        ("đến năm 2030", "2030-01-01/2030-12-31"),
        ("ngày 31/10/2020", "2020-10-31/2020-10-31"),
        ("đến hết ngày 31/10/2020", "2020-01-01/2020-10-31"),
        ("đến hết tháng 6/2017", "2017-01-01/2017-06-30"),
        ("từ ngày 01/01/2024 đến ngày 15/02/2024", "2024-01-01/2024-02-15"),
        ("năm nay", "2024-01-01/2024-12-31"),
        ("từ đầu năm đến nay", "2024-01-01/2024-10-16"),
    ],
)
def test_read(text: str, iso: str) -> None:
    (mention,) = find_periods(text, DAY)
    assert mention.period is not None
    assert mention.period.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "12 tháng liên tục",
        "trong vòng 6 tháng",
        "nghị quyết số 57",
        "31/02/2024",
        "tháng 13",
        "năm tỉnh",
        "hai năm",
        "10.1",
        "giai đoạn 2",
        "giai đoạn 2025-2021",
    ],
)
def test_no_period(text: str) -> None:
    assert find_periods(text, DAY) == []


def test_months_before_the_day_are_of_the_year_before() -> None:
    (mention,) = find_periods("11 tháng đạt kết quả", date(2025, 1, 20))
    assert mention.period == Period.months(2024, 1, 11)


def test_words_without_a_year_have_no_period_where_none_is_known() -> None:
    (mention,) = find_periods("quý iii")
    assert mention.period is None
    assert not mention.dated
    (mention,) = find_periods("quý iii", year=2023)
    assert mention.period == Period.months(2023, 7, 9)


def test_what_a_figure_is_held_against_is_marked() -> None:
    (mention,) = find_periods("tăng 5% so với năm 2023", DAY)
    assert mention.compared
    text = "cùng kỳ năm 2019"
    (mention,) = find_periods(text, DAY)
    assert mention.compared
    assert is_same_period(text, mention)


def test_a_horizon_is_marked() -> None:
    (mention,) = find_periods("phấn đấu đến năm 2030", DAY)
    assert mention.horizon
    (mention,) = find_periods("kể từ năm 2019", DAY)
    assert mention.edge


def test_the_29th_of_february_in_another_year() -> None:
    assert Period(date(2024, 2, 1), date(2024, 2, 29)).in_year(2023) == Period(date(2023, 2, 1), date(2023, 2, 28))


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS)
def test_a_day_written_then_read(day: date) -> None:
    for text in (f"ngày {day.day}/{day.month}/{day.year}", f"ngày {day.day:02} tháng {day.month:02} năm {day.year}"):
        (mention,) = find_periods(text)
        assert (mention.period, mention.stretch) == (Period(day, day), Stretch.DAY)


@given(st.integers(1990, 2099), st.integers(1, 12))
def test_a_month_written_then_read(year: int, month: int) -> None:
    for text in (f"tháng {month}/{year}", f"tháng {month} năm {year}"):
        (mention,) = find_periods(text)
        assert mention.period == Period.months(year, month, month)
        assert mention.period.end + timedelta(days=1) == date(year + month // 12, month % 12 + 1, 1)


WORDS = st.sampled_from(
    ["năm", "tháng", "quý", "6", "2024", "10/2024", "16/10/2024", "đầu", "cuối", "đến", "hết", "từ", "nay", "giai đoạn",
     "iii", "-", "ngày", "so với", "cùng kỳ", "nửa", "cả", "nhiệm kỳ", "2021-2025", "\n"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=20), st.none() | DAYS)
def test_mentions_run_forward_and_hold_days_in_order(words: list[str], day: date | None) -> None:
    text = " ".join(words)
    found = find_periods(text, day)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.period is None or m.period.start <= m.period.end for m in found)
