from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.drafting.marked.figures import amount, number, period_words
from namro.reading.model import Aspect, Bound, Measure
from namro.text import Span


def measure(value: str, unit: str, **attributes) -> Measure:
    return Measure(span=Span(0, 1), rule="r", value=Decimal(value), unit=unit, **attributes)


@pytest.mark.parametrize(
    ("shown", "given"),
    [
        ("+6,19 %", measure("6.19", "%", aspect=Aspect.CHANGE)),
        ("−3 %", measure("-3", "%", aspect=Aspect.CHANGE)),
        ("41,2 %", measure("41.20", "%", aspect=Aspect.SHARE)),
        ("trên 1,36 tỷ USD", measure("1360000000", "USD", bound=Bound.OVER)),
        ("50.100 tỷ đồng", measure("50100000000000", "VND")),
        ("khoảng 5.200 doanh nghiệp", measure("5200", "doanh nghiệp", bound=Bound.ABOUT)),
        ("2,5 – 5,5 tỷ đồng", measure("2500000000", "VND", high=Decimal("5500000000"))),
        ("1.234.567.891.234 đồng", measure("1234567891234", "VND")),
        ("thứ 7/63", measure("7", "rank", rank_of=63, aspect=Aspect.RANK)),
        ("trong nhóm 3", measure("3", "rank", bound=Bound.AT_MOST, aspect=Aspect.RANK)),
        ("không quá 15 ngày", measure("15", "d", bound=Bound.AT_MOST)),
    ],
)
def test_amounts_are_said_as_vietnamese_officials_write_them(shown, given):
    assert amount(given, "vi").replace("\u00a0", " ") == shown


def test_english_marks_are_the_other_way_round():
    assert amount(measure("1234567.5", "USD"), "en") == "1,234,567.5\u00a0USD"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_number_is_shown_without_loss(value):
    plain = number(value, "vi").replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(plain) == value


def test_a_figure_longer_than_any_context_keeps_every_digit():
    digits = "123456789" * 40
    assert number(Decimal(digits), "vi").replace(".", "") == digits
    assert amount(measure(digits, "VND"), "vi").replace(".", "").startswith(digits)


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2024-01-01/2024-12-31", "năm 2024", "2024"),
        ("2021-01-01/2023-12-31", "giai đoạn 2021–2023", "2021–2023"),
        ("2024-01-01/2024-06-30", "6 tháng đầu năm 2024", "January–June 2024"),
        ("2024-01-01/2024-09-30", "9 tháng năm 2024", "January–September 2024"),
        ("2024-01-01/2024-03-31", "quý I/2024", "Q1 2024"),
        ("2024-10-01/2024-12-31", "quý IV/2024", "Q4 2024"),
        ("2024-07-01/2024-12-31", "6 tháng cuối năm 2024", "July–December 2024"),
        ("2024-02-01/2024-02-29", "tháng 2/2024", "February 2024"),
        ("2024-04-01/2024-05-31", "tháng 4–5/2024", "April–May 2024"),
        ("2023-10-01/2024-03-31", "tháng 10/2023 – tháng 3/2024", "October 2023 – March 2024"),
        ("2024-10-16/2024-10-16", "16/10/2024", "16 October 2024"),
        ("2024-10-01/2024-10-16", "01/10/2024 – 16/10/2024", "1 October 2024 – 16 October 2024"),
    ],
)
def test_periods_have_the_names_people_give_them(period, vi, en):
    assert period_words(period, "vi") == vi
    assert period_words(period, "en") == en


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 4000))
def test_different_periods_never_have_the_same_name(start, days):
    end = start + timedelta(days=days)
    name = period_words(f"{start}/{end}", "vi")
    assert str(end.year) in name
    assert name != period_words(f"{start}/{end + timedelta(days=1)}", "vi")
