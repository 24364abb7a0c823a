"""Periods of statistics: a year, a half, a quarter, a month, the first N months, a stock on a day.

A period is an interval of whole days, both ends in. Does not read prose ("6 tháng đầu năm"): that is the reader's
work. Does not treat the first eight months as a month, nor as a year that is nearly over.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from namro.errors import UsageError


class PeriodKind(StrEnum):
    """What sort of interval it is; only like is compared with like."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    CUMULATIVE = "cumulative"  # from 1 January to some day before the year's end: "8 tháng"
    SPAN = "span"
    STOCK = "stock"  # everything up to a day: "lũy kế đến 20/6/2024"


# The Foreign Investment Agency closes a month on its 20th and the year on 20 December.
_CLOSING_DAY = 20


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `begins` to `ends`, both in; a stock has no beginning.

    >>> Period.parse("2024-H1").iso
    '2024-01-01/2024-06-30'
    >>> Period.parse("2024-8M").kind
    <PeriodKind.CUMULATIVE: 'cumulative'>
    """

    begins: date | None
    ends: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written as `2024`, `2024-H1`, `2024-Q3`, `2024-08`, `2024-8M`, `2021/2023` or `../2024-06-20`.

        `2024-08` is August; `2024-8M` are the first eight months. Intervals may be of years, months or days.
        Raises `UsageError("period-unknown")`.
        """
        text = text.strip()
        if match := _NAMED.fullmatch(text):
            return _named(int(match["year"]), match)
        first, slash, last = text.partition("/")
        try:
            if not slash:
                return cls(_first_day(text), _last_day(text))
            period = cls(None if first == ".." else _first_day(first), _last_day(last))
        except ValueError:
            raise UsageError("period-unknown", period=text) from None
        if period.begins and period.begins > period.ends:
            raise UsageError("period-unknown", period=text)
        return period

    @classmethod
    def year_of(cls, year: int) -> Period:
        """The whole calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def kind(self) -> PeriodKind:
        """What sort of interval it is, by its ends; the year closed on 20 December is a year."""
        begins, ends = self.begins, self.ends
        if begins is None:
            return PeriodKind.STOCK
        if begins.day != 1 or begins.year != ends.year:
            return PeriodKind.SPAN
        whole = ends.day == monthrange(ends.year, ends.month)[1]
        months = ends.month - begins.month + 1
        if begins.month == 1 and ends.month == 12 and (whole or ends.day == _CLOSING_DAY):
            return PeriodKind.YEAR
        if whole and months in _PARTS and (begins.month - 1) % months == 0:
            return _PARTS[months]
        return PeriodKind.CUMULATIVE if begins.month == 1 else PeriodKind.SPAN

    @property
    def year(self) -> int | None:
        """The year it is, when it is one."""
        return self.ends.year if self.kind is PeriodKind.YEAR else None

    @property
    def iso(self) -> str:
        """ISO 8601 interval of days; an open beginning is `..`."""
        return f"{self.begins.isoformat() if self.begins else '..'}/{self.ends.isoformat()}"

    @property
    def short(self) -> str:
        """The shortest form `parse` accepts back.

        >>> Period.parse("2024-01-01/2024-08-31").short
        '2024-8M'
        """
        year, month = self.ends.year, self.ends.month
        whole = self.ends.day == monthrange(year, month)[1]
        kind = self.kind
        if not whole or kind in (PeriodKind.STOCK, PeriodKind.SPAN):
            return self.iso
        return {
            PeriodKind.YEAR: f"{year}",
            PeriodKind.HALF: f"{year}-H{1 + (month > 6)}",
            PeriodKind.QUARTER: f"{year}-Q{(month + 2) // 3}",
            PeriodKind.MONTH: f"{year}-{month:02}",
            PeriodKind.CUMULATIVE: f"{year}-{month}M",
        }[kind]

    @property
    def order(self) -> tuple[date, date]:
        """Sort key: by end, then by beginning."""
        return self.ends, self.begins or date.min

    def closes_with(self, other: Period) -> bool:
        """Whether both begin together and end in one month: a count to the 20th beside the whole month."""
        same_month = (self.ends.year, self.ends.month) == (other.ends.year, other.ends.month)
        return self.begins == other.begins and same_month

    def years_back(self, years: int) -> Period:
        """The same interval some years earlier; 29 February becomes the 28th."""
        return Period(_back(self.begins, years) if self.begins else None, _back(self.ends, years))

    def __str__(self) -> str:
        return self.short


_PARTS = {1: PeriodKind.MONTH, 3: PeriodKind.QUARTER, 6: PeriodKind.HALF}
_NAMED = re.compile(
    r"""
    (?P<year>(?:19|20)\d\d) -
    (?: [HS](?P<half>[12])              # 2024-H1, and SDMX's 2024-S1
      | Q(?P<quarter>[1-4])
      | M(?P<month>0[1-9]|1[0-2])       # SDMX's 2024-M08
      | (?P<first>1[01]|[1-9])M         # the first eight months
    )
    """,
    re.VERBOSE,
)
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def _named(year: int, match: re.Match[str]) -> Period:
    if match["first"]:
        first, months = 1, int(match["first"])
    elif match["half"]:
        first, months = 6 * int(match["half"]) - 5, 6
    elif match["quarter"]:
        first, months = 3 * int(match["quarter"]) - 2, 3
    else:
        first, months = int(match["month"]), 1
    last = first + months - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _first_day(text: str) -> date:
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(text)
    return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))


def _last_day(text: str) -> date:
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month = int(match["year"]), int(match["month"] or 12)
    if match["day"]:
        return date(year, month, int(match["day"]))
    if not 1 <= month <= 12:
        raise ValueError(text)
    return date(year, month, monthrange(year, month)[1])


def _back(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
