"""The Foreign Investment Agency's monthly workbook: capital of the period and capital in force, by province.

Sheets and headings drift from month to month ("Thang 12 2023", "Luy ke T12 2023", "theo địa phương", STT or TT), so the
table is found by what its heading row says, and every column by its words. Figures count to the 20th. Does not read the
tables by country and by industry, nor the row of oil and gas offshore, which belongs to no province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from namro.errors import DocumentError
from namro.statistics.observations import Observation
from namro.statistics.periods import Period
from namro.statistics.sources.faults import Fault
from namro.statistics.sources.figures import RawFigure, Reading, accept
from namro.statistics.sources.grids import Grid, read_grids
from namro.text import fold

_CLOSING_DAY = 20
_PERIOD_SHEET = re.compile(r"thang (?P<month>\d{1,2})\s+(?P<year>20\d\d)")
_STOCK_SHEET = re.compile(r"luy ke t\s*(?P<month>\d{1,2})\s+(?P<year>20\d\d)")

# What a folded heading holds → series and unit; the first that fits wins.
_PERIOD_COLUMNS = (
    (("gop von", "so luot"), "fdi-purchase-deals", ""),
    (("gop von", "gia tri"), "fdi-purchases", "triệu USD"),
    (("du an", "cap moi"), "fdi-projects-new", ""),
    (("von", "cap moi"), "fdi-new", "triệu USD"),
    (("luot", "tang von"), "fdi-projects-adjusted", ""),
    (("luot", "dieu chinh"), "fdi-projects-adjusted", ""),
    (("von", "tang them"), "fdi-adjusted", "triệu USD"),
    (("von", "dieu chinh"), "fdi-adjusted", "triệu USD"),
    (("tong von",), "fdi-registered", "triệu USD"),
)
_STOCK_COLUMNS = ((("so du an",), "fdi-projects", ""), (("von", "dang ky"), "fdi-cumulative", "triệu USD"))
_NOT_PLACES = ("tong", "dau khi")


def read_fdi_workbook(
    path: Path, *, published_on: date | None = None, seen_on: date | None = None, source: str = ""
) -> list[Observation]:
    """The observations of a workbook. Raises `DocumentError("fdi-no-table")`, `ImportRefusedError` with all faults."""
    figures: list[RawFigure] = []
    faults: list[Fault] = []
    stamp = {"published_on": published_on, "seen_on": seen_on}
    for grid in read_grids(path):
        name = " ".join(fold(grid.sheet).split())
        for pattern, columns, stock in ((_PERIOD_SHEET, _PERIOD_COLUMNS, False), (_STOCK_SHEET, _STOCK_COLUMNS, True)):
            match = pattern.fullmatch(name)
            head = _place_heading(grid) if match else None
            if match and head is not None:
                ends = date(int(match["year"]), int(match["month"]), _CLOSING_DAY)
                period = Period(None if stock else date(ends.year, 1, 1), ends)
                fixed = {**stamp, "period": period, "source": source or f"{path.name}#{grid.sheet}"}
                faults += grid.hidden_faults(head[0] + 2)
                figures += _figures(grid, head, columns, fixed, faults)
    if not figures and not faults:
        raise DocumentError("fdi-no-table", source=path.name)
    return accept(figures, path.name, Reading(), faults)


def _place_heading(grid: Grid) -> tuple[int, int] | None:
    """Row and column of the heading "Địa phương"."""
    for row, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            if isinstance(value, str) and fold(value).strip() in ("dia phuong", "tinh, thanh pho", "tinh/thanh pho"):
                return row, column
    return None


def _figures(
    grid: Grid,
    head: tuple[int, int],
    wanted: tuple[tuple[tuple[str, ...], str, str], ...],
    fixed: dict[str, Any],
    faults: list[Fault],
) -> Iterator[RawFigure]:
    row, place_column = head
    columns: dict[int, str] = {}
    for column in range(place_column + 1, len(grid.rows[row])):
        # A heading may run over two rows: a group above, its parts below.
        words = fold(" ".join(str(grid.cell(at, column) or "") for at in (row, row + 1) if _is_text(grid, at, column)))
        for needed, series, _ in wanted:
            if all(part in words for part in needed) and series not in columns.values():
                columns[column] = series
                break
    units = {series: unit for _, series, unit in wanted}
    for at in range(row + 1, len(grid.rows)):
        name = grid.cell(at, place_column)
        if not isinstance(name, str) or not name.strip() or fold(name).strip().startswith(_NOT_PLACES):
            continue
        for column, series in columns.items():
            value = grid.cell(at, column)
            if value is None or value in ("", "-"):
                continue
            if isinstance(value, str):
                faults.append(Fault(grid.at(at, column), "import-not-a-number", {"text": value}))
                continue
            fields = {**fixed, "indicator": series, "place": name.strip(), "value": value, "unit": units[series]}
            cells = {"value": grid.at(at, column), "place": grid.at(at, place_column)}
            yield RawFigure(grid.at(at, column), fields, cells)


def _is_text(grid: Grid, row: int, column: int) -> bool:
    return isinstance(grid.cell(row, column), str)
