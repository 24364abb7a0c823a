"""The table of units as it was loaded."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from namro.quantities.units import CURRENCIES, MISREAD, SCALES, UNITS, alternation
from namro.text.letters import lower, settle_tone


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [("%", "%"), ("điểm %", "pp"), ("lần", "times"), ("đồng", "VND"), ("usd", "USD"), ("km²", "km2"), ("tấn", "t")],
)
def test_spellings(spelling: str, unit: str) -> None:
    assert UNITS[spelling] == unit


@pytest.mark.parametrize(
    ("scale", "factor"), [("nghìn", 10**3), ("triệu", 10**6), ("tỷ", 10**9), ("tỉ", 10**9), ("nghìn tỷ", 10**12)]
)
def test_scales(scale: str, factor: int) -> None:
    assert SCALES[scale] == Decimal(factor)


def test_every_spelling_is_as_the_rules_meet_it() -> None:
    for word in (*UNITS, *MISREAD, *SCALES):
        assert word == settle_tone(lower(word))


def test_no_word_is_a_unit_and_a_scale() -> None:
    assert not UNITS.keys() & SCALES.keys()
    assert not UNITS.keys() & MISREAD.keys()


def test_misreadings_stand_for_units_that_exist() -> None:
    assert set(MISREAD.values()) <= set(UNITS.values())
    assert set(UNITS.values()) >= CURRENCIES


def test_an_alternation_takes_the_longest_in_a_verbose_pattern() -> None:
    pattern = re.compile(alternation(["tỷ", "nghìn", "nghìn tỷ", "us$"]), re.VERBOSE)
    assert pattern.match("nghìn tỷ đồng").group() == "nghìn tỷ"  # type: ignore[union-attr]
    assert pattern.match("us$ 5").group() == "us$"  # type: ignore[union-attr]
