"""Deadlines: "trước ngày 26/11/2025", "trong tháng 10 năm 2022", "15 ngày làm việc kể từ ngày ký", "hằng quý", "sớm".

Every reading starts from a word that makes a day a deadline (trước, chậm nhất, trong, hằng, kể từ …); a date without
such a word, as in a cited document, is none. A day without a year takes the document's own year, or the last year the
text named. Does not decide whose deadline it is, nor reckon from an event the text does not date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from namro.quantities.deadlines import (
    VAGUE,
    Deadline,
    DeadlineKind,
    Every,
    Unit,
    after,
    in_month,
    in_quarter,
    in_year,
    on_day,
    recurring,
)
from namro.reading.model import Finding, Header
from namro.reading.scan import Scan
from namro.text import Phrases, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMention(Finding):
    """A deadline where it stands."""

    deadline: Deadline

    @property
    def fixed(self) -> bool:
        """Whether it says a time at all."""
        return self.deadline.kind is not DeadlineKind.VAGUE


_DAY = (
    r"(?P<d>\d{1,2})(?:\s?[/.-]\s?|\ tháng\ )(?P<m>\d{1,2})"
    r"(?:(?:\s?[/.-]\s?|,?\ năm\ )(?P<y>\d{4})(?!\d)|(?!\d|\s?[/.]\s?\d|\ tháng))"
)
_YEAR = r"(?:(?:\s?[/.-]\s?|,?\ (?:năm\ )?)(?P<y>20\d\d)(?!\d))"
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{1,2}\s?(?:phút)?)?,?\ )?"
_BY = r"(?:trước|chậm nhất|muộn nhất|đến hết|hết|xong|hạn|không quá|không muộn hơn|không chậm hơn|vào|trong|đến)"
_MORE = r"(?:\ (?:là|vào|đến|trong|trước|hết|cuối|cùng|sau|ngay)){0,4}:?\ "

_DATE_AT = re.compile(_MORE + _HOUR + r"(?P<said>ngày\ )?" + _DAY + r"(?P<each>\ (?:hằng|hàng)\ năm)?", re.VERBOSE)
_DAY_OF_EACH = re.compile(
    _MORE
    + r"(?:ngày\ )?\d{1,2}(?:"
    + r"(?:\ (?:của\ )?(?:tháng\ cuối\ )?)?\ ?,?\ ?(?:hằng|hàng|mỗi)\ (?P<unit>tuần|tháng|quý|năm)"
    + r"|\ (?:của\ )?tháng\ cuối\ (?:của\ )?(?P<closing>quý|năm)(?!\ (?:[ivx\d]|này|nay)))",  # "tháng cuối quý"
    re.VERBOSE,
)
_MONTH_AT = re.compile(_MORE + r"(?:cuối\ |hết\ )?tháng\ (?P<m>\d{1,2})(?!\d|/\d{1,2}/)" + _YEAR + "?", re.VERBOSE)
_QUARTER_AT = re.compile(_MORE + r"(?:cuối\ |hết\ )?quý\ (?P<q>iii|ii|iv|i|[1-4])\b" + _YEAR + "?", re.VERBOSE)
_YEAR_AT = re.compile(_MORE + r"(?:cuối\ |hết\ )?năm\ (?P<y>20\d\d)(?!\s?[-–]\s?\d|\d)", re.VERBOSE)
_HALF_AT = re.compile(_MORE + r"(?P<n>[369])\ tháng\ đầu\ năm(?:\ (?P<y>20\d\d))?", re.VERBOSE)
_THIS_YEAR_AT = re.compile(_MORE + r"năm\ nay\b", re.VERBOSE)

_PERIODIC_AT = re.compile(
    r"\ (?:hằng\ |hàng\ |mỗi\ |theo\ )?(?:(?P<n>\d{1,2}|một|hai|ba|sáu)\ )?(?P<unit>tuần|tháng|quý|năm)\b", re.VERBOSE
)
_NUMBER_BEFORE = re.compile(r"(?P<n>\d{1,3})(?: ?\([^()]{1,20}\))?$")
_ISSUE = re.compile(
    r"(?:ngày )?(?:ký|ban hành|(?:văn bản|thông báo|quyết định|kế hoạch|chỉ thị|công điện|nghị quyết|công văn) này)"
)
_EVENT_DAY = re.compile(r"ngày\ " + _DAY, re.VERBOSE)
_FULL_YEAR = re.compile(r"(?:năm\ |[/.-])(20\d\d)(?!\d)", re.VERBOSE)
_SEVERAL = re.compile(r"(?:(?<!\d)0?[2-9]|\d{2,}|hai|ba|bốn|năm|sáu)\s?$")
_LOOK_BACK = 26
_EVENT = 90  # characters after "kể từ" in which the event is named

_NEEDS_DAY_WORD = frozenset({"vào", "trong", "đến", "hết", "xong"})
_UNITS = {"tuần": Every.WEEK, "tháng": Every.MONTH, "quý": Every.QUARTER, "năm": Every.YEAR}
_COUNTED = {
    "ngày làm việc": Unit.WORKDAY, "ngày": Unit.DAY, "tuần": Unit.WEEK, "tháng": Unit.MONTH, "năm": Unit.YEAR,
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_BEFORE_RECURRING = re.compile(r"(?:^|[,(;:\n–-]\s?|định kỳ\s|báo cáo\s|thường xuyên\s|ít nhất\s)$")
_AFTER_RECURRING = re.compile(r"\s?(?:,|/lần|\(|báo cáo|gửi|tổng hợp|rà soát|tổ chức|công bố|trước|vào|để|;|\.|$)")

_BY_WORDS = (
    "trước", "chậm nhất", "muộn nhất", "đến hết", "hết", "xong", "hạn", "không quá", "không muộn hơn",
    "không chậm hơn", "vào", "trong", "đến",
)  # fmt: skip
_VAGUE_WORDS = (
    "ngay", "sớm", "kịp thời", "khẩn trương", "nhanh chóng", "thường xuyên", "trong thời gian tới",
    "thời gian sớm nhất", "trong thời gian sớm nhất", "trước mắt", "càng sớm càng tốt", "từng bước", "lâu dài",
)  # fmt: skip
_ANCHORS: Phrases[str] = Phrases(
    [(word, "by") for word in _BY_WORDS]
    + [(word, "vague") for word in _VAGUE_WORDS]
    + [("định kỳ", "periodic")]
    + [(f"{word} {unit}", "each") for word in ("hằng", "hàng") for unit in _UNITS]
    + [(f"{unit}{times}", "each") for unit in _UNITS for times in ("/lần", " một lần", " 1 lần")]
    + [("kể từ", "after"), ("tính từ", "after")]
)


def find_deadlines(scan: Scan, header: Header) -> list[DeadlineMention]:
    """Deadlines in order; of two that overlap, the one that begins first."""
    reader = _Reader(scan.lower, header)
    found: list[DeadlineMention] = []
    last = 0
    for start, end, kind in _ANCHORS.find(scan.lower):
        if start < last:
            continue
        mention = reader.read(start, end, kind)
        if mention is not None:
            found.append(mention)
            last = mention.span.end
    return found


def read_cell(cell: str, header: Header) -> Deadline | None:
    """The deadline of a table's cell or a labelled line, where a bare "12/2025" or "2025" is one.

    >>> read_cell("Quý IV-2025", Header()).code, read_cell("6/2025", Header()).code
    ('2025-12-31', '2025-06-30')
    """
    lower = " ".join(cell.lower().split())
    reader = _Reader(lower, header)
    best: Deadline | None = None
    for match in _CELL.finditer(lower):
        read = _cell_deadline(match, reader)
        if read is not None and (best is None or (read.due or date.min) > (best.due or date.min)):
            best = read
    if best is not None:
        return best
    if "thường xuyên" in lower:
        return VAGUE
    return next(
        (
            mention.deadline
            for start, end, kind in _ANCHORS.find(lower)
            if (mention := reader.read(start, end, kind)) is not None
        ),
        None,
    )


_CELL = re.compile(
    r"""
      (?P<day>\d{1,2}) (?:\s?[/.-]\s?|\ tháng\ ) (?P<month>\d{1,2}) (?:\s?[/.-]\s?|\ năm\ ) (?P<year>20\d\d)(?!\d)
    | (?:quý|quí)\ ?(?P<quarter>iii|ii|iv|i|[1-4])\b (?:\s?[/.,-]?\s?(?:năm\ )?(?P<quarter_year>20\d\d))?
    | (?:tháng\ )?(?<![\d/.])(?P<only_month>\d{1,2})\s?[/.-]\s?(?P<month_year>20\d\d)(?!\d)
    | tháng\ (?P<named_month>\d{1,2})(?:\ năm\ (?P<named_year>20\d\d))?
    | (?<![\d/.])(?P<only_year>20\d\d)(?![\d/])
    | (?:hằng|hàng|mỗi)\ (?P<each>tuần|tháng|quý|năm)
    """,
    re.VERBOSE,
)


def _cell_deadline(match: re.Match[str], reader: _Reader) -> Deadline | None:
    at = match.start()
    if match["each"]:
        return recurring(_UNITS[match["each"]])
    if match["day"]:
        return reader.day(int(match["day"]), int(match["month"]), int(match["year"]), at)
    if match["quarter"]:
        year = reader.year(match["quarter_year"], at)
        return in_quarter(year, _QUARTERS[match["quarter"]]) if year else None
    if match["only_month"] or match["named_month"]:
        month = int(match["only_month"] or match["named_month"])
        year = reader.year(match["month_year"] or match["named_year"], at)
        return in_month(year, month) if year and 1 <= month <= 12 else None
    return in_year(int(match["only_year"]))


class _Reader:
    """Reads one deadline at a time from a text, with the document's own day at hand."""

    def __init__(self, lower: str, header: Header) -> None:
        self.lower = lower
        self.own = header.day
        self.issued_on = header.issued_on or header.published_on
        self._years: list[tuple[int, int]] | None = None

    def read(self, start: int, end: int, kind: str) -> DeadlineMention | None:
        """The deadline at an anchor."""
        if kind == "vague":
            return self._mention("deadline-vague", start, end, VAGUE)
        if kind == "by":
            return self._by(start, end)
        if kind == "each":
            return self._each(start, end)
        if kind == "periodic":
            return self._periodic(start, end)
        return self._after(start, end)

    def year(self, written: str | None, at: int, month: int = 0, day: int = 1) -> int | None:
        """The year written, else the document's, else the last one the text named before."""
        if written:
            return int(written)
        if self.own is not None:
            ahead = month and (month, day) < (self.own.month, self.own.day) and self.own.month - month > 5
            return self.own.year + (1 if ahead else 0)
        if self._years is None:
            self._years = [(m.start(), int(m.group(1))) for m in _FULL_YEAR.finditer(self.lower)]
        before = bisect_right(self._years, (at, 0))
        return self._years[before - 1][1] if before else None

    def day(self, day: int, month: int, year: int | None, at: int) -> Deadline | None:
        """The deadline on a day, None where the calendar has no such day."""
        year = year or self.year(None, at, month, day)
        if year is None:
            return None
        try:
            return on_day(date(year, month, day))
        except ValueError:
            return None

    def _mention(self, rule: str, start: int, end: int, deadline: Deadline | None) -> DeadlineMention | None:
        return DeadlineMention(span=Span(start, end), rule=rule, deadline=deadline) if deadline else None

    def _by(self, start: int, end: int) -> DeadlineMention | None:
        lower = self.lower
        word = lower[start:end]
        if match := _DATE_AT.match(lower, end):
            if not match["y"] and not match["said"] and word in _NEEDS_DAY_WORD:
                return None
            if match["each"]:
                return self._mention("deadline-recurring", start, match.end(), recurring(Every.YEAR))
            year = int(match["y"]) if match["y"] else None
            if year is not None or 1 <= int(match["m"]) <= 12:
                deadline = self.day(int(match["d"]), int(match["m"]), year, start)
                return self._mention("deadline-day", start, match.end(), deadline)
        if match := _DAY_OF_EACH.match(lower, end):
            return self._mention(
                "deadline-recurring", start, match.end(), recurring(_UNITS[match["unit"] or match["closing"]])
            )
        if word == "đến":
            return None
        if match := _MONTH_AT.match(lower, end):
            month = int(match["m"])
            year = self.year(match["y"], start, month)
            deadline = in_month(year, month) if year and 1 <= month <= 12 else None
            return self._mention("deadline-month", start, match.end(), deadline)
        if match := _QUARTER_AT.match(lower, end):
            year = self.year(match["y"], start)
            deadline = in_quarter(year, _QUARTERS[match["q"]]) if year else None
            return self._mention("deadline-quarter", start, match.end(), deadline)
        if match := _HALF_AT.match(lower, end):
            year = self.year(match["y"], start)
            return self._mention(
                "deadline-month", start, match.end(), in_month(year, int(match["n"])) if year else None
            )
        if word in ("vào", "đến hết", "hết"):
            return None
        if match := _YEAR_AT.match(lower, end):
            return self._mention("deadline-year", start, match.end(), in_year(int(match["y"])))
        if (match := _THIS_YEAR_AT.match(lower, end)) and self.own is not None:
            return self._mention("deadline-year", start, match.end(), in_year(self.own.year))
        return None

    def _each(self, start: int, end: int) -> DeadlineMention | None:
        before = self.lower[max(0, start - _LOOK_BACK) : start]
        unit = next(unit for unit in _UNITS if unit in self.lower[start:end])
        times = self.lower[start:end].endswith("lần")
        if times and _SEVERAL.search(before):
            return None  # "6 tháng/lần" is no month
        if not times and not _BEFORE_RECURRING.search(before) and not _AFTER_RECURRING.match(self.lower, end):
            return None
        return self._mention("deadline-recurring", start, end, recurring(_UNITS[unit]))

    def _periodic(self, start: int, end: int) -> DeadlineMention | None:
        match = _PERIODIC_AT.match(self.lower, end)
        if match is None or match["n"] not in (None, "1", "01", "một", "3", "ba"):
            return None
        every = _UNITS[match["unit"]]
        if match["n"] in ("3", "ba"):
            if every is not Every.MONTH:
                return None
            every = Every.QUARTER
        return self._mention("deadline-recurring", start, match.end(), recurring(every))

    def _after(self, start: int, end: int) -> DeadlineMention | None:
        window = max(0, start - _LOOK_BACK)
        before = self.lower[window:start].rstrip(" ,")
        for written, unit in _COUNTED.items():
            if not before.endswith(f" {written}"):
                continue
            number = _NUMBER_BEFORE.search(before[: -len(written) - 1])
            if number is None or int(number["n"]) == 0:
                return None
            known = self._event_day(self.lower[end : end + _EVENT].lstrip(), start)
            deadline = after(known, int(number["n"]), unit)
            return self._mention("deadline-relative", window + number.start(), end, deadline)
        return None

    def _event_day(self, event: str, at: int) -> date | None:
        if match := _EVENT_DAY.match(event):
            deadline = self.day(int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else None, at)
            return deadline.due if deadline else None
        return self.issued_on if _ISSUE.match(event) else None
