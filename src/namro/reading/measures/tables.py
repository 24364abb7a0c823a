"""Tables whose rows are lines of cells parted by `|`: what the head of a column says of the figures under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.text import Span

_RULE = re.compile(r"[\s|:-]*")
_FIGURE = re.compile(r"[\s\d.,%+−-]*\d[\s\d.,%+−-]*")


@dataclass(frozen=True, slots=True)
class Column:
    """The head cell of a column, in normal text."""

    span: Span


class Table:
    """The table being walked through, block by block; `columns` is empty outside tables."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.columns: list[Column] = []

    def see(self, block: Span) -> None:
        """Take in the next block: a head row opens a table, anything that is no row closes it."""
        row = self._text[block.start : block.end]
        if row.count("|") < 2:
            self.columns = []
        elif _RULE.fullmatch(row):
            pass
        elif not self.columns:
            cells = self._cells(block)
            words = [cell.of(self._text) for cell in cells if len(cell)]
            if len(words) >= 2 and not any(_FIGURE.fullmatch(word) for word in words):
                self.columns = [Column(cell) for cell in cells]

    def head_of(self, block: Span, position: int) -> Span | None:
        """The head of the column in which a position of a row stands."""
        if not self.columns:
            return None
        at = sum(cell.end <= position for cell in self._cells(block))
        return self.columns[at].span if at < len(self.columns) else None

    def cell_of(self, block: Span, position: int) -> Span:
        """The cell of a row in which a position stands."""
        return next((c for c in self._cells(block) if c.start <= position < c.end), block)

    def _cells(self, block: Span) -> list[Span]:
        cells = []
        start = block.start
        row = self._text[block.start : block.end]
        if row.startswith("|"):
            start += 1
        while start < block.end:
            end = self._text.find("|", start, block.end)
            end = block.end if end < 0 else end
            cells.append(Span(start, end))
            start = end + 1
        return cells
