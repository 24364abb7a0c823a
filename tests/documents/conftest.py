"""Real files for the tests, written with what is light, and what a machine may lack."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def needs() -> Callable[[str], bool]:
    """Whether a program is there. Where it is not, a test asserts the sentence that says how to install it; with
    NAMRO_REQUIRE_ALL set, its absence is a failure.
    """

    def there(program: str) -> bool:
        if shutil.which(program):
            return True
        assert not os.environ.get("NAMRO_REQUIRE_ALL"), f"{program} is not installed"
        return False

    return there


def paragraph(text: str, properties: str = "") -> str:
    """A w:p with one run."""
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{head}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A w:tbl; a cell that begins with "<" is taken as markup."""
    cells = [[cell if cell.startswith("<") else paragraph(cell) for cell in row] for row in rows]
    written = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in cells]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in written) + "</w:tbl>"


def word_file(body: str, **parts: str) -> bytes:
    """A .docx of a body and further parts by name ("numbering", "styles", "footnotes")."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return file.getvalue()


def pdf_file(pages: Sequence[Sequence[str | tuple[int, int, str]]], drawn: str = "") -> bytes:
    """A PDF of pages of lines, its letters named by a ToUnicode map, so that no font file is needed.

    A line is a text, or a text at a place; `drawn` is what every page draws besides.
    """
    texts = [line if isinstance(line, str) else line[2] for page in pages for line in page]
    letters = sorted(set("".join(texts)))
    codes = {letter: code for code, letter in enumerate(letters, start=33)}
    mapped = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        "1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b""]
    objects.append(_stream(to_unicode.encode("ascii")))
    widths = " ".join(["600"] * 223)
    objects[2] = (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 33 /LastChar 255 /Widths [{widths}] "
        "/ToUnicode 4 0 R >>"
    ).encode("ascii")
    kids = []
    for page in pages:
        shown = []
        for row, line in enumerate(page):
            x, y, text = (60, 780 - 18 * row, line) if isinstance(line, str) else line
            shown.append(f"1 0 0 1 {x} {y} Tm <{''.join(f'{codes[letter]:02x}' for letter in text)}> Tj")
        objects.append(_stream(f"{drawn} BT /F 12 Tf {' '.join(shown)} ET".encode("ascii")))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode("ascii")
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode("ascii")
    return _written(objects)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _written(objects: Sequence[bytes]) -> bytes:
    file = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(file)
