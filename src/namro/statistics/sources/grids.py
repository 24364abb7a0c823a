"""Grids: the cells of a CSV file or a sheet, with what a spreadsheet hides: merged cells, percentages, formulas.

Knows nothing of figures. Numbers of a sheet come as they are held; text stays text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from namro.errors import DocumentError, UsageError
from namro.statistics.sources.faults import Cell, Fault


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, counted from 1 in words and from 0 in the lists.

    `merged` maps the upper left cell of a merged range to its name, `percent` holds the cells shown as percentages,
    `formulas` those whose value was never computed.
    """

    sheet: str
    rows: Sequence[Sequence[Any]]
    merged: dict[tuple[int, int], str] = field(default_factory=dict)
    percent: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Any:
        """A cell's value; None outside the grid."""
        if row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def at(self, row: int, column: int | None = None) -> Cell:
        """A cell's place in words."""
        return Cell(row + 1, "" if column is None else letters(column), self.sheet)

    def hidden_faults(self, first_row: int) -> Iterator[Fault]:
        """Merged cells and formulas without a value, from a row on."""
        for (row, column), area in sorted(self.merged.items()):
            if row >= first_row:
                yield Fault(self.at(row, column), "import-merged-cell", {"area": area})
        for row, column in sorted(self.formulas):
            if row >= first_row:
                yield Fault(self.at(row, column), "import-formula")

    def percent_fault(self, row: int, column: int) -> Fault | None:
        """The fault of a fraction that a sheet shows as a percentage."""
        if (row, column) not in self.percent:
            return None
        value = self.cell(row, column)
        return Fault(self.at(row, column), "import-fraction", {"value": value, "percent": format(value * 100, ".15g")})


def letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The column, counted from 0, of its letters."""
    number = 0
    for letter in name.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def read_grids(path: Path) -> list[Grid]:
    """The grids of a CSV file (one) or a workbook (one a sheet).

    Raises `DocumentError`, `UsageError("extra-missing")`.
    """
    if not path.exists():
        raise DocumentError("file-missing", source=path)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return [_csv_grid(path)]
    return _workbook_grids(path)


def _csv_grid(path: Path) -> Grid:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError("file-encoding", source=path, position=error.start) from None
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    return Grid("", list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))


def _workbook_grids(path: Path) -> list[Grid]:
    try:
        import openpyxl
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="openpyxl") from None
    try:
        shown = openpyxl.load_workbook(path, data_only=True)
        written = openpyxl.load_workbook(path)
    except Exception as error:  # openpyxl raises zipfile, key and value errors for a broken workbook
        raise DocumentError("file-unreadable", source=path, reason=type(error).__name__) from None
    return [_sheet_grid(sheet, written[sheet.title]) for sheet in shown.worksheets]


def _sheet_grid(sheet: Any, written: Any) -> Grid:
    rows, percent, formulas = [], set(), set()
    for row, cells in enumerate(sheet.iter_rows()):
        rows.append([cell.value for cell in cells])
        for column, cell in enumerate(cells):
            if cell.value is None and _is_formula(written.cell(row + 1, column + 1).value):
                formulas.add((row, column))
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and "%" in cell.number_format:
                percent.add((row, column))
    merged = {(area.min_row - 1, area.min_col - 1): str(area) for area in sheet.merged_cells.ranges}
    return Grid(sheet.title, rows, merged, frozenset(percent), frozenset(formulas))


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"=\S", value) is not None
