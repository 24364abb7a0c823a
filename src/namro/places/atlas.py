"""Atlas: which unit or region a code or a name means on a day.

Follows a unit to the one that holds its territory now. Does not guess: a name without its marks, or one that no unit
bore yet on that day, is refused. Does not say which figures may be carried over a merger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache

from namro.errors import UsageError
from namro.places.tables import Standing, tables
from namro.places.units import Region, Status, Unit, covers
from namro.text.letters import compose, lower, settle_tone

_STATUS_WORD = re.compile(r"(?P<province>tỉnh\b)|(?P<city>thành phố\b|tp\b\.?)")
_DASH = re.compile(r"\s*[-‐‑–—]\s*")


def unit_coded(code: str, on: date | None = None) -> Unit:
    """The unit with a code, as it stood on a day; without a day, as it stood last.

    Raises `UsageError` for an unknown code (a bare "74" is one: codes were used again in 2025) and for a day on which
    the unit did not stand.

    >>> unit_coded("GSO63-74").full_name
    'Tỉnh Bình Dương'
    """
    standings = tables().standings.get(code)
    if standings is None:
        raise UsageError("place-code-unknown", place_code=code)
    if on is None:
        return standings[-1].unit
    for standing in standings:
        if covers(standing.begins, standing.ends, on):
            return standing.unit
    raise _not_then(standings[-1].unit.name, on, standings)


def unit_named(name: str, on: date) -> Unit:
    """The unit a name means on a day: short, full or former name, or another spelling.

    A name no unit bears any more leads to the unit that holds the territory on that day, so the answer may have another
    name. "Thành phố Bắc Ninh" is the unit only from the day it became a city: before, that was a town in the province.
    Raises `UsageError` for a name no unit ever bore, and for one that none bore yet.

    >>> unit_named("tỉnh Bình Dương", date(2026, 1, 1)).full_name
    'Thành phố Hồ Chí Minh'
    """
    key, status = _name_key(name)
    borne = [s for s in _standings_by_name().get(key, ()) if status is None or s.unit.status is status]
    if not borne:
        raise UsageError("place-unknown", name=name)
    begun = [s for s in borne if s.begins is None or s.begins <= on]
    if not begun:
        raise _not_then(name, on, borne)
    return successor(begun[-1].unit, on)


def successor(unit: Unit, on: date) -> Unit:
    """The unit that holds a unit's territory on a day: itself while it stands, then what it became.

    Raises `UsageError` for a day before the unit began: its territory then belonged to its `parts`.
    """
    if unit.begins is not None and on < unit.begins:
        raise _not_then(unit.name, on, tables().standings[unit.code])
    while unit.becomes is not None and not unit.stands_on(on):
        unit = unit_coded(unit.becomes)
    return unit_coded(unit.code, on)


def units_on(on: date) -> tuple[Unit, ...]:
    """The units of the first level as they stood on a day, by code: 63 to 30 June 2025, 34 from 1 July 2025."""
    return tuple(s.unit for row in tables().standings.values() for s in row if covers(s.begins, s.ends, on))


def regions_on(on: date) -> tuple[Region, ...]:
    """The six planning regions of a day."""
    return tuple(region for region in tables().regions if covers(region.begins, region.ends, on))


def region_coded(code: str) -> Region:
    """The region with a code; raises `UsageError` for an unknown one."""
    for region in tables().regions:
        if region.code == code:
            return region
    raise UsageError("place-code-unknown", place_code=code)


def region_named(name: str, on: date) -> Region:
    """The region a name means on a day, "vùng" before it or not.

    Raises `UsageError` for a name that no region of that day bears: Tây Nguyên is one only to 30 June 2025.
    """
    key = _key(name).removeprefix("vùng ")
    for region in regions_on(on):
        if key == _key(region.name) or _region_spellings().get(key) == region.name:
            return region
    raise UsageError("region-unknown", name=name, on=on, known=", ".join(region.name for region in regions_on(on)))


def _key(name: str) -> str:
    spaced = " ".join(settle_tone(lower(compose(name))).split())
    return _DASH.sub("-", spaced)


def _name_key(name: str) -> tuple[str, Status | None]:
    """The name without its status word, and the status that word says; "TP.HCM" is whole among the spellings."""
    key = _key(name)
    word = _STATUS_WORD.match(key)
    if word is None or key in _standings_by_name():
        return key, None
    status = Status.PROVINCE if word["province"] else Status.CITY
    return key[word.end() :].strip(), status


@cache
def _standings_by_name() -> dict[str, list[Standing]]:
    """By search key of the name and of its spellings, in order of time."""
    spellings = defaultdict(list)
    for spelling, name in tables().spellings.items():
        spellings[name].append(_key(spelling))
    by_name: dict[str, list[Standing]] = defaultdict(list)
    for row in tables().standings.values():
        for standing in row:
            for key in {_key(standing.unit.name), *spellings[standing.unit.name]}:
                by_name[key].append(standing)
    for borne in by_name.values():
        borne.sort(key=lambda standing: standing.begins or date.min)
    return dict(by_name)


@cache
def _region_spellings() -> dict[str, str]:
    return {_key(spelling): name for spelling, name in tables().spellings.items()}


def _not_then(name: str, on: date, standings: list[Standing] | tuple[Standing, ...]) -> UsageError:
    begins, ends = standings[0].begins, standings[-1].ends
    return UsageError("place-not-then", name=name, on=on, begins=begins or "…", ends=ends or "…")
