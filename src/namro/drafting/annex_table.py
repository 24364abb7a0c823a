"""The annex as a table of words: from rows to cells, and from an edited table back to rows.

Columns are known by their headings, so an office may move them and add its own. A column that is gone, or one
identifier on two rows, is refused: the link of a task to its clause is never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from namro.drafting.annex import KEY, Column, Row, read_due
from namro.errors import DocumentError
from namro.text import fold

KEY_HEADING = "Mã liên kết"
HEADINGS = (Column.NUMBER, KEY_HEADING, *tuple(Column)[1:])
MOST_ROWS = 20_000  # far more tasks than any notice gives; what is longer is not an annex

Cell = date | str


def cells_of(row: Row) -> dict[str, Cell]:
    """The cells of a row by heading."""
    return {
        Column.NUMBER: row.number,
        KEY_HEADING: row.key or "",
        Column.TASK: row.task,
        Column.LEAD: row.lead,
        Column.SUPPORT: row.support,
        Column.DUE: row.due,
        Column.DELIVERABLE: row.deliverable,
        Column.BASIS: row.basis,
        Column.OPEN: row.open,
        Column.SUGGESTION: row.suggestion,
        **dict(row.extra),
    }


def extra_headings(rows: Sequence[Row]) -> list[str]:
    """The headings that offices added, in order."""
    return list(dict.fromkeys(heading for row in rows for heading, _ in row.extra))


def is_head(cells: Sequence[Any]) -> bool:
    """Whether a line of a sheet or table bears the annex's headings: the number and the task at least."""
    names = {fold(str(cell)) for cell in cells if cell is not None}
    return fold(Column.NUMBER) in names and fold(Column.TASK) in names


def read_rows(source: str, head: Sequence[Any], lines: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """The rows of an edited table, without its empty lines.

    Raises DocumentError: `annex-column-missing`, `annex-column-twice`, `annex-key-wrong`, `annex-key-twice`,
    `annex-task-missing`, `annex-too-long`.
    """
    if len(lines) > MOST_ROWS:
        raise DocumentError("annex-too-long", source=source, limit=MOST_ROWS)
    places = _places(source, head)
    seen: dict[str, int] = {}
    rows = []
    for number, line in enumerate(lines, 1):
        cells = {heading: line[at] if at < len(line) else "" for heading, at in places.items()}
        if not any(cells.values()):
            continue
        key = str(cells.pop(KEY_HEADING))
        if key and not KEY.fullmatch(key):
            raise DocumentError("annex-key-wrong", source=source, row=number, key=key)
        if key in seen:
            raise DocumentError("annex-key-twice", source=source, first=seen[key], second=number, key=key)
        if key:
            seen[key] = number
        if not cells[Column.TASK]:
            raise DocumentError("annex-task-missing", source=source, row=number)
        rows.append(_row(key, cells))
    return tuple(rows)


def _places(source: str, head: Sequence[Any]) -> dict[str, int]:
    """Where each heading stands; ours by our spelling, an office's own as it wrote it."""
    ours = {fold(heading): str(heading) for heading in HEADINGS}
    places: dict[str, int] = {}
    for at, cell in enumerate(head):
        written = " ".join(str(cell or "").split())
        heading = ours.get(fold(written), written)
        if heading in places:
            raise DocumentError("annex-column-twice", source=source, column=heading)
        if heading:
            places[heading] = at
    missing = [str(heading) for heading in HEADINGS if heading not in places]
    if missing:
        raise DocumentError("annex-column-missing", source=source, column=", ".join(missing))
    return places


def _row(key: str, cells: dict[str, Cell]) -> Row:
    due = cells.pop(Column.DUE)
    words = {heading: _words(cell) for heading, cell in cells.items()}
    own = {str(column): words.pop(column) for column in Column if column is not Column.DUE}
    return Row(
        key=key or None,
        number=own[Column.NUMBER],
        task=own[Column.TASK],
        lead=own[Column.LEAD],
        support=own[Column.SUPPORT],
        due=due if isinstance(due, date) else read_due(due),
        deliverable=own[Column.DELIVERABLE],
        basis=own[Column.BASIS],
        open=own[Column.OPEN],
        suggestion=own[Column.SUGGESTION],
        extra=tuple((heading, cell) for heading, cell in words.items() if cell),
    )


def _words(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell
