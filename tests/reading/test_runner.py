"""The runner of corpora tells the ways of falling short apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from .corpora import Entry, Value, failure, failures, load, variants

VALUE = {"number": "7"}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "nothing read"),
        ([(0, 2, VALUE)], "part of the phrase read: «số» instead of «số 7»"),
        ([(0, 4, VALUE), (3, 4, VALUE)], "several readings: «số 7»"),
        ([(0, 4, {"number": "8"})], "wrong value: {'number': '8'}"),
        ([(0, 4, VALUE)], None),
    ],
)
def test_each_failure_has_its_own_words(found: list[tuple[int, int, Value]], words: str | None) -> None:
    fault = failure(lambda text: found, "số 7", "số 7", VALUE)
    assert fault is None if words is None else fault is not None and fault.startswith(words)


def test_a_refused_phrase_that_is_read_is_a_failure() -> None:
    fault = failure(lambda text: [(0, 2, VALUE)], "số 7", "số 7", None)
    assert fault is not None
    assert fault.startswith("read, though it must be refused: «số»")


def test_braces_mark_the_part_to_be_read() -> None:
    entry = Entry("Thông báo số {384/TB-VPCP}", VALUE)
    assert (entry.text, entry.marked) == ("Thông báo số 384/TB-VPCP", "384/TB-VPCP")


def test_the_variants_of_a_phrase() -> None:
    assert [name for name, _, _ in variants(Entry("số 7", VALUE))] == [
        "plain",
        "in noise",
        "NFD",
        "no-break spaces",
        "capitals",
    ]
    assert [name for name, _, _ in variants(Entry("số 7", None))] == ["plain", "in noise", "NFD", "no-break spaces"]
    assert [name for name, _, _ in variants(Entry("số 7", VALUE, capitals=False, noise=False))] == [
        "plain",
        "NFD",
        "no-break spaces",
    ]


def test_letters_of_a_value_count_except_in_capitals() -> None:
    entry = Entry("số 7", {"name": "Số"}, noise=False)
    assert failures(lambda text: [(0, 4, {"name": "SỐ"})], entry).keys() == {"plain", "NFD", "no-break spaces"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[read]]\nvalue = {}", "unknown tables ['read']"),
        ("[[reads]]\nphrases = ['a']", "lacks ['value']"),
        ("[[refuses]]\nwhy = 'x'\nphrases = []", "has no phrases"),
        ("[[refuses]]\nwhy = 'x'\nphrase = ['a']\nphrases = ['a']", "unknown keys ['phrase']"),
    ],
)
def test_an_ill_formed_corpus_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "corpus.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(AssertionError) as error:
        load(path)
    assert words in str(error.value)
