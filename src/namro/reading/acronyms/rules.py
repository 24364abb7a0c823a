"""Acronyms: the first mention of each short form, with what it stands for ("tổng sản phẩm trong tỉnh (GRDP)").

What the text spells out itself comes first, as written; else the table of abbreviations says it, and the rule tells
which. Does not decide short forms that stand for several things ("CT", "TP", "QH") unless the text does, and leaves out
currencies, units, Roman numerals, letters of documents' numbers and words of headings in capitals.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files

from namro.errors import DataError
from namro.reading.header.bodies import bare
from namro.reading.header.persons import LOWER
from namro.reading.model import Acronym
from namro.reading.scan import Scan
from namro.text import Span

_SHORT = re.compile(
    rf"[A-ZĐ](?<![\w/.&-][A-ZĐ])(?:[A-ZĐ&-]|[{LOWER}](?=[A-ZĐ]))*[A-ZĐ](?![\w/&]|-\w)"  # UBND, KH&ĐT, KT-XH, IoT
)
_CALLED = re.compile(
    r"\(\s?(?:sau đây )?(?:được )?(?:gọi|viết)(?: tắt| chung)?(?: tắt)? là:?\s(?P<short>[^()\n]{2,60}?)\s?\)"
)
_ROMAN = re.compile(r"[IVXLC]+$")
_NO_ACRONYM = frozenset(
    {"VND", "USD", "EUR", "JPY", "CNY", "KRW", "MW", "KM", "TM", "KT", "TL", "TUQ", "PAGE", "BREAK", "STT"}
)
_LINKS = frozenset({"và", "của", "về", "các", "cho", "-", "–"})
_LOOK_BACK = 160
_MOST_WORDS = 14
_LOOKS = 8  # a form not spelled out at its first mentions is not looked for further


def find_acronyms(scan: Scan) -> list[Acronym]:
    """One finding for each short form, at its first mention, in order."""
    table = abbreviations()
    found: dict[str, Acronym] = {}
    looked: Counter[str] = Counter()
    for match in _SHORT.finditer(scan.text):
        short = match[0]
        known = found.get(short)
        if (known and known.defined) or short in _NO_ACRONYM or _ROMAN.match(short) or len(short) > 12:
            continue
        looked[short] += 1
        long = _spelled_out(scan, match) if looked[short] <= _LOOKS else None
        if long is not None and (known is None or scan.text[match.start() - 1] == "("):
            span = known.span if known else Span(*match.span())
            found[short] = Acronym(span=span, rule="spelled-out", short=short, long=long, defined=True)
        elif known is None and short in table and not _in_capitals(scan, match):
            found[short] = Acronym(
                span=Span(*match.span()), rule="abbreviation-table", short=short, long=table[short], defined=False
            )
    for match in _CALLED.finditer(scan.lower):
        span = Span(*match.span("short"))
        short = span.of(scan.text)
        if short not in found or not found[short].defined:
            found[short] = Acronym(
                span=span, rule="called", short=short, long=_called(scan, match, short), defined=True
            )
    return sorted(found.values(), key=lambda acronym: acronym.span)


@cache
def abbreviations() -> dict[str, str]:
    """What short forms stand for in official texts."""
    return read_abbreviations(files("namro.reading.acronyms").joinpath("abbreviations.csv").read_text("utf-8"))


def read_abbreviations(text: str) -> dict[str, str]:
    """Long forms by short form of a table given as text; raises `DataError` with all its faults."""
    faults: list[tuple[int | str, str, str]] = []
    table: dict[str, str] = {}
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        faults += [
            (number, f"no {column}", "fill the cell") for column in ("short", "long", "source") if not row.get(column)
        ]
        if row["short"] in table:
            faults.append((number, f"{row['short']} stands twice", "keep one row"))
        table[row["short"]] = row["long"]
    if faults:
        raise DataError("abbreviations.csv", faults)
    return table


def _spelled_out(scan: Scan, match: re.Match[str]) -> str | None:
    """The words a short form stands for, before it where it is in brackets, or in brackets after it."""
    text = scan.text
    start, end = match.span()
    if text[start - 1 : start] == "(" and text[end : end + 1] in (")", ",", ";"):
        return _long_at_end(text[max(0, start - 1 - _LOOK_BACK) : start - 1].rstrip(), match[0])
    if text[end : end + 2] == " (":
        close = text.find(")", end, end + _LOOK_BACK)
        inner = text[end + 2 : close] if close > 0 else ""
        return inner if inner and _initials(inner.split()) == _letters(match[0]) else None
    return None


def _long_at_end(before: str, short: str) -> str | None:
    """The last words of `before` that spell a short form by their initials, or agree with the table's long form."""
    words = re.split(r"[.;:\n]\s|\n", before)[-1].split(" ")[-_MOST_WORDS:]
    letters = _letters(short)
    for count in range(2, len(words) + 1):
        tail = words[-count:]
        if tail[0].lower() not in _LINKS and _initials(tail) == letters:
            return " ".join(tail)
    known = abbreviations().get(short)
    if known is None:
        return None
    plain = [bare(word).strip(",") for word in words]
    wanted = bare(known).replace(",", "").split()
    for at in range(len(plain) - 1):
        if plain[at : at + 2] == wanted[:2]:
            return " ".join(words[at:])
    same = 0
    while same < min(len(wanted), len(plain)) and plain[-1 - same] == wanted[-1 - same]:
        same += 1
    return " ".join(words[-same:]) if same >= 3 else None


def _called(scan: Scan, match: re.Match[str], short: str) -> str | None:
    """What "(sau đây gọi tắt là Ban Chỉ đạo)" shortens: the words from the last time it is said in full."""
    line = scan.text.rfind("\n", 0, match.start()) + 1
    before = scan.text[max(line, match.start() - 400) : match.start()].rstrip()
    for name in (short, " ".join(short.split()[:2])):
        said = before.lower().rfind(name.lower())
        if " " in name and said >= 0 and len(before) - said > len(short):
            return before[said:]
    return _long_at_end(before, short) if short.isupper() else None


def _initials(words: list[str]) -> str:
    return "".join(bare(word)[0] for word in words if word and word.lower() not in _LINKS and word[0].isalpha())


def _letters(short: str) -> str:
    return "".join(c for c in bare(short) if c.isalpha())


def _in_capitals(scan: Scan, match: re.Match[str]) -> bool:
    """Whether a short form stands among words in capitals, where nothing tells it from them."""
    line = scan.text.rfind("\n", 0, match.start()) + 1
    before = scan.text[max(line, match.start() - 12) : match.start()]
    after = scan.text[match.end() : match.end() + 12].partition("\n")[0]
    return any(
        word.isupper() and len(word) > 1 and not word.isdigit() for word in (before.split()[-1:] + after.split()[:1])
    )
