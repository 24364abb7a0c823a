"""The clarity of several notices as a workbook: a row a notice, to sort and filter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from namro.drafting.annex import clean
from namro.drafting.workbook import escape

_WIDE = 40


def write_clarity(headings: Sequence[str], rows: Sequence[Sequence[str | int]], path: Path) -> None:
    """Write a table as .xlsx; words are text whatever they begin with, counts are numbers."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]  # a new workbook has a worksheet
    for line, row in enumerate([headings, *rows], 1):
        for at, value in enumerate(row, 1):
            cell = sheet.cell(line, at, escape(clean(value)) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.font = Font(name="Times New Roman", size=12, bold=line == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for at in range(1, len(headings) + 1):
        words = any(isinstance(row[at - 1], str) for row in rows)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if words else 12
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "B2"
    book.save(path)
