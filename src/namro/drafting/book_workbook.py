"""The book as a workbook: one sheet, true days and numbers, the end of the ledger below the last line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from namro.drafting.book import COLUMNS, Book, Line
from namro.drafting.sheets import Sheet, write_sheets


def write_book_workbook(book: Book, lines: Iterable[Line], path: Path) -> int:
    """Write the book as .xlsx; how many lines it has."""
    return write_sheets(path, [book_sheet(book, lines)])


def book_sheet(book: Book, lines: Iterable[Line], name: str = "Sổ theo dõi") -> Sheet:
    """The sheet of a book."""
    title = [book.title.upper(), f"{book.office}. Ngày {book.on:%d/%m/%Y}. Lọc: {book.selection}"]
    return Sheet(
        name=name,
        title=title,
        headings=[column.heading for column in COLUMNS],
        widths=[column.width for column in COLUMNS],
        rows=([column.cell(line) for column in COLUMNS] for line in lines),
        foot=[book.foot],
    )
