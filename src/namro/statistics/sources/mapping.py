"""A sender's mapping: which sheet, row and column of its tables holds which series, place and period.

A TOML file kept per sender::

    source = "Cục Thống kê tỉnh A, báo cáo tháng 9/2024"
    published_on = 2024-09-29
    sheet = "Biểu 1"          # the first sheet where it is left out
    first_row = 6             # the first row of figures, counted from 1
    place_column = "B"        # or `place = "Bình Dương"` for a table of one place
    decimal = ","             # the mark before decimals in numbers kept as text

    [[columns]]
    column = "D"
    series = "grdp-growth"
    period = "2024-H1"
    unit = "%"
    status = "estimate"

For cubes and SDMX the columns are replaced by `[series]`, a table from the sender's codes to series. Does not guess a
column from its heading: headings drift.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from namro.errors import UsageError
from namro.statistics.observations import Observation
from namro.statistics.sources.faults import Fault
from namro.statistics.sources.figures import RawFigure, Reading, accept
from namro.statistics.sources.grids import Grid, column_number, read_grids
from namro.text import fold


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A column of figures, or in a cube the figures of one code."""

    column: str
    series: str
    period: str
    unit: str = ""
    scope: str | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class SenderMapping:
    """What a sender's mapping file says."""

    source: str
    published_on: date | None = None
    seen_on: date | None = None
    sheet: str = ""
    first_row: int = 2
    last_row: int | None = None
    place_column: str = ""
    place: str = ""
    skip: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ("", "..", "...", "-", "–", "x")
    columns: tuple[SourceColumn, ...] = ()
    series: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    scope: str | None = None
    confidence: str = "official-copy"
    reading: Reading = field(default_factory=Reading)


def read_mapping(path: Path) -> SenderMapping:
    """A mapping file. Raises `UsageError("mapping-invalid")` with what is wrong."""
    try:
        return mapping_of(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise UsageError("mapping-invalid", file=path.name, problem=error) from None


def mapping_of(table: dict[str, Any]) -> SenderMapping:
    """A mapping from the table a TOML file holds."""
    values = dict(table)
    reading = Reading(values.pop("map_on", None), values.pop("decimal", "."), bool(values.pop("small_shares", False)))
    columns = tuple(SourceColumn(**column) for column in values.pop("columns", ()))
    values |= {name: tuple(values[name]) for name in ("skip", "missing") if name in values}
    return SenderMapping(**values, columns=columns, reading=reading)


def read_wide(path: Path, mapping: SenderMapping) -> list[Observation]:
    """The observations of a wide table, places in rows. Raises `ImportRefusedError` with all faults."""
    grids = read_grids(path)
    wanted = fold(mapping.sheet)
    grid = next((grid for grid in grids if not wanted or fold(grid.sheet) == wanted), None)
    if grid is None:
        known = ", ".join(grid.sheet for grid in grids)
        raise UsageError("mapping-invalid", file=path.name, problem=f"sheet {mapping.sheet!r}; there are: {known}")
    faults = list(grid.hidden_faults(mapping.first_row - 1))
    figures = list(_figures(grid, mapping, faults))
    return accept(figures, path.name, mapping.reading, faults)


def base_fields(mapping: SenderMapping) -> dict[str, Any]:
    """The fields that are the same for every figure of a sender."""
    return {
        "source": mapping.source,
        "published_on": mapping.published_on,
        "seen_on": mapping.seen_on,
        "confidence": mapping.confidence,
    }


def _figures(grid: Grid, mapping: SenderMapping, faults: list[Fault]) -> Iterator[RawFigure]:
    place_column = column_number(mapping.place_column) if mapping.place_column else None
    last = mapping.last_row or len(grid.rows)
    for row in range(mapping.first_row - 1, min(last, len(grid.rows))):
        name = mapping.place if place_column is None else str(grid.cell(row, place_column) or "").strip()
        if not name or name in mapping.skip:
            continue
        for column in mapping.columns:
            number = column_number(column.column)
            value = grid.cell(row, number)
            if value is None or (isinstance(value, str) and value.strip() in mapping.missing):
                continue
            if fault := grid.percent_fault(row, number):
                faults.append(fault)
                continue
            if grid.sheet and isinstance(value, str):
                faults.append(Fault(grid.at(row, number), "import-not-a-number", {"text": value}))
                continue
            cells = {"value": grid.at(row, number), "period": grid.at(row, number), "indicator": grid.at(row, number)}
            if place_column is not None:
                cells["place"] = grid.at(row, place_column)
            fields = {
                **base_fields(mapping),
                "indicator": column.series,
                "place": mapping.names.get(name, name),
                "period": column.period,
                "value": value,
                "unit": column.unit or mapping.unit,
                "status": column.status,
            }
            scope = mapping.scope if column.scope is None else column.scope
            if scope is not None:
                fields["scope"] = scope
            yield RawFigure(grid.at(row, number), fields, cells)
