"""Periods: "6 tháng đầu năm 2024", "quý III", "giai đoạn 2021-2025", "đến hết ngày 31/10/2020".

A period is a closed interval of days. Words without a year are resolved against the document's own day or year, never
against today; where neither is known the mention is found and its period is None. "Đến hết tháng 6/2017" is the time
from the first of January, as official counts run. Does not decide which figure a period belongs to.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from namro.text.numerals import read_numeral
from namro.text.phrases import Phrases


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from `start` to `end`, both included.

    >>> Period.months(2024, 1, 6).iso
    '2024-01-01/2024-06-30'
    """

    start: date
    end: date

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Period:
        """From the first day of one month to the last day of another of the same year."""
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        """Whole calendar years."""
        return cls(date(first, 1, 1), date(last, 12, 31))

    @property
    def iso(self) -> str:
        """The ISO 8601 interval."""
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def in_year(self, year: int) -> Period:
        """The same stretch of the calendar in another year."""
        shift = year - self.start.year
        return Period(_shifted(self.start, shift), _shifted(self.end, shift))


class Stretch(StrEnum):
    """What kind of stretch a mention names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    MONTHS = "months"  # N months from January
    YEARS = "years"
    TO_DATE = "to-date"  # from the first of January to a day
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named at `[start, end)`.

    `compared`: it stands after "so với" or "cùng kỳ" and names what a figure is held against. `horizon`: it stands
    after "đến", "vào" or "trước" and names when something shall be so. `edge`: it stands after "từ" or "sau" and names
    where a stretch begins, not the stretch. `dated`: the words themselves hold the year.
    """

    start: int
    end: int
    stretch: Stretch
    period: Period | None
    dated: bool
    compared: bool = False
    horizon: bool = False
    edge: bool = False


_Y = r"(?:19|20)\d{2}"
_ANCHORS = Phrases(
    [(w, w) for w in ("năm", "nám", "tháng", "thang", "quý", "giai đoạn", "thời kỳ", "nhiệm kỳ", "đến nay")]
)
# Begins with a figure and nothing else, so the search leaps from figure to figure.
_DATE = re.compile(rf"\d{{1,2}}[/.](?:\d{{1,2}}[/.])?{_Y}(?![\d/])")
_COUNT_BEFORE = re.compile(
    r"(?<![\w/.,])(?:(?P<n>\d{1,2})|(?P<w>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)) $"
)
_MONTHS_AFTER = re.compile(
    rf"""
    (?P<half>[ ](?:đầu|dau|cuối))?
    (?: ,?[ ](?:của[ ])?n[ăá]m (?:[ ]nay|[ ](?P<y>{_Y}))?   # "đầu năm 2024", "năm nay", "đầu năm"
      | [ ]?[/-][ ]?(?P<y2>{_Y})                            # "9 tháng/2024"
    )?
    """,
    re.VERBOSE,
)
_MONTH_AFTER = re.compile(
    rf"""
    [ ](?P<m>\d{{1,2}})
    (?: [ ]?(?:-|–|đến|và|,)[ ]?(?:tháng[ ])?(?P<last>\d{{1,2}})(?![\d%]|[.,]\d|[ ]?(?:%|tỷ|triệu|nghìn)) )?
    (?: [ ]?[/.-][ ]?(?P<y>{_Y}) | [ ]n[ăá]m[ ](?P<y2>{_Y}|nay) )?
    (?!\d)
    """,
    re.VERBOSE,
)
_DAY_BEFORE = re.compile(r"ngày (?P<d>\d{1,2}) $")
_QUARTER_AFTER = re.compile(
    rf" (?P<q>iv|i{{1,3}}|[1-4])(?: ?(?:-|–|và|,) ?(?:quý )?(?P<last>iv|i{{1,3}}"
    rf"|[1-4]))?(?!\w)(?: ?[/.-] ?(?P<y>{_Y})|,? (?:của )?(?:năm )(?P<y2>{_Y})| (?P<y3>{_Y}))?"
)
_YEARS_AFTER = re.compile(rf" (?P<y>{_Y})(?: ?(?:-|–|—|÷|đến|đến năm) ?(?P<last>{_Y}))?(?!\d)")
_HALF_BEFORE = re.compile(r"nửa (?P<half>đầu|cuối) $")
_NOT_A_SPAN = re.compile(
    r"(?:hơn|khoảng|gần|vòng|hạn|sau|mỗi|thêm|đủ|mức|quá|dưới|cứ|được|tối thiểu|tối đa|ít nhất|kỳ|lần) $"
)
_NOT_SO_FAR = re.compile(
    r" (?:lương|liên|kể|trở|một lần|tuổi|hoạt động|tiếp|tới|nữa|thi|cao điểm|qua\b|gần)|[-–]| ?/ ?(?:lần|người|năm)"
)
_UP_TO = re.compile(r"(?:đến|tới)(?: (?:hết|cuối|thời điểm|ngày|kỳ))* $")
_FROM = re.compile(
    rf"từ (?:ngày )?(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?:/(?P<y>{_Y}))? ?(?:-|–|đến|đến hết) ?(?:hết )?(?:ngày )?$"
)
_THROUGH = re.compile(r" ?(?:-|–|đến|đến hết|tới) ?(?:ngày )?")
_COMPARED = re.compile(
    r"(?:cùng kỳ|cung ky|so|so với(?: \w+){0,3}|hơn|thấp hơn|cao hơn|tương đương|của)(?: (?:với|các|những"
    r"|cùng kỳ|của|thực hiện|bình quân|cuối|đầu|mức))*,? ?$"
)
_SAME_PERIOD = re.compile(r"cùng kỳ(?: của)?(?: các)? $")
_HORIZON = re.compile(r"(?:đến|tới|vào|trước|chậm nhất|trong|từ)(?: (?:hết|cuối|đầu|khoảng))* $")
_EDGE = re.compile(r"(?<!\w)(?:từ|sau|kể từ)(?: (?:sau|đầu|cuối|giữa|ngày|khoảng))* $")
_LOOK = 40
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def find_periods(lower: str, day: date | None = None, year: int | None = None) -> list[Mention]:
    """Every period named in a text (small letters, single spaces), in order; linear in its length.

    `day` is the document's own day, `year` the year its words without one belong to where no day is known.

    >>> [m.period.iso for m in find_periods("grdp 6 tháng đầu năm 2024 và quý iii/2024")]
    ['2024-01-01/2024-06-30', '2024-07-01/2024-09-30']
    """
    finder = _Finder(lower, day, year or (day.year if day else None))
    return finder.run()


class _Finder:
    def __init__(self, lower: str, day: date | None, year: int | None) -> None:
        self.lower = lower
        self.day = day
        self.year = year
        self.spoken: Mention | None = None  # the last whole year named, for "cả năm"

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        dates = list(_DATE.finditer(self.lower))
        at = 0
        end = 0
        for hit in _ANCHORS.find(self.lower):
            while at < len(dates) and dates[at].start() < hit.start:
                if dates[at].start() >= end and (mention := self._date(dates[at])):
                    end = self._keep(found, mention)
                at += 1
            if hit.start < end:
                continue
            if mention := self._anchored(hit.value, hit.start, hit.end):
                end = self._keep(found, mention)
                while at < len(dates) and dates[at].start() < end:
                    at += 1
        for match in dates[at:]:
            if match.start() >= end and (mention := self._date(match)):
                end = self._keep(found, mention)
        return found

    def _keep(self, found: list[Mention], mention: Mention) -> int:
        while found and found[-1].end > mention.start:
            found.pop()
        last = found[-1] if found else None
        if last and last.stretch is Stretch.DAY and last.period and mention.period:
            between = self.lower[last.end : mention.start]
            if _THROUGH.fullmatch(between) and last.period.start <= mention.period.end:
                found.pop()
                days = Period(last.period.start, mention.period.end)
                mention = replace(mention, start=last.start, stretch=Stretch.DAYS, period=days, horizon=False)
        found.append(mention)
        if mention.stretch is Stretch.YEAR and mention.dated and not mention.compared:
            self.spoken = mention
        return mention.end

    def _anchored(self, word: str, start: int, end: int) -> Mention | None:
        match word:
            case "tháng" | "thang":
                return self._month(start, end)
            case "quý":
                return self._quarter(start, end)
            case "đến nay":
                return self._so_far(start, end)
            case _:
                return self._years(word, start, end)

    def _before(self, start: int) -> str:
        return self.lower[max(0, start - _LOOK) : start]

    def _mention(self, start: int, end: int, stretch: Stretch, period: Period | None, *, dated: bool) -> Mention:
        before = self._before(start)
        return Mention(
            start,
            end,
            stretch,
            period,
            dated,
            compared=before.endswith(" ") and _COMPARED.search(before) is not None,
            horizon=_HORIZON.search(before) is not None,
            edge=_EDGE.search(before) is not None and stretch not in (Stretch.DAYS, Stretch.YEARS),
        )

    def _month(self, start: int, end: int) -> Mention | None:
        before = self._before(start)
        after = _MONTH_AFTER.match(self.lower, end)
        if after and 1 <= int(after["m"]) <= 12:
            stated = after["y"] or (after["y2"] if after["y2"] != "nay" else None)
            year = int(stated or 0) or self.year
            day = _DAY_BEFORE.search(before)
            if day:
                return self._day(start - len(day[0]), after.end(), year, int(after["m"]), int(day["d"]))
            first, last = int(after["m"]), int(after["last"] or after["m"])
            dated = stated is not None
            if not first <= last <= 12:
                last = first
            up_to = _UP_TO.search(before)
            if up_to:
                period = Period.months(year, 1, last) if year else None
                return self._mention(start, after.end(), Stretch.TO_DATE, period, dated=dated)
            period = Period.months(year, first, last) if year else None
            return self._mention(start, after.end(), Stretch.MONTH, period, dated=dated)
        count = _COUNT_BEFORE.search(before)
        return self._months(start - len(count[0]), end, count) if count else None

    def _months(self, start: int, end: int, count: re.Match[str]) -> Mention | None:
        number = int(count["n"]) if count["n"] else read_numeral(count["w"]) or 0
        if not 1 <= number <= 12:
            return None
        after = _MONTHS_AFTER.match(self.lower, end)
        assert after is not None  # every part of the pattern may be empty
        stop = after.end()
        named = stop > end
        if not named and (_NOT_A_SPAN.search(self._before(start)) or _NOT_SO_FAR.match(self.lower, end) or number == 1):
            return None
        stated = after["y"] or after["y2"]
        year = int(stated or 0) or self.year
        if year and not stated and self.day and number > self.day.month and "cuối" not in (after["half"] or ""):
            year -= 1  # "11 tháng" in a text of January is of the year before
        period = None
        if year:
            last_part = "cuối" in (after["half"] or "")
            period = Period.months(year, 13 - number, 12) if last_part else Period.months(year, 1, number)
        return self._mention(start, stop, Stretch.MONTHS, period, dated=stated is not None)

    def _quarter(self, start: int, end: int) -> Mention | None:
        after = _QUARTER_AFTER.match(self.lower, end)
        if after is None:
            return None
        year = int(after["y"] or after["y2"] or after["y3"] or 0) or self.year
        first = _quarter_number(after["q"])
        last = _quarter_number(after["last"]) if after["last"] else first
        stretch = Stretch.QUARTER
        if _UP_TO.search(self._before(start)) and "hết" in self._before(start)[-10:]:
            first, stretch = 1, Stretch.TO_DATE
        period = Period.months(year, first * 3 - 2, max(first, last) * 3) if year else None
        return self._mention(start, after.end(), stretch, period, dated=bool(after["y"] or after["y2"] or after["y3"]))

    def _years(self, word: str, start: int, end: int) -> Mention | None:
        after = _YEARS_AFTER.match(self.lower, end)
        before = self._before(start)
        if after is None:
            if word not in ("năm", "nám"):
                return None
            return self._year_by_word(before, start, end)
        first, last = int(after["y"]), int(after["last"] or after["y"])
        if last < first:
            return None
        half = _HALF_BEFORE.search(before)
        if half and first == last:
            months = (1, 6) if half["half"] == "đầu" else (7, 12)
            at = start - len(half[0])
            return self._mention(at, after.end(), Stretch.MONTHS, Period.months(first, *months), dated=True)
        stretch = Stretch.YEAR if first == last else Stretch.YEARS
        return self._mention(start, after.end(), stretch, Period.years(first, last), dated=True)

    def _year_by_word(self, before: str, start: int, end: int) -> Mention | None:
        after = self.lower[end : end + 7]
        if half := _HALF_BEFORE.search(before):
            months = (1, 6) if half["half"] == "đầu" else (7, 12)
            period = Period.months(self.year, *months) if self.year else None
            return self._mention(start - len(half[0]), end, Stretch.MONTHS, period, dated=False)
        if before.endswith("cả ") or after.startswith(" nay"):
            period = Period.years(self.year, self.year) if self.year else None
            if self.spoken and before.endswith("cả ") and "\n" not in self.lower[self.spoken.end : start]:
                period = self.spoken.period
            stop = end + len(" nay") if after.startswith(" nay") else end
            return self._mention(start, stop, Stretch.YEAR, period, dated=False)
        return None

    def _so_far(self, start: int, end: int) -> Mention | None:
        if not self._before(start).endswith("đầu năm "):
            return None
        period = Period(date(self.day.year, 1, 1), self.day) if self.day else None
        return self._mention(start - len("đầu năm "), end, Stretch.TO_DATE, period, dated=False)

    def _date(self, match: re.Match[str]) -> Mention | None:
        start, end = match.span()
        if start and self.lower[start - 1] in "0123456789/.,":
            return None
        *day, month, year = (int(part) for part in match.group().replace(".", "/").split("/"))
        if day:
            return self._day(start, end, year, month, day[0])
        if "." in match.group() or not 1 <= month <= 12:
            return None
        if _UP_TO.search(self._before(start)):
            return self._mention(start, end, Stretch.TO_DATE, Period.months(year, 1, month), dated=True)
        return self._mention(start, end, Stretch.MONTH, Period.months(year, month, month), dated=True)

    def _day(self, start: int, end: int, year: int | None, month: int, day: int) -> Mention | None:
        if year is None:
            return self._mention(start, end, Stretch.DAY, None, dated=False)
        try:
            last = date(year, month, day)
        except ValueError:
            return None
        before = self._before(start)
        since = _FROM.search(before)
        if since:
            try:
                first = date(int(since["y"] or year), int(since["m"]), int(since["d"]))
            except ValueError:
                return None
            if first <= last:
                return self._mention(start - len(since[0]), end, Stretch.DAYS, Period(first, last), dated=True)
        if _UP_TO.search(before):
            return self._mention(start, end, Stretch.TO_DATE, Period(date(year, 1, 1), last), dated=True)
        return self._mention(start, end, Stretch.DAY, Period(last, last), dated=True)


def is_same_period(lower: str, mention: Mention) -> bool:
    """Whether a mention names the year of "cùng kỳ": "(cùng kỳ năm 2019 tăng 5,3%)"."""
    return _SAME_PERIOD.search(lower[max(0, mention.start - _LOOK) : mention.start]) is not None


def _quarter_number(written: str) -> int:
    return _ROMAN.get(written) or int(written)


def _shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
