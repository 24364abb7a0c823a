"""Acts and what they hold: standards, goals, readings, one edition for each span of days without a change.

Values only; `loading` makes them from data, `judging` uses them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from namro.law.conditions import Condition
from namro.law.criteria import Criterion
from namro.law.facts import Transition
from namro.law.rules import Rule
from namro.law.values import Provenance


class Force(StrEnum):
    """Whether an act may be chosen by the day alone."""

    LAW = "law"
    DRAFT = "draft"  # only where the caller names it
    UNDATED = "undated"  # its day was not read: only where the caller names it


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row was read."""

    key: str
    address: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard of a goal: its test, when it applies, and where it comes from.

    `depends` names a goal whose finding is shown beside it ("a city needs class I"): recognition is a decision, so
    the finding itself rests on the fact alone.
    """

    id: str
    vi: str
    en: str
    group: str
    test: Criterion
    provenance: Provenance
    applies: Condition | None = None
    depends: str | None = None
    terms: tuple[str, ...] = ()  # the facts it can use, conditions included

    def label(self, lang: str) -> str:
        """What people call it."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an act where sources conflict; `""` where they do not."""

    id: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A status a place can have under an act on some days. The first reading is the one used unless asked."""

    name: str
    vi: str
    en: str
    kinds: tuple[str, ...]
    standards: tuple[Standard, ...]
    readings: tuple[Reading, ...]

    def label(self, lang: str) -> str:
        """What people call it."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Edition:
    """An act on a span of days in which no row of it changes."""

    valid_from: date | None
    valid_to: date | None
    goals: Mapping[str, Goal]
    transitions: tuple[Transition, ...]

    def holds(self, on: date) -> bool:
        """Whether the span holds the day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an act that states something, for counting and listing."""

    id: str
    kind: str
    value: str
    unit: str
    line: int
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Act:
    """One legal act as far as it was read."""

    id: str
    number: str
    vi: str
    en: str
    force: Force
    valid_from: date | None
    valid_to: date | None
    sources: Mapping[str, Source]
    caveats: Mapping[str, tuple[str, ...]]  # by language
    groups: Mapping[str, tuple[str, str]]  # id: (vi, en)
    rows: tuple[Row, ...]
    editions: tuple[Edition, ...]
    goals: tuple[str, ...]  # every status it sets standards for

    def label(self, lang: str) -> str:
        """Its title."""
        return self.vi if lang == "vi" else self.en

    def edition(self, on: date) -> Edition | None:
        """The edition of a day; the only one of an act whose day was not read."""
        return next((edition for edition in self.editions if edition.holds(on)), None)
