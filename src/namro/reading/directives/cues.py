"""Cues: the words a directive is made of, found in one pass over the whole text.

Agency names and leading verbs stand in one automaton, so the "xây dựng" of "Sở Xây dựng" is never taken for a verb.
Scanned texts lose marks ("thúc đây", "khan trương"): each phrase of several syllables is also known with the marks of
one syllable gone. Does not decide what a cue means where it stands.
"""

from __future__ import annotations

import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from namro.reading.agencies.rules import Name, is_name, lexicon
from namro.reading.scan import Scan
from namro.text import Phrases

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHORTEST_MISSPELT = 4


class Part:
    """What a cue can be; bits of one number, since a word can be several."""

    VERB = 1
    WEAK = 2  # a verb that also stands inside names
    ADVERB = 4
    DUTY = 8
    GROUND = 16
    STATE = 32
    COMMAND = 64
    CONNECTOR = 128
    SHARE = 256
    REPORT = 512
    SOFT = 1024
    NAME = 2048
    NOUN = 4096


ACTION = Part.VERB | Part.ADVERB | Part.DUTY | Part.SHARE | Part.REPORT
AFTER_NAME = ACTION | Part.GROUND | Part.STATE | Part.COMMAND

_LISTS = {
    "verbs": Part.VERB, "weak": Part.WEAK, "adverbs": Part.ADVERB, "duties": Part.DUTY, "grounds": Part.GROUND,
    "states": Part.STATE, "commands": Part.COMMAND, "connectors": Part.CONNECTOR, "sharing": Part.SHARE,
    "reporting": Part.REPORT, "soft": Part.SOFT, "nouns": Part.NOUN,
}  # fmt: skip
_ALONE = Part.WEAK | Part.SOFT  # qualities of a verb, never a cue by themselves


@dataclass(frozen=True, slots=True)
class Kind:
    """What a phrase of the lexicon is: its parts, and the agency it names if it names one."""

    parts: int
    name: Name | None = None


class Cue(NamedTuple):
    """A phrase of the lexicon at `start:end` of the normal text."""

    start: int
    end: int
    parts: int
    name: Name | None


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """The lists of `lexicon.toml`."""
    raw = tomllib.loads(files("namro.reading.directives").joinpath("lexicon.toml").read_text("utf-8"))
    return {key: tuple(value) for key, value in raw.items()}


@cache
def _phrases() -> Phrases[Kind]:
    parts: dict[str, int] = {}
    for key, part in _LISTS.items():
        for phrase in words()[key]:
            if key != "states" or " " in phrase:  # single words are looked for only where they can matter
                parts[phrase] = parts.get(phrase, 0) | part
    parts = {phrase: part for phrase, part in parts.items() if part & ~_ALONE}
    for phrase in list(parts):
        for misspelt in _misspellings(phrase):
            parts.setdefault(misspelt, parts[phrase])
    kinds = {phrase: Kind(part) for phrase, part in parts.items()}
    for phrase, name in lexicon():
        kinds[phrase] = Kind(Part.NAME | parts.get(phrase, 0) & ~Part.NOUN, name)
    return Phrases(kinds.items())


class Cues:
    """The cues of a document in order; none begins inside another."""

    __slots__ = ("_at", "_starts", "all")

    def __init__(self, scan: Scan) -> None:
        text = scan.text
        found: list[Cue] = []
        for start, end, kind in _phrases().find(scan.lower):
            name, part = kind.name, kind.parts
            if name is not None and not is_name(text, start, end, name):
                name, part = None, part & ~Part.NAME  # "thống kê", the work, is not "Thống kê", the office
            if part:
                found.append(Cue(start, end, part, name))
        self.all = found
        self._starts = [cue.start for cue in found]
        self._at = {cue.start: cue for cue in found}

    def at(self, position: int) -> Cue | None:
        """The cue that begins at a position."""
        return self._at.get(position)

    def between(self, start: int, end: int) -> Iterator[Cue]:
        """The cues that begin in `start:end`, in order."""
        starts = self._starts
        at = bisect_left(starts, start)
        while at < len(starts) and starts[at] < end:
            yield self.all[at]
            at += 1

    def covering(self, position: int) -> Cue | None:
        """The cue that holds a position."""
        at = bisect_left(self._starts, position + 1) - 1
        if at >= 0 and position < self.all[at].end:
            return self.all[at]
        return None


def _misspellings(phrase: str) -> Iterator[str]:
    syllables = phrase.split(" ")
    if len(syllables) < 2 or len(phrase) < _SHORTEST_MISSPELT or "," in phrase:
        return
    for at, syllable in enumerate(syllables):
        for poorer in (_without_tone(syllable), _without_marks(syllable)):
            if poorer != syllable:
                yield " ".join([*syllables[:at], poorer, *syllables[at + 1 :]])


def _without_tone(syllable: str) -> str:
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", syllable) if c not in _TONES))


def _without_marks(syllable: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(c)).replace("đ", "d")
