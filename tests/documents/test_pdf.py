"""A PDF gives the lines of its pages; what cannot be read is refused with one clear sentence."""

import base64
import io
import sys
import zlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.documents import read_bytes
from namro.documents.pdf import MOST_PAGES
from namro.errors import DocumentError

from .conftest import pdf_file

PAGES = [
    ["Số: 12/TB-VPCP", "Thủ tướng yêu cầu Bộ Tài chính rà soát các dự án và tiếp tục phát"],
    ["2", "triển hạ tầng, báo cáo trước ngày 30/11/2024."],
    ["- 3 -", "48", "Nơi nhận:"],
]


def test_lines_go_on_over_a_page_and_page_numbers_are_left_out():
    document = read_bytes(pdf_file(PAGES), "a.pdf")
    assert document.format == "pdf"
    assert document.text.split("\n") == [*PAGES[0], PAGES[1][1], "48", "Nơi nhận:"]


def test_a_pdf_is_known_by_its_content():
    assert read_bytes(pdf_file(PAGES), "a.txt").format == "pdf"


def test_letters_set_apart_go_back_to_their_words():
    """Where a font lacks a letter, writers set it after the rest of the line, at its own place."""
    line = "việc bảo đảm"
    data = pdf_file([[line]]).decode("latin-1")
    shown = data[data.index("<", data.index("Tf")) :].split("> Tj")[0][1:]
    codes = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    skip = " -600 "  # thousandths of the size: the width of a letter, left free
    first = "".join(skip if letter in "ệả " else f"<{code}>" for letter, code in zip(line, codes, strict=True))
    later = "".join(f"<{code}>" if letter in "ệả" else skip for letter, code in zip(line, codes, strict=True))
    content = f"BT /F 12 Tf 1 0 0 1 60 780 Tm [{first}] TJ 1 0 0 1 60 780 Tm [{later}] TJ ET"
    old = data[data.index("BT /F") : data.index("ET", data.index("BT /F")) + 2]
    data = data.replace(old, content).replace(f"/Length {len(old)}", f"/Length {len(content)}")
    assert read_bytes(data.encode("latin-1"), "a.pdf").text == line


def ruled(xs, ys, missing=()):
    """Lines of a grid, as (x, y) and (x, y); `missing` are upright pieces left out, as (column, row)."""
    lines = [((xs[0], y), (xs[-1], y)) for y in ys]
    for column, x in enumerate(xs):
        for row, (top, bottom) in enumerate(pairwise(ys)):
            if (column, row) not in missing:
                lines.append(((x, top), (x, bottom)))
    return " ".join(f"{x} {y} m {to_x} {to_y} l S" for (x, y), (to_x, to_y) in lines)


def test_a_ruled_table_comes_back_as_rows():
    cells = [
        (60, 700, "Nhiệm vụ như sau:"),
        (65, 660, "TT"),
        (105, 660, "Nhiệm vụ"),
        (305, 660, "Cơ quan"),
        (65, 640, "I. Nhiệm vụ chung của các sở"),
        (65, 620, "1"),
        (105, 620, "Xây dựng đề án"),
        (305, 620, "Sở A"),
        (105, 605, "phát triển"),
        (60, 560, "Hết."),
    ]
    drawn = ruled([60, 100, 300, 500], [675, 655, 635, 600], missing=[(1, 1), (2, 1)])
    assert read_bytes(pdf_file([cells], drawn), "a.pdf").text.split("\n") == [
        "Nhiệm vụ như sau:",
        "| TT | Nhiệm vụ | Cơ quan |",
        "| I. Nhiệm vụ chung của các sở |  |  |",
        "| 1 | Xây dựng đề án phát triển | Sở A |",
        "Hết.",
    ]


@pytest.mark.parametrize("drawn", ["60 770 m 300 770 l S", "50 50 500 750 re S", ruled([50, 550], [790, 100, 60])])
def test_a_rule_under_a_heading_or_a_frame_is_no_table(drawn):
    assert read_bytes(pdf_file([PAGES[0]], drawn), "a.pdf").text.split("\n") == PAGES[0]


def locked():
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf_file(PAGES))))
    writer.encrypt(owner_pass="chủ", user_pass="khách")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def packed(*filters, words=""):
    """A PDF whose page unpacks to 20 MB."""
    content = b"BT ET\n" * 3_500_000
    for name in reversed(filters):
        content = {
            "FlateDecode": zlib.compress,
            "ASCIIHexDecode": lambda data: data.hex().encode("ascii") + b">",
            "ASCII85Decode": lambda data: base64.a85encode(data) + b"~>",
        }[name](content)
    names = " ".join(f"/{name}" for name in filters)
    head = f"<< /Length {len(content)} /Filter [{names}] {words} >>\nstream\n".encode("ascii")
    return pdf_file(PAGES).replace(b"trailer", b"9 0 obj\n" + head + content + b"\nendstream\nendobj\ntrailer")


@pytest.mark.parametrize(
    "filters",
    [["FlateDecode"], ["FlateDecode"] * 2, ["ASCII85Decode", "FlateDecode"], ["ASCIIHexDecode", "FlateDecode"]],
    ids=" ".join,
)
def test_a_page_that_swells_is_refused(filters):
    with pytest.raises(DocumentError) as caught:
        read_bytes(packed(*filters), "tệp.pdf")
    assert caught.value.code == "file-swollen"
    assert "bung ra" in caught.value.message("vi")


def test_a_picture_may_unpack_to_more_but_not_be_endless():
    assert read_bytes(packed("FlateDecode", words="/Subtype /Image /Width 4000 /Height 5000"), "a.pdf").text
    with pytest.raises(DocumentError, match="300 dpi"):
        read_bytes(packed("FlateDecode", words="/Subtype /Image /Width 40000 /Height 5000"), "a.pdf")


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (locked, "file-locked", "mật khẩu"),
        (lambda: pdf_file(PAGES)[:300], "file-damaged", "tải hết"),
        (lambda: b"%PDF-1.7\n" + b"x" * 500, "file-damaged", "hỏng"),
        (lambda: pdf_file([["a"]] * 5_000), "file-too-many-pages", f"5000 trang, quá mức {MOST_PAGES} trang"),
        (lambda: pdf_file([[]]), "file-empty", "không có chữ"),
    ],
    ids=["locked", "cut", "no pdf", "5,000 pages", "no words"],
)
def test_a_bad_file_gives_one_clear_sentence(make, code, words):
    with pytest.raises(DocumentError) as caught:
        read_bytes(make(), "tệp.pdf")
    assert caught.value.code == code
    assert words in caught.value.message("vi")
    assert "tệp.pdf" in str(caught.value)


def test_text_in_a_pdf_file_is_no_pdf():
    with pytest.raises(DocumentError, match="damaged"):
        read_bytes(b"Access denied", "a.pdf")


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(DocumentError) as caught:
        read_bytes(pdf_file(PAGES), "a.pdf")
    assert caught.value.code == "format-needs-extra"
    assert 'pip install "namro[documents]"' in caught.value.message("vi")


GOOD = pdf_file(PAGES)


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_any_damage_gives_a_document_or_a_document_error(at, damage):
    try:
        document = read_bytes(GOOD[:at] + damage + GOOD[at + len(damage) :], "a.pdf")
    except DocumentError:
        return
    assert document.text
