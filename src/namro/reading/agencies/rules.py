"""Agencies: bodies, titles and collective names as a document writes them.

Names are found by one automaton over the gazetteer and a short list of common nouns; where names overlap the longest is
taken, so "Ngân hàng Nông nghiệp và Phát triển nông thôn" is no ministry. A short form in capitals must be in capitals.
Does not decide which of several provinces a template means, nor whether a body is told to do anything.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from namro.places.agencies import gazetteer
from namro.reading.model import Finding, Header
from namro.reading.scan import Scan
from namro.text import Phrases, Span

_SHORTEST = 3  # short forms of fewer letters ("CT", "TP") are too many things at once
_AMBIGUOUS = frozenset({"kiểm toán", "cục", "vụ", "pcn", "cvp", "tttu", "ttđt"})


class NameKind(StrEnum):
    """What a name stands for."""

    BODY = "body"
    TITLE = "title"
    COLLECTIVE = "collective"
    ROLE = "role"
    HEAD = "head"  # a common noun that is a name only with the capital that follows


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the lexicon. `written` is how it must be written, where letters decide; `bodies` are ids."""

    kind: NameKind
    bodies: tuple[str, ...] = ()
    written: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMention(Finding):
    """An agency, title or collective name where it stands."""

    name: str
    kind: NameKind
    bodies: tuple[str, ...] = ()


@cache
def lexicon() -> tuple[tuple[str, Name], ...]:
    """All names in small letters, later rows winning over earlier ones."""
    table = gazetteer()
    words = tomllib.loads(files("namro.reading.agencies").joinpath("lexicon.toml").read_text("utf-8"))
    entries: dict[str, Name] = {}
    for phrase in words["single"]:
        entries[phrase] = Name(NameKind.HEAD)
    for phrase in words["roles"]:
        entries[phrase] = Name(NameKind.ROLE)
    for phrase in words["lists"]:
        entries[phrase] = Name(NameKind.COLLECTIVE)
    for title in table.titles:
        if title.role != "signature":
            entries[title.phrase.lower()] = Name(NameKind.TITLE)
    for collective in table.collectives:
        entries[collective.phrase.lower()] = Name(NameKind.COLLECTIVE)
    for alias in table.aliases:
        short = alias.phrase.isupper() or (alias.kind == "abbreviation" and " " not in alias.phrase)
        if len(alias.phrase) < _SHORTEST or alias.phrase.lower() in _AMBIGUOUS or ":" in alias.phrase:
            continue
        written = alias.phrase if short else None
        entries.setdefault(alias.phrase.lower(), Name(NameKind.BODY, alias.bodies, written))
    for body in table.bodies.values():
        entries[body.name.lower()] = Name(NameKind.BODY, (body.id,))
    return tuple(entries.items())


@cache
def _names() -> Phrases[Name]:
    return Phrases(lexicon())


def find_agencies(scan: Scan, header: Header | None = None) -> list[AgencyMention]:
    """Agencies, titles and collective names, in order, outside the document's asides."""
    del header  # every dimension is called alike; a name does not depend on who wrote the document
    text = scan.text
    return [
        AgencyMention(
            span=Span(start, end),
            rule=f"agency-{name.kind}",
            name=text[start:end],
            kind=name.kind,
            bodies=name.bodies,
        )
        for start, end, name in _names().find(scan.lower)
        if is_name(text, start, end, name) and name.kind is not NameKind.HEAD and scan.block_at(start) is not None
    ]


def is_name(text: str, start: int, end: int, name: Name) -> bool:
    """Whether the letters at a hit are those the name wants."""
    if name.written is not None:
        return text[start:end] == name.written
    if name.kind is NameKind.HEAD:
        following = text[end : end + 2].strip()
        return bool(following) and (following[0].isupper() or following[0] in '“"')
    return name.kind is not NameKind.BODY or any(letter.isupper() for letter in text[start:end])
