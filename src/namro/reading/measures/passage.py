"""A sentence with its figures, and what the text before it leaves for them.

Holds the names, periods and places found in the whole text so that each figure looks only at its own surroundings.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

from namro.places import PlaceMention
from namro.quantities.periods import Mention, Period, Stretch
from namro.reading.measures.lexicon import Named, fillers
from namro.reading.model import Aspect, Measure, Role, Section
from namro.text import Hit, Span

_BRACKETS = re.compile(r"\([^()\n]*\)")
_CLOSED = re.compile(r"\([^()]*\)")
_BOUNDARY = re.compile(
    r"[,;:|(–]| - |(?<!\w)(?:và|nhưng|song|trong đó|trong khi|còn|kế tiếp là|tiếp đến là|tiếp theo là"
    r"|cùng với|sau)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Memory:
    """What earlier words leave for the next figure."""

    indicator: str | None = None
    count: str | None = None  # the indicator last counted in this sentence
    capital: str | None = None  # the indicator last given in money in it
    place: str | None = None  # of the figure that was of that indicator
    period: Period | None = None
    same_block: bool = False  # the indicator was spoken of in this paragraph
    aspect: Aspect | None = None
    estimate: bool = False
    topic: str | None = None  # the place a paragraph is about
    foreign: bool = False  # the paragraph speaks of foreign investment
    target: bool = False  # the words that govern this list set targets
    governing: Period | None = None  # the period they set
    subject: str | None = None  # the indicator they name
    growth: bool = False  # they speak of how fast it grows
    last: Measure | None = None  # the figure before, in the same sentence


@dataclass(slots=True)
class Passage:
    """The sentence being read. `lower` is the whole text in small letters."""

    lower: str
    periods: Sequence[Mention]
    places: Sequence[PlaceMention]
    named: Sequence[Hit[Named]]
    sections: Sequence[Section]
    sentence: Span = field(default_factory=lambda: Span(0, 0))
    brackets: list[Span] = field(default_factory=list)
    _target: float | None = field(init=False, default=None)
    _period_starts: list[int] = field(init=False)
    _place_starts: list[int] = field(init=False)
    _named_starts: list[int] = field(init=False)
    _section_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._period_starts = [m.start for m in self.periods]
        self._place_starts = [m.start for m in self.places]
        self._named_starts = [h.start for h in self.named]
        self._section_starts = [s.span.start for s in self.sections]

    def open(self, sentence: Span) -> None:
        """Turn to a sentence."""
        self.sentence = sentence
        self._target = None
        self.brackets = [
            Span(sentence.start + m.start(), sentence.start + m.end())
            for m in _BRACKETS.finditer(self.lower[sentence.start : sentence.end])
        ]

    def target_from(self, find: Callable[[str], int | None]) -> float:
        """Where the sentence begins to set targets, worked out once; infinity where it never does."""
        if self._target is None:
            end = find(self.lower[self.sentence.start : self.sentence.end])
            self._target = inf if end is None else self.sentence.start + end
        return self._target

    def bracket(self, position: int) -> Span | None:
        """The closed bracket that holds a position of the sentence."""
        return next((b for b in self.brackets if b.start <= position < b.end), None)

    def periods_in(self, start: int, end: int) -> Sequence[Mention]:
        """Periods whose words begin in a stretch."""
        return self.periods[bisect_left(self._period_starts, start) : bisect_left(self._period_starts, end)]

    def places_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """Places whose words begin in a stretch."""
        return self.places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def named_in(self, start: int, end: int) -> Sequence[Hit[Named]]:
        """Indicator phrases that begin in a stretch."""
        return self.named[bisect_left(self._named_starts, start) : bisect_left(self._named_starts, end)]

    def opens_section(self, block: Span) -> bool:
        """Whether a block stands at the head of a section that has a heading."""
        at = bisect_right(self._section_starts, block.start) - 1
        return at >= 0 and self.sections[at].span.start == block.start and self.sections[at].title is not None

    def role_at(self, position: int) -> Role | None:
        """What the section around a position is for."""
        at = bisect_right(self._section_starts, position) - 1
        return self.sections[at].role if at >= 0 and position < self.sections[at].span.end else None

    def piece(self, segment: Span) -> Span:
        """The words that can name a figure: those after the last boundary that parts no name and is in no bracket."""
        words = _CLOSED.sub(lambda m: "_" * len(m.group()), self.lower[segment.start : segment.end])
        names = self.named_in(segment.start, segment.end)
        start = 0
        for mark in _BOUNDARY.finditer(words):
            at = segment.start + mark.start()
            if not any(h.start <= at < h.end for h in names):
                start = mark.end()
        return Span(segment.start + start, segment.end)

    def says(self, piece: Span) -> bool:
        """Whether words name something of their own, once periods, places and small words are taken away."""
        words = self.lower[piece.start : piece.end]
        taken = [(m.start, m.end) for m in self.periods_in(piece.start, piece.end)]
        taken += [(m.start, m.end) for m in self.places_in(piece.start, piece.end)]
        for first, last in taken:
            start, end = first - piece.start, min(last, piece.end) - piece.start
            words = words[:start] + " " * (end - start) + words[end:]
        small = fillers()
        rest = _WORD.findall(words)
        at = 0
        while at < len(rest):
            step = next((n for n in (3, 2, 1) if " ".join(rest[at : at + n]) in small), 0)
            if not step:
                return True
            at += step
        return False


def sets_period(mention: Mention) -> bool:
    """Whether a mention says when something was so, not what it is held against or where a stretch begins."""
    return (
        not mention.compared and not mention.edge and mention.stretch is not Stretch.DAY and mention.period is not None
    )
