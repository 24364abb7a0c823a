"""Tables as lines of text, in one manner for every format that has tables.

A table of data is a line a row, `| a | b | c |`. A table that only sets things side by side (the head of a notice, its
block of recipients and signature, a whole page) keeps the lines of its cells, with a `|` alone between cells, as
portals publish it. Does not decide what a column means.
"""

from __future__ import annotations

from collections.abc import Sequence

_FEW_ROWS = 2  # heads and signatures of official documents are set in one or two rows (Decree 30/2020, appendix I)
_MANY_LINES = 12  # a cell with more lines than this is a piece of a page, not a datum


def table_lines(rows: Sequence[Sequence[Sequence[str]]], *, layout: bool | None = None) -> list[str]:
    """The lines of a table whose rows are cells and whose cells are lines; rows without any text are left out.

    `layout` is told where the format itself shows it: True of a table that holds tables or headings, False of one that
    is ruled; else the shape decides.

    >>> table_lines([[["TT"], ["Nhiệm vụ"]], [["1"], ["Rà soát", "vướng mắc"]], [["2"], []]])
    ['| TT | Nhiệm vụ |', '| 1 | Rà soát vướng mắc |', '| 2 |  |']
    >>> table_lines([[["Nơi nhận:", "- Như trên;"], ["THỦ TƯỚNG"]]])
    ['|', 'Nơi nhận:', '- Như trên;', '|', 'THỦ TƯỚNG', '|']
    """
    full = [row for row in rows if any(any(cell) for cell in row)]
    if all(len(row) == 1 for row in full):
        return [line for row in full for line in row[0]]
    if _is_layout(full) if layout is None else layout:
        return [line for row in full for line in ["|", *(part for cell in row for part in (*cell, "|"))]]
    return ["| " + " | ".join(" ".join(cell) for cell in row) + " |" for row in full]


def _is_layout(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return longest > _MANY_LINES or (len(rows) <= _FEW_ROWS and longest > 1)
