"""Numbers in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.text import read_numeral

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("năm", 5),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("Hai mươi lăm", 25),
        ("một trăm linh năm", 105),
        ("một trăm lẻ ba", 103),
        ("một nghìn hai trăm", 1_200),
        ("ba triệu hai trăm nghìn", 3_200_000),
        ("năm mươi tỷ", 50 * 10**9),
        ("hai vạn", 20_000),
    ],
)
def test_read(words: str, value: int) -> None:
    assert read_numeral(words) == value


@pytest.mark.parametrize(
    "words", ["", "tỉnh", "năm tỉnh", "một hai", "mươi", "nghìn", "hai nghìn ba triệu", "linh năm", "mười mười"]
)
def test_refused(words: str) -> None:
    assert read_numeral(words) is None


def said(number: int) -> str:
    """A number under a million as officials say it."""
    thousands, rest = divmod(number, 1_000)
    if thousands:
        tail = rest and (said(rest) if rest >= 100 else f"không trăm {_tens(rest)}")
        return f"{said(thousands)} nghìn" + (f" {tail}" if tail else "")
    hundreds, rest = divmod(number, 100)
    return (f"{DIGITS[hundreds]} trăm" + (f" {_tens(rest)}" if rest else "")) if hundreds else _tens(rest, alone=True)


def _tens(number: int, *, alone: bool = False) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones] if alone else f"linh {DIGITS[ones]}"
    word = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}.get(ones, f" {DIGITS[ones]}")
    return ("mười" if tens == 1 else f"{DIGITS[tens]} mươi") + word


@given(st.integers(min_value=1, max_value=999_999))
def test_what_is_said_is_read(number: int) -> None:
    assert read_numeral(said(number)) == number
