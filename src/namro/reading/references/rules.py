"""References: other documents cited by their number ("Thông báo số 384/TB-VPCP ngày 25/7/2025").

Reads the number, what kind of document it is and the day of issue where it follows. A short form ("Nghị quyết 347")
takes the full number the text gave before; without one its bare figure stands, under a rule of its own. Does not decide
whether the document is still in force, and leaves out laws cited by name only, standards (QCVN 05:2023/BTNMT) and the
document's own number in its letterhead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from namro.reading.model import Kind, Reference
from namro.reading.references.days import DAY, day_of
from namro.reading.references.symbols import symbols
from namro.reading.scan import Scan
from namro.text import Span

_PART = r"(?:L(?=-CTN)|[A-ZĐƯ](?:[a-zđ.]|\d)?[A-ZĐƯ\d](?:[A-Za-zĐđƯ\d]|&\ ?(?=[A-ZĐ])|\.(?=[A-ZĐ])){0,14})"
_NUMBER = re.compile(
    rf"""
    (?P<serial>
        \d (?: (?<![\w.,/⁄-]\d) (?<!\d\d:\d) | (?<=[sS][ốỐ]\d) )  # not inside a figure or a standard's number
        \d{{0,5}} (?:\.\d{{1,2}})? [a-zđ]? )                      # 636, 66.4, 30c
    (?:
        \ ?[/⁄]\ ?
        (?: (?P<year>(?:19|20)\d\d) \ ?[/⁄]\ ? )?                 # 170/2024/QH15
        (?P<symbol> {_PART} (?:\ ?-\ ?{_PART}){{0,4}} )           # TB-VPCP, BTC-PTHT, QLN&TTBĐS
      | \ ?-\ ?(?P<party> [A-ZĐ][A-Za-zĐđ]{{1,4}} )               # 77-KL/TW: the Party writes the hyphen first
        \ ?[/⁄]\ ?(?P<organ> {_PART} )
    )
    (?!\w)
    """,
    re.VERBOSE,
)
_FIGURE = re.compile(
    r"""
    \d (?<!\w\d) \d{0,3}
    (?! [\w/⁄%–-] | [.,]\d | \ ?[/⁄%] | \ ?-\ ?\w )
    (?= $ | \ ?[\n.,;:)(!?”"\[] | \ (?P<next>\w+) )
    """,
    re.VERBOSE,
)
_BARE_KINDS = (
    "nghị quyết", "nghị định", "chỉ thị", "thông tư", "quyết định", "kết luận", "quy định", "công điện", "thông báo",
)  # fmt: skip
_BEFORE_FIGURE = tuple(f"{kind} {said}" for kind in _BARE_KINDS for said in ("", "số "))
_SERIAL_ONLY = re.compile(rf"(?<!\w)(?P<word>{'|'.join(_BARE_KINDS)}) (?P<said>số )?$")
# After a figure without "số", only these can follow a document: "Quyết định 5 dự án" decides on five projects.
_GOES_ON = frozenset({
    "ban", "cho", "chỉ", "có", "của", "cũng", "do", "đã", "đang", "để", "đến", "được",
    "hướng", "khi", "là", "mới", "năm", "nêu", "ngày", "này", "nhằm", "quy", "ra", "sẽ",
    "sửa", "theo", "thì", "thực", "tới", "trong", "triển", "trên", "và", "về", "với", "yêu",
})  # fmt: skip
_BEFORE_NUMBER = re.compile(r"(?P<word>(?:[^\W\d_]+\ ){0,3})(?:số|sô|só|so|s6|\$6)\ ?(?P<colon>[:;.]?)\ ?$")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+\ ?){1,4}$")
_LAW = re.compile(r"(?:QH|UBTVQH)[\dIVX]")
_PLACE_AND_DAY = re.compile(r"\s(?:[^\W\d_]+\s){0,4}[^\W\d_]+[,.]\s?(?:ngày|ngay)")  # of a scanned letterhead
_OWN_WITHIN = 3000  # a letterhead stands in so many first characters
_LOOK_BACK = 48
_ISSUED = re.compile(
    rf"""
    [\s,.]* (?:\(?(?:ban\shành|ký)\s)?
    (?: của (?:\s(?!(?:về|từ|đến|trước|sau|kể|quy|phê|ban|tại|và|theo)\b)[^\s,;:.()]+){{1,8}} ,?\s )?
    ngày\s?{DAY}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOOK_AHEAD = 130
_KIND_WORDS = {
    "nghị quyết": Kind.RESOLUTION, "quyết định": Kind.DECISION, "chỉ thị": Kind.DIRECTIVE, "thông báo": Kind.NOTICE,
    "kế hoạch": Kind.PLAN, "báo cáo": Kind.REPORT, "công điện": Kind.TELEGRAM, "công văn": Kind.LETTER,
    "văn bản": Kind.LETTER, "nghị định": Kind.OTHER, "thông tư": Kind.OTHER, "kết luận": Kind.OTHER, "luật": Kind.OTHER,
    "tờ trình": Kind.OTHER, "pháp lệnh": Kind.OTHER, "quy định": Kind.OTHER, "hướng dẫn": Kind.OTHER,
    "chương trình": Kind.OTHER, "đề án": Kind.OTHER, "giấy phép": Kind.OTHER, "phương án": Kind.OTHER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document's number as it stands in a text; `own` where it is this document's, in its letterhead."""

    span: Span
    number: str
    code: str | None
    """The code of the kind ("TB"), None for a letter, a law or a resolution of the National Assembly."""
    issuer: str
    """The symbol of the issuer ("VPCP", "QH15")."""
    kind: Kind
    own: bool


def find_references(scan: Scan) -> list[Reference]:
    """The documents cited, in order; each span is the number itself."""
    found = []
    full: dict[tuple[Kind, str], str] = {}
    numbers = [number for number in find_numbers(scan) if not number.own]
    for number in numbers:
        found.append(_reference(scan, number.span, number.number, number.kind, "full-number"))
    at = 0
    for figure in _FIGURE.finditer(scan.lower):
        start = figure.start()
        if not scan.lower.endswith(_BEFORE_FIGURE, 0, start):
            continue
        match = _SERIAL_ONLY.search(scan.lower, max(0, start - _LOOK_BACK), start)
        if match is None:
            continue
        while at < len(numbers) and numbers[at].span.start < start:
            full[numbers[at].kind, _serial(numbers[at].number)] = numbers[at].number
            at += 1
        follows = figure["next"] is None or figure["next"] in _GOES_ON
        if not match["said"] and not (scan.text[match.start()].isupper() and follows):
            continue
        kind = _KIND_WORDS[match["word"]]
        known = full.get((kind, figure[0].lstrip("0")))
        rule = "short-form" if known else "bare-number"
        found.append(_reference(scan, Span(*figure.span()), known or figure[0], kind, rule))
    return sorted(found, key=lambda reference: reference.span)


def find_numbers(scan: Scan) -> Iterator[Numbered]:
    """Every full number of a document, the document's own among them, in order."""
    known = symbols()
    for match in _NUMBER.finditer(scan.text):
        before = scan.lower[max(0, match.start() - _LOOK_BACK) : match.start()]
        parts = re.split(r"\s?-\s?", match["symbol"] or f"{match['party']}-{match['organ']}")
        head = known.misread.get(parts[0], parts[0])
        code = head if head in known.kinds else None
        said = _BEFORE_NUMBER.search(before)
        word = _kind_word(said["word"] if said else before)
        if not _is_number(match, code, parts, bool(said or word)):
            continue
        if code and len(parts) > 1:
            kind = known.kinds[code]
        else:
            code = None
            kind = _KIND_WORDS[word] if word else Kind.OTHER if _LAW.match(parts[0]) else Kind.LETTER
        yield Numbered(
            span=Span(*match.span()),
            number=_normalised(match, parts[0], head),
            code=code,
            issuer=parts[1] if code else parts[0],
            kind=kind,
            own=_in_letterhead(scan, match, said, word),
        )


def _is_number(match: re.Match[str], code: str | None, parts: list[str], said: bool) -> bool:
    """Whether letters after a figure are a document's symbol, and not a fraction or a rate ("15/HTX", "24/24H")."""
    if match["party"]:
        return code is not None
    first = parts[0]
    issuer = first in symbols().issuers
    if match["year"]:
        return code is not None or issuer or said or _LAW.match(first) is not None
    if len(parts) > 1:
        return code is not None or issuer or said
    return said or (issuer and len(first) > 2)


def _in_letterhead(scan: Scan, match: re.Match[str], said: re.Match[str] | None, word: str | None) -> bool:
    """Whether "Số: 636/TB-VPCP" opens the document: alone on its line, with a colon, or before place and day.

    A law or resolution of the National Assembly names its kind there, on a line of its own: "Luật số: 90/2025/QH15".
    """
    if match.start() > _OWN_WITHIN:
        return False
    if word is None and _PLACE_AND_DAY.match(scan.lower[match.end() : match.end() + _LOOK_BACK]):
        return True
    block = scan.block_at(match.start())
    if said is None or block is None:
        return False
    before = scan.lower[block.start : match.start() - len(said[0]) + len(said["word"])].strip(" |")
    if word is not None:
        return bool(said["colon"]) and before == word and block.end == match.end()
    return bool(said["colon"]) or not re.search(r"\w", before)


def _kind_word(before: str) -> str | None:
    """The word for a kind of document that ends the words before a number."""
    words = _WORDS_BEFORE.search(before)
    if words is None:
        return None
    tail = words[0].strip().split()
    for length in (2, 1):
        for at in range(max(0, len(tail) - length - 1), len(tail) - length + 1):
            word = " ".join(tail[at : at + length])
            if word in _KIND_WORDS:
                return word
    return None


def _normalised(match: re.Match[str], first: str, mended: str) -> str:
    """The number without stray spaces, a misread code mended: "56 /CD-TTg" → "56/CĐ-TTg"."""
    number = match[0].replace(" ", "").replace("⁄", "/")
    return number if first == mended else number.replace(first, mended, 1)


def _serial(number: str) -> str:
    figures = re.match(r"[\d.]+", number)
    return figures[0].lstrip("0") if figures else number


def _reference(scan: Scan, span: Span, number: str, kind: Kind, rule: str) -> Reference:
    return Reference(span=span, rule=rule, number=number, kind=kind, issued_on=issued_after(scan, span.end))


def issued_after(scan: Scan, end: int) -> date | None:
    """The day of issue that follows a number ending at `end`, None where none does."""
    match = _ISSUED.match(scan.text[end : end + _LOOK_AHEAD])
    return day_of(match) if match else None
