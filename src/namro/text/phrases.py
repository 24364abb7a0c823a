"""Phrases: many fixed phrases found in one pass.

One automaton over text in small letters (`Normal.lower`); of phrases that overlap, the leftmost and then the longest is
taken. A hit must stand between word edges. Does not decide what a phrase means where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from namro.text.letters import lower, settle_tone

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A phrase found at `text[start:end]`, with what the lexicon says of it."""

    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """A lexicon ready to be looked for.

    >>> Phrases([("thu ngân sách", "budget-revenue")]).find("tổng thu ngân sách đạt")
    [Hit(start=5, end=18, value='budget-revenue')]
    """

    __slots__ = ("_automaton", "_values")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        table = {settle_tone(lower(phrase)): value for phrase, value in entries}
        self._values = list(table.values())
        self._automaton = AhoCorasick(
            list(table), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> list[Hit[T]]:
        """All hits in `text` (small letters, tones settled), in order; linear in its length."""
        values = self._values
        last = len(text)
        return [
            Hit(start, end, values[index])
            for index, start, end in self._automaton.find_matches_as_indexes(text)
            if (start == 0 or not text[start - 1].isalnum()) and (end == last or not text[end].isalnum())
        ]
