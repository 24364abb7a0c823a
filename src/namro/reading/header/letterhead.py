"""Letterhead and signature of an official document (Decree 30/2020/NĐ-CP, annex I), also scanned.

Reads number, issuer, day, kind, title and who signed. Does not decide who a cut-off head belonged to: what is not on
the page stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from namro.reading.header.bodies import bare, body_of_line, find_bodies, in_case
from namro.reading.header.persons import LOWER, UPPER, first_person
from namro.reading.model import Kind
from namro.reading.references.days import DAY, day_of
from namro.reading.references.rules import Numbered, find_numbers
from namro.reading.references.symbols import symbols
from namro.reading.scan import Scan

_HEAD = 3500  # a letterhead and title end within so many characters
_BELOW = 200  # characters under a capacity in which the name stands
_MOTTO = re.compile(r"cong hoa xa hoi|doc lap\W{1,5}tu do|dang\W{1,3}cong san viet nam")
_TITLE_KINDS = {
    "thong bao": Kind.NOTICE, "cong dien": Kind.TELEGRAM, "chi thi": Kind.DIRECTIVE, "quyet dinh": Kind.DECISION,
    "nghi quyet": Kind.RESOLUTION, "ke hoach": Kind.PLAN, "bao cao": Kind.REPORT, "cong van": Kind.LETTER,
    "ket luan": Kind.OTHER, "nghi dinh": Kind.OTHER, "thong tu": Kind.OTHER, "chuong trinh": Kind.OTHER,
    "to trinh": Kind.OTHER, "huong dan": Kind.OTHER, "quy dinh": Kind.OTHER, "de an": Kind.OTHER,
    "phuong an": Kind.OTHER,
}  # fmt: skip
_TITLE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_TITLE_KINDS)})(?!\w)")
_PLACE_AND_DAY = re.compile(
    rf"""
    (?: ^ | \n | (?<=[{UPPER}\d]\ ) )                                # a line of its own, or right after the number
    \W{{0,8}} (?P<place> [{UPPER}][^\n|,.:;]{{1,30}} (?:\n[^\n|,.:;]{{1,14}})? ) [,.]\s?
    ng[àa]y\s?{DAY}
    """,
    re.VERBOSE,
)
_ABOUT = re.compile(r"^\W*(?:v/v|về việc)\s*:?\s*", re.IGNORECASE)
_CAPACITY = re.compile(
    rf"""
    \n[\s|]{{0,8}}
    (?: (?P<capacity> (?:K\.?T|T\.?M|T/M|T\.?L|TUQ|Q)\.?\s+[{UPPER}] )
      | THỦ\sTƯỚNG | BỘ\sTRƯỞNG | CHỦ\sTỊCH | CHỦ\sNHIỆM | TỔNG\sCỤC\sTRƯỞNG | CỤC\sTRƯỞNG | GIÁM\sĐỐC | THỐNG\sĐỐC
      | TỔNG\sTHANH\sTRA | PHÓ\s | BÍ\sTHƯ | TRƯỞNG\sBAN | CHÁNH\sVĂN\sPHÒNG )
    [^\n]{{0,80}}
    """,
    re.VERBOSE,
)
_SENT_TO = re.compile(r"\n[\s|]{0,8}(?:n[ơo]i nh[ậa]n\b|lưu\s?:)")
_SET_IN_CAPITALS = re.compile(rf"(?:[^\s{LOWER}]+(?:\s|$))+")
_CAPITALS = 0.7  # share of capital letters from which a line is set in capitals


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head of a page says; `official` where it has a number, a motto or an addressee."""

    official: bool
    number: Numbered | None = None
    kind: Kind | None = None
    issuer: str | None = None
    issued_on: date | None = None
    top: str = ""
    """What stands above the number: the bodies, and the place they are of."""
    title: str | None = None
    body: int = 0
    """Where the head ends in the normal text, 0 where there is none."""


def read_letterhead(scan: Scan) -> Letterhead:
    """The letterhead, each part None where it is not there."""
    head = scan.text[:_HEAD]
    plain = bare(head)
    number = next((n for n in _first_numbers(scan) if n.own), None)
    motto = _MOTTO.search(plain)
    letter = re.search(r"(?:^|\n)\W{0,8}kinh gui\s*:", plain)
    if not (number or motto or letter):
        return Letterhead(official=False)
    day = _PLACE_AND_DAY.search(head)
    top = max((m.end() for m in (motto, day) if m), default=0)
    top = max(top, number.span.end if number else 0)
    kind, title, end = _title(scan, top)
    if number and number.kind is not Kind.LETTER:
        kind = number.kind
    elif letter or number:
        kind = kind or Kind.LETTER
        title = title or _subject(scan, number)
    return Letterhead(
        official=True,
        number=number,
        kind=Kind.OTHER if kind is Kind.DECREE else kind,  # the contract has no word for a decree of one's own
        issuer=_issuer(scan, motto, number),
        top=scan.text[: number.span.start if number else motto.start() if motto else 0],
        issued_on=day_of(day) if day else None,
        title=title,
        body=max(top, end),
    )


def issuer_of_symbol(symbol: str) -> str | None:
    """The body a symbol stands for where it is one body in the whole country."""
    meaning = symbols().issuers.get(symbol)
    if meaning is None or re.search(r"[(/;,]", re.sub(r"\s*\((?:từ|đến)[^)]*\)", "", meaning)) or symbol == "HĐND":
        return None
    return re.sub(r"\s*\(.*", "", meaning)


def read_signature(scan: Scan) -> str | None:
    """The name under the first capacity ("KT. BỘ TRƯỞNG"), else under the office, or last, where copies are listed."""
    sent = _SENT_TO.search(scan.lower)
    for match in _CAPACITY.finditer(scan.text):
        if (match["capacity"] or (sent and match.start() > sent.start())) and (
            name := first_person(scan.text[match.end() : match.end() + _BELOW].split("\n")[1:8])
        ):
            return name
    if sent is None:
        return None
    return first_person(scan.text[sent.start() :].rstrip(" |\n").rsplit("\n", 1)[-1:])


def _first_numbers(scan: Scan) -> list[Numbered]:
    found = []
    for number in find_numbers(scan):
        if number.span.start > _HEAD:
            break
        found.append(number)
    return found


def _title(scan: Scan, top: int) -> tuple[Kind | None, str | None, int]:
    """The kind and what the document is about, from the line that begins with the word for its kind."""
    blocks = [b for b in scan.blocks if b.start < _HEAD and b.end > top and re.search(r"\w", b.of(scan.text))]
    for at, block in enumerate(blocks[:12]):
        line = scan.text[max(block.start, top) : block.end]
        word = next((w for w in _TITLE_WORD.finditer(bare(line)) if line[w.start() : w.end()].isupper()), None)
        if word is None:
            continue
        rest = line[word.end() :].strip(" :|-")
        end = block.end
        if not rest and at + 1 < len(blocks):
            rest, end = blocks[at + 1].of(scan.text), blocks[at + 1].end
        return _TITLE_KINDS[word[0]], _trimmed(rest), end
    return None, None, 0


def _trimmed(title: str) -> str | None:
    """What a document is about, without "về việc" and what was joined to it: an addressing body, the first words."""
    if title[:20].isupper() and (capitals := _SET_IN_CAPITALS.match(title)):
        title = capitals[0]
    title = _ABOUT.sub("", title.strip(" :|-."))
    bodies = find_bodies(title)
    if bodies and bodies[-1].end == len(title) and title.isupper() and re.search(r"\S", title[: bodies[-1].start]):
        opener = title[bodies[-1].start :]
        if opener in ("THỦ TƯỚNG CHÍNH PHỦ", "CHÍNH PHỦ", "QUỐC HỘI", "ỦY BAN THƯỜNG VỤ QUỐC HỘI") and not re.search(
            r"(?:CỦA|VÀ|,)\s*$", title[: bodies[-1].start]
        ):
            title = title[: bodies[-1].start].rstrip(" ,-")
    return title or None


def _subject(scan: Scan, number: Numbered | None) -> str | None:
    """What a letter is about: the line "V/v …" under its number."""
    for block in scan.blocks[:40]:
        line = block.of(scan.text)
        if number and block.end <= number.span.start:
            continue
        if match := re.search(r"\bV/v\s*:?\s*(?P<subject>.+)", line):
            return match["subject"].strip()
    return None


def _issuer(scan: Scan, motto: re.Match[str] | None, number: Numbered | None) -> str | None:
    """The lowest body named above the number, in capitals; else the one its symbol stands for, else the line itself."""
    end = number.span.start if number else motto.start() if motto else 0
    top = scan.text[:end]
    before = top[: motto.start()] if motto else top
    lines = [
        line.strip(" |_-—") for line in before.split("\n") if _capitals(line) > _CAPITALS and len(line.split()) > 1
    ]
    if lines and not find_bodies(lines[-1]) and (name := body_of_line(lines[-1])):
        return name
    named = [body for body in find_bodies(top) if _capitals(top[body.start : body.end]) > _CAPITALS]
    if named:
        return named[-1].name
    if number and (name := issuer_of_symbol(number.issuer)):
        return name
    return in_case(lines[-1]) if lines else None


def _capitals(line: str) -> float:
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0
