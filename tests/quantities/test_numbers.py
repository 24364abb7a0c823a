"""Numbers in figures, in both manners."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.quantities.numbers import Style, number_style, read_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("34", "34"),
        ("6,19", "6.19"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("36.785", "36785"),
        ("36,785", "36.785"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("36.78", "36.78"),
        ("0,0001", "0.0001"),
        ("2024", "2024"),
    ],
)
def test_vietnamese_manner(written: str, value: str) -> None:
    assert read_number(written) == Decimal(value)


@pytest.mark.parametrize(("written", "value"), [("36,785", "36785"), ("36.785", "36.785"), ("6,19", "6.19")])
def test_english_manner(written: str, value: str) -> None:
    assert read_number(written, Style.ENGLISH) == Decimal(value)


@pytest.mark.parametrize("written", ["10.1.2025", "1.2.3", "1,2,3", "1.23.456", "1.234,5.6", "1234.567.890", "12.34,5"])
def test_no_number(written: str) -> None:
    assert read_number(written) is None


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("", Style.VIETNAMESE),
        ("tăng 6,19%, đạt 36.785 tỷ đồng", Style.VIETNAMESE),
        ("tăng 6.19%, đạt 1,234.5 tỷ đồng", Style.ENGLISH),
        ("mục 2.1, 2.2 và ngày 10.1", Style.VIETNAMESE),
        ("đạt 36.785 tỷ", Style.VIETNAMESE),
        ("tăng 6.1%, 7,2%, 8,3%", Style.VIETNAMESE),
        ("10.1.2025 tỷ", Style.VIETNAMESE),
    ],
)
def test_the_manner_of_a_text(text: str, style: Style) -> None:
    assert number_style(text) is style


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


VALUES = st.decimals(min_value=0, max_value=10**12, places=2)


@given(VALUES)
def test_written_then_read_is_the_identity(value: Decimal) -> None:
    whole, decimals = f"{value:.2f}".split(".")
    assert read_number(f"{grouped(int(whole), '.')},{decimals}") == value
    assert read_number(f"{grouped(int(whole), ',')}.{decimals}", Style.ENGLISH) == value


@given(st.integers(min_value=1_000_000, max_value=10**15))
def test_three_groups_leave_no_doubt(value: int) -> None:
    for style in Style:
        assert read_number(grouped(value, "."), style) == value
        assert read_number(grouped(value, ","), style) == value


@given(st.from_regex(r"\d+(?:[.,]\d+)*", fullmatch=True))
def test_whatever_looks_like_a_number_is_one_or_none(written: str) -> None:
    value = read_number(written)
    assert value is None or value >= 0
