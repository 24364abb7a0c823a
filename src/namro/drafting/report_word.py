"""The periodic report as a Word document in the form of Decree 30.

Leaves blank, between brackets or as gaps, what only the office knows: its number, the day it is signed, the signer, the
addressees, its assessment. Lists are cut where they would drown the report; the workbook has them whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from namro.drafting.book import Line, printable
from namro.drafting.decree30 import (
    MOTTO,
    NATIONAL_NAME,
    blank_table,
    head_row,
    new_document,
    next_paragraph,
    rule_below,
    set_widths,
    text_width,
    write,
    write_body,
)
from namro.drafting.letter import OFFICE
from namro.drafting.report import (
    AHEAD_DAYS,
    GROUP_HEADINGS,
    Granted,
    Group,
    Report,
    findings,
    group_figures,
    number,
    opening,
    percent,
)

MOST_LISTED = 60
"""Lines of a list in the report; a longer one goes on in the workbook."""
_HEAD_WIDTHS = (68.0, 97.0)
_FOOT_WIDTHS = (80.0, 85.0)
_FOOT_SIZE = 9
_PARENT = "[tên cơ quan chủ quản]"


def write_report_word(report: Report, path: Path) -> None:
    """Write the report as .docx."""
    document = new_document()
    _head(document, report)
    for words in opening(report):
        write_body(document, words)
    _heading(document, "I. KẾT QUẢ THỰC HIỆN")
    for words in findings(report):
        write_body(document, words)
    _groups(document, "1. Theo cơ quan chủ trì", "Cơ quan chủ trì", report.by_agency)
    _groups(document, "2. Theo văn bản giao", "Văn bản giao", report.by_notice)
    _heading(document, "II. NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH")
    _listed(document, report.overdue, _OVERDUE, "Không có nhiệm vụ quá hạn chưa hoàn thành.", "Quá hạn")
    _heading(document, "III. GIA HẠN TRONG KỲ")
    _listed(document, report.granted, _GRANTED, "Không có nhiệm vụ nào được gia hạn trong kỳ.", "Tổng hợp")
    _heading(document, f"IV. NHIỆM VỤ ĐẾN HẠN TRONG {AHEAD_DAYS} NGÀY TIẾP THEO")
    none = f"Không có nhiệm vụ đến hạn trong {AHEAD_DAYS} ngày tiếp theo."
    _listed(document, report.ahead, _AHEAD, none, "Danh sách")
    _heading(document, "V. NỘI DUNG CHƯA RÕ")
    _listed(document, report.unclear, _UNCLEAR, "Các nhiệm vụ đều đã rõ sáu nội dung.", "Danh sách")
    _heading(document, "VI. ĐÁNH GIÁ, ĐỀ XUẤT, KIẾN NGHỊ")
    write_body(document, "[Cơ quan lập báo cáo nêu đánh giá, nguyên nhân, đề xuất, kiến nghị]./.")
    _foot(document)
    _ledger(document, report)
    document.core_properties.title = report.subject
    document.core_properties.author = document.core_properties.comments = ""
    document.save(str(path))


Columns = Sequence[tuple[str, float, Callable[..., str]]]

_OVERDUE: Columns = (
    ("Số", 11, lambda line: str(line.number)),
    ("Nhiệm vụ", 62, lambda line: line.task),
    ("Cơ quan chủ trì", 38, lambda line: line.lead or "chưa giao"),
    ("Thời hạn", 26, lambda line: _due(line)),
    ("Số ngày quá hạn", 28, lambda line: str(line.days_late or "")),
)
_GRANTED: Columns = (
    ("Số", 11, lambda one: str(one.number)),
    ("Nhiệm vụ", 50, lambda one: one.task),
    ("Cơ quan chủ trì", 32, lambda one: one.lead),
    ("Thời hạn cũ", 24, lambda one: f"{one.before:%d/%m/%Y}"),
    ("Thời hạn mới", 24, lambda one: f"{one.after:%d/%m/%Y}"),
    ("Lý do", 24, lambda one: one.why),
)
_AHEAD: Columns = (
    ("Số", 11, lambda line: str(line.number)),
    ("Nhiệm vụ", 72, lambda line: line.task),
    ("Cơ quan chủ trì", 42, lambda line: line.lead or "chưa giao"),
    ("Thời hạn", 40, lambda line: _due(line)),
)
_UNCLEAR: Columns = (
    ("Số", 11, lambda line: str(line.number)),
    ("Nhiệm vụ", 78, lambda line: line.task),
    ("Văn bản giao", 34, lambda line: line.notice),
    ("Chưa rõ", 42, lambda line: line.open),
)


def _head(document: WordDocument, report: Report) -> None:
    left, right = blank_table(document, _HEAD_WIDTHS).rows[0].cells
    write(next_paragraph(left), _PARENT, "parent_body")
    rule_below(write(next_paragraph(left), report.book.office or OFFICE, "issuing_body"), inset=22)
    mark = write(next_paragraph(left), "Số:       /BC-[viết tắt]", "number")
    mark.paragraph_format.space_before = Pt(6)
    write(next_paragraph(right), NATIONAL_NAME, "national_name")
    rule_below(write(next_paragraph(right), MOTTO, "motto"), inset=16)
    place = f"{report.place or '[địa danh]'}, ngày      tháng      năm       "
    write(next_paragraph(right), place, "place_and_date").paragraph_format.space_before = Pt(6)
    kind = write(document.add_paragraph(), "Báo cáo", "document_kind")
    kind.paragraph_format.space_before = Pt(16)
    subject = write(document.add_paragraph(), report.subject, "document_subject")
    rule_below(subject, inset=55)


def _heading(document: WordDocument, words: str) -> None:
    paragraph = write(document.add_paragraph(), words, "heading")
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.first_line_indent = Mm(12.7)


def _groups(document: WordDocument, title: str, name: str, groups: Sequence[Group]) -> None:
    _heading(document, title)
    rows = []
    for place, group in enumerate(groups[:MOST_LISTED], 1):
        shares = (percent(group.count.share_done), percent(group.count.share_on_time_of_due))
        rows.append([str(place), group.name, *map(number, group_figures(group.count)), *shares])
    widths = (8.0, 33.0, 17.0, 16.0, 16.0, 16.0, 16.0, 17.0, 15.5, 15.5)
    _table(document, ("TT", name, *GROUP_HEADINGS), rows, widths, centred=frozenset({0, *range(2, 10)}))
    _rest(document, len(groups), "Theo cơ quan" if name.startswith("Cơ quan") else "Theo văn bản")


def _listed(
    document: WordDocument, rows: Sequence[Line] | Sequence[Granted], columns: Columns, none: str, sheet: str
) -> None:
    if not rows:
        write_body(document, none)
        return
    cells = [[cell(row) for _, _, cell in columns] for row in rows[:MOST_LISTED]]
    headings, widths = [heading for heading, _, _ in columns], tuple(width for _, width, _ in columns)
    centred = {place for place, heading in enumerate(headings) if heading.startswith(("Số", "Thời hạn"))}
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)
    _table(document, headings, cells, widths, centred=frozenset(centred))
    _rest(document, len(rows), sheet)


def _rest(document: WordDocument, count: int, sheet: str) -> None:
    if count > MOST_LISTED:
        write_body(document, f"Và {number(count - MOST_LISTED)} dòng nữa, xem trang “{sheet}” của tệp Excel kèm theo.")


def _table(
    document: WordDocument,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: tuple[float, ...],
    *,
    centred: frozenset[int],
) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        write(cell.paragraphs[0], words, "book_head")
    for line, row in zip(table.rows[1:], rows, strict=True):
        for place, (cell, words) in enumerate(zip(line.cells, row, strict=True)):
            paragraph = write(cell.paragraphs[0], " ".join(printable(words).split()), "book_cell")
            if place in centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    scale = text_width(landscape=False) / sum(widths)
    set_widths(table, tuple(width * scale for width in widths))
    head_row(table)


def _foot(document: WordDocument) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(6)
    table = blank_table(document, _FOOT_WIDTHS)
    left, right = table.rows[0].cells
    write(next_paragraph(left), "Nơi nhận:", "recipients_word")
    for line in ("- [cơ quan, tổ chức nhận báo cáo];", "- Lưu: VT, [đơn vị soạn thảo]."):
        write(next_paragraph(left), line, "recipients")
    write(next_paragraph(right), "[quyền hạn, chức vụ của người ký]", "signer_post")
    for _ in range(4):
        write(right.add_paragraph(), " ", "signer_name")
    write(right.add_paragraph(), "[Họ và tên]", "signer_name")
    head_row(table)
    for row in table.rows:  # a signature block is no table of data: its row stays whole, but is no head
        for head in row._tr.trPr.findall(f"{row._tr.trPr.tag.rpartition('}')[0]}}}tblHeader"):
            row._tr.trPr.remove(head)


def _ledger(document: WordDocument, report: Report) -> None:
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].add_run(report.book.foot).font.size = Pt(_FOOT_SIZE)


def _due(line: Line) -> str:
    return f"{line.current_due:%d/%m/%Y}" if line.current_due else ""
