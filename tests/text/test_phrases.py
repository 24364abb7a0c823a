"""Fixed phrases: word edges, the leftmost and then the longest."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from namro.text import Hit, Phrases


def test_the_longest_of_those_that_begin_together_is_taken() -> None:
    phrases = Phrases([("thu", 1), ("thu ngân sách", 2), ("ngân sách nhà nước", 3)])
    assert phrases.find("thu ngân sách nhà nước") == [Hit(0, 13, 2)]


def test_a_phrase_stands_between_word_edges() -> None:
    phrases = Phrases([("thu", 1), ("tỷ", 2)])
    assert phrases.find("thuế, thu, 5tỷ, tỷ.") == [Hit(6, 9, 1), Hit(16, 18, 2)]


def test_capitals_and_both_placements_of_a_tone_are_one_phrase() -> None:
    phrases = Phrases([("Ủy ban", 1), ("hòa bình", 2)])
    assert phrases.find("uỷ ban tỉnh hoà bình") == [Hit(0, 6, 1), Hit(12, 20, 2)]


def test_nothing_in_nothing() -> None:
    assert Phrases([("thu", 1)]).find("") == []


@given(st.lists(st.sampled_from(["thu", "chi", "ngân", "sách", "thuế", ","]), max_size=20))
def test_hits_are_words_of_the_lexicon_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    hits = Phrases([(p, p) for p in ("thu", "thu ngân sách", "ngân sách", "chi")]).find(text)
    assert all(text[h.start : h.end] == h.value for h in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))


@given(st.lists(st.sampled_from(["thu", "chi", "ngân"]), max_size=20))
def test_every_word_of_a_lexicon_of_words_is_found(words: list[str]) -> None:
    assert [h.value for h in Phrases([(w, w) for w in ("thu", "chi")]).find(" ".join(words))] == [
        w for w in words if w != "ngân"
    ]
