"""News and portal pages: when they were published, where they were taken from, which document they are about.

Does not decide what a page is about from its layout; a page that names no document by number is about none.
"""

from __future__ import annotations

import re
from datetime import date

from namro.reading.header.bodies import find_bodies
from namro.reading.header.letterhead import issuer_of_symbol
from namro.reading.references.rules import Numbered, find_numbers
from namro.reading.scan import Scan

_ENGLISH_DAY = re.compile(
    r"^\W*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)"
)
_TIME = r"(?:[\s,|–-]*\d{1,2}[:h]\d{2}(?::\d{2})?)"
_DAY_LINE = re.compile(
    rf"""
    ^\W* {_TIME}? [\s,|–-]*
    (?P<said> (?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật|cập\snhật|ngày\sđăng|đăng\sngày|xuất\sbản)
      [\s,:]* (?:lúc)? )?
    (?:\s?ngày\s)? (?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>20\d\d)
    {_TIME}? [\s,|]* (?:am|pm|sa|ch|\(?gmt\s?\+\s?7\)?)* \W* $
    """,
    re.VERBOSE,
)
_SOURCE = re.compile(r"^\W*(?:source|nguồn)\s*:\s*(?P<source>[^\n|]{2,80}?)[\s.|)]*$", re.IGNORECASE)
_AFTER = re.compile(r"^\(?Theo\s(?P<source>[A-ZĐ][^\n,;:]{1,60}?)\)?\s*$")
_MENTIONS = re.compile(r"(?:ban hành|ký|ra|công bố|có)\s(?:\w+\s){1,4}(?:số\s?)?$")
_REPORTS = re.compile(
    r"cho biết|cho hay|phát biểu|nhấn mạnh|ảnh:|ảnh minh hoạ|phóng viên|theo báo cáo|theo thông tin|thông tin từ"
    r"|\n\([\w.]+\.vn\)|vừa có|vừa ban hành|vừa ký|theo đó, "
)
_PORTAL = re.compile(
    r"view with font size|search by|rating|tin liên quan|xem cỡ chữ|lượt xem|chia sẻ bài viết|in bài viết"
)
_NOT_NEWS = re.compile(
    r"(?:^|\n)\W{0,8}(?:căn cứ |nơi nhận|phụ lục|điều \d+\.)|\./\.|(?:kết luận|chỉ đạo|yêu cầu)(?: như sau)?:\n"
)
_LIST_MARK = re.compile(r"^\W*(?:[IVX]{1,4}|\d{1,2}(?:\.\d+)*|[a-zđ])[.)]\s|^\s*[-–+•~]\s")
_FIRST_BLOCKS = 14
_LEAD = 2500
_ENOUGH = 20_000  # characters from which news is told


def published_on(scan: Scan) -> date | None:
    """The day of a page: "Wednesday, 10/16/2024 15:13" has the month first, "Thứ Tư, 16/10/2024" the day."""
    for block in scan.blocks[:_FIRST_BLOCKS]:
        line = scan.lower[block.start : min(block.end, block.start + 120)]
        if match := _ENGLISH_DAY.match(line) or _DAY_LINE.match(line):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
    return None


def source_named(scan: Scan) -> str | None:
    """Where a page says it was taken from."""
    for block in reversed(scan.blocks):
        if len(block) <= 120 and (match := _SOURCE.match(block.of(scan.text))):
            return match["source"]
    for block in scan.blocks[-4:]:
        if match := _AFTER.match(block.of(scan.text)):
            return match["source"]
    return None


def document_announced(scan: Scan) -> tuple[Numbered, str | None] | None:
    """The document a page is about and who issued it: "Văn phòng Chính phủ ban hành Thông báo số 465/TB-VPCP"."""
    for number in find_numbers(scan):
        if number.span.start > _LEAD:
            return None
        block = scan.block_at(number.span.start)
        start = block.start if block else 0
        before = scan.lower[max(start, number.span.start - 60) : number.span.start]
        if not number.own and _MENTIONS.search(before):
            named = find_bodies(scan.text[max(start, number.span.start - 120) : number.span.start])
            return number, named[0].name if named else issuer_of_symbol(number.issuer)
    return None


def is_news(scan: Scan) -> bool:
    """Whether a text without a letterhead reads as a report of journalists: a headline, then who says what."""
    if _NOT_NEWS.search(scan.lower[:_ENOUGH]) or _NOT_NEWS.search(scan.lower[-_LEAD:]):
        return False
    blocks = scan.blocks
    if not blocks:
        return False
    reports = len({match[0] for match in _REPORTS.finditer(scan.lower[:_ENOUGH])})
    portal = (
        bool(_PORTAL.search(scan.lower[:_ENOUGH])) or published_on(scan) is not None or source_named(scan) is not None
    )
    return (len(blocks) > 1 and headline(scan) is not None) + min(reports, 2) + 2 * portal >= 2


def headline(scan: Scan) -> str | None:
    """The first line where it is set as a headline: short, a capital first, no stop at its end."""
    for block in scan.blocks[:1]:
        line = block.of(scan.text).strip(" #|")
        if len(line) <= 220 and line[:1].isupper() and line[-1] not in ".;:,/" and not _LIST_MARK.match(line):
            return line
    return None
