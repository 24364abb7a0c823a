"""Bodies as letterheads name them, in their proper case.

A letterhead is set in capitals and often scanned badly ("VAN PHONG CHÍNH PHU"), so names are found by their letters
without marks. Does not decide whether the body existed on that day.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from namro.errors import DataError
from namro.places import PlaceMention, find_places
from namro.reading.header.persons import UPPER
from namro.text import Phrases

_OF_LOWER_UNIT = re.compile(r"(?:xa|phuong|dac khu|huyen|quan|thi xa)$")  # bodies below the province
_LOWER_UNIT = re.compile(rf"(?:\s[{UPPER}]+){{1,4}}(?=\s*(?:$|[|\n]))")
_PLAIN = {"đ": "d", "Đ": "d"}


class Named(NamedTuple):
    """A body named at `text[start:end]`, its name in proper case with the place that follows."""

    start: int
    end: int
    name: str


def bare(text: str) -> str:
    """Small letters without marks, of the same length for NFC text."""
    return "".join(_PLAIN.get(c) or unicodedata.normalize("NFD", c)[0].lower()[:1] for c in text)


def find_bodies(text: str) -> list[Named]:
    """Bodies named in a letterhead, each with the rest of its line where that names a place; in order.

    >>> [named.name for named in find_bodies("UỶ BAN NHÂN DÂN TỈNH QUẢNG TRỊ")]
    ['Ủy ban nhân dân tỉnh Quảng Trị']
    """
    found = []
    for start, end, name in _names().find(bare(text)):
        line_end = text.find("\n", end)
        place, taken = _place_after(text[start : len(text) if line_end < 0 else line_end], end - start)
        found.append(Named(start, end + taken, f"{name} {place}".strip()))
    return found


def body_of_line(line: str) -> str | None:
    """The body a line names whose words a scanner ran together: "THỦ TƯỚNG CHÍNHPHỦ"."""
    return _squeezed().get("".join(bare(line).split()))


def in_case(name: str) -> str:
    """A name set in capitals, in the case of running text: the first letter and the places in it.

    >>> in_case("TRUNG TÂM XÚC TIẾN ĐẦU TƯ TỈNH PHÚ THỌ")
    'Trung tâm xúc tiến đầu tư tỉnh Phú Thọ'
    """
    cased = name[:1].upper() + name[1:].lower()
    for place in find_places(name):
        cased = cased[: _name_start(place)] + place.name + cased[place.end :]
    return cased


def _place_after(line: str, named: int) -> tuple[str, int]:
    """The place that goes on a name of so many characters, in its proper case, and how many more it takes."""
    place = next((p for p in find_places(line) if p.end > named), None)
    if place is not None:
        lead = line[named : max(named, _name_start(place))].split()
        if len(lead) <= 2 and all(word.isupper() for word in lead):
            return " ".join([*(word.lower() for word in lead), place.name]), place.end - named
    rest = _LOWER_UNIT.match(line[named:]) if _OF_LOWER_UNIT.search(bare(line[:named])) else None
    return (rest[0].strip().title(), rest.end()) if rest else ("", 0)


def _name_start(place: PlaceMention) -> int:
    """Where the name itself begins, after the word for its status; a short form ("TP.HCM") is replaced whole."""
    return max(place.start, place.end - len(place.name)) if place.explicit else place.start


@cache
def _names() -> Phrases[str]:
    return Phrases((bare(name), name) for name in _table())


@cache
def _squeezed() -> dict[str, str]:
    return {"".join(bare(name).split()): name for name in _table()}


@cache
def _table() -> tuple[str, ...]:
    return read_bodies(files("namro.reading.header").joinpath("bodies.csv").read_text("utf-8"))


def read_bodies(text: str) -> tuple[str, ...]:
    """The names of a table of bodies; raises `DataError` with all its faults."""
    rows = list(csv.DictReader(text.splitlines()))
    faults: list[tuple[int | str, str, str]] = [
        (number, f"no {column}", "fill the cell")
        for number, row in enumerate(rows, start=2)
        for column in ("name", "source")
        if not row.get(column)
    ]
    if faults:
        raise DataError("bodies.csv", faults)
    return tuple(row["name"] for row in rows)
