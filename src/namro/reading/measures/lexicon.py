"""The measures' lexicons, loaded and checked once: what is counted, what stands before a figure, what is measured."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from namro.errors import DataError
from namro.reading.model import Bound
from namro.text import Phrases
from namro.text.letters import settle_tone

_ROOM = "reading/measures"


class Sort(StrEnum):
    """What sort of figure a unit makes."""

    MONEY = "money"
    PERCENT = "%"
    POINTS = "pp"
    TIMES = "times"
    RANK = "rank"
    COUNT = "count"
    AREA = "area"
    LENGTH = "length"
    ENERGY = "energy"
    POWER = "power"
    OTHER = "other"


_SORTS = {
    "km2": Sort.AREA, "ha": Sort.AREA, "m2": Sort.AREA, "km": Sort.LENGTH, "m": Sort.LENGTH, "kWh": Sort.ENERGY,
    "MWh": Sort.ENERGY, "GWh": Sort.ENERGY, "MW": Sort.POWER, "GW": Sort.POWER, "%": Sort.PERCENT, "pp": Sort.POINTS,
    "times": Sort.TIMES,
}  # fmt: skip


def sort_of(unit: str) -> Sort:
    """The sort of a physical unit, a percentage or a multiple."""
    return _SORTS.get(unit, Sort.OTHER)


@dataclass(frozen=True, slots=True)
class Counted:
    """What may be counted, and what a number before or after it is instead."""

    nouns: frozenset[str]
    intros: frozenset[str]
    spans: frozenset[str]
    names: frozenset[str]
    stops: frozenset[str]
    longest: int


class Cue(StrEnum):
    """What a word before a figure does."""

    BOUND = "bound"
    ESTIMATE = "estimate"
    RECKONED = "reckoned"
    UP = "up"
    DOWN = "down"
    ARRIVAL = "arrival"
    SHARE = "share"
    SINCE = "since"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator a phrase names, and for which sorts of figures; `code` None where it names none."""

    code: str | None
    sorts: frozenset[str] = field(default=frozenset())
    units: frozenset[str] = field(default=frozenset())

    def fits(self, sort: Sort, unit: str) -> bool:
        """Whether a figure of this sort can be a figure of the indicator."""
        if self.code is None:
            return True
        if self.units and sort in (Sort.AREA, Sort.MONEY) and unit not in self.units:
            return False
        return sort in self.sorts or sort in (Sort.RANK, Sort.TIMES) or (sort is Sort.POINTS and "%" in self.sorts)


@cache
def counted() -> Counted:
    """The nouns of `counted.toml`."""
    table = _table("counted.toml")
    sets = {
        key: frozenset(settle_tone(word) for word in table[key])
        for key in ("nouns", "intros", "spans", "names", "stops")
    }
    both = sets["nouns"] & (sets["intros"] | sets["stops"])
    if both:
        raise DataError(
            f"{_ROOM}/counted.toml", [(word, "counted and not counted", "keep it in one list") for word in sorted(both)]
        )
    return Counted(**sets, longest=max(len(noun.split()) for noun in sets["nouns"]))


_CUE_TABLES = {
    "estimate": Cue.ESTIMATE,
    "reckoned": Cue.RECKONED,
    "up": Cue.UP,
    "down": Cue.DOWN,
    "arrival": Cue.ARRIVAL,
    "share": Cue.SHARE,
    "since": Cue.SINCE,
    "links": Cue.LINK,
}


@cache
def fillers() -> frozenset[str]:
    """Words and phrases that name nothing by themselves."""
    return frozenset(settle_tone(word) for word in _table("cues.toml")["fillers"]["words"])


@cache
def cues() -> dict[str, tuple[Cue, Bound | None]]:
    """Each cue phrase of `cues.toml`, with its bound where it sets one."""
    table = _table("cues.toml")
    found: dict[str, tuple[Cue, Bound | None]] = {}
    faults: list[tuple[int | str, str, str]] = []

    def keep(phrase: str, cue: Cue, bound: Bound | None = None) -> None:
        phrase = settle_tone(phrase)
        if phrase in found and found[phrase] != (cue, bound):
            faults.append((phrase, "listed twice", "keep it once"))
        found[phrase] = (cue, bound)

    for sign, phrases in table["bounds"].items():
        for phrase in phrases:
            keep(phrase, Cue.BOUND, Bound(sign))
    for key, cue in _CUE_TABLES.items():
        for phrase in table[key]["words"]:
            keep(phrase, cue)
    if faults:
        raise DataError(f"{_ROOM}/cues.toml", faults)
    return found


@cache
def sorts_of(code: str) -> frozenset[str]:
    """The sorts of figures an indicator can have."""
    return frozenset(
        s for entry in _table("indicators.toml")["indicator"] if entry["code"] == code for s in entry["units"]
    )


@cache
def indicators() -> Phrases[Named]:
    """Every phrase of `indicators.toml` and what it names."""
    table = _table("indicators.toml")
    entries: dict[str, Named] = {}
    faults: list[tuple[int | str, str, str]] = []
    for entry in table["indicator"]:
        for phrase in entry["phrases"]:
            key = settle_tone(phrase)
            if key in entries:
                faults.append((phrase, f"names both {entries[key].code} and {entry['code']}", "keep it once"))
            units = entry.get("only_units", ()) if phrase not in entry.get("only_money", ()) else ()
            entries[key] = Named(entry["code"], frozenset(entry["units"]), frozenset(units))
    for phrase in table["none"]["phrases"]:
        entries.setdefault(settle_tone(phrase), Named(None))
    if faults:
        raise DataError(f"{_ROOM}/indicators.toml", faults)
    return Phrases(entries.items())


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("namro").joinpath(_ROOM, name).read_text("utf-8"))
