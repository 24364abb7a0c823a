"""Figures, days and sizes in the words of a page: "1.234,5", "41,2 %", "30/10/2024", "còn 5 ngày", "1,2 MB".

Vietnamese pages write a comma before decimals and a point between thousands, English ones the other way about. Days are
dd/mm/yyyy in both. A no-break space keeps a figure with its unit.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

Number = int | float | Decimal | Fraction
NOTHING = "—"
_NBSP = "\N{NO-BREAK SPACE}"
_SIZES = ("B", "kB", "MB", "GB", "TB")


def figure(value: Number | None, places: int | None = None) -> str:
    """A number as an office writes it; with `places`, rounded to so many decimals, halves upward.

    >>> figure(1234567), figure(Decimal("1234.50")), figure(1234.56, 1), figure(None)
    ('1.234.567', '1.234,5', '1.234,6', '—')
    """
    if value is None:
        return NOTHING
    number = _decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{number:,f}"
    else:
        text = f"{number:,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if _english() else text.translate(str.maketrans(",.", ".,"))


def percent(share: Number | None, places: int = 1) -> str:
    """A share of one as a percentage.

    >>> percent(Fraction(412, 1000)).replace(chr(160), " "), percent(None)
    ('41,2 %', '—')
    """
    return NOTHING if share is None else f"{figure(_decimal(share) * 100, places)}{_NBSP}%"


def day(value: date | datetime | None) -> str:
    """A day, of the office's own zone.

    >>> day(date(2024, 10, 30)), day(None)
    ('30/10/2024', '—')
    """
    if value is None:
        return NOTHING
    return f"{_local(value):%d/%m/%Y}"


def moment(value: datetime | str | None) -> str:
    """A day and the time of day: "30/10/2024 14:05"; the ledger's ISO text is taken too."""
    if not value:
        return NOTHING
    return f"{_local(datetime.fromisoformat(value) if isinstance(value, str) else value):%d/%m/%Y %H:%M}"


def days_left(due: date | None, on: date) -> str:
    """How far off a deadline is, in words; empty where there is none.

    >>> days_left(date(2026, 1, 6), date(2026, 1, 1)).replace(chr(160), " ")
    'còn 5 ngày'
    """
    if due is None:
        return ""
    left = (due - on).days
    if left == 0:
        return _("hạn hôm nay")
    if left > 0:
        return ngettext("còn %(days)s ngày", "còn %(days)s ngày", left) % {"days": figure(left)}
    return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -left) % {"days": figure(-left)}


def file_size(octets: int | None) -> str:
    """The size of a file, by thousands: "820 B", "1,2 MB"."""
    if octets is None:
        return NOTHING
    size, step = Decimal(octets), 0
    while size >= Decimal("999.5") and step < len(_SIZES) - 1:
        size, step = size / 1000, step + 1
    tenths = Decimal("0.1") if step and size < 10 else Decimal(1)
    return f"{figure(size.quantize(tenths, ROUND_HALF_UP))}{_NBSP}{_SIZES[step]}"


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _english() -> bool:
    return (get_language() or "vi").startswith("en")
