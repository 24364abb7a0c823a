"""Paragraphs: a text as it is set on a page, wrapped lines joined, and what of it people are not shown.

Does not decide which paragraph is a heading of what: sections know that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from namro.text import Span, normalise

SILENT = re.compile(r"\*+|[\xad\u200b]")  # marks of emphasis and characters without width: no text for people
_WORD = re.compile(r"\w")


def paragraphs(text: str) -> Iterator[Span]:
    r"""The text in paragraphs, wrapped lines joined; every word of it is in one of them. Drawn lines are left out.

    >>> [span.of("Một\n-----\n\nHai ba") for span in paragraphs("Một\n-----\n\nHai ba")]
    ['Một', 'Hai ba']
    """
    normal = normalise(text)
    starts = [normal.source_at(block.start) for block in normal.blocks()]
    edges = [0, *starts[1:], len(text)] if starts else [0, len(text)]
    for start, end in pairwise(edges):
        piece = text[start:end]
        if _WORD.search(piece):
            inner = piece.strip()
            begin = start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(inner))
