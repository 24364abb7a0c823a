"""The form of Decree 30/2020/NĐ-CP as Word understands it: page, components, rules and page numbers.

Sizes and positions stand in `decree30.toml` with their place in the decree. Does not write any document's words.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, Twips
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Component:
    """How a part of a document is set. `size` in points; `source` is the place in Annex I, Part I of the decree."""

    size: int
    align: str
    source: str
    bold: bool = False
    italic: bool = False
    capitals: bool = False


@cache
def _form() -> dict[str, Any]:
    return tomllib.loads(files("namro.drafting").joinpath("decree30.toml").read_text("utf-8"))


@cache
def component(name: str) -> Component:
    """A component by its name in `decree30.toml`."""
    return Component(**_form()["component"][name])


def new_document() -> WordDocument:
    """An empty document of the decree's page and font; its first section stands upright."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name = _form()["page"]["font"]
    style.font.size = Pt(component("body").size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _form()["page"]["font"])
    style.paragraph_format.space_after = Pt(0)
    set_page(document.sections[0], landscape=False)
    return document


def set_page(section: Section, *, landscape: bool) -> None:
    """Size, margins and page number of a section; pages count from 1, and the first bears no number."""
    page = _form()["page"]
    width, height = (page["height"], page["width"]) if landscape else (page["width"], page["height"])
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = _at_least(page["top"]), _at_least(page["bottom"])
    section.left_margin, section.right_margin = _at_least(page["left"]), _at_least(page["right"])
    section.header_distance = Mm(page["top"] / 2)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    _count_from_one(section)
    paragraph = section.header.paragraphs[0]
    paragraph.clear()  # a page that is turned has its number already
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    run = paragraph.add_run("2")
    run.font.size = Pt(page["number_size"])
    field.append(run._r)


def _at_least(millimetres: int) -> Length:
    """A length in whole twips, Word's unit, never below the decree's lower bound by a rounding."""
    return Twips(ceil(Mm(millimetres) / Twips(1)))


def _count_from_one(section: Section) -> None:
    """Let a section's pages count from 1. Word wants this before the columns, and once; a new section copies it."""
    properties = section._sectPr
    for copied in properties.findall(qn("w:pgNumType")):
        properties.remove(copied)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    properties.find(qn("w:cols")).addprevious(start)


def text_width(*, landscape: bool) -> int:
    """Millimetres between the margins."""
    page = _form()["page"]
    return int((page["height"] if landscape else page["width"]) - page["left"] - page["right"])


def write(paragraph: Paragraph, words: str, name: str) -> Paragraph:
    """Words in a paragraph, set as a component."""
    form = component(name)
    run = paragraph.add_run(words.upper() if form.capitals else words)
    run.font.size = Pt(form.size)
    run.bold = form.bold
    run.italic = form.italic
    paragraph.alignment = _ALIGN[form.align]
    return paragraph


def write_body(document: WordDocument, words: str) -> Paragraph:
    """A paragraph of the body: first line in by 1,27 cm, 6 pt between, single to 1,5 lines (II.6e)."""
    paragraph = write(document.add_paragraph(), words, "body")
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    paragraph.paragraph_format.line_spacing = 1.15
    return paragraph


def rule_below(paragraph: Paragraph, *, inset: float) -> None:
    """A solid rule under a paragraph, drawn in by `inset` millimetres from both sides (II.1b, II.2b).

    It stands on a line of its own, so that it never narrows the words above it.
    """
    line = Paragraph(OxmlElement("w:p"), paragraph._parent)
    paragraph._p.addnext(line._p)
    line.paragraph_format.left_indent = Mm(inset)
    line.paragraph_format.right_indent = Mm(inset)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = Pt(4)
    line.add_run(" ").font.size = Pt(1)
    edges = OxmlElement("w:pBdr")
    edge = OxmlElement("w:top")
    for attribute, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{attribute}"), value)
    edges.append(edge)
    line._p.get_or_add_pPr().insert_element_before(
        edges, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def blank_table(document: WordDocument, widths: tuple[float, ...], rows: int = 1) -> Table:
    """A table without lines that holds components side by side; widths in millimetres."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    set_widths(table, widths)
    return table


def set_widths(table: Table, widths: tuple[float, ...]) -> None:
    """Widths of columns, in millimetres, in the grid and in every cell: Word and LibreOffice look at different ones."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def head_row(table: Table) -> None:
    """The first row repeats on every page, and no row is split between two."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def next_paragraph(cell: _Cell) -> Paragraph:
    """The cell's empty first paragraph, or a new one after the last."""
    last: Paragraph = cell.paragraphs[-1]
    return last if not last.runs else cell.add_paragraph()
