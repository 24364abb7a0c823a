"""Figures and axes in words for pictures, in Vietnamese and English.

Rounds to two decimals: a picture shows, the table beside it holds the digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from namro.statistics import Period, PeriodKind, SeriesKind
from namro.statistics.units import UNIT_NAMES

_SCALES = (
    (12, ("nghìn tỷ", "trillion")),
    (9, ("tỷ", "billion")),
    (6, ("triệu", "million")),
    (3, ("nghìn", "thousand")),
)
_SCALED = ("VND", "USD", "person")
_CENT = Decimal("0.01")


def unit_scale(unit: str, values: Iterable[Decimal], lang: str) -> tuple[Decimal, str]:
    """The power of ten an axis is drawn in, and its word; one for units that are not scaled."""
    top = max((abs(value) for value in values), default=Decimal(0))
    if unit.partition("/")[0] in _SCALED and unit != "person/km2":
        for exponent, words in _SCALES:
            if top >= Decimal(10) ** exponent and not (exponent == 3 and unit.startswith("USD")):
                return Decimal(10) ** exponent, words[lang != "vi"]
    return Decimal(1), ""


def axis_title(kind: SeriesKind, scale: Decimal, lang: str) -> str:
    """The unit of an axis with its scale: "tỷ đồng"."""
    word = next((words[lang != "vi"] for exponent, words in _SCALES if scale == Decimal(10) ** exponent), "")
    unit = UNIT_NAMES.get(kind.unit, (kind.unit, kind.unit))[lang != "vi"]
    return f"{word} {unit}".strip()


def shown(value: Decimal, unit: str, lang: str) -> str:
    """A value with unit to two decimals.

    >>> shown(Decimal("1573930109"), "USD", "vi").replace(chr(160), " ")
    '1,57 tỷ USD'
    """
    scale, word = unit_scale(unit, [value], lang)
    name = UNIT_NAMES.get(unit, (unit, unit))[lang != "vi"]
    return "\u00a0".join(filter(None, (bare(value / scale, lang), word, name)))


def bare(value: Decimal, lang: str) -> str:
    """A number to two decimals, without a unit."""
    text = f"{value.quantize(_CENT):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", "\u2013")  # the minus sign is missing from some fonts of the picture writer
    return text.translate(str.maketrans(",.", ".,")) if lang == "vi" else text


def when(period: Period, lang: str) -> str:
    """A period in words; a stock by its day.

    >>> when(Period.parse("2024-H1"), "vi"), when(Period.parse("2024-8M"), "en")
    ('6 tháng đầu năm 2024', 'first 8 months of 2024')
    """
    year, month = period.ends.year, period.ends.month
    forms = _PERIODS.get(period.kind)
    if forms is None:
        return period.short
    at = {PeriodKind.HALF: (month + 5) // 6, PeriodKind.QUARTER: (month + 2) // 3}.get(period.kind, month)
    return forms[lang != "vi"].format(year=year, at=at, day=period.ends, half=("đầu", "cuối")[month > 6])


_PERIODS = {
    PeriodKind.YEAR: ("năm {year}", "{year}"),
    PeriodKind.HALF: ("6 tháng {half} năm {year}", "half {at} of {year}"),
    PeriodKind.QUARTER: ("quý {at} năm {year}", "quarter {at} of {year}"),
    PeriodKind.MONTH: ("tháng {at} năm {year}", "month {at} of {year}"),
    PeriodKind.CUMULATIVE: ("{at} tháng năm {year}", "first {at} months of {year}"),
    PeriodKind.STOCK: ("lũy kế đến {day:%d/%m/%Y}", "to {day:%Y-%m-%d}"),
}
