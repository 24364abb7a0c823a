"""The annex as a workbook: one sheet to edit, with a hidden column that keeps each row's link to its clause.

The hidden column stands between the number and the task, inside the table, so that sorting in Excel and LibreOffice
takes it along and a new row has none. Cells that open with "=" or the like are text. Dates are true dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from namro.drafting.annex import EVERY_NAMES, Annex, Column
from namro.drafting.annex_notice import notice_from_words, notice_to_words
from namro.drafting.annex_table import HEADINGS, KEY_HEADING, MOST_ROWS, cells_of, extra_headings, is_head, read_rows
from namro.drafting.letter import cite, leads_of
from namro.errors import DocumentError

_SHEET = "Phụ lục"
_RECORD = "namro"  # the hidden sheet: the notice's record, then the lists the cells offer
_HEAD_ROW = 4
_SPARE_ROWS = 200  # rows after the last that offer the same lists, for tasks an office adds
_LONGEST_CELL = 32_767  # characters; Excel's own limit
_WIDTHS = {
    Column.NUMBER: 6, KEY_HEADING: 12, Column.TASK: 48, Column.LEAD: 20, Column.SUPPORT: 18, Column.DUE: 12,
    Column.DELIVERABLE: 18, Column.BASIS: 17, Column.OPEN: 16, Column.SUGGESTION: 24,
}  # fmt: skip
_OTHER_WIDTH = 20
_LINE_HEIGHT = 16.5  # points, for 12 pt
_LETTERS = 1.1  # letters of the font to a unit of width, with words broken as they fall
# What openpyxl lets through when a part of the file is missing, torn or not what it should be.
_BROKEN = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, AttributeError, SyntaxError)
_FONT = "Times New Roman"
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="E7EFF0")
_TEXT, _DAY = "@", "dd/mm/yyyy"


def write_workbook(annex: Annex, path: Path) -> None:
    """Write the annex as .xlsx."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]  # a new workbook has a worksheet
    sheet.title = _SHEET
    headings = [*map(str, HEADINGS), *extra_headings(annex.rows)]
    _title(sheet, annex, len(headings))
    for at, heading in enumerate(headings, 1):
        head = sheet.cell(_HEAD_ROW, at, heading)
        head.font = Font(name=_FONT, size=12, bold=True)
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        head.border, head.fill = _BORDER, _HEAD_FILL
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(heading, _OTHER_WIDTH)
    sheet.column_dimensions[get_column_letter(headings.index(KEY_HEADING) + 1)].hidden = True
    for line, row in enumerate(annex.rows, _HEAD_ROW + 1):
        cells = cells_of(row)
        for at, heading in enumerate(headings, 1):
            _fill(cast(SheetCell, sheet.cell(line, at)), heading, cells.get(heading, ""))
        sheet.row_dimensions[line].height = _height(cells)
    last = _HEAD_ROW + len(annex.rows)
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(headings))}{max(last, _HEAD_ROW + 1)}"
    sheet.freeze_panes = f"{get_column_letter(headings.index(Column.TASK) + 2)}{_HEAD_ROW + 1}"
    _page(sheet, last, len(headings))
    _offer(book, sheet, annex, headings, last + _SPARE_ROWS)
    book.save(path)


def read_workbook(path: Path) -> Annex:
    """Read an edited annex back.

    Raises DocumentError: `annex-unreadable`, `annex-no-table`, and those of `read_rows`.
    """
    source = str(path)
    try:
        book = load_workbook(path, data_only=True)
        record = book[_RECORD]["A1"].value if _RECORD in book.sheetnames else ""
        sheets = [sheet for sheet in book.worksheets if sheet.title != _RECORD]
        for sheet in sheets:
            lines = sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS + 100), values_only=True)
            for line in lines:
                if is_head(line):
                    rows = [[_value(cell) for cell in row] for row in lines]
                    while rows and not any(rows[-1]):
                        rows.pop()
                    return Annex(notice_from_words(str(record)), read_rows(source, line, rows))
    except _BROKEN as error:
        raise DocumentError("annex-unreadable", source=source) from error
    raise DocumentError("annex-no-table", source=source, column=Column.TASK)


def _title(sheet: Worksheet, annex: Annex, width: int) -> None:
    lines = ("PHỤ LỤC", "DANH MỤC NHIỆM VỤ GIAO CÁC CƠ QUAN, ĐƠN VỊ", f"(Thực hiện {cite(annex)})")
    for number, words in enumerate(lines, 1):
        cell = sheet.cell(number, 1, words)
        cell.font = Font(name=_FONT, size=14 if number < 3 else 13, bold=number < 3, italic=number == 3)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.data_type = "s"
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)


def _fill(cell: SheetCell, heading: str, value: date | str) -> None:
    if isinstance(value, date):
        cell.value = value
        cell.number_format = _DAY
    else:
        cell.value = escape(value[: _LONGEST_CELL - 1] + "…" if len(value) > _LONGEST_CELL else value) or None
        cell.number_format = _TEXT
        if value[:1] in ("=", "+", "-", "@"):
            cell.data_type = "s"
            cell.quotePrefix = True
    suggested = heading == Column.SUGGESTION
    cell.font = Font(name=_FONT, size=12, italic=suggested, color="595959" if suggested else "000000")
    narrow = heading in (Column.NUMBER, Column.DUE)
    cell.alignment = Alignment(horizontal="center" if narrow else "left", vertical="top", wrap_text=True)
    cell.border = _BORDER


def _height(cells: Mapping[str, date | str]) -> float:
    """Points that a row needs for its longest cell: LibreOffice does not reckon it when it opens a file."""
    seen = ((heading, str(cell)) for heading, cell in cells.items() if heading != KEY_HEADING)
    lines = (len(words) / (_WIDTHS.get(heading, _OTHER_WIDTH) * _LETTERS) for heading, words in seen)
    return min(ceil(max(lines)) * _LINE_HEIGHT + 4, 409)  # 409 is the format's limit


def _page(sheet: Worksheet, last: int, width: int) -> None:
    """A4 lengthwise, the head on every page, as many pages down as needed."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # a new sheet has them
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(width)}{last}"
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4
    sheet.oddFooter.center.text = "&P"  # type: ignore[union-attr]  # a new sheet has one


def _offer(book: Workbook, sheet: Worksheet, annex: Annex, headings: list[str], last: int) -> None:
    """Lists and checks of the cells: bodies are offered, a deadline must be a day or how often it comes round."""
    record = book.create_sheet(_RECORD)
    record.sheet_state = "veryHidden"
    record["A1"] = notice_to_words(annex.notice)
    names = leads_of(annex)
    for line, name in enumerate(names, 1):
        record.cell(line, 2, escape(name)).data_type = "s"
    for line, name in enumerate(EVERY_NAMES.values(), 1):
        record.cell(line, 3, name)

    def cells(column: str) -> str:
        letter = get_column_letter(headings.index(column) + 1)
        return f"{letter}{_HEAD_ROW + 1}:{letter}{last}"

    first_due = cells(Column.DUE).split(":")[0]
    every = f"{_RECORD}!$C$1:$C${len(EVERY_NAMES)}"
    due = DataValidation(
        type="custom", formula1=f"OR(ISNUMBER({first_due}),COUNTIF({every},{first_due})>0)", allow_blank=True
    )
    due.errorTitle, due.error = "Thời hạn", "Nhập ngày (ngày/tháng/năm), hoặc: " + ", ".join(EVERY_NAMES.values()) + "."
    due.promptTitle, due.prompt = "Thời hạn", "Ngày/tháng/năm, hoặc “hằng tháng”, “hằng quý”…"
    due.showErrorMessage = due.showInputMessage = True
    due.add(cells(Column.DUE))
    sheet.add_data_validation(due)
    task = DataValidation(type="textLength", operator="greaterThan", formula1="0", allow_blank=False)
    task.errorTitle, task.error, task.showErrorMessage = "Nhiệm vụ", "Mỗi dòng phải có nội dung nhiệm vụ.", True
    task.add(cells(Column.TASK))
    sheet.add_data_validation(task)
    if names:
        bodies = DataValidation(type="list", formula1=f"{_RECORD}!$B$1:$B${len(names)}", allow_blank=True)
        bodies.showErrorMessage = False  # a list to choose from; any other body may be typed
        bodies.add(cells(Column.LEAD))
        bodies.add(cells(Column.SUPPORT))
        sheet.add_data_validation(bodies)


_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escape(words: str) -> str:
    """Words as the file format wants them: "_x0041_" would be read as one character.

    >>> escape("mã _x0041_")
    'mã _x005F_x0041_'
    """
    return _ESCAPED.sub("_x005F_", words)


def _value(cell: Any) -> date | str:
    """A cell as words or a day; numbers as people typed them."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).replace("\r\n", "\n").strip()
