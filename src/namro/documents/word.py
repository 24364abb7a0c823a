"""Word: the text of a .docx as a reader of the page sees it.

Paragraphs with their list marks, tables as `table_lines`, text boxes after the paragraph that anchors them, footnotes
and endnotes as "[n]" with their text at the end. Left out: headers and footers, comments, deleted and hidden text,
field codes. Changes that nobody accepted yet are read as if accepted. Macros are refused, pictures are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from namro.documents.decode import settle
from namro.documents.document import Document
from namro.documents.numbering import Numbering, W
from namro.documents.package import Package
from namro.documents.tables import table_lines
from namro.errors import DocumentError

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DEEPEST = 60  # elements within elements: a table in a table in a text box needs 30
_MOST_SPAN = 60
# What holds text as if it were not there: links, controls, accepted changes.
_SEEN_THROUGH = frozenset(
    W + name
    for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "ins", "moveTo", "fldSimple", "customXml", "dir", "bdo")
)
_NOT_SEEN = frozenset(W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr"))
_CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}


def read_word(data: bytes, source: str) -> Document:
    """The document of a .docx. Raises DocumentError: those of `Package`, `file-empty`, `file-legacy-font`."""
    package = Package(data, source)
    reader = _Reader(package)
    body = package.main().find(W + "body")
    if body is None:
        raise DocumentError("file-damaged", source=source)
    lines = reader.blocks(body, 0)
    lines += reader.notes()
    while lines and not lines[-1]:
        lines.pop()
    return Document(settle("\n".join(lines), source), source, "docx")


class _Reader:
    def __init__(self, package: Package) -> None:
        self.source = package.source
        self.numbering = Numbering(package.part("word/numbering.xml"), package.part("word/styles.xml"))
        self.stored = {kind: _notes(package.part(f"word/{kind}s.xml")) for kind in ("footnote", "endnote")}
        self.cited: list[tuple[str, str]] = []
        self.boxes: list[Element] = []

    def blocks(self, parent: Element, depth: int) -> list[str]:
        """The lines of paragraphs and tables, in order, a blank line after each paragraph."""
        self._check(depth)
        lines: list[str] = []
        for element in parent:
            if element.tag == W + "p":
                lines += self._paragraph(element, depth)
            elif element.tag == W + "tbl":
                lines += [*self._table(element, depth), ""]
            elif element.tag in _SEEN_THROUGH:
                lines += self.blocks(element, depth + 1)
        return lines

    def notes(self) -> list[str]:
        """The notes in the order they were cited; a note may cite none itself."""
        lines = []
        for number, (kind, key) in enumerate(list(self.cited), start=1):
            stored = self.stored[kind].get(key)
            text = " ".join(line for line in self.blocks(stored, 0) if line) if stored is not None else ""
            if text:
                lines.append(f"[{number}] {text}")
        return lines

    def _paragraph(self, paragraph: Element, depth: int) -> list[str]:
        properties = paragraph.find(W + "pPr")
        outer, self.boxes = self.boxes, []
        text = "".join(self._inline(paragraph, depth + 1))
        boxes, self.boxes = self.boxes, outer
        rows = [line for raw in text.split("\n") if (line := " ".join(raw.split()))]
        if rows:
            mark = self.numbering.mark(properties)
            rows[0] = f"{mark} {rows[0]}" if mark else rows[0]
            rows.append("")
        for box in boxes:
            rows += self.blocks(box, depth + 1)
        return rows

    def _inline(self, parent: Element, depth: int) -> Iterator[str]:
        self._check(depth)
        for element in parent:
            tag = element.tag
            if tag == W + "r":
                yield from self._run(element, depth + 1)
            elif tag in _SEEN_THROUGH:
                yield from self._inline(element, depth + 1)

    def _run(self, run: Element, depth: int) -> Iterator[str]:
        properties = run.find(W + "rPr")
        if _is_on(properties, "vanish"):
            return
        capitals = _is_on(properties, "caps")
        for element in run:
            tag = element.tag
            if tag == W + "t":
                text = element.text or ""
                yield text.upper() if capitals else text
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                self.cited.append((tag[len(W) : -len("Reference")], element.get(W + "id", "")))
                yield f"[{len(self.cited)}]"
            elif tag not in _NOT_SEEN:
                self._find_boxes(element, depth + 1)

    def _find_boxes(self, drawing: Element, depth: int) -> None:
        """Keep the text boxes of a drawing; of its two writings (new and old Word) only the first."""
        self._check(depth)
        for element in drawing:
            if element.tag == W + "txbxContent":
                self.boxes.append(element)
            else:
                self._find_boxes(element, depth + 1)
            if drawing.tag == _CHOICE:
                return

    def _table(self, table: Element, depth: int) -> list[str]:
        rows = []
        nested = False
        for row in _within(table, "tr"):
            changes = row.find(W + "trPr")
            if changes is not None and changes.find(W + "del") is not None:
                continue
            cells: list[list[str]] = []
            for cell in _within(row, "tc"):
                nested = nested or cell.find(W + "tbl") is not None
                properties = cell.find(W + "tcPr")
                covered = _is_covered(properties)
                lines = [] if covered else [line for line in self.blocks(cell, depth + 1) if line]
                cells += [lines, *([[]] * (min(_columns(properties), _MOST_SPAN) - 1))]
            rows.append(cells)
        return table_lines(rows, layout=nested or None)

    def _check(self, depth: int) -> None:
        if depth > _DEEPEST:
            raise DocumentError("file-damaged", source=self.source)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that stand in a content control."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag == W + name:
            yield element
        elif element.tag in _SEEN_THROUGH:
            waiting += reversed(element)


def _notes(part: Element | None) -> dict[str, Element]:
    return {note.get(W + "id", ""): note for note in part if note.get(W + "type") is None} if part is not None else {}


def _is_on(properties: Element | None, name: str) -> bool:
    switch = properties.find(W + name) if properties is not None else None
    return switch is not None and switch.get(W + "val", "1") not in ("0", "false", "off")


def _is_covered(properties: Element | None) -> bool:
    """Whether a cell is the lower part of one that spans rows."""
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _columns(properties: Element | None) -> int:
    span = properties.find(W + "gridSpan") if properties is not None else None
    value = span.get(W + "val", "1") if span is not None else "1"
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 5 and int(value) > 0 else 1
