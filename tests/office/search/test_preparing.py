"""Words prepared for the index, and queries read: no letter and no sign does harm."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from namro.office.search import engines, preparing
from namro.office.search.preparing import QUERY_WORDS, WORD_LENGTH, excerpt, flat, own_form, prepare, read_query


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("Thông báo 465/TB-VPCP", {"465_tb", "tb_vpcp", "465_tb_vpcp"}),
        ("giai đoạn 2021-2023", {"2021_2023"}),
        ("giai đoạn 2021–2023", {"2021_2023"}),
        ("tăng 6,19%", {"6_19"}),
        ("ngày 16/10/2024", {"16_10", "10_2024", "16_10_2024"}),
        ("không có gì ghép", set()),
    ],
)
def test_wholes(text, wholes):
    assert set(prepare(text).wholes) == wholes


def test_one_word_in_all_its_spellings():
    spelled = ["hoà", "hòa", "HÒA", unicodedata.normalize("NFD", "hòa"), unicodedata.normalize("NFD", "hoà")]
    assert {prepare(one) for one in spelled} == {prepare("hoà")}
    assert flat(own_form("ĐẮK LẮK Ð")) == "dak lak d"


@given(st.text())
@example("\u0130stanbul ẞ ﬁ ǆ \u0345")
@example("a" * 500)
def test_words_are_letters_and_figures_only(text):
    prepared = prepare(text)
    assert len(prepared.folded) == len(prepared.marked)
    for word in (*prepared.folded, *prepared.marked):
        assert word.isalnum()
        assert len(word) <= WORD_LENGTH
    for whole in prepared.wholes:
        assert all(part.isalnum() for part in whole.split("_"))


@given(st.text())
@example('"')
@example('a "b c')
@example("a' | !b <-> (c:*")
@example('folded : "x" NEAR(a b)')
def test_a_query_holds_words_only(query):
    terms = read_query(query)
    assert len(terms) <= QUERY_WORDS
    for term in terms:
        assert len(term.words) == len(term.typed) > 0
        assert all(word.isalnum() for word in (*term.words, *term.typed))
        assert bool(term.whole) <= (len(term.words) > 1)


@given(st.text(max_size=400), st.text(max_size=30))
def test_an_excerpt_is_of_the_text(text, query):
    pieces = excerpt(text, read_query(query), 80)
    said = "".join(words for words, _ in pieces).removeprefix("… ").removesuffix(" …")
    shown = preparing.mend_letters(preparing._LOOSE_MARKS.sub("", preparing.compose(text)))
    assert said in shown


def test_what_is_found_is_marked():
    text = "Sở Tài chính giải ngân vốn đầu tư công theo 465/TB-VPCP; đau đầu"

    def marked(query):
        return [words for words, mark in excerpt(text, read_query(query), 500) if mark]

    assert marked("giai ngân ") == ["giải", "ngân"]
    assert marked("dau ") == ["đầu", "đau", "đầu"]
    assert marked("đầu ") == ["đầu", "đầu"]
    assert marked('"vốn đầu tư" ') == ["vốn đầu tư"]
    assert marked("TB-VPCP") == ["TB-VPCP"]
    assert marked("chi") == ["chính"]
    assert marked("chi ") == []


def test_a_long_text_stays_within_what_a_tsvector_holds():
    many = " ".join(f"từ{number}khó/khổ{number}" for number in range(80_000))
    assert len(engines.vector(prepare(many)).encode()) < 2**20 * 1.5  # as written; the figures of places take no room


def test_a_word_of_sight_is_no_word_of_a_text():
    assert engines.sight_word(7) not in prepare("_7 7 a_7 _7_7").folded
    assert engines.sight_word(7) not in prepare("_7/7 7/_7").wholes
