"""One form for what people type in many."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.text import compose, fold, mend_letters
from namro.text.letters import lower, settle_tone

TONES = "\u0300\u0301\u0303\u0309\u0323"
SHAPES = "\u0302\u0306\u031b"


@pytest.mark.parametrize("typed", ["e\u0302\u0301", "e\u0301\u0302", "ê\u0301", "é\u0302"])
def test_marks_in_any_order_make_one_letter(typed: str) -> None:
    assert compose(f"ti{typed}ng") == "tiếng"


@pytest.mark.parametrize("typed", ["u\u031b\u0323", "u\u0323\u031b", "ư\u0323", "ụ\u031b"])
def test_a_dot_below_and_a_horn_in_any_order(typed: str) -> None:
    assert compose(f"th{typed}c") == "thực"


@given(st.sampled_from("aeou"), st.sampled_from(SHAPES), st.sampled_from(TONES))
def test_a_tone_before_or_after_its_shape_is_the_same_letter(vowel: str, shape: str, tone: str) -> None:
    assert compose(vowel + tone + shape) == compose(vowel + shape + tone)


@given(st.text(max_size=60))
def test_composing_is_nfc_and_idempotent(text: str) -> None:
    once = compose(text)
    assert unicodedata.is_normalized("NFC", once)
    assert compose(once) == once


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("16495/BТС-PTHT", "16495/BTC-PTHT"),
        ("Ðắk Lắk, ðất", "Đắk Lắk, đất"),
        ("Ɖồng Tháp", "Đồng Tháp"),
        ("Россия", "Россия"),
        ("Bộ Tài chính", "Bộ Tài chính"),
    ],
)
def test_look_alikes_are_mended_in_place(written: str, expected: str) -> None:
    assert mend_letters(written) == expected
    assert len(mend_letters(written)) == len(written)


@pytest.mark.parametrize(
    ("first", "second"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("Hòa", "Hoà"), ("lũy", "luỹ"), ("xóa", "xoá"), ("ủy", "uỷ")],
)
def test_both_placements_of_a_tone_are_told_alike(first: str, second: str) -> None:
    assert settle_tone(first) == settle_tone(second) == second
    assert fold(first) == fold(second)


@pytest.mark.parametrize("word", ["toán", "quý", "quỹ", "hoàn", "của", "thuế", "loại"])
def test_a_tone_that_has_one_place_only_stays(word: str) -> None:
    assert settle_tone(word) == word


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đồng  Nai", "dong nai"),
        ("THÀNH PHỐ ĐÀ NẴNG", "thanh pho da nang"),
        ("đường", "duong"),
        ("e\u0301", "e"),
        ("", ""),
    ],
)
def test_keys_have_no_marks_and_no_case(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text(max_size=60))
def test_small_letters_keep_their_places(text: str) -> None:
    assert len(lower(text)) == len(text)
    assert len(settle_tone(text)) == len(text)
