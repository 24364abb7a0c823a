"""Periods of reporting and the days their data are cut off: Decree 09/2019/NĐ-CP, Art. 12.

A month runs from day 15 of the month before to day 14; a quarter, half and year likewise, to day 14 of their last
month. For weeks no rule of the decree was found; here a week runs from Monday to Sunday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from namro.errors import UsageError

_FIRST_CUT, _LAST_CUT = 15, 14
_LONGEST = 3700  # days of a period of one's own choice


class PeriodKind(StrEnum):
    """What is reported on, in the words of the address."""

    WEEK = "tuan"
    MONTH = "thang"
    QUARTER = "quy"
    HALF = "nua-nam"
    YEAR = "nam"
    DAYS = "tu-chon"


MOST = {PeriodKind.WEEK: 53, PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A period: first and last day of its data, and how it is called in a title."""

    begins: date
    ends: date
    name: str


def period_of(kind: PeriodKind, year: int, ordinal: int) -> Period:
    """A week, month, quarter, half or year by its number in the year. Raises UsageError: `report-period`.

    >>> period_of(PeriodKind.QUARTER, 2025, 1)
    Period(begins=datetime.date(2024, 12, 15), ends=datetime.date(2025, 3, 14), name='quý I năm 2025')
    """
    if kind not in MOST or not 1990 <= year <= 2100 or not 1 <= ordinal <= MOST[kind]:
        raise UsageError("report-period")
    if kind is PeriodKind.WEEK:
        try:
            monday = date.fromisocalendar(year, ordinal, 1)
        except ValueError as error:
            raise UsageError("report-period") from error
        return Period(monday, monday + timedelta(days=6), f"tuần {ordinal} năm {year}")
    last = ordinal * _MONTHS[kind]
    before = last - _MONTHS[kind]  # the month in whose middle the data begin; 0 is December of the year before
    begins = date(year, before, _FIRST_CUT) if before else date(year - 1, 12, _FIRST_CUT)
    return Period(begins, date(year, last, _LAST_CUT), _name(kind, year, ordinal))


def period_between(begins: date, ends: date) -> Period:
    """A period of one's own choice. Raises UsageError: `report-period`."""
    if not timedelta(0) <= ends - begins <= timedelta(days=_LONGEST):
        raise UsageError("report-period")
    return Period(begins, ends, f"từ ngày {begins:%d/%m/%Y} đến ngày {ends:%d/%m/%Y}")


def current(kind: PeriodKind, on: date) -> tuple[int, int]:
    """Year and number of the period in which a day's data fall."""
    if kind is PeriodKind.WEEK:
        iso = on.isocalendar()
        return iso.year, iso.week
    if kind not in MOST:
        return on.year, 1
    year, month = on.year, on.month + (on.day >= _FIRST_CUT)
    if month > 12:
        year, month = year + 1, 1
    return year, (month - 1) // _MONTHS[kind] + 1


def _name(kind: PeriodKind, year: int, ordinal: int) -> str:
    if kind is PeriodKind.MONTH:
        return f"tháng {ordinal} năm {year}"
    if kind is PeriodKind.QUARTER:
        return f"quý {('I', 'II', 'III', 'IV')[ordinal - 1]} năm {year}"
    return f"6 tháng {('đầu', 'cuối')[ordinal - 1]} năm {year}" if kind is PeriodKind.HALF else f"năm {year}"
