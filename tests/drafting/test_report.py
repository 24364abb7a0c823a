"""The periodic report: every figure in words with its denominator, the same in Word and Excel, in an office's form."""

from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from namro.drafting.book import Line
from namro.drafting.report import CELLS, Granted, Group, Report, findings, opening
from namro.drafting.report_word import MOST_LISTED, write_report_word
from namro.drafting.report_workbook import write_report_workbook
from namro.office.directives.counting import Count
from tests.drafting.test_book import BOOK, HOSTILE, soffice

PUBLISHED = Count(14068, 1983, 5640, 223)  # report 1270/BC-TCTTTg of 27 December 2017
LATE = [
    Line(
        number=number, task=f"Hoàn thiện đề án sắp xếp đơn vị hành chính, trình Ủy ban nhân dân tỉnh (việc {number})",
        lead="Sở Nội vụ", original_due=date(2025, 5, 30), current_due=date(2025, 6, 5), days_late=number,
        notice="465/TB-VPUB", open="người, thời gian",
    )
    for number in range(1, 6)
]  # fmt: skip
REPORT = Report(
    book=replace(BOOK, selection="mọi nhiệm vụ"),
    period="tháng 6 năm 2025",
    begins=date(2025, 5, 15),
    ends=date(2025, 6, 14),
    counted_on=date(2025, 6, 10),
    by_original=False,
    count=PUBLISHED,
    carried=20000,
    new=1914,
    done_after=3,
    by_agency=[Group("Sở Tài chính", PUBLISHED), Group("Sở Nông nghiệp và Môi trường", Count(no_deadline=2))],
    by_notice=[Group("465/TB-VPUB", PUBLISHED)],
    overdue=LATE,
    granted=[
        Granted(
            7, "Rà soát vốn", "Sở Tài chính", date(2025, 6, 1), date(2025, 7, 1), date(2025, 5, 30), "Chờ số liệu huyện"
        )
    ],
    ahead=LATE[:2],
    unclear=LATE[2:],
    lines=LATE,
    place="Thái Nguyên",
)


def test_both_rates_are_told_with_their_denominators():
    told = " ".join(findings(REPORT))
    assert "Tổng số nhiệm vụ phải thực hiện trong kỳ: 21.914" in told
    assert "kỳ trước chuyển sang 20.000, mới phát sinh trong kỳ 1.914" in told
    assert "là 73,2% (16.051/21.914)" in told
    assert "đến hạn (16.274," in told
    assert "là 98,6% (16.051/16.274)" in told
    assert "đúng hạn là 86,4% (14.068/16.274)" in told
    assert "3 nhiệm vụ hoàn thành sau ngày chốt số liệu 14 tháng 6 năm 2025" in told


def test_without_deadlines_no_rate_is_made_up():
    told = " ".join(
        findings(replace(REPORT, count=Count(no_deadline=2, no_deadline_done=1, suspended=1), done_after=0))
    )
    assert "%" not in told
    assert "không có thời hạn: 3, đã hoàn thành 1" in told
    assert "1 nhiệm vụ đang tạm dừng" in told


def test_the_basis_and_the_days_are_told():
    assert "tính theo thời hạn hiện hành" in opening(REPORT)[0]
    assert "tính theo thời hạn ban đầu" in opening(replace(REPORT, by_original=True))[0]
    assert "từ ngày 15 tháng 5 năm 2025 đến hết ngày 14 tháng 6 năm 2025" in opening(REPORT)[0]


def test_word_has_the_form_and_leaves_the_signature_to_the_office(tmp_path):
    path = tmp_path / "bc.docx"
    write_report_word(REPORT, path)
    document = Document(str(path))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for wanted in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:       /BC-",
                   "Thái Nguyên, ngày      tháng", "[Họ và tên]", "Nơi nhận:"):  # fmt: skip
        assert wanted in cells
    assert "BÁO CÁO" in words
    assert "Kết quả thực hiện nhiệm vụ được giao tháng 6 năm 2025" in words
    assert REPORT.book.foot in document.sections[0].footer.paragraphs[0].text
    late = next(table for table in document.tables if table.rows[0].cells[-1].text == "Số ngày quá hạn")
    assert [row.cells[-1].text for row in late.rows[1:]] == ["1", "2", "3", "4", "5"]


def test_a_long_list_goes_on_in_the_workbook(tmp_path):
    path = tmp_path / "bc.docx"
    write_report_word(replace(REPORT, overdue=LATE * 20), path)
    document = Document(str(path))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"Và {100 - MOST_LISTED} dòng nữa, xem trang “Quá hạn”" in words


def test_excel_has_the_same_figures(tmp_path):
    path = tmp_path / "bc.xlsx"
    hostile = [replace(LATE[0], task=words) for words in HOSTILE]
    write_report_workbook(replace(REPORT, overdue=[*LATE, *hostile]), path)
    book = load_workbook(path)
    assert book.sheetnames == ["Tổng hợp", "Theo cơ quan", "Theo văn bản", "Quá hạn", "Danh sách"]
    figures = {row[0]: row[1] for row in book["Tổng hợp"].iter_rows(values_only=True) if row[0]}
    for name, cell in CELLS:
        assert figures[name] == cell(PUBLISHED)
    assert round(figures["Tỷ lệ hoàn thành trên nhiệm vụ có thời hạn"], 3) == 0.732
    assert book["Theo cơ quan"]["C6"].value == 21914
    assert book["Theo cơ quan"]["J7"].value == "-"
    assert [row[5] for row in book["Quá hạn"].iter_rows(min_row=6, max_row=10, values_only=True)] == [1, 2, 3, 4, 5]
    assert book["Danh sách"]["A5"].value == 1
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_libreoffice_opens_it(form, tmp_path):
    path = tmp_path / f"bc.{form}"
    (write_report_workbook if form == "xlsx" else write_report_word)(REPORT, path)
    assert soffice(path, tmp_path).read_bytes().startswith(b"%PDF")
