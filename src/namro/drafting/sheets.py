"""Sheets of a workbook written row by row: typed days and numbers, words that stay words, a page that can be printed.

Nothing is kept in memory but the row at hand. Does not know what the rows are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from namro.drafting.book import Cell, begins_like_formula, printable
from namro.drafting.workbook import escape

MOST_ROWS = 1_048_000  # Excel's own limit, less the rows of title and foot
_LONGEST_CELL = 32_767  # characters; Excel's own limit
_LONGEST_LINE = 250  # of a page's foot; Excel drops a longer one
_LINE_HEIGHT, _TALLEST = 16.5, 409
_NARROW, _WIDE = 90, 220  # letters of all columns: what stands on A4 upright, and what is too small on A4
_FONT = "Times New Roman"
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="E7EFF0")
_DAY, _SHARE, _WHOLE, _AMOUNT = "dd/mm/yyyy", "0.0%", "#,##0", "#,##0.00"
_FONTS = {bold: Font(name=_FONT, size=12, bold=bold) for bold in (False, True)}
_ALIGNED = {side: Alignment(horizontal=side, vertical="top", wrap_text=True) for side in ("left", "center", "right")}


@dataclass(frozen=True, slots=True)
class Share:
    """A share of one, shown as a percentage."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, lines of title, headings with their widths in letters, rows, and lines at its foot.

    With `plain` there is no title and no foot: headings stand on the first line, as programs want it.
    """

    name: str
    title: Sequence[str]
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell | Share]]
    foot: Sequence[str] = ()
    plain: bool = False


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> int:
    """Write a workbook; how many rows it holds in all."""
    book = Workbook(write_only=True)
    styles: _Styles = {}
    count = sum(_write(book.create_sheet(one.name), one, styles) for one in sheets)
    book.save(path)
    return count


# A sheet that is written row by row has every property of a common one, which openpyxl's types do not say.


_Styles = dict[tuple[Any, ...], Any]
"""The style of each kind of cell, made once: openpyxl looks every part of it up again for each cell."""


def _write(sheet: Any, one: Sheet, styles: _Styles) -> int:
    for at, width in enumerate(one.widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    head_at = 1 if one.plain else len(one.title) + 2
    last_column = get_column_letter(len(one.headings))
    sheet.freeze_panes = f"{'A' if one.plain or len(one.headings) < 3 else 'C'}{head_at + 1}"
    _page(sheet, one, head_at)
    if not one.plain:
        for number, words in enumerate(one.title):
            sheet.append([_cell(sheet, styles, words, bold=number == 0, boxed=False, wrap=False)])
        sheet.append([])
    sheet.row_dimensions[head_at].height = _height(one.headings, one.widths)
    sheet.append([_head_cell(sheet, styles, words) for words in one.headings])
    count = 0
    for row in one.rows:
        count += 1
        sheet.row_dimensions[head_at + count].height = _height(row, one.widths)
        sheet.append([_cell(sheet, styles, value) for value in row])
    sheet.auto_filter.ref = f"A{head_at}:{last_column}{max(head_at + count, head_at + 1)}"
    if not one.plain and one.foot:
        sheet.append([])
        for words in one.foot:
            sheet.append([_cell(sheet, styles, words, boxed=False, wrap=False)])
    return count


def _cell(
    sheet: Any, styles: _Styles, value: Cell | Share, *, bold: bool = False, boxed: bool = True, wrap: bool = True
) -> Any:
    side, form, quoted = "left", "", False
    cell: Any  # openpyxl's types know neither days nor amounts here
    if isinstance(value, str):
        words = escape(printable(value))
        cell = WriteOnlyCell(sheet, words[: _LONGEST_CELL - 1] + "…" if len(words) > _LONGEST_CELL else words or None)
        quoted = bool(words) and begins_like_formula(words)
        if quoted:
            cell.data_type = "s"  # openpyxl would take "=" for a formula
    elif isinstance(value, Share):
        cell, side, form = WriteOnlyCell(sheet, value.value), "right", _SHARE  # type: ignore[arg-type]
    elif isinstance(value, date):
        cell, side, form = WriteOnlyCell(sheet, value), "center", _DAY  # type: ignore[arg-type]
    else:
        cell, side = WriteOnlyCell(sheet, value), "right"  # type: ignore[arg-type]
        if value is not None:
            form = _WHOLE if value == int(value) else _AMOUNT
    kind = (side, form, quoted, bold, boxed, wrap)
    if kind not in styles:
        _style(cell, *kind)
        styles[kind] = copy(cell._style)
    cell._style = styles[kind]
    return cell


def _style(cell: Any, side: str, form: str, quoted: bool, bold: bool, boxed: bool, wrap: bool) -> None:
    cell.font = _FONTS[bold]
    if form:
        cell.number_format = form
    if quoted:
        cell.quotePrefix = True  # else Excel takes the words for a formula when a person edits the cell
    if wrap:
        cell.alignment = _ALIGNED[side]
    if boxed:
        cell.border = _BORDER


def _head_cell(sheet: Any, styles: _Styles, words: str) -> Any:
    cell = _cell(sheet, styles, words, bold=True)
    cell._style = copy(cell._style)  # the head's own: it is changed below
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill = _HEAD_FILL
    return cell


def _height(row: Sequence[Cell | Share], widths: Sequence[int]) -> float:
    """Points that a row needs for its longest cell: LibreOffice does not reckon it when it opens a file."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str):
            parts = value.split("\n") if "\n" in value else [value]
            lines = max(lines, sum(max(ceil(len(part) / width), 1) for part in parts))
    return float(min(lines * _LINE_HEIGHT + 3, _TALLEST))


def _page(sheet: Any, one: Sheet, head_at: int) -> None:
    """The head on every page, the foot's last line and the number below; wide sheets on A3, narrow ones upright."""
    width = sum(one.widths)
    sheet.page_setup.orientation = "portrait" if width < _NARROW else "landscape"
    sheet.page_setup.paperSize = 8 if width > _WIDE else 9  # A3, A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_at}:{head_at}"
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 20 / 25.4, 15 / 25.4, 15 / 25.4, 20 / 25.4
    sheet.oddFooter.right.text = "&P/&N"
    if one.foot:
        sheet.oddFooter.left.text = one.foot[-1].replace("&", "&&")[:_LONGEST_LINE]
        sheet.oddFooter.left.size = 8
