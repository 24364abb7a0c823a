"""A scan: one document's normal text with what every dimension needs of it, worked out once.

Dimensions read a scan and return findings whose spans are in normal text; the engine turns them into source spans.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from namro.documents import Document
from namro.text import Span, sentences


class Scan:
    """Normal text, blocks and sentences of a document.

    `text` and `lower` are position for position alike; in them a newline is a real break and every other white space is
    one space. `blocks` are paragraphs, headings, list items and table rows in order, without those of the document's
    asides.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.normal = document.normal
        self.text = document.normal.text
        self.lower = document.normal.lower
        blocks = document.normal.blocks()
        if document.asides:
            aside = [Span(self.normal.normal_at(s.start), self.normal.normal_at(s.end)) for s in document.asides]
            blocks = [b for b in blocks if not any(b.overlaps(a) for a in aside)]
        self.blocks = blocks
        self._starts = [b.start for b in blocks]

    def block_at(self, position: int) -> Span | None:
        """The block that holds a position of the normal text, None between blocks and in asides."""
        at = bisect_right(self._starts, position) - 1
        return self.blocks[at] if at >= 0 and position < self.blocks[at].end else None

    def sentences_of(self, block: int) -> list[Span]:
        """The sentences of a block, by the block's number."""
        return sentences(self.text, self.blocks[block])

    @cached_property
    def sentences(self) -> list[Span]:
        """All sentences, in order."""
        return [sentence for block in self.blocks for sentence in sentences(self.text, block)]

    def source_span(self, span: Span) -> Span:
        """A span of normal text as a span of the document's text."""
        return self.normal.source_span(span.start, span.end)
