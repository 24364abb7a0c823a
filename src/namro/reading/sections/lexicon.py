"""The lexicon of sections: phrases and the roles they tell."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from namro.errors import DataError
from namro.reading.header.bodies import bare
from namro.reading.model import Role
from namro.text import Phrases
from namro.text.letters import settle_tone

TABLES = ("headings", "heading_words", "openings", "clauses", "manner")


class Starts:
    """Phrases looked for at the beginning of a line only, the longest first."""

    __slots__ = ("_by_word",)

    def __init__(self, entries: list[tuple[str, Role]]) -> None:
        self._by_word: dict[str, list[tuple[str, Role]]] = {}
        for phrase, role in sorted(entries, key=lambda entry: -len(entry[0])):
            self._by_word.setdefault(phrase.split()[0].rstrip(",:"), []).append((phrase, role))

    def role_of(self, line: str) -> Role | None:
        """The role that the first words of a line tell."""
        word = line.split(None, 1)[0].rstrip(",:;.") if line.strip() else ""
        for phrase, role in self._by_word.get(word, ()):
            if line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalpha():
                return role
        return None


class Inside:
    """Phrases looked for anywhere in a line; of several, the first."""

    __slots__ = ("_phrases",)

    def __init__(self, entries: list[tuple[str, Role]]) -> None:
        self._phrases = Phrases(entries)

    def role_of(self, line: str) -> Role | None:
        """The role that a phrase in a line tells."""
        hits = self._phrases.find(line)
        return hits[0].value if hits else None


@cache
def starts(table: str, plain: bool = False) -> Starts:
    """The phrases of a table, for the beginning of a line; `plain` without marks, for scanned pages."""
    entries = _entries(table)
    return Starts([(bare(phrase), role) for phrase, role in entries] if plain else entries)


@cache
def inside(table: str) -> Inside:
    """The phrases of a table, for anywhere in a line."""
    return Inside(_entries(table))


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return read_lexicon(files("namro.reading.sections").joinpath("lexicon.toml").read_text("utf-8"))


def read_lexicon(text: str) -> dict[str, dict[str, list[str]]]:
    """Phrases by table and role of a lexicon given as text; raises `DataError` with all its faults."""
    raw = tomllib.loads(text)
    faults: list[tuple[int | str, str, str]] = [
        (table, "unknown table", f"one of {', '.join(TABLES)}") for table in sorted(raw.keys() - set(TABLES))
    ]
    for table, roles in raw.items():
        told: dict[str, str] = {}
        for role, phrases in roles.items():
            if role not in tuple(Role):
                faults.append((table, f"unknown role {role!r}", f"one of {', '.join(Role)}"))
            for phrase in phrases:
                if phrase != phrase.lower() or not phrase.strip():
                    faults.append((table, f"{phrase!r} is not in small letters", "write it so"))
                if told.setdefault(phrase, role) != role:
                    faults.append((table, f"{phrase!r} tells two roles", "keep one"))
    if faults:
        raise DataError("sections/lexicon.toml", faults)
    return raw


def _entries(table: str) -> list[tuple[str, Role]]:
    return [(settle_tone(phrase), Role(role)) for role, phrases in _lexicon()[table].items() for phrase in phrases]
