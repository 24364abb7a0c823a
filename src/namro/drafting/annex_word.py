"""The annex as a Word document: the covering letter, then the table on pages of its own.

Each row carries its identifier as hidden text in the cell of its basis, so it moves with the row when rows are sorted
and a new row has none; Word and LibreOffice both keep it. What Namro suggests is set in grey italics under its own
heading.
"""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from namro.drafting.annex import Annex, Column, Row
from namro.drafting.annex_notice import notice_from_words, notice_to_words
from namro.drafting.annex_table import KEY_HEADING, cells_of, extra_headings, is_head, read_rows
from namro.drafting.decree30 import head_row, new_document, set_page, set_widths, text_width, write
from namro.drafting.letter import cite, write_letter
from namro.errors import DocumentError

_WIDTHS = {
    Column.NUMBER: 13.0,
    Column.TASK: 62.0,
    Column.LEAD: 29.0,
    Column.SUPPORT: 27.0,
    Column.DUE: 26.0,
    Column.DELIVERABLE: 25.0,
    Column.BASIS: 24.0,
    Column.OPEN: 22.0,
    Column.SUGGESTION: 24.0,
}
_NARROW = frozenset({Column.NUMBER, Column.DUE})
_GREY = RGBColor(0x59, 0x59, 0x59)
_TITLE = "Danh mục nhiệm vụ giao các cơ quan, đơn vị"
_REFERENCE = "(Kèm theo Văn bản số        ngày     tháng     năm        của             )"
_RECORD = "namro-annex "  # opens the hidden line that tells which notice the annex is of


def write_word(annex: Annex, path: Path, *, office: str | None = None, letter: bool = True) -> None:
    """Write the annex, with its covering letter before it unless `letter` is false."""
    document = new_document()
    if letter:
        write_letter(document, annex, office=office)
        set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    else:
        set_page(document.sections[0], landscape=True)
    _head(document, annex)
    _table(document, annex)
    document.core_properties.title = _TITLE
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.save(str(path))


def read_word(path: Path) -> Annex:
    """Read an edited annex back.

    Raises DocumentError: `annex-unreadable`, `annex-no-table`, and those of `read_rows`.
    """
    source = str(path)
    try:
        document = Document(str(path))
        tables = document.tables
        record = next((p.text for p in document.paragraphs if p.text.startswith(_RECORD)), "")
        for table in tables:
            lines = [[_read_cell(cell) for cell in row.cells] for row in table.rows]
            if lines and is_head([words for words, _ in lines[0]]):
                head = [words for words, _ in lines[0]]
                rows = [[words for words, _ in line] + [_key(line)] for line in lines[1:]]
                return Annex(
                    notice_from_words(record.removeprefix(_RECORD)), read_rows(source, [*head, KEY_HEADING], rows)
                )
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise DocumentError("annex-unreadable", source=source) from error
    raise DocumentError("annex-no-table", source=source, column=Column.TASK)


def _head(document: WordDocument, annex: Annex) -> None:
    last = document.paragraphs[-1] if document.paragraphs else None
    label = (
        last if last is not None and not last.runs and not last._p.xpath(".//w:sectPr") else document.add_paragraph()
    )
    write(label, "Phụ lục", "annex_label")
    write(document.add_paragraph(), _TITLE, "annex_title")
    write(document.add_paragraph(), f"(Thực hiện {cite(annex)})", "annex_reference")
    _hide(document.add_paragraph(), _RECORD + notice_to_words(annex.notice))
    reference = write(document.add_paragraph(), _REFERENCE, "annex_reference")
    reference.paragraph_format.space_after = Pt(8)


def _table(document: WordDocument, annex: Annex) -> None:
    added = extra_headings(annex.rows)
    headings = [str(column) for column in Column] + added
    table = document.add_table(rows=1 + len(annex.rows), cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        write(cell.paragraphs[0], heading, "table_head")
    for line, row in zip(table.rows[1:], annex.rows, strict=True):
        _fill(line.cells, row, headings)
    set_widths(table, _widths(headings))
    head_row(table)
    _set_margins(table)


def _fill(cells: tuple[_Cell, ...], row: Row, headings: list[str]) -> None:
    words = cells_of(row)
    for cell, heading in zip(cells, headings, strict=True):
        value = row.due_words if heading == Column.DUE else str(words.get(heading, ""))
        paragraph = cell.paragraphs[0]
        write(paragraph, value, "table_cell")
        if heading in _NARROW:
            paragraph.alignment = 1
        if heading == Column.SUGGESTION:
            for run in paragraph.runs:
                run.italic = True
                run.font.color.rgb = _GREY
        if heading == Column.BASIS and row.key:
            _hide(paragraph, f"[{row.key}]")


def _hide(paragraph: Paragraph, words: str) -> None:
    run = paragraph.add_run(words)
    run.font.hidden = True
    run.font.size = Pt(8)


def _widths(headings: list[str]) -> tuple[float, ...]:
    """The columns' widths, drawn in where an office's own columns must find room."""
    wanted = [_WIDTHS.get(Column(heading), 24.0) if heading in tuple(Column) else 24.0 for heading in headings]
    scale = text_width(landscape=True) / sum(wanted)
    return tuple(width * scale for width in wanted)


def _set_margins(table: Table) -> None:
    """Narrow side margins, so that names of bodies break less."""
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.left_indent = Mm(-0.5)
                paragraph.paragraph_format.right_indent = Mm(-0.5)


def _read_cell(cell: _Cell) -> tuple[str, str]:
    """The words of a cell that are seen, and those that are hidden."""
    seen, hidden = [], []
    for paragraph in cell.paragraphs:
        runs = paragraph._p.findall(f".//{qn('w:r')}")
        seen.append("".join(_run_text(run) for run in runs if not _is_hidden(run)))
        hidden.append("".join(_run_text(run) for run in runs if _is_hidden(run)))
    return "\n".join(seen).strip(), "".join(hidden)


def _run_text(run) -> str:  # type: ignore[no-untyped-def]  # an lxml element: lxml has no types here
    return str(run.text)


def _is_hidden(run) -> bool:  # type: ignore[no-untyped-def]
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false")


def _key(line: list[tuple[str, str]]) -> str:
    """The identifier hidden in a row; several run together where a person merged rows, which `read_rows` refuses."""
    found = [key for _, hidden in line for key in re.findall(r"\[([^\]]*)\]", hidden)]
    return "+".join(found)
