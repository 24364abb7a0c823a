"""Cautions: what could not be read safely, said beside what was read.

A figure is never changed here: the two figures of "tăng 12,7% ngân sách nhà nước, hơn 50,1 nghìn tỷ" are read as they
stand, and the caution says that words are missing between them. Does not decide what the author meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from namro.errors import say
from namro.quantities.amounts import is_money
from namro.reading.measures.slips import SLIP, end_of_lost_words
from namro.reading.model import Caution, Header, Measure
from namro.reading.scan import Scan
from namro.text import Span

_CURRENCY = re.compile(r"đồng|đông|déng|dong|vnd|vnđ|usd|đô la|\$|euro|eur|yên|(?<!\w)đ(?!\w)")
_MONEY_WORDS = re.compile(r"đồng|vốn|tiền|kinh phí|ngân sách|thu|chi|nợ|doanh|giá trị|đầu tư|dự toán|thuế|gói|tỷ đồng")
_DATE = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})(?![\d/])")
_INSIDE_NUMBER = frozenset("0123456789/.")
_SCANNED = re.compile(r"-(?<!--)-+ ?page break ?-{2,}")  # begins at the first dash of a run only
_NEAR = 60


def find_cautions(scan: Scan, header: Header, measures: Sequence[Measure], year: int | None) -> list[Caution]:
    """Every caution of a scan in order, spans in normal text; `year` is what bare periods were resolved by."""
    found = [*_of_measures(scan, measures), *_impossible_days(scan)]
    if year is None and any(m.period is None for m in measures):
        undated = next(m for m in measures if m.period is None)
        found.append(_caution(undated.span, "caution-no-year"))
    elif header.day is None and year is not None and any(m.period for m in measures):
        dated = next(m for m in measures if m.period)
        found.append(_caution(dated.span, "caution-year-guessed", year=year))
    page = _SCANNED.search(scan.lower)
    if page:
        found.append(_caution(Span(*page.span()), "caution-scanned"))
    return sorted(found, key=lambda c: (c.span, c.code))


def _of_measures(scan: Scan, measures: Sequence[Measure]) -> list[Caution]:
    lower = scan.lower
    found = []
    currencies: dict[Span, bool] = {}  # which blocks name one
    for measure in measures:
        span = measure.span
        if (end := end_of_lost_words(lower, measure)) is not None:
            whole = Span(span.start, end)
            found.append(_caution(whole, "caution-words-lost", words=whole.of(scan.text)))
        if measure.rule == SLIP:
            found.append(_caution(span, "caution-slip", words=span.of(scan.text), value=f"{measure.value:f}"))
        if is_money(measure.unit) and not _CURRENCY.search(lower, span.start, span.end):
            before = lower[max(0, span.start - _NEAR) : span.start]
            block = scan.block_at(span.start)
            if block is not None and block not in currencies:
                currencies[block] = _CURRENCY.search(lower, block.start, block.end) is not None
            if block is None or not currencies[block] or not _MONEY_WORDS.search(before):
                found.append(_caution(span, "caution-no-currency", words=span.of(scan.text)))
    return found


def _impossible_days(scan: Scan) -> list[Caution]:
    found = []
    for match in _DATE.finditer(scan.lower):
        if scan.lower[match.start() - 1 : match.start()] in _INSIDE_NUMBER:
            continue
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        # Portals write the month first: 10/16/2024 is a day too.
        if not (_is_day(year, month, day) or _is_day(year, day, month)):
            found.append(_caution(Span(*match.span()), "caution-no-such-day", words=match.group()))
    return found


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _caution(span: Span, code: str, **details: object) -> Caution:
    said = tuple((name, str(value)) for name, value in details.items())
    return Caution(
        span=span,
        rule=code.replace("-", ".", 1),
        code=code.removeprefix("caution-"),
        message=say(code, **dict(said)),
        details=said,
    )
