"""Spans: half-open stretches of a text, counted in code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`.

    >>> Span(3, 9).overlaps(Span(8, 12))
    True
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is in both."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether every character of the other is in this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]
