"""Where sentences and clauses end, and where a full stop is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.text import Span, clauses, sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 10.1.2025, tỉnh báo cáo kết quả.",
        "TP.HCM đạt 1.234,5 tỷ đồng.",
        "TP. Hồ Chí Minh đứng đầu.",
        "Sản xuất thép, xi măng, v.v. Bộ đã báo cáo.",
        "PGS. TS. Nguyễn Văn A chủ trì.",
        "1. Bộ Tài chính",
        "a. Bộ Tài chính",
        "IV. Kết luận",
        "1.2. Kết quả",
        "Đạt 36.78 tỷ USD",
        "Kinh tế phục hồi... nhưng chậm",
        "đang chờ kết quả",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt 41,2%. Xếp thứ 5.", ["Đạt 41,2%.", "Xếp thứ 5."]),
        ("Còn hạn chế gì? Có nhiều!", ["Còn hạn chế gì?", "Có nhiều!"]),
        ('Ông nói: "Phải làm ngay." Bộ đồng ý.', ['Ông nói: "Phải làm ngay."', "Bộ đồng ý."]),
        ("Thiết bị.Tuy nhiên còn chậm.", ["Thiết bị.", "Tuy nhiên còn chậm."]),
        ("Đã xong.[12] Còn lại chờ.", ["Đã xong.[12]", "Còn lại chờ."]),
        ("Tăng 5%. 12 dự án đã xong.", ["Tăng 5%.", "12 dự án đã xong."]),
        ("", []),
    ],
)
def test_several_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_only_the_block_asked_for_is_read() -> None:
    text = "Một. Hai.\nBa. Bốn."
    assert [s.of(text) for s in sentences(text, Span(10, len(text)))] == ["Ba.", "Bốn."]


def test_a_stretch_without_a_stop_is_cut_between_words() -> None:
    text = "từ " * 5_000
    cut = split(text)
    assert len(cut) > 5
    assert all(len(piece) <= 2_400 and piece.strip(" ").endswith("từ") for piece in cut)
    assert " ".join(piece.strip() for piece in cut) == text.strip()


def test_a_word_without_end_is_cut_too() -> None:
    assert "".join(split("a" * 10_000)) == "a" * 10_000
    assert len(split("a" * 10_000)) > 1


def test_clauses_are_parted_by_semicolons_outside_brackets() -> None:
    text = "Bộ A (gồm: x; y) rà soát; Bộ B báo cáo ; ; Bộ C."
    assert [c.of(text) for c in clauses(text, Span(0, len(text)))] == [
        "Bộ A (gồm: x; y) rà soát",
        "Bộ B báo cáo",
        "Bộ C.",
    ]


WORDS = st.lists(
    st.sampled_from(["Bộ", "tỉnh", "TP.", "1.", "5%", ".", "...", "!", "?", ";", "(", ")", '"', "”", "A", "v.v.", " "]),
    max_size=30,
)


@given(WORDS)
def test_sentences_and_clauses_run_forward_and_lose_only_white_space(words: list[str]) -> None:
    text = " ".join(words)
    found = sentences(text, Span(0, len(text)))
    at = 0
    for sentence in found:
        assert sentence.start >= at
        assert not text[at : sentence.start].strip()
        at = sentence.end
        inner = clauses(text, sentence)
        assert all(sentence.holds(clause) for clause in inner)
        assert all(a.end <= b.start for a, b in pairwise(inner))
    assert not text[at:].strip()
