"""Numbers in figures: which mark parts the decimals is settled by evidence.

Vietnamese offices write 1.234,5; English-minded ones 1,234.5; both occur in one collection, seldom in one document. A
number that can only be read one way is read so; one that can be read both ways ("36.785") is read as the document's
other numbers are, and as Vietnamese where they do not tell.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

# A number in figures as it stands: the edges keep out of dates, document numbers and words ("10/2024", "TT-03", "5G").
NUMBER = r"\d+(?:[.,]\d+)*"
# Only numbers that measure something tell: "2.1" may be a list mark, "10.1" a date.
_EVIDENCE = re.compile(
    r"(\d(?<![\d.,]\d)\d{0,2}(?:[.,]\d{3})*[.,]\d+) ?"
    r"(?:%|tỷ|tỉ|triệu|nghìn|ngàn|usd|đồng|điểm|lần|người|ha\b|km|tấn|mw|kwh)",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(r"\d{1,3}(?:\.\d{3})*,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_LONGEST = 40  # figures and marks of the longest number that measures anything
_STRETCH = 500_000  # characters in which they are sought
_SAMPLE = 2_000  # numbers that settle the manner of a document


class Style(StrEnum):
    """How a document marks decimals."""

    VIETNAMESE = "1.234,5"
    ENGLISH = "1,234.5"


def number_style(text: str) -> Style:
    """How most numbers of a text that can only be read one way are written.

    >>> number_style("tăng 6,19%, đạt 36.785 tỷ"), number_style("36.78 tỷ USD, 1,234,567 người")
    (<Style.VIETNAMESE: '1.234,5'>, <Style.ENGLISH: '1,234.5'>)
    """
    english = vietnamese = 0
    for seen, match in enumerate(_EVIDENCE.finditer(text, 0, _STRETCH)):
        number = match.group(1)
        before = text[match.start() - 1 : match.start()]
        if match.start() and (before.isalnum() or before in "_.,/"):
            continue
        if _VIETNAMESE.fullmatch(number):
            vietnamese += 1
        elif _ENGLISH.fullmatch(number):
            english += 1
        if seen >= _SAMPLE:
            break
    return Style.ENGLISH if english > vietnamese else Style.VIETNAMESE


def read_number(written: str, style: Style = Style.VIETNAMESE) -> Decimal | None:
    """The value of a number in figures, or None where it is no number ("10.1.2025").

    >>> read_number("1.234,5"), read_number("36.78"), read_number("6,074", Style.ENGLISH), read_number("10.1.2025")
    (Decimal('1234.5'), Decimal('36.78'), Decimal('6074'), None)
    """
    if len(written) > _LONGEST:
        return None
    dots, commas = written.count("."), written.count(",")
    if not dots and not commas:
        return Decimal(written)
    if _VIETNAMESE.fullmatch(written):
        style = Style.VIETNAMESE
    elif _ENGLISH.fullmatch(written):
        style = Style.ENGLISH
    elif dots + commas > 1:
        return None
    group, mark = (".", ",") if style is Style.VIETNAMESE else (",", ".")
    whole, _, decimals = written.partition(mark)
    groups = whole.split(group)
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:])):
        return None
    return Decimal("".join(groups) + ("." + decimals if decimals else ""))
