"""Whether a stated figure and an official one are the same: to the digits that were written, within the bound.

"6,19%" agrees with 6.192 and not with 6.2; "trên 1,36 tỷ" with anything not below 1.355 billion. Does not stretch: a
figure that is near is not the same.
"""

from __future__ import annotations

import re
from decimal import Decimal

from namro.claims.verdicts import Statement

_NUMERAL = re.compile(r"\d[\d.,]*\d|\d")
_SCALES = (0, 3, 6, 9, 12)


def agrees(statement: Statement, official: Decimal) -> bool:
    """Whether the official figure is the stated one."""
    half = step(statement) / 2
    low, high = statement.value, statement.value
    if statement.high is not None:
        low, high = sorted((statement.value, statement.high))
    match statement.bound:
        case ">" | "≥":
            return official >= low - half
        case "<" | "≤":
            return official <= high + half
        case "≈":
            return low - 2 * half <= official <= high + 2 * half
        case _:
            return low - half <= official <= high + half


def step(statement: Statement) -> Decimal:
    """The worth of the last digit that was written: of `1,36 tỷ USD` ten million; of a range, the finer of its two.

    Where no numeral of the quote is the value, the last digit of the value.
    """
    wanted = {abs(value) for value in (statement.value, statement.high) if value is not None}
    found = [worth for numeral in _NUMERAL.findall(statement.quote) for worth in _worths(numeral, wanted)]
    return min(found, default=Decimal(1).scaleb(min(0, int(statement.value.as_tuple().exponent))))


def _worths(numeral: str, wanted: set[Decimal]) -> list[Decimal]:
    """What the last digit of a numeral is worth, by each way of reading it that gives one of the values."""
    found = []
    for mark, other in (",.", ".,"):
        digits = numeral.replace(other, "")
        if digits.count(mark) > 1:
            continue
        value = Decimal(digits.replace(mark, "."))
        places = len(digits.partition(mark)[2])
        found += [Decimal(1).scaleb(scale - places) for scale in _SCALES if value.scaleb(scale) in wanted]
    return found
