"""Slips of the pen: words that were lost, and "6,074 tỷ đồng" where the parts that follow add up to 6.074.

Of "tăng 12,7% ngân sách nhà nước, hơn 50,1 nghìn tỷ" both figures stand, and nothing is carried over. In Vietnamese
figures a comma parts the decimals, so a sum written "6,074" reads a thousand times too small. It is read by what its
parts add up to; without parts it stays as written. The rule's name says that it was mended, and a caution goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from namro.quantities.amounts import is_money
from namro.reading.model import Aspect, Measure

SLIP = "measure.slip"
_COMMA_FOR_POINT = re.compile(r"\d{1,3},\d{3}(?!\d)")
_ANOTHER_AMOUNT = re.compile(
    r" (?:thu |chi |tổng thu |tổng chi )?"
    r"(?:ngân sách|kim ngạch|xuất khẩu|nhập khẩu|tổng mức bán lẻ|doanh thu|giải ngân|grdp|gdp|fdi)(?!\w)"
)
_THOUSAND = Decimal(1000)
_CLOSE = Decimal("0.01")  # parts are rounded
_PARTS = 6  # figures after the sum that can be its parts
_REACH = 400  # characters within which they stand


def end_of_lost_words(lower: str, measure: Measure) -> int | None:
    """Where the name of another amount ends that follows a rise at once; None where nothing was lost."""
    if measure.unit != "%" or measure.aspect is not Aspect.CHANGE:
        return None
    lost = _ANOTHER_AMOUNT.match(lower, measure.span.end)
    return lost.end() if lost else None


def mend_slips(text: str, measures: Sequence[Measure]) -> list[Measure]:
    """The measures with such sums a thousand times larger where their parts say so; spans are into `text`."""
    out = list(measures)
    for at, measure in enumerate(measures):
        if not is_money(measure.unit) or measure.high is not None or measure.aspect is not Aspect.LEVEL:
            continue
        if not _COMMA_FOR_POINT.match(text, measure.span.start):
            continue
        meant = measure.value * _THOUSAND
        total = Decimal(0)
        for number, part in enumerate(_parts(measure, measures[at + 1 :]), 1):
            total += part.value
            if number > 1 and abs(total - meant) <= meant * _CLOSE:
                out[at] = replace(measure, value=meant, rule=SLIP)
                break
    return out


def _parts(whole: Measure, following: Sequence[Measure]) -> list[Measure]:
    near = [m for m in following if m.span.start - whole.span.end < _REACH]
    return [m for m in near if m.unit == whole.unit and m.aspect is Aspect.LEVEL][:_PARTS]
