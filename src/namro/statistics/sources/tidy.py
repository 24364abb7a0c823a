"""The tidy form: one row a figure, the columns of the shipped table, as CSV or as a sheet.

Reads and writes it; what is written reads back the same. Does not accept a column it does not know: a misspelt heading
would lose a field without a word.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from namro.errors import UsageError
from namro.statistics.observations import Observation
from namro.statistics.shipped import COLUMNS
from namro.statistics.sources.faults import Fault
from namro.statistics.sources.figures import RawFigure, Reading, accept
from namro.statistics.sources.grids import Grid, read_grids

_NEEDED = ("indicator", "place", "period", "value", "source")
_SHEET_DIGITS = 15  # what a spreadsheet's number holds


def read_tidy(path: Path, reading: Reading | None = None) -> list[Observation]:
    """The observations of a tidy CSV file or of a workbook's first sheet; raises `ImportRefusedError`, all faults."""
    grid = read_grids(path)[0]
    head = [str(name or "").strip() for name in (grid.rows[0] if grid.rows else ())]
    faults = [
        Fault(grid.at(0), "import-column-missing", {"column": name, "known": ", ".join(COLUMNS)})
        for name in _NEEDED
        if name not in head
    ]
    faults += [
        Fault(grid.at(0, column), "import-column-unknown", {"column": name, "known": ", ".join(COLUMNS)})
        for column, name in enumerate(head)
        if name not in COLUMNS
    ]
    if faults:
        return accept((), path.name, reading, faults)
    faults += grid.hidden_faults(0)
    figures = []
    for row in range(1, len(grid.rows)):
        if all(value in (None, "") for value in grid.rows[row]):
            continue
        fields = {name: grid.cell(row, column) for column, name in enumerate(head)}
        value_column = head.index("value")
        if fault := grid.percent_fault(row, value_column):
            faults.append(fault)
            continue
        if _text_as_number(grid, fields["value"]):
            faults.append(Fault(grid.at(row, value_column), "import-not-a-number", {"text": fields["value"]}))
            continue
        cells = {name: grid.at(row, column) for column, name in enumerate(head)}
        figures.append(RawFigure(grid.at(row), fields, cells))
    return accept(figures, path.name, reading, faults)


def tidy_row(observation: Observation) -> list[str]:
    """An observation as the fields of the tidy form."""
    return [
        observation.series,
        observation.place,
        observation.period.iso,
        f"{observation.value:f}",
        observation.unit,
        observation.scope,
        observation.status,
        observation.published_on.isoformat() if observation.published_on else "",
        observation.seen_on.isoformat() if observation.seen_on else "",
        observation.source,
        observation.confidence,
    ]


def tidy_text(observations: Iterable[Observation]) -> str:
    """The tidy CSV of some observations."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(tidy_row(observation) for observation in observations)
    return text.getvalue()


def write_tidy(observations: Iterable[Observation], path: Path) -> None:
    """Write the tidy CSV, and beside it its CSVW description `NAME-metadata.json`."""
    path.write_text(tidy_text(observations), "utf-8", newline="")
    described = json.dumps(csvw_metadata(path.name), ensure_ascii=False, indent=1)
    path.with_name(f"{path.name}-metadata.json").write_text(described + "\n", "utf-8")


def write_sheet(observations: Iterable[Observation], path: Path) -> None:
    """Write the tidy form as a workbook; a value of more digits than a sheet's number holds stands as text."""
    try:
        import openpyxl
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="openpyxl") from None
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("observations")
    sheet.append(list(COLUMNS))
    for observation in observations:
        row: list[Any] = list(tidy_row(observation))
        if _digits(observation.value) <= _SHEET_DIGITS:
            row[COLUMNS.index("value")] = observation.value
        sheet.append(row)
    book.save(path)


def csvw_metadata(name: str) -> dict[str, Any]:
    """The CSV on the Web description of a tidy file: columns, types, titles, key."""
    columns = [
        {
            "name": field,
            "titles": {"vi": vi, "en": en},
            "datatype": datatype,
            "required": field in _NEEDED,
        }
        for field, (vi, en, datatype) in zip(COLUMNS, _DESCRIBED, strict=True)
    ]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"]},
        "tableSchema": {
            "columns": columns,
            "primaryKey": ["indicator", "place", "period", "scope", "published_on", "source"],
        },
    }


_DESCRIBED = (
    ("Chuỗi số liệu", "Series", "string"),
    ("Mã địa bàn", "Place", "string"),
    ("Kỳ (khoảng ngày ISO 8601)", "Period (ISO 8601 interval of days)", "string"),
    ("Giá trị", "Value", "decimal"),
    ("Đơn vị", "Unit", "string"),
    ("Phạm vi", "Scope", "string"),
    ("Mức độ hoàn chỉnh", "Status", "string"),
    ("Ngày công bố", "Published on", "date"),
    ("Ngày đọc", "Seen on", "date"),
    ("Nguồn", "Source", "string"),
    ("Độ tin cậy của nguồn", "Confidence", "string"),
)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _text_as_number(grid: Grid, value: Any) -> bool:
    """Whether a sheet holds as text what should be a number; only longer numbers than it can hold may be text."""
    if not grid.sheet or not isinstance(value, str):
        return False
    digits = sum(letter.isdigit() for letter in value)
    return digits <= _SHEET_DIGITS
