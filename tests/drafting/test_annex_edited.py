"""Annexes as offices send them back: sorted, with new rows, and broken."""

import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from docx import Document
from docx.shared import Pt
from openpyxl import load_workbook

from namro.drafting.annex import Column, draft_annex
from namro.drafting.annex_files import read_annex, write_annex
from namro.drafting.annex_table import HEADINGS, KEY_HEADING
from namro.errors import DocumentError, UsageError
from tests.drafting.directives import READING

ANNEX = draft_annex(READING)
HEAD_ROW = 4


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "phu-luc.xlsx"
    write_annex(ANNEX, path, ".xlsx")
    return path


@pytest.fixture
def word(tmp_path):
    path = tmp_path / "phu-luc.docx"
    write_annex(ANNEX, path, ".docx")
    return path


def edit(path, change):
    opened = load_workbook(path)
    change(opened.worksheets[0])
    opened.save(path)


def column(heading):
    return HEADINGS.index(heading) + 1


def refusal(path):
    with pytest.raises(DocumentError) as refused:
        read_annex(path)
    message = refused.value.message("vi")
    assert path.name in message
    assert "\n" not in message
    return refused.value.code, message


def test_sorted_rows_keep_their_links_and_a_new_row_has_none(book):
    def change(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW + 1)]
        rows.sort(key=lambda row: row[column(Column.TASK) - 1])
        new = [None] * len(HEADINGS)
        new[column(Column.TASK) - 1] = "Việc cơ quan tự thêm"
        new[column(Column.DUE) - 1] = datetime(2026, 1, 15)
        for line, row in enumerate([new, *rows], HEAD_ROW + 1):
            for at, value in enumerate(row, 1):
                sheet.cell(line, at).value = value

    edit(book, change)
    added, *kept = read_annex(book).rows
    assert (added.key, added.span, added.task, added.due_words) == (None, None, "Việc cơ quan tự thêm", "15/01/2026")
    assert sorted(kept, key=lambda row: row.span) == list(ANNEX.rows)
    assert [row.task for row in kept] == sorted(row.task for row in kept)


def test_an_edited_cell_changes_that_cell_only(book):
    edit(book, lambda sheet: sheet.cell(HEAD_ROW + 2, column(Column.LEAD), "Sở Nội vụ"))
    edited = read_annex(book)
    assert edited.rows[1] == replace(ANNEX.rows[1], lead="Sở Nội vụ")
    assert (edited.rows[0], edited.rows[2], edited.notice) == (ANNEX.rows[0], ANNEX.rows[2], ANNEX.notice)


def test_columns_may_be_moved_and_added(book):
    def change(sheet):
        sheet.insert_cols(1)
        sheet.cell(HEAD_ROW, 1, "Ghi chú")
        sheet.cell(HEAD_ROW + 1, 1, "đã trao đổi")

    edit(book, change)
    assert read_annex(book).rows[0] == replace(ANNEX.rows[0], extra=(("Ghi chú", "đã trao đổi"),))


def test_the_hidden_column_stands_inside_the_table_and_formulas_are_text(book):
    sheet = load_workbook(book).worksheets[0]
    assert sheet.column_dimensions["B"].hidden
    assert sheet.cell(HEAD_ROW, 2).value == KEY_HEADING
    assert sheet.auto_filter.ref.startswith("A4:J")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert len(sheet.data_validations.dataValidation) == 3


def test_a_deleted_column_is_named(book):
    edit(book, lambda sheet: sheet.delete_cols(column(Column.DUE)))
    assert refusal(book) == ("annex-column-missing", refusal(book)[1])
    assert "thiếu cột: Thời hạn;" in refusal(book)[1]


def test_the_hidden_column_deleted_is_named_too(book):
    edit(book, lambda sheet: sheet.delete_cols(2))
    assert "thiếu cột: Mã liên kết;" in refusal(book)[1]


def test_two_rows_with_one_identifier_are_named(book):
    edit(book, lambda sheet: sheet.cell(HEAD_ROW + 3, 2, sheet.cell(HEAD_ROW + 1, 2).value))
    code, message = refusal(book)
    assert code == "annex-key-twice"
    assert "Dòng 1 và dòng 3" in message


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheet: sheet.cell(HEAD_ROW + 1, 2, "n1"), "annex-key-wrong"),
        (lambda sheet: sheet.cell(HEAD_ROW + 1, 3, " "), "annex-task-missing"),
        (lambda sheet: sheet.cell(HEAD_ROW, 4, "Thời hạn"), "annex-column-twice"),
        (lambda sheet: sheet.delete_rows(HEAD_ROW), "annex-no-table"),
    ],
)
def test_a_broken_table_is_one_sentence(book, change, code):
    edit(book, change)
    assert refusal(book)[0] == code


def test_broken_files_are_one_sentence(tmp_path, book, word):
    bad = tmp_path / "hong.xlsx"
    bad.write_bytes(book.read_bytes()[:900])
    assert refusal(bad)[0] == "annex-unreadable"
    bad.write_bytes(b"")
    assert refusal(bad)[0] == "annex-unreadable"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refusal(bad)[0] == "annex-locked"
    for whole, part in ((book, "xl/workbook.xml"), (word, "word/document.xml")):
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                new.writestr(name, b"<torn" if name == part else old.read(name))
        assert refusal(bad)[0] == "annex-unreadable"
    with zipfile.ZipFile(bad, "w") as new:
        new.writestr("xl/workbook.xml", "<workbook/>")
        new.writestr("xl/vbaProject.bin", "x")
    assert refusal(bad)[0] == "annex-macros"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/workbook.xml", bytes(101_000_000))
    assert refusal(bad)[0] == "annex-too-large"
    assert refusal(tmp_path / "nowhere.xlsx")[0] == "file-missing"


def test_a_form_that_cannot_be_written_leaves_no_file(tmp_path):
    with pytest.raises(UsageError) as refused:
        write_annex(ANNEX, tmp_path / "a.pdf", ".pdf")
    assert ".docx, .xlsx" in refused.value.message("vi")
    assert not list(tmp_path.iterdir())


def test_rows_of_a_word_table_may_be_moved_and_added(word):
    document = Document(str(word))
    table = document.tables[-1]
    first = table.rows[1]._tr
    table._tbl.append(first)
    table.add_row().cells[1].text = "Việc thêm"
    document.save(str(word))
    rows = read_annex(word).rows
    assert [row.key for row in rows] == [ANNEX.rows[1].key, ANNEX.rows[2].key, ANNEX.rows[0].key, None]
    assert rows[2] == ANNEX.rows[0]


def test_a_word_row_copied_is_refused_and_so_is_a_column_cut(word):
    from copy import deepcopy

    document = Document(str(word))
    table = document.tables[-1]
    table._tbl.append(deepcopy(table.rows[1]._tr))
    document.save(str(word))
    assert refusal(word)[0] == "annex-key-twice"
    for row in table.rows:
        row._tr.remove(row._tr.tc_lst[5])
    document.save(str(word))
    assert "thiếu cột: Sản phẩm;" in refusal(word)[1]


def test_the_word_annex_has_the_form_of_decree_30(word):
    document = Document(str(word))
    letter, annex = document.sections
    for section in document.sections:
        margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert [int(margin.mm) for margin in margins] == [30, 15, 20, 20]
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        order = [child.tag.rpartition("}")[2] for child in section._sectPr]
        assert order.count("pgNumType") == 1
        assert order.index("pgMar") < order.index("pgNumType") < order.index("cols") < order.index("titlePg")
    assert [round(length.mm) for length in (letter.page_width, letter.page_height)] == [210, 297]
    assert [round(length.mm) for length in (annex.page_width, annex.page_height)] == [297, 210]
    assert document.styles["Normal"].font.name == "Times New Roman"
    left, right = document.tables[0].rows[0].cells
    name, motto = (p for p in right.paragraphs if p.text.strip() and "ngày" not in p.text)
    assert (name.text, name.runs[0].font.size, name.runs[0].bold) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        Pt(12),
        True,
    )
    assert (motto.text, motto.runs[0].font.size, motto.runs[0].bold) == ("Độc lập - Tự do - Hạnh phúc", Pt(13), True)
    assert any(p.text.startswith("Số:") for p in left.paragraphs)
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [str(heading) for heading in Column]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert all("cantSplit" in row._tr.xml for row in table.rows)
    label = next(p for p in document.paragraphs if p.text == "Phụ lục")
    assert (label.runs[0].font.size, label.runs[0].bold) == (Pt(14), True)


def test_the_letter_cites_the_notice_and_leaves_the_office_s_own_blank(word, tmp_path):
    body = "\n".join(p.text for p in Document(str(word)).paragraphs)
    assert "Thông báo số 9/TB-UBND ngày 05 tháng 10 năm 2025 của Ủy ban nhân dân tỉnh (Kết luận phiên họp)" in body
    assert "3 nhiệm vụ, trong đó 2 nhiệm vụ có thời hạn. Có 2 nhiệm vụ Thông báo chưa nêu đủ sáu rõ" in body
    assert "[tên cơ quan, tổ chức]" in body
    named = tmp_path / "named.docx"
    write_annex(ANNEX, named, ".docx", office="Sở Nội vụ")
    assert "[tên cơ quan, tổ chức]" not in "\n".join(p.text for p in Document(str(named)).paragraphs)
    bare = tmp_path / "bare.docx"
    write_annex(ANNEX, bare, ".docx", letter=False)
    assert len(Document(str(bare)).sections) == 1
    assert read_annex(bare) == ANNEX
