"""The covering letter of an annex (công văn), citing the notice it carries out.

Leaves blank, between brackets, what only the office knows: its name, number, day, signer. Says of the tasks only what
can be counted in the annex.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from namro.drafting.annex import SUGGESTED_BY, Annex, Column
from namro.drafting.decree30 import MOTTO, NATIONAL_NAME, blank_table, next_paragraph, rule_below, write, write_body
from namro.text import fold

OFFICE = "[tên cơ quan, tổ chức]"
_PARENT = "[tên cơ quan chủ quản]"
_MOST_NAMES = 10  # addressees named one by one; more would push the letter off its page
_HEAD_WIDTHS = (72.0, 93.0)  # boxes 2 and 3 on the left, 1 and 4 on the right
_FOOT_WIDTHS = (80.0, 85.0)  # box 9b on the left, 7 on the right


def cite(annex: Annex) -> str:
    """The notice as it is cited in full: kind, number, day, issuer, subject.

    The decree has the issuer after the day (II.6b).
    """
    notice = annex.notice
    if notice is None:
        return "[tên, số, ngày, cơ quan ban hành văn bản]"
    words = notice.name
    if notice.issued_on:
        words += f" ngày {full_day(notice.issued_on.day, notice.issued_on.month, notice.issued_on.year)}"
    if notice.issuer:
        words += f" của {notice.issuer}"
    return words


def full_day(day: int, month: int, year: int) -> str:
    """A day in words and figures; days below 10 and the months 1 and 2 carry a nought (II.4b).

    >>> full_day(5, 1, 2025), full_day(29, 6, 2025)
    ('05 tháng 01 năm 2025', '29 tháng 6 năm 2025')
    """
    return f"{day:02d} tháng {month:02d} năm {year}" if month <= 2 else f"{day:02d} tháng {month} năm {year}"


def write_letter(document: WordDocument, annex: Annex, *, office: str | None) -> None:
    """Set the letter on the document's first section. `office` is the body that sends it, None where not given."""
    sender = office or OFFICE
    _head(document, annex, sender)
    for words in _paragraphs(annex, sender):
        write_body(document, words)
    _foot(document)


def _head(document: WordDocument, annex: Annex, sender: str) -> None:
    left, right = blank_table(document, _HEAD_WIDTHS).rows[0].cells
    write(next_paragraph(left), _PARENT, "parent_body")
    rule_below(write(next_paragraph(left), sender, "issuing_body"), inset=24)
    number = write(next_paragraph(left), "Số:       /[ký hiệu]", "number")
    number.paragraph_format.space_before = Pt(6)
    subject = write(
        next_paragraph(left), f"V/v thực hiện {annex.notice.name if annex.notice else cite(annex)}", "letter_subject"
    )
    subject.paragraph_format.space_before = Pt(6)
    write(next_paragraph(right), NATIONAL_NAME, "national_name")
    rule_below(write(next_paragraph(right), MOTTO, "motto"), inset=14)
    day = write(next_paragraph(right), "[địa danh], ngày      tháng      năm       ", "place_and_date")
    day.paragraph_format.space_before = Pt(6)
    names = leads_of(annex)
    if len(names) > _MOST_NAMES:
        names = ["Các cơ quan, đơn vị được giao nhiệm vụ tại Phụ lục kèm theo"]
    _addressees(document, names or ["[các cơ quan, đơn vị được giao]"])


def _addressees(document: WordDocument, names: list[str]) -> None:
    """One on the line of "Kính gửi", several each on a line of its own (II.9a)."""
    lines = [f"Kính gửi: {names[0]}."] if len(names) == 1 else ["Kính gửi:", *(f"- {name};" for name in names)]
    lines[-1] = lines[-1].rstrip(";.") + "."
    for place, words in enumerate(lines):
        line = write(document.add_paragraph(), words, "addressees")
        if len(lines) > 1:
            line.alignment = WD_ALIGN_PARAGRAPH.LEFT
            line.paragraph_format.left_indent = Mm(40 if place == 0 else 55)
        line.paragraph_format.space_before = Pt(18 if place == 0 else 0)
        line.paragraph_format.space_after = Pt(12 if place == len(lines) - 1 else 0)


def _paragraphs(annex: Annex, sender: str) -> list[str]:
    count = len(annex.rows)
    dated = sum(1 for row in annex.rows if row.due)
    unclear = sum(1 for row in annex.rows if row.open)
    notice = annex.notice
    about = f" ({notice.title})" if notice and notice.title else ""
    short = notice.name.split(" số ")[0] if notice else "văn bản"
    told = f"Phụ lục gồm {count} nhiệm vụ, "
    told += f"trong đó {dated} nhiệm vụ có thời hạn." if dated else f"{short} không nêu thời hạn của nhiệm vụ nào."
    if unclear:
        told += f" Có {unclear} nhiệm vụ {short} chưa nêu đủ sáu rõ; điều còn thiếu ghi tại cột “{Column.OPEN}”."
    if any(row.suggestion for row in annex.rows):
        told += f" Nội dung tại cột “{SUGGESTED_BY}” chỉ để tham khảo, không phải nội dung của {short}."
    return [
        f"Thực hiện {cite(annex)}{about}, {sender} đề nghị các cơ quan, đơn vị triển khai các nhiệm vụ tại Phụ lục "
        "kèm theo.",
        told,
        f"Đề nghị các cơ quan, đơn vị chủ động thực hiện và báo cáo kết quả về {sender} trước ngày [ngày, tháng, năm] "
        "để tổng hợp./.",
    ]


def _foot(document: WordDocument) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(6)
    left, right = blank_table(document, _FOOT_WIDTHS).rows[0].cells
    write(next_paragraph(left), "Nơi nhận:", "recipients_word")
    for line in ("- Như trên;", "- [cơ quan, tổ chức khác];", "- Lưu: VT, [đơn vị soạn thảo]."):
        write(next_paragraph(left), line, "recipients")
    write(next_paragraph(right), "[quyền hạn, chức vụ của người ký]", "signer_post")
    for _ in range(4):
        write(right.add_paragraph(), " ", "signer_name")
    write(right.add_paragraph(), "[Họ và tên]", "signer_name")


def leads_of(annex: Annex) -> list[str]:
    """The bodies in charge, each once however its name is written, in the order of the annex."""
    names = (name.strip() for row in annex.rows for name in row.lead.split(";"))
    first: dict[str, str] = {}
    for name in filter(None, names):
        first.setdefault(fold(name), name[:1].upper() + name[1:])
    return list(first.values())
