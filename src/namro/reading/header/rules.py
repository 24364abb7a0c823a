"""The header: what a document says of itself (kind, number, issuer, days, place, who signed and who presided).

Official documents are read by their letterhead and signature, pages of news by their lines of publication. Does not
decide what the page does not say: of a text cut from the middle nearly all stays None, and the kind is `other`.
"""

from __future__ import annotations

import re
from collections import Counter

from namro.places import PlaceKind, PlaceMention, find_places
from namro.reading.header.letterhead import Letterhead, read_letterhead, read_signature
from namro.reading.header.persons import NAME
from namro.reading.header.portal import document_announced, headline, is_news, published_on, source_named
from namro.reading.model import Header, Kind
from namro.reading.references.rules import issued_after
from namro.reading.scan import Scan

_PRESIDED = re.compile(
    rf"""
    (?: Thủ\stướng | Chủ\stịch | Bộ\strưởng | Thứ\strưởng | Bí\sthư | Trưởng\s[Bb]an | Giám\sđốc | Tổng\scục\strưởng
      | Phó\sThủ\stướng | đồng\schí | Chính\sphủ )
    (?:\s[Tt]hường\strực)? (?:\s(?:Chính\sphủ|Quốc\shội|UBND\s\w+|tỉnh|[Tt]hành\sphố))? \s
    (?P<name>{NAME})
    (?:\s?[,–-]\s[^.;\n]{{3,160}}?,?)? \s(?:đã\s)?(?:trực\stiếp\s)?chủ\strì\b (?!,)
    """,
    re.VERBOSE,
)
_CONCLUDED = re.compile(
    r"kết luận của (?:đồng chí )?(?:phó )?(?:thủ tướng|chủ tịch)(?: thường trực)?"
    r"(?: chính phủ| ubnd tỉnh| uỷ ban nhân dân \w+)? (?P<name>(?:[^\W\d_]+ ){1,4}?[^\W\d_]+) (?:tại|về|-|–|,)"
)
_BODY = re.compile(
    r"(?:Chính [Pp]hủ|Quốc [Hh]ội|Ủy [Bb]an|Uỷ [Bb]an|Thường [Tt]rực|Tỉnh|Thành [Pp]hố)(?!\w)"
)  # no person
_OPENING = 4000
_LEAD_BLOCKS = 4
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")
_VIETNAMESE = 0.05  # share of marked letters from which a text is Vietnamese: it has 20 %, English none
_DOMINANT = (5, 0.7)  # mentions and share of all mentions that make a cut-off text one place's


def read_header(scan: Scan) -> Header:
    """The header; a field is None where the document does not say."""
    head = read_letterhead(scan)
    if head.official:
        return Header(
            title=scan.document.title or head.title,
            kind=head.kind or Kind.OTHER,
            number=head.number.number if head.number else None,
            issuer=head.issuer,
            issued_on=head.issued_on,
            published_on=published_on(scan),
            signed_by=read_signature(scan),
            presided_by=_presided_by(scan),
            place=_official_place(head),
            source=source_named(scan),
            language=_language(scan),
        )
    news = is_news(scan)
    announced = document_announced(scan) if news else None
    return Header(
        title=scan.document.title or (headline(scan) if news else None),
        kind=Kind.NEWS if news else Kind.OTHER,
        number=announced[0].number if announced else None,
        issuer=announced[1] if announced else None,
        issued_on=issued_after(scan, announced[0].span.end) if announced else None,
        published_on=published_on(scan),
        signed_by=read_signature(scan),
        presided_by=_presided_by(scan) if news else None,
        place=_page_place(scan) if news else _dominant_place(scan),
        source=source_named(scan),
        language=_language(scan),
    )


def _presided_by(scan: Scan) -> str | None:
    """The person in the chair, by name."""
    for match in _PRESIDED.finditer(scan.text[:_OPENING]):
        if not _provinces(match["name"]) and not _BODY.match(match["name"]):
            return match["name"]
    concluded = _CONCLUDED.search(scan.lower[:_OPENING])
    if concluded is None:
        return None
    name = " ".join(word.capitalize() for word in scan.text[slice(*concluded.span("name"))].split())
    return None if _BODY.match(name) else name


def _official_place(head: Letterhead) -> str | None:
    """The place whose authority issued a document, else the only one its head names, else the only one in its title."""
    for text in (head.issuer, head.top, head.title):
        if place := _only_place(text or ""):
            return place
    return None


def _page_place(scan: Scan) -> str | None:
    """The one place the headline names, else the lead."""
    for blocks in (scan.blocks[:1], scan.blocks[:_LEAD_BLOCKS]):
        if blocks and (place := _only_place(scan.text[blocks[0].start : blocks[-1].end])):
            return place
    return _dominant_place(scan)


def _dominant_place(scan: Scan) -> str | None:
    """The place a text without a head speaks of throughout."""
    places = _provinces(scan.text)
    if not places:
        return None
    name, mentions = Counter(place.name for place in places).most_common(1)[0]
    explicit = any(place.explicit for place in places if place.name == name)
    least, share = _DOMINANT
    return name if explicit and mentions >= least and mentions >= share * len(places) else None


def _only_place(text: str) -> str | None:
    names = {place.name for place in _provinces(text)}
    return names.pop() if len(names) == 1 else None


def _provinces(text: str) -> list[PlaceMention]:
    return [place for place in find_places(text) if place.kind is PlaceKind.PROVINCE]


def _language(scan: Scan) -> str:
    letters = sum(c.isalpha() for c in scan.lower[:_OPENING])
    return "vi" if not letters or len(_MARKED.findall(scan.lower[:_OPENING])) / letters >= _VIETNAMESE else "en"
