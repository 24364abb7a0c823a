"""PDF: the text of each page in the order the file holds it; a page that is only a picture goes through OCR.

Page numbers standing alone at the top or the foot of a page are left out, so that a sentence goes on over the page
break. Tables are rebuilt where their lines are drawn (`ruled`); other columns come as lines. Signatures are read by
`signatures`.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from namro.documents.decode import settle
from namro.documents.document import Document
from namro.documents.letters import Letter, joined, letters_of
from namro.documents.optional import optional
from namro.documents.ruled import Ruled, ruled_tables
from namro.documents.scans import MOST_SCANNED, read_picture
from namro.documents.streams import refuse_swollen
from namro.errors import DocumentError

MOST_PAGES = 2_000  # the longest annex we know has 300; reading 2,000 pages takes about ten seconds
_MOST_TEXT = 64_000_000  # characters of all pages together, as for a plain text
# A page is a scan where a picture covers most of it and hardly a stamp of signature is text, or where all it has is a
# picture. Scans that carry a recognised text layer are read from that layer.
_STAMP = 200  # letters
_FEW = 20
_MOST_OF_PAGE = 0.6
_LOGO = 0.05
_DPI = 300  # what Tesseract's models were trained at
_LONGEST_SIDE = 5_000  # pixels of a page drawn: A3 at 300 dpi; a crafted page can claim to be kilometres wide
_POINTS = 72
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of PDFium

_NUMBER_LINE = re.compile(r"(?:Trang\s+|[-–—]\s*)?(\d{1,4})(?:\s*[-–—]|\s*/\s*\d{1,4})?", re.IGNORECASE)
# PDFium's marks for a hyphen at a line's end, and the bullets of the Symbol and Wingdings fonts.
_DASHES = "\ufffe\x02\uf02d\uf0a7\uf0b7\uf0d8\uf0fc"
_SHOWN = str.maketrans(dict.fromkeys(_DASHES, "-") | {"\0": ""})
# Where a font lacks the letters with two marks, writers set them apart, after the rest of the line: "li t ... ệ".
_LONE_LETTER = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]")
_LONE_SHARE = 0.03  # of the words; of ordinary text fewer than one in a hundred is such a letter (ở, ý, ạ)
_LINE_ENDS = re.compile(r"\r\n?")


def read_pdf(data: bytes, source: str) -> Document:
    """The document of a PDF, pages parted by one line end.

    Raises DocumentError: `file-locked`, `file-damaged`, `file-too-many-pages`, `file-empty`, `file-swollen`,
    `file-picture-too-large`, `format-needs-extra`, and those of OCR where a page is a picture.
    """
    pdfium = optional("pypdfium2", source)
    refuse_swollen(data, source)
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (_PASSWORD, _SECURITY)
        raise DocumentError("file-locked" if locked else "file-damaged", source=source) from error
    try:
        if len(file) > MOST_PAGES:
            raise DocumentError("file-too-many-pages", source=source, count=len(file), limit=MOST_PAGES)
        pages = _pages(file, pdfium, source)
    except pdfium.PdfiumError as error:
        raise DocumentError("file-damaged", source=source) from error
    finally:
        file.close()
    scanned = any(recognised for _, recognised in pages)
    lines = _without_numbers([text.split("\n") for text, _ in pages])
    return Document(settle("\n".join(lines), source), source, "pdf-scan" if scanned else "pdf")


def _pages(file: Any, pdfium: Any, source: str) -> list[tuple[str, bool]]:
    """The text of each page and whether it was recognised from a picture."""
    pages = []
    length = scanned = 0
    for number in range(len(file)):
        page = file[number]
        text = _text(page, pdfium)
        letters = sum(map(str.isalpha, text[:1_000]))
        covered = _covered(page, pdfium) if letters < _STAMP else 0.0
        is_scan = covered > (_LOGO if letters < _FEW else _MOST_OF_PAGE)
        if is_scan:
            scanned += 1
            if scanned > MOST_SCANNED:
                raise DocumentError("file-too-many-scans", source=source, limit=MOST_SCANNED)
            scale = min(_DPI / _POINTS, _LONGEST_SIDE / max(*page.get_size(), 1))
            text = read_picture(page.render(scale=scale, grayscale=True).to_pil(), source)
        page.close()
        length += len(text)
        if length > _MOST_TEXT:
            raise DocumentError("file-too-large", source=source, limit=_MOST_TEXT // 1_000_000)
        pages.append((text, is_scan))
    return pages


def _text(page: Any, pdfium: Any) -> str:
    """The lines of a page: as PDFium gives them, or by the places of the letters where that order is wrong."""
    held = page.get_textpage()
    text: str = held.get_text_range()
    words = text.split()
    scattered = sum(_LONE_LETTER.fullmatch(word) is not None for word in words) > _LONE_SHARE * len(words)
    ruled = words and next(page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH], max_depth=3), None) is not None
    if scattered or ruled:
        letters = letters_of(held, pdfium)
        tables = ruled_tables(page, letters, pdfium) if ruled else []
        if scattered or tables:
            text = "\n".join(_placed(letters, tables))
    held.close()
    return _LINE_ENDS.sub("\n", text.translate(_SHOWN))


def _placed(letters: list[Letter], tables: list[Ruled]) -> list[str]:
    """The lines of a page, each table in the place of its first letter."""
    table_of = {number: table for table in tables for number in table.letters}
    written: set[int] = set()
    lines: list[str] = []
    for _, group in groupby(enumerate(letters), key=lambda item: item[1].line):
        rest = []
        for number, letter in group:
            table = table_of.get(number)
            if table is None:
                rest.append(letter)
            elif id(table) not in written:
                written.add(id(table))
                lines += table.lines
        if rest:
            lines.append(joined(rest))
    return lines


def _covered(page: Any, pdfium: Any) -> float:
    """The share of a page that its pictures cover."""
    area = 0.0
    for picture in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        area += (right - left) * (top - bottom)
    width, height = page.get_size()
    return float(area / max(width * height, 1.0))


def _without_numbers(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without the numbers of the pages: a lone number that is the page's or follows the last."""
    kept: list[str] = []
    last = 0
    for position, page in enumerate(pages, start=1):
        lines = [line.strip() for line in page]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        for end in (0, -1):
            match = _NUMBER_LINE.fullmatch(lines[end]) if lines else None
            if match and int(match.group(1)) in (position, last + 1):
                last = int(match.group(1))
                lines.pop(end)
                break
        kept += lines
    return kept
