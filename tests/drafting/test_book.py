"""The book of tasks as CSV, JSON, Excel and Word: same lines, true days and numbers, nothing that runs."""

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from namro.drafting.book import COLUMNS, Book, Line, defused, write_csv, write_json
from namro.drafting.book_word import write_book_word
from namro.drafting.book_workbook import write_book_workbook

BOOK = Book(
    office="Ủy ban nhân dân tỉnh", selection="Sở Tài chính · quá hạn", on=date(2025, 6, 10), ledger_number=12,
    ledger_hash="ab" * 32,
)  # fmt: skip
HOSTILE = (
    "=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "=cmd|'/c calc'!A1",
    "a_x0041_b", "<w:fldSimple w:instr='DDE'/>", "mất\x00dấu\x0b", "NAMROCELL3X", "dòng một\ndòng hai",
)  # fmt: skip
LINES = [
    Line(
        number=1, task="Rà soát vốn đầu tư công", notice="465/TB-VPUB", notice_day=date(2025, 5, 20),
        lead="Sở Tài chính", support="Sở Xây dựng; Sở Nội vụ", original_due=date(2025, 5, 30),
        current_due=date(2025, 6, 5), state="Đã giao",
        standing="Đang thực hiện, quá hạn", days_late=5, capital_plan=Decimal("1500000000.50"), evidence=2,
    ),
    *(Line(number=number, task=words, reason=words) for number, words in enumerate(HOSTILE, 2)),
]  # fmt: skip


def soffice(path, folder):
    """The file as a PDF by LibreOffice; None where the program is not there (a failure with NAMRO_REQUIRE_ALL)."""
    if not shutil.which("soffice"):
        assert not os.environ.get("NAMRO_REQUIRE_ALL"), "soffice is not installed"
        pytest.skip("soffice is not installed")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.pdf"


def test_csv_has_a_mark_for_excel_and_every_line_with_the_end_of_the_ledger():
    content = b"".join(write_csv(BOOK, LINES))
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert head == [*(column.heading for column in COLUMNS), "Mục sổ cái", "Mã sổ cái"]
    assert len(rows) == len(LINES)
    assert {tuple(row[-2:]) for row in rows} == {("12", "ab" * 32)}
    assert rows[0][head.index("Thời hạn hiện hành")] == "2025-06-05"
    assert rows[0][head.index("Vốn kế hoạch (đồng)")] == "1500000000.50"
    for row in rows:
        for cell in row:
            assert not cell.strip("\u200b\ufeff \t\r\n")[:1] or cell.lstrip()[0] not in "=+-@＝＋－＠"
            assert "\x00" not in cell


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_words_at_all_become_a_formula(words):
    made = defused(words)
    assert made in (words, f"'{words}")
    assert not made.lstrip().startswith(("=", "+", "-", "@"))


def test_json_has_the_lines_then_what_they_were_taken_from():
    told = json.loads(b"".join(write_json(BOOK, LINES)))
    assert told["schema"] == "namro-register/1"
    assert [row["number"] for row in told["rows"]] == [line.number for line in LINES]
    assert told["rows"][1]["task"] == HOSTILE[0]
    assert told["rows"][0]["current_due"] == "2025-06-05"
    assert (told["count"], told["selection"], told["on"]) == (len(LINES), BOOK.selection, "2025-06-10")
    assert told["ledger"] == {"number": 12, "hash": "ab" * 32}
    empty = json.loads(b"".join(write_json(BOOK, [])))
    assert (empty["rows"], empty["count"]) == ([], 0)


def test_lines_are_written_as_they_come():
    taken = []

    def lines():
        for number in range(5000):
            taken.append(number)
            yield Line(number=number, task="việc")

    for write in (write_csv, write_json):
        taken.clear()
        pieces = write(BOOK, lines())
        next(pieces)
        next(pieces)
        assert len(taken) <= 200


def test_excel_has_true_days_and_numbers_and_no_formula(tmp_path):
    path = tmp_path / "so.xlsx"
    assert write_book_workbook(BOOK, LINES, path) == len(LINES)
    sheet = load_workbook(path).active
    rows = list(sheet.iter_rows(min_row=4))
    headings = [cell.value for cell in rows[0]]
    assert headings == [column.heading for column in COLUMNS]
    first = dict(zip(headings, rows[1], strict=True))
    assert first["Thời hạn hiện hành"].value == datetime(2025, 6, 5)
    assert first["Thời hạn hiện hành"].number_format == "dd/mm/yyyy"
    assert first["Số ngày quá hạn"].value == 5
    assert first["Vốn kế hoạch (đồng)"].value == 1500000000.5
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    tasks = [row[1] for row in rows[1 : len(LINES) + 1]]
    assert [cell.value for cell in tasks[1:4]] == list(HOSTILE[:3])
    assert all(cell.quotePrefix for cell in tasks[1:10])
    assert rows[len(LINES) + 2][0].value == BOOK.foot
    assert BOOK.foot in sheet.oddFooter.left.text
    assert sheet.print_title_rows == "$4:$4"
    with zipfile.ZipFile(path) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())


def test_word_repeats_its_head_keeps_rows_whole_and_runs_nothing(tmp_path):
    path = tmp_path / "so.docx"
    assert write_book_word(BOOK, LINES, path) == len(LINES)
    document = Document(str(path))
    section = document.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [297, 210]
    table = document.tables[-1]
    assert len(table.rows) == len(LINES) + 1
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
    assert [row.cells[0].text for row in table.rows[1:]] == [str(line.number) for line in LINES]
    assert table.rows[2].cells[1].text == HOSTILE[0]
    assert table.rows[1].cells[5].text == "05/06/2025 (ban đầu 30/05/2025)"
    assert not document.element.body.findall(f".//{qn('w:fldSimple')}")
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Phạm vi: Sở Tài chính · quá hạn" in words
    assert BOOK.foot in words
    assert BOOK.foot in section.first_page_footer.paragraphs[0].text == section.footer.paragraphs[0].text


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_libreoffice_opens_it(form, tmp_path):
    path = tmp_path / f"so.{form}"
    (write_book_workbook if form == "xlsx" else write_book_word)(BOOK, LINES * 4, path)
    made = soffice(path, tmp_path)
    assert made.read_bytes().startswith(b"%PDF")
