"""Marks: a stretch of text cut where findings begin and end, so that findings may overlap as they like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from namro.text import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark(Generic[T]):
    """Something that covers `span` of the text."""

    span: Span
    of: T


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """Characters that the same marks cover, the longest mark first."""

    span: Span
    marks: tuple[Mark[T], ...]


def segments(stretch: Span, marks: Sequence[Mark[T]]) -> Iterator[Segment[T]]:
    """The stretch from first to last character, cut at every edge of a mark.

    >>> cut = segments(Span(0, 9), [Mark(Span(2, 6), "a"), Mark(Span(4, 12), "b")])
    >>> [(s.span.start, s.span.end, "".join(m.of for m in s.marks)) for s in cut]
    [(0, 2, ''), (2, 4, 'a'), (4, 6, 'ba'), (6, 9, 'b')]
    """
    inside = sorted((mark for mark in marks if mark.span.overlaps(stretch)), key=lambda mark: mark.span.start)
    edges = {stretch.start, stretch.end}
    for mark in inside:
        edges |= {max(mark.span.start, stretch.start), min(mark.span.end, stretch.end)}
    cuts = sorted(edges)
    active: list[Mark[T]] = []
    coming = 0
    for start, end in pairwise(cuts):
        while coming < len(inside) and inside[coming].span.start <= start:
            active.append(inside[coming])
            coming += 1
        active = [mark for mark in active if mark.span.end > start]
        active.sort(key=lambda mark: (-len(mark.span), mark.span.start))
        yield Segment(Span(start, end), tuple(active))
