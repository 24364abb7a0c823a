"""The book as a Word document in the form of Decree 30: A4 lengthwise, the head of the table on every page, rows whole.

Word's own library holds a document in memory; here it makes the page, the head and one row, and the rows that follow
are written in that row's likeness, one at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from namro.drafting.book import Book, Column, Line, printable
from namro.drafting.decree30 import (
    MOTTO,
    NATIONAL_NAME,
    blank_table,
    head_row,
    new_document,
    next_paragraph,
    rule_below,
    set_page,
    set_widths,
    text_width,
    write,
)
from namro.drafting.letter import OFFICE, full_day

_MARK = "NAMROCELL{}X"
_BODY = "word/document.xml"
_HEAD_WIDTHS = (110.0, 142.0)
_FOOT_SIZE = 9

COLUMNS = (
    Column("number", "Số", lambda line: line.number, 11),
    Column("task", "Nội dung nhiệm vụ", lambda line: line.task, 66),
    Column("notice", "Văn bản giao", lambda line: "; ".join(filter(None, (line.notice, line.basis))), 27),
    Column("lead", "Cơ quan chủ trì", lambda line: line.lead, 27),
    Column("support", "Cơ quan phối hợp", lambda line: line.support, 26),
    Column("due", "Thời hạn", lambda line: _due(line), 24),
    Column("standing", "Tình hình", lambda line: _standing(line), 27),
    Column("deliverable", "Sản phẩm", lambda line: line.deliverable, 22),
    Column("note", "Ghi chú", lambda line: _note(line), 22),
)
"""The columns a printed page has room for; widths in millimetres."""


def write_book_word(book: Book, lines: Iterable[Line], path: Path) -> int:
    """Write the book as .docx; how many lines it has."""
    document = new_document()
    set_page(document.sections[0], landscape=True)
    _head(document, book)
    _table(document)
    _foot(document, book)
    document.core_properties.title = book.title
    document.core_properties.author = document.core_properties.comments = ""
    with tempfile.TemporaryFile() as made:
        document.save(made)
        with ZipFile(made) as skeleton, ZipFile(path, "w", ZIP_DEFLATED) as package:
            for info in skeleton.infolist():
                if info.filename != _BODY:
                    package.writestr(info, skeleton.read(info))
            return _stream(skeleton.read(_BODY).decode("utf-8"), lines, package)


def _stream(body: str, lines: Iterable[Line], package: ZipFile) -> int:
    """The document's text with its one marked row written once a line."""
    at = body.index(_MARK.format(0))
    begins = max(body.rindex("<w:tr>", 0, at), body.rfind("<w:tr ", 0, at))
    ends = body.index("</w:tr>", at) + len("</w:tr>")
    pieces, rest = [], body[begins:ends]
    for number in range(len(COLUMNS)):
        piece, rest = rest.split(_MARK.format(number), 1)
        pieces.append(piece)
    count = 0
    with package.open(_BODY, "w", force_zip64=True) as part:
        part.write(body[:begins].encode())
        for line in lines:
            count += 1
            cells = (piece + _words(column, line) for piece, column in zip(pieces, COLUMNS, strict=True))
            part.write(("".join(cells) + rest).encode("utf-8", "replace"))
        part.write(body[ends:].encode())
    return count


def _words(column: Column, line: Line) -> str:
    value = column.cell(line)
    words = f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)
    return escape(" ".join(printable(words).split()))


def _head(document: WordDocument, book: Book) -> None:
    left, right = blank_table(document, _HEAD_WIDTHS).rows[0].cells
    rule_below(write(next_paragraph(left), book.office or OFFICE, "issuing_body"), inset=38)
    write(next_paragraph(right), NATIONAL_NAME, "national_name")
    rule_below(write(next_paragraph(right), MOTTO, "motto"), inset=40)
    title = write(document.add_paragraph(), book.title, "document_kind")
    title.paragraph_format.space_before = Pt(12)
    day = full_day(book.on.day, book.on.month, book.on.year)
    write(document.add_paragraph(), f"(Tính đến ngày {day})", "annex_reference")
    chosen = write(document.add_paragraph(), f"Phạm vi: {book.selection}", "table_cell")
    chosen.alignment = WD_ALIGN_PARAGRAPH.CENTER
    chosen.paragraph_format.space_after = Pt(8)


def _table(document: WordDocument) -> None:
    table = document.add_table(rows=2, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for number, column in enumerate(COLUMNS):
        write(table.rows[0].cells[number].paragraphs[0], column.heading, "book_head")
        cell = write(table.rows[1].cells[number].paragraphs[0], _MARK.format(number), "book_cell")
        if column.key in ("number", "due"):
            cell.alignment = WD_ALIGN_PARAGRAPH.CENTER
    scale = text_width(landscape=True) / sum(column.width for column in COLUMNS)
    set_widths(table, tuple(column.width * scale for column in COLUMNS))
    head_row(table)


def _foot(document: WordDocument, book: Book) -> None:
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        run = footer.paragraphs[0].add_run(book.foot)
        run.font.size = Pt(_FOOT_SIZE)
    after = document.add_paragraph()
    after.add_run(book.foot).font.size = Pt(_FOOT_SIZE)
    after.paragraph_format.space_before = Pt(6)


def _due(line: Line) -> str:
    if line.current_due is None:
        return line.due_words
    now = f"{line.current_due:%d/%m/%Y}"
    if line.original_due is None or line.original_due == line.current_due:
        return now
    return f"{now} (ban đầu {line.original_due:%d/%m/%Y})"


def _standing(line: Line) -> str:
    if line.days_late:
        return f"{line.standing} {line.days_late} ngày"
    return f"{line.standing} (ngày {line.done_on:%d/%m/%Y})" if line.done_on else line.standing


def _note(line: Line) -> str:
    return "; ".join(filter(None, (line.state if line.state != line.standing else "", line.open, line.reason)))
