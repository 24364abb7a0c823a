"""Names: places as they are written in running text.

Finds provinces and cities by capitals, regions and the nation. Does not decide which day's unit is meant (ask
`unit_named` with the day), nor whether a sentence is about the place or about an institution named for it. Leaves out
what is more likely no unit of the first level: persons ("Nguyễn Hòa Bình"), towns ("thành phố Thái Bình"), communes,
streets and rivers ("xã Hòa Bình", "sông Đồng Nai"), longer names ("Thái Bình Dương"), "Hồ Chí Minh" without "thành
phố" outside a list of places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from namro.places.tables import tables
from namro.places.units import NATION_NAME, Status
from namro.text.letters import settle_tone

_LOOK_BACK = 24  # characters before a name that can hold "các tỉnh, thành phố " or the rest of a person's name
_NAME_WORDS = 3  # words before a name that are looked at for a surname: "Nguyễn Thị Thanh Hà Giang"

_STATUS_BEFORE = re.compile(
    r"""
    (?<!\w)
    (?: (?P<either>tỉnh \s?(?:,|/|-|và|hoặc)?\s? (?:thành\sphố|thành|tp\.?))   # "các tỉnh, thành phố X"
      | (?P<city>thành\sphố | tp\.?)
      | (?P<province>tỉnh) )
    (?:(?<=\.)|\s)                                                            # "TP.Huế"
    $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"""
    (?<!\w)
    (?: (?:thị\s)?xã | phường | huyện | quận | thị\strấn | đặc\skhu | thôn | ấp   # units below the first level
      | phố | sông | hồ | kênh | đèo
      | (?<!yêu\s)(?<!nhu\s)(?<!toàn\s)cầu                                      # a bridge, not "yêu cầu"
      | (?P<road>đường)
      | ông | bà | anh | chị | đồng\schí )                                       # a person by the given name
    \s
    $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ROAD_GOES_ON = re.compile(r"\s?[-–]\s?\w")  # "tuyến đường Hà Nội - Hải Phòng" runs between places
_JOINT = re.compile(r"\s?[,;/|–-]?\s?(?:(?:và|hoặc)\s)?", re.IGNORECASE)
_DASHES = (" - ", "-", " – ", "–")
_OPENS_LIST = re.compile(r"(?:^|[:;(|])\s?$")


class PlaceKind(StrEnum):
    """What a name in a text stands for."""

    PROVINCE = "province"
    REGION = "region"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at `text[start:end]`, with the status word before it."""

    start: int
    end: int
    name: str
    """The name as the room writes it, fit for `unit_named` or `region_named`: "Bà Rịa - Vũng Tàu" for "BR-VT"."""
    kind: PlaceKind
    status: Status | None = None
    """The status the text gives it: "thành phố Bắc Ninh" is the unit only from the day it became a city."""
    explicit: bool = False
    """Whether a word for the kind of place stood before it."""


class PlaceName(NamedTuple):
    """A phrase and the place it names. Where it is not `sure`, only `find_places` tells a place from a person."""

    phrase: str
    name: str
    kind: PlaceKind
    sure: bool


def place_names() -> tuple[PlaceName, ...]:
    """Every phrase for a place, in title and in capital letters and with both places of the tone, longest first."""
    held = _statuses_held()
    names = []
    for phrase, entry in _entries().items():
        if entry is None:
            continue
        sure = entry.kind is not PlaceKind.PROVINCE or entry.status is not None
        names.append(PlaceName(phrase, entry.name, entry.kind, sure))
        for status in () if sure else sorted(held[entry.name]):
            names += [PlaceName(f"{word} {phrase}", entry.name, entry.kind, True) for word in _words(status, phrase)]
    return tuple(sorted(names, key=lambda name: (-len(name.phrase), name.phrase)))


def find_places(text: str) -> list[PlaceMention]:
    """Places named in NFC text whose white space is single spaces, in order; linear in its length.

    >>> [(m.name, m.explicit) for m in find_places("các tỉnh: Đắk Lắk, Gia Lai và tỉnh Khánh Hoà")]
    [('Đắk Lắk', False), ('Gia Lai', False), ('Khánh Hòa', True)]
    >>> find_places("Phó Thủ tướng Nguyễn Hòa Bình")
    []
    """
    found: list[PlaceMention] = []
    doubtful: list[bool] = []
    for start, end, entry in _hits(text):
        if entry.kind is not PlaceKind.PROVINCE:
            found.append(_region_or_nation(text, start, end, entry))
            doubtful.append(False)
            continue
        mention = _province(text, start, end, entry, found[-1].end if found else 0)
        if mention is not None:
            found.append(mention)
            doubtful.append(not mention.explicit and _is_guarded(mention.name, text[start:end]))
    return _resolve(text, found, doubtful) if any(doubtful) else found


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: PlaceKind
    status: Status | None = None


def _hits(text: str) -> Iterator[tuple[int, int, _Entry]]:
    """Phrases between word edges, without the look-alikes."""
    automaton, entries = _automaton()
    last = len(text)
    for index, start, end in automaton.find_matches_as_indexes(text):
        entry = entries[index]
        if entry is None or (start and text[start - 1].isalnum()) or (end < last and text[end].isalnum()):
            continue
        yield start, end, entry


def _region_or_nation(text: str, start: int, end: int, entry: _Entry) -> PlaceMention:
    explicit = entry.kind is PlaceKind.REGION and text[max(0, start - 5) : start].lower() == "vùng "
    return PlaceMention(start - 5 if explicit else start, end, entry.name, entry.kind, explicit=explicit)


def _province(text: str, start: int, end: int, entry: _Entry, after: int) -> PlaceMention | None:
    """The mention at a hit, or None where it names something else; `after` is where the mention before it ends."""
    if entry.status is not None:
        return PlaceMention(start, end, entry.name, entry.kind, entry.status, explicit=True)
    before = text[max(after, start - _LOOK_BACK) : start]
    if match := _STATUS_BEFORE.search(before):
        return _with_status(start, end, entry, match, start - len(before))
    if (other := _OTHER_BEFORE.search(before)) and not (other["road"] and _ROAD_GOES_ON.match(text, end)):
        return None
    if _follows_surname(before):
        return None
    return PlaceMention(start, end, entry.name, entry.kind)


def _with_status(start: int, end: int, entry: _Entry, match: re.Match[str], offset: int) -> PlaceMention | None:
    if match["either"]:
        return PlaceMention(start, end, entry.name, entry.kind, explicit=True)
    status = Status.CITY if match["city"] else Status.PROVINCE
    if status is Status.CITY and status not in _statuses_held()[entry.name]:
        return None  # a town of the same name
    return PlaceMention(offset + match.start(), end, entry.name, entry.kind, status, explicit=True)


def _follows_surname(before: str) -> bool:
    """Whether the capitalised words right before a name hold a surname: "Nguyễn Thị Hà Giang"."""
    if not before.endswith(" "):
        return False
    surnames = tables().surnames
    for marked in reversed(before.split()[-_NAME_WORDS:]):
        word = marked.lstrip('*_(“"')
        if not (word.isalpha() and word[0].isupper()):
            return False
        capitals = word.isupper() and len(word) > 1
        is_word = surnames.get(word.capitalize())
        if is_word is not None and not (capitals and is_word):
            return True
    return False


def _is_guarded(name: str, written: str) -> bool:
    """Whether a name alone may be something else: "Hồ Chí Minh", or "HÒA BÌNH", which may be peace."""
    guarded = tables().guarded.get(name)
    return guarded == "always" or (guarded == "capitals" and written.isupper())


def _resolve(text: str, found: list[PlaceMention], doubtful: list[bool]) -> list[PlaceMention]:
    """Keep doubtful mentions that stand in a list with sure ones: "Hà Nội, Hồ Chí Minh và Đà Nẵng"."""
    for i in range(1, len(found)):
        doubtful[i] = doubtful[i] and (doubtful[i - 1] or not _joined(text, found[i - 1], found[i]))
    for i in range(len(found) - 2, -1, -1):
        if doubtful[i] and not doubtful[i + 1] and _joined(text, found[i], found[i + 1]):
            # On its right alone a neighbour proves little: "Bảo tàng Hồ Chí Minh, Hà Nội".
            start = found[i].start
            doubtful[i] = not _OPENS_LIST.search(text[max(0, start - 2) : start])
    return [mention for mention, doubt in zip(found, doubtful, strict=True) if not doubt]


def _joined(text: str, left: PlaceMention, right: PlaceMention) -> bool:
    gap = text[left.end : right.start]
    provinces = left.kind is right.kind is PlaceKind.PROVINCE
    return provinces and bool(gap.strip()) and _JOINT.fullmatch(gap) is not None


@cache
def _automaton() -> tuple[AhoCorasick, list[_Entry | None]]:
    entries = _entries()
    automaton = AhoCorasick(
        list(entries), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA, store_patterns=False
    )
    return automaton, list(entries.values())


@cache
def _entries() -> dict[str, _Entry | None]:
    """Every written form → what it names; None for a look-alike."""
    data = tables()
    spelt: dict[str, list[str]] = {}
    for spelling, name in data.spellings.items():
        spelt.setdefault(name, []).append(spelling)
    entries: dict[str, _Entry | None] = {}
    for name in _statuses_held():
        for written in (name, *spelt.get(name, ())):
            status = Status.CITY if written.lower().startswith("tp") else None
            for form in _forms(written):
                entries[form] = _Entry(name, PlaceKind.PROVINCE, status)
                if status is Status.CITY:
                    entries["Tp" + form[2:]] = entries[form]
    loose = [(region.name, PlaceKind.REGION) for region in data.regions] + [(NATION_NAME, PlaceKind.NATION)]
    for name, kind in loose:
        for written in (name, *spelt.get(name, ())):
            small = written[0].lower() + written[1:] if kind is PlaceKind.REGION else written
            for form in (*_forms(written), *_forms(small), written[0].upper() + written[1:]):
                entries[form] = _Entry(name, kind)
    for phrase in data.lookalikes:
        entries.update(dict.fromkeys(_forms(phrase)))
    return entries


def _forms(written: str) -> set[str]:
    """As written and in capitals, with any dash, and with the tone of "hòa" on either vowel."""
    dashed = {written.replace(" - ", dash) for dash in _DASHES}
    return {form for text in dashed for toned in (text, settle_tone(text)) for form in (toned, toned.upper())}


@cache
def _statuses_held() -> dict[str, frozenset[Status]]:
    """Every name a unit bears or bore → the statuses it had under that name."""
    held: dict[str, set[Status]] = {}
    for row in tables().standings.values():
        for standing in row:
            held.setdefault(standing.unit.name, set()).add(standing.unit.status)
    return {name: frozenset(statuses) for name, statuses in held.items()}


def _words(status: Status, phrase: str) -> tuple[str, ...]:
    """The words for a status that go with a name in title or in capital letters."""
    word = status.word
    if phrase.isupper():
        return (word.upper(), "TP.", "TP") if status is Status.CITY else (word.upper(),)
    short = ("TP.", "TP", "Tp.", "Tp") if status is Status.CITY else ()
    return (word, word.lower(), *short)
