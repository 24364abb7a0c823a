"""Amounts with their scales, units and ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.quantities.amounts import Amount, is_money, read_amount
from namro.quantities.numbers import Style
from namro.quantities.units import SCALES, UNITS

D = Decimal


def read(text: str, style: Style = Style.VIETNAMESE) -> Amount:
    amount = read_amount(text, 0, style)
    assert amount is not None
    return amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("41,2%", "41.2", "%"),
        ("41,2 %", "41.2", "%"),
        ("0,5 điểm phần trăm", "0.5", "pp"),
        ("0,5 điểm %", "0.5", "pp"),
        ("1,36 tỷ usd", "1360000000", "USD"),
        ("318.752 tỷ đồng", "318752000000000", "VND"),
        ("50,1 nghìn tỷ đồng", "50100000000000", "VND"),
        ("1,5 triệu tỷ đồng", "1500000000000000", "VND"),
        ("68,08 triệu đồng", "68080000", "VND"),
        ("500 nghìn đồng", "500000", "VND"),
        ("2,4 lần", "2.4", "times"),
        ("2.694,64 km2", "2694.64", "km2"),
        ("12 km", "12", "km"),
        ("5 ha", "5", "ha"),
        ("500 mw", "500", "MW"),
        ("3 triệu tấn", "3000000", "t"),
        ("5 tỷ déng", "5000000000", "VND"),
    ],
)
def test_one_value(text: str, value: str, unit: str) -> None:
    amount = read(text)
    assert (amount.value, amount.high, amount.unit, amount.end) == (D(value), None, unit, len(text))


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("2,5 - 5,5 tỷ đồng", "2500000000", "5500000000", "VND"),
        ("8-10%", "8", "10", "%"),
        ("8 đến 10%", "8", "10", "%"),
        ("8% đến 10%", "8", "10", "%"),
        ("2 triệu - 3 triệu đồng", "2000000", "3000000", "VND"),
        ("8,5 – 9%", "8.5", "9", "%"),
        ("1 - 1,5 điểm %", "1", "1.5", "pp"),
    ],
)
def test_ranges(text: str, value: str, high: str, unit: str) -> None:
    amount = read(text)
    assert (amount.value, amount.high, amount.unit, amount.end) == (D(value), D(high), unit, len(text))


def test_a_range_has_two_ends() -> None:
    amount = read("8% - 9% - 10%")
    assert (amount.value, amount.high, amount.end) == (D(8), D(9), len("8% - 9%"))


@pytest.mark.parametrize(
    ("text", "per"),
    [("85 triệu đồng/người", "người"), ("5 triệu đồng / người/tháng", "người/tháng"), ("60 tạ/ha", "ha")],
)
def test_what_follows_a_slash(text: str, per: str) -> None:
    amount = read(text)
    assert (amount.per, amount.end) == (per, len(text))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("34 doanh nghiệp", 2),
        ("5 hành khách", 1),
        ("5 mỏ", 1),
        ("10 hai", 2),
        ("5 đường", 1),
        ("9 đến 3 đồng", 1),
    ],
)
def test_a_number_without_a_unit_ends_with_itself(text: str, end: int) -> None:
    amount = read(text)
    assert (amount.unit, amount.high, amount.end) == (None, None, end)


@pytest.mark.parametrize(("text", "high"), [("3-5 dự án", D(5)), ("2021-2023", D(2023)), ("10 - 3", None)])
def test_two_numbers_without_a_unit_are_left_to_what_is_counted(text: str, high: Decimal | None) -> None:
    amount = read(text)
    assert (amount.unit, amount.high) == (None, high)


def test_a_scale_without_a_unit_counts() -> None:
    amount = read("2,3 triệu lượt khách")
    assert (amount.value, amount.unit, amount.scale, amount.end) == (D(2_300_000), None, D(10**6), len("2,3 triệu"))


@pytest.mark.parametrize("text", ["10.1.2025", "tỷ", "", "1.2.3%"])
def test_no_amount(text: str) -> None:
    assert read_amount(text, 0) is None


def test_the_manner_of_the_document_settles_a_doubtful_number() -> None:
    assert read("36.785 tỷ đồng").value == D(36785) * 10**9
    assert read("36.785 tỷ đồng", Style.ENGLISH).value == D("36.785") * 10**9


def test_a_chain_of_ranges_is_read_without_end() -> None:
    assert read("1%-" * 50_000).value == 1


def test_money_is_a_currency() -> None:
    assert is_money("VND")
    assert not is_money("%")
    assert not is_money(None)


def vietnamese(value: Decimal) -> str:
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


NUMBERS = st.decimals(min_value=D("0.01"), max_value=D(10**9), places=2)
SCALE_WORDS = st.sampled_from(["", *sorted(SCALES)])
UNIT_WORDS = st.sampled_from(sorted(UNITS))


@given(NUMBERS, SCALE_WORDS, UNIT_WORDS)
def test_written_then_read_is_the_identity(number: Decimal, scale: str, unit: str) -> None:
    text = " ".join(part for part in (vietnamese(number), scale, unit) if part)
    amount = read(text)
    assert amount.value == number * SCALES.get(scale, D(1))
    assert (amount.unit, amount.high, amount.end) == (UNITS[unit], None, len(text))


@given(NUMBERS, NUMBERS, SCALE_WORDS, UNIT_WORDS)
def test_a_range_written_then_read(one: Decimal, other: Decimal, scale: str, unit: str) -> None:
    low, high = sorted((one, other))
    text = " ".join(p for p in (f"{vietnamese(low)} - {vietnamese(high)}", scale, unit) if p)
    amount = read(text)
    factor = SCALES.get(scale, D(1))
    assert (amount.value, amount.high, amount.unit) == (low * factor, high * factor, UNITS[unit])


@given(st.text(alphabet="0123456789.,-%/ tỷđồngtriệu", max_size=40))
def test_an_amount_stands_where_it_was_sought(text: str) -> None:
    amount = read_amount(text, 0)
    if amount is not None:
        assert amount.start == 0
        assert 0 < amount.end <= len(text)
        assert amount.value >= 0
