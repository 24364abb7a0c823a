"""Figures and days in the form people read: 1.234,5; 41,2 %; 1,36 tỷ USD; 30/10/2024; 6 tháng đầu năm 2024.

Rounds nothing: what is shown is exactly the value read. Does not decide whether a change is good.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from namro.drafting.marked.labels import label, unit_label
from namro.reading.model import Aspect, Bound, Measure

_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
# Scales that a large figure is shown in, where that leaves it no longer than it was.
_SCALES = ((Decimal(10) ** 9, {"vi": "tỷ", "en": "billion"}), (Decimal(10) ** 6, {"vi": "triệu", "en": "million"}))
_ROMAN = ("I", "II", "III", "IV")


def number(value: Decimal, lang: str) -> str:
    """A number with its thousands marked, in full.

    >>> number(Decimal("1234.50"), "vi"), number(Decimal("-1234.5"), "en")
    ('1.234,5', '−1,234.5')
    """
    plain = format(value.copy_abs(), ",f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if lang == "vi":
        plain = plain.translate(str.maketrans(",.", ".,"))
    return (_MINUS if value < 0 else "") + plain


def amount(measure: Measure, lang: str) -> str:
    """A measure's bound, value (or range) and unit; a change carries its sign."""
    if measure.unit == "rank":
        return _rank(measure, lang)
    values = [measure.value] if measure.high is None else [measure.value, measure.high]
    scale_name = ""
    for size, names in _SCALES:
        if max(map(abs, values)) >= size and all(_fits(value / size) for value in values):
            values = [value / size for value in values]
            scale_name = names[lang] + _NO_BREAK
            break
    shown = " – ".join(_signed(value, measure.aspect, lang) for value in values)
    return _bounded(measure, f"{shown}{_NO_BREAK}{scale_name}{unit_label(measure.unit, lang)}", lang)


def exact_amount(measure: Measure, lang: str) -> str:
    """The same value in the base unit, digit for digit."""
    values = [measure.value] if measure.high is None else [measure.value, measure.high]
    return " – ".join(number(value, lang) for value in values) + _NO_BREAK + unit_label(measure.unit, lang)


def day_words(day: date, lang: str) -> str:
    """A day as it is written in figures.

    >>> day_words(date(2024, 10, 6), "vi"), day_words(date(2024, 10, 6), "en")
    ('06/10/2024', '6 October 2024')
    """
    return f"{day:%d/%m/%Y}" if lang == "vi" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_words(period: str, lang: str) -> str:
    """An interval of days by the name people give it.

    >>> [period_words(p, "vi") for p in ("2024-01-01/2024-06-30", "2024-07-01/2024-09-30", "2021-01-01/2023-12-31")]
    ['6 tháng đầu năm 2024', 'quý III/2024', 'giai đoạn 2021–2023']
    """
    start, end = (date.fromisoformat(day) for day in period.split("/"))
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if start == end or not whole_months:
        return day_words(start, lang) if start == end else f"{day_words(start, lang)} – {day_words(end, lang)}"
    if start.month == 1 and end.month == 12:
        return _years(start.year, end.year, lang)
    if start.year != end.year:
        return f"{_month(start, lang)} – {_month(end, lang)}"
    return _months(start, end, lang)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _years(first: int, last: int, lang: str) -> str:
    if first == last:
        return f"năm {first}" if lang == "vi" else str(first)
    return f"giai đoạn {first}–{last}" if lang == "vi" else f"{first}–{last}"


def _months(start: date, end: date, lang: str) -> str:
    """Whole months of one year, less than all twelve."""
    count = end.month - start.month + 1
    if count == 1:
        return _month(start, lang)
    if count == 3 and start.month % 3 == 1:
        quarter = start.month // 3
        return f"quý {_ROMAN[quarter]}/{start.year}" if lang == "vi" else f"Q{quarter + 1} {start.year}"
    if lang == "en":
        return f"{_MONTHS[start.month - 1]}–{_MONTHS[end.month - 1]} {end.year}"
    if start.month == 1:
        return f"{count} tháng{' đầu' if count == 6 else ''} năm {start.year}"
    if end.month == 12:
        return f"{count} tháng cuối năm {end.year}"
    return f"tháng {start.month}–{end.month}/{end.year}"


def _month(day: date, lang: str) -> str:
    return f"tháng {day.month}/{day.year}" if lang == "vi" else f"{_MONTHS[day.month - 1]} {day.year}"


def _fits(scaled: Decimal) -> bool:
    """Whether a scaled value is no harder to read than the full one, and loses no digit to the context's precision."""
    return int(scaled.normalize().as_tuple().exponent) >= -4 and scaled.adjusted() < 12


def _rank(measure: Measure, lang: str) -> str:
    shown = number(measure.value, lang)
    if measure.rank_of:
        shown += f"/{measure.rank_of}"
    if measure.high is not None:
        shown += f" – {number(measure.high, lang)}"
    way = "band" if measure.bound is Bound.AT_MOST else "position"
    return label("rank", way, lang).format(rank=shown)


def _signed(value: Decimal, aspect: Aspect, lang: str) -> str:
    return ("+" if aspect is Aspect.CHANGE and value > 0 else "") + number(value, lang)


def _bounded(measure: Measure, shown: str, lang: str) -> str:
    words = label("bound", measure.bound, lang)
    return f"{words} {shown}" if words else shown
