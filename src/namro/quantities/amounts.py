"""Amounts: "1,36 tỷ USD", "8,5 - 9%", "từ 2,5 triệu đến 3 triệu đồng/người/tháng".

Reads a number, or a range of two, with its scale and unit, at a place where a number begins. Does not decide whether a
number is a figure at all (a date, an article, a name), nor what it says: that is for whoever knows the words around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from namro.quantities.numbers import NUMBER, Style, read_number
from namro.quantities.units import CURRENCIES, MISREAD, SCALES, UNITS, alternation

_SCALE = alternation(SCALES)
_UNIT = alternation(UNITS)
_MISREAD = alternation(MISREAD)
_PER = r"(?:\s?/\s?(?:người|năm|tháng|quý|ngày|hộ|ha|m2|m²|m3|km2|km|tấn|kg|lượt|lao động|vụ|hợp đồng|suất|lần))*"
_DASH = r"\s?(?:[-–—÷]|đến|tới)\s?"
# After a number: perhaps the upper end of a range, a scale, a unit and what it is per.
_TAIL = re.compile(
    rf"""
    (?: \s? (?:[-–—÷]|đến|tới) \s? (?P<high>{NUMBER}) (?![\w/.,]*\d*/) )?
    (?: \s? (?P<scale>{_SCALE}) (?!\w) )?
    (?: \s? (?P<unit>{_UNIT}) (?: (?<=[%％$²³]) | (?!\w) ) (?P<per>{_PER})
      | (?(scale) \s (?P<misread>{_MISREAD}) (?!\w) | (?!) )
    )?
    """,
    re.VERBOSE,
)
# The second half of a range whose first half has its own unit: "10% đến 12%", "2 triệu - 3 triệu đồng".
_UPPER = re.compile(rf"{_DASH}(?P<number>{NUMBER})")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit at `[start, end)` of the text it was read from.

    `value` and `high` are in the base unit, the scale multiplied in. `unit` is None where none is written and the scale
    does not imply money; `scale` is 1 where none is written. `per` is what follows a slash ("người/tháng").

    >>> read_amount("đạt 1,36 tỷ usd", 4)
    Amount(start=4, end=15, value=Decimal('1360000000'), high=None, unit='USD', scale=Decimal('1000000000'), per=None)
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    scale: Decimal
    per: str | None = None


_START = re.compile(NUMBER)
_ONE = Decimal(1)


def read_amount(lower: str, at: int, style: Style = Style.VIETNAMESE) -> Amount | None:
    """The amount that begins at a number, or None where what stands there is no number.

    `lower` is text in small letters with single spaces; `at` is where the number's first figure stands.
    """
    return _read(lower, at, style, whole=True)


def _read(lower: str, at: int, style: Style, *, whole: bool) -> Amount | None:
    """The same; not `whole`: the upper half of a range, which has no upper half of its own."""
    first = _START.match(lower, at)
    if first is None:
        return None
    value = read_number(first.group(), style)
    if value is None:
        return None
    tail = _TAIL.match(lower, first.end())
    assert tail is not None  # every part of the pattern may be empty
    end = tail.end()
    high = read_number(tail["high"], style) if tail["high"] else None
    scale = SCALES[tail["scale"]] if tail["scale"] else _ONE
    unit = UNITS[tail["unit"]] if tail["unit"] else MISREAD[tail["misread"]] if tail["misread"] else None
    if high is not None and unit is None and not tail["scale"]:
        # "2 - 3" and no unit: what is counted, if anything, tells whether they are a range.
        return Amount(at, tail.end("high"), value, high if high > value else None, None, _ONE)
    if high is not None and high < value and unit != "%" and unit != "pp":
        high, end = None, first.end()
        return Amount(at, end, value, None, None, _ONE)
    if whole and high is None and (tail["scale"] or unit):
        upper = _UPPER.match(lower, end)
        if upper is not None:
            other = _read(lower, upper.start("number"), style, whole=False)
            if (
                other
                and other.high is None
                and other.unit
                and unit in (None, other.unit)
                and other.value > scale * value
            ):
                return Amount(at, other.end, _scaled(value, scale), other.value, other.unit, other.scale, other.per)
    return Amount(
        at,
        end,
        _scaled(value, scale),
        _scaled(high, scale) if high is not None else None,
        unit,
        scale,
        (tail["per"] or "").replace(" ", "").lstrip("/") or None,
    )


def _scaled(value: Decimal, scale: Decimal) -> Decimal:
    """The product, without the decimals that the scale has used up."""
    product = value * scale
    return product.to_integral_value() if scale != 1 and product == product.to_integral_value() else product


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency."""
    return unit in CURRENCIES
