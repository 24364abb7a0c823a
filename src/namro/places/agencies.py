"""Agencies: State and Party bodies through time, their short forms, titles, collective names and themes.

"The agency named X on day D is today Y" is `body_named` and then `successors_on`. Rows that nobody has read in a source
(`read` is False) serve to recognise a name and are never offered as an answer to who is in charge. Templates ("Sở Tài
chính") stand for one body in every province; which province is for the caller to say. Does not decide which of several
successors took over a single task, nor who holds an office.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from namro.errors import DataError
from namro.text import fold

_FAR_PAST = date.min
_FAR_FUTURE = date.max
_PLACE_AFTER = re.compile(r"\s+(?:tỉnh|thành phố|tp\.?|xã|phường|đặc khu)\s+\S.*$", re.IGNORECASE)
_LONG = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "tp.": "thanh pho"}
_SHORT = re.compile(r"\b(?:ubnd|hdnd|tp\b\.?)")
_ID = re.compile(r"[a-z0-9][A-Za-z0-9-]*")
_ALIAS_KINDS = frozenset({"abbreviation", "short", "misspelling", "former"})
_CONFIDENCE = frozenset({"read", "memory"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body under one continuing name.

    `begins` and `ends` are its first and last day; None where it stood before the records begin, or stands still.
    `successors` are ids, the main one first. `read` tells whether a source was read for the row.
    """

    id: str
    name: str
    name_en: str
    kind: str
    begins: date | None
    ends: date | None
    successors: tuple[str, ...]
    predecessors: tuple[str, ...]
    act: str | None
    source: str
    read: bool
    note: str

    def stands_on(self, day: date) -> bool:
        """Whether the body exists on a day."""
        return (self.begins or _FAR_PAST) <= day <= (self.ends or _FAR_FUTURE)


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way to write a body's name. `kind` is abbreviation, short, misspelling or former."""

    phrase: str
    bodies: tuple[str, ...]
    kind: str
    read: bool


@dataclass(frozen=True, slots=True)
class Title:
    """An office: `role` is head, deputy, member, role or signature; `kinds` are kinds of body it belongs to."""

    phrase: str
    kinds: tuple[str, ...]
    role: str
    read: bool


@dataclass(frozen=True, slots=True)
class Collective:
    """A name for many bodies at once ("các bộ, ngành, địa phương"); `kinds` is ("*",) where any body may be meant."""

    phrase: str
    kinds: tuple[str, ...]
    scope: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A policy area: the words that tell it, the bodies in charge at the centre and in a province.

    A body is the path of its ids: ("bo-tai-chinh", "cuc-thue") is a unit inside a ministry. Several bodies share.
    """

    slug: str
    cues: tuple[str, ...]
    central: tuple[tuple[str, ...], ...]
    provincial: tuple[tuple[str, ...], ...]
    source: str
    read: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that is known of agencies, agreed."""

    bodies: Mapping[str, Body]
    aliases: tuple[Alias, ...]
    titles: tuple[Title, ...]
    collectives: tuple[Collective, ...]
    themes: tuple[Theme, ...]
    named: Mapping[str, tuple[str, ...]]
    """Search key of a name or short form → ids of the bodies that bear it."""


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this release."""
    return read_gazetteer(files("namro.places").joinpath("data"))


def read_gazetteer(folder: Traversable) -> Gazetteer:
    """The tables in a folder; raises `DataError` for the first file with faults, telling all of them."""
    bodies = _read_bodies(folder)
    aliases = _read_aliases(folder, bodies)
    named: dict[str, list[str]] = {}
    for body in bodies.values():
        named.setdefault(_key(body.name), []).append(body.id)
    for alias in aliases:
        if alias.kind != "former":  # a former name is a body of its own; this row only repeats its successor
            for body_id in alias.bodies:
                ids = named.setdefault(_key(alias.phrase), [])
                if body_id not in ids:
                    ids.append(body_id)
    return Gazetteer(
        bodies=bodies,
        aliases=aliases,
        titles=_read_titles(folder),
        collectives=_read_collectives(folder),
        themes=_read_themes(folder, bodies),
        named={key: tuple(ids) for key, ids in named.items()},
    )


def body_named(name: str, on: date) -> Body | None:
    """The body that bears a name or short form on a day; else the last that bore it before; None for no such body.

    A name with its place ("Sở Tài chính tỉnh Bình Dương") gives the template where that place has no row of its own.

    >>> body_named("Bộ KH&ĐT", date(2024, 10, 16)).name
    'Bộ Kế hoạch và Đầu tư'
    """
    table = gazetteer()
    ids = table.named.get(_key(name)) or table.named.get(_key(_PLACE_AFTER.sub("", name)), ())
    candidates = [table.bodies[body_id] for body_id in ids]
    standing = [body for body in candidates if body.stands_on(on)]
    if standing:
        return standing[0]
    ended = [body for body in candidates if body.ends and body.ends < on]
    return max(ended, key=lambda body: body.ends or _FAR_PAST, default=None)


def successors_on(body: Body, on: date) -> tuple[Body, ...]:
    """The bodies that carry on a body's work on a day, the main one first; the body itself while it stands.

    Empty where the body has not begun, or ended and nothing is recorded of what followed.

    >>> [b.name for b in successors_on(body_named("Bộ GTVT", date(2024, 1, 1)), date(2026, 1, 1))]
    ['Bộ Xây dựng', 'Bộ Công an']
    """
    table = gazetteer()
    found: list[Body] = []
    seen: set[str] = set()
    queue = [body]
    while queue:
        next_one = queue.pop(0)
        if next_one.id in seen:
            continue
        seen.add(next_one.id)
        if next_one.stands_on(on):
            found.append(next_one)
        elif next_one.ends and next_one.ends < on:
            queue.extend(table.bodies[body_id] for body_id in next_one.successors)
    return tuple(found)


def successor_body(body: Body, on: date) -> Body | None:
    """The main body that carries on a body's work on a day; None where nothing is recorded."""
    return next(iter(successors_on(body, on)), None)


def _key(name: str) -> str:
    """A search key in which the councils and committees of any place are written out."""
    return _SHORT.sub(lambda match: _LONG[match.group()], fold(name))


def _rows(folder: Traversable, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = folder.joinpath(file).read_text("utf-8")
    yield from enumerate(csv.DictReader(text.splitlines()), start=2)


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


class _Faults(list[tuple[int | str, str, str]]):
    """Faults of one file, raised together."""

    def check_source(self, row: int, source: str, confidence: str) -> None:
        if not source.strip():
            self.append((row, "no source", "say where it was read, or write memory"))
        if confidence not in _CONFIDENCE:
            self.append((row, f"confidence {confidence!r}", "write read or memory"))

    def raise_for(self, file: str) -> None:
        if self:
            raise DataError(f"places/data/{file}", list(self))


def _read_bodies(folder: Traversable) -> dict[str, Body]:
    file = "agencies_bodies.csv"
    faults = _Faults()
    bodies: dict[str, Body] = {}
    rows: dict[str, int] = {}
    for row, cells in _rows(folder, file):
        faults.check_source(row, cells["source"], cells["confidence"])
        begins = _day(cells["valid_from"], row, faults)
        ends = _day(cells["valid_to"], row, faults)
        if begins and ends and ends < begins:
            faults.append((row, f"ends {ends} before it begins {begins}", "swap the days"))
        if not _ID.fullmatch(cells["id"]):
            faults.append((row, f"id {cells['id']!r}", "write letters, figures and hyphens"))
        if cells["id"] in bodies:
            faults.append((row, f"id {cells['id']!r} stands twice", "give each body one row"))
        rows[cells["id"]] = row
        bodies[cells["id"]] = Body(
            id=cells["id"],
            name=cells["name_vi"],
            name_en=cells["name_en"],
            kind=cells["kind"],
            begins=begins,
            ends=ends,
            successors=_ids(cells["successor_ids"]),
            predecessors=_ids(cells["predecessor_ids"]),
            act=cells["legal_act"] or None,
            source=cells["source"],
            read=cells["confidence"] == "read",
            note=cells["note"],
        )
    for body in bodies.values():
        for other in (*body.successors, *body.predecessors):
            if other not in bodies:
                faults.append((rows[body.id], f"no body {other!r}", "add its row or mend the id"))
    faults.raise_for(file)
    return bodies


def _read_aliases(folder: Traversable, bodies: Mapping[str, Body]) -> tuple[Alias, ...]:
    file = "agencies_aliases.csv"
    faults = _Faults()
    aliases = []
    for row, cells in _rows(folder, file):
        faults.check_source(row, cells["example_source"], cells["confidence"])
        ids = _ids(cells["body_id"])
        faults.extend((row, f"no body {other!r}", "mend the id") for other in ids if other not in bodies)
        if cells["kind"] not in _ALIAS_KINDS:
            faults.append((row, f"kind {cells['kind']!r}", f"write one of {', '.join(sorted(_ALIAS_KINDS))}"))
        aliases.append(Alias(cells["alias"], ids, cells["kind"], cells["confidence"] == "read"))
    faults.raise_for(file)
    return tuple(aliases)


def _read_titles(folder: Traversable) -> tuple[Title, ...]:
    file = "agencies_titles.csv"
    faults = _Faults()
    titles = []
    for row, cells in _rows(folder, file):
        faults.check_source(row, cells["source"], cells["confidence"])
        titles.append(Title(cells["title"], _ids(cells["body_kind"]), cells["role"], cells["confidence"] == "read"))
    faults.raise_for(file)
    return tuple(titles)


def _read_collectives(folder: Traversable) -> tuple[Collective, ...]:
    file = "agencies_collectives.csv"
    faults = _Faults()
    collectives = []
    for row, cells in _rows(folder, file):
        faults.check_source(row, cells["seen_in"], cells["confidence"])
        if not cells["stands_for_kinds"]:
            faults.append((row, "stands for no kind of body", "write kinds, or * for any"))
        collectives.append(Collective(cells["phrase"], _ids(cells["stands_for_kinds"]), cells["scope"]))
    faults.raise_for(file)
    return tuple(collectives)


def _read_themes(folder: Traversable, bodies: Mapping[str, Body]) -> tuple[Theme, ...]:
    file = "agencies_themes.csv"
    faults = _Faults()
    themes = []
    for row, cells in _rows(folder, file):
        faults.check_source(row, cells["source"], cells["confidence"])
        central = tuple(tuple(path.split(">")) for path in _ids(cells["ministry_body_id"]))
        provincial = tuple(tuple(path.split(">")) for path in _ids(cells["department_body_id"]))
        for body_id in (body_id for path in (*central, *provincial) for body_id in path):
            if body_id not in bodies:
                faults.append((row, f"no body {body_id!r}", "mend the id"))
        cues = _ids(cells["cue_words"])
        if not cues:
            faults.append((row, "no cue words", "name the words that tell the theme"))
        themes.append(Theme(cells["theme"], cues, central, provincial, cells["source"], cells["confidence"] == "read"))
    faults.raise_for(file)
    return tuple(themes)


def _day(cell: str, row: int, faults: _Faults) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        faults.append((row, f"day {cell!r}", "write it as 2025-03-01"))
        return None
