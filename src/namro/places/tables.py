"""Tables: the room's CSV files, read and checked.

All faults of a file are told at once, as `DataError`. Does not check a fact against the world: only that every row has
its source and that the rows agree with one another.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from namro.errors import DataError
from namro.places.units import NATION_NAME, Region, Status, Unit, covers

_UNIT_CODE = re.compile(r"GSO(?:63|34)-\d\d")
_REGION_CODE = re.compile(r"REG(?:63|34)-[A-Z]+")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit during the days in which its name and status did not change."""

    unit: Unit
    begins: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the room holds, agreed."""

    standings: Mapping[str, tuple[Standing, ...]]
    """By unit code, in order of time."""
    regions: tuple[Region, ...]
    spellings: Mapping[str, str]
    """Another spelling → the name as this room writes it."""
    lookalikes: tuple[str, ...]
    """Longer phrases that hold a place's name and are not that place."""
    guarded: Mapping[str, str]
    """Name → "always" or "capitals": where the name alone may be something else."""
    surnames: Mapping[str, bool]
    """Surname → whether it is an ordinary word in capitals too."""


@cache
def tables() -> Tables:
    """The tables of this release."""
    return read_tables(files("namro.places").joinpath("data"))


def read_tables(folder: Traversable) -> Tables:
    """The tables in a folder; raises `DataError` for the first file with faults, telling all of them."""
    regions = _read_regions(folder)
    units = _read_units(folder, regions)
    standings = _read_changes(folder, units)
    names = {standing.unit.name for row in standings.values() for standing in row}
    known = names | {region.name for region in regions.values()} | {NATION_NAME}
    return Tables(
        standings=standings,
        regions=tuple(
            replace(region, members=tuple(code for code, unit in units.items() if unit.region == region.code))
            for region in regions.values()
        ),
        spellings=_read_spellings(folder, known),
        lookalikes=tuple(_read_pairs(folder, "lookalikes.csv", "phrase", "meaning")),
        guarded=_read_guarded(folder, names),
        surnames={
            surname: word == "yes"
            for surname, word in _read_pairs(folder, "surnames.csv", "surname", "also_a_word", ("yes", "no")).items()
        },
    )


class _Sheet:
    """A CSV file being read, with the faults found so far."""

    def __init__(self, folder: Traversable, name: str, columns: tuple[str, ...]) -> None:
        self.name = name
        self.faults: list[tuple[int | str, str, str]] = []
        self._columns = columns
        with folder.joinpath(name).open(encoding="utf-8") as lines:
            reader = csv.reader(lines)
            self._head = tuple(next(reader, ()))
            self._rows = list(reader)
        if self._head != columns:
            self.fault(1, f"columns are {', '.join(self._head)}", f"write {','.join(columns)}")
            self.done()

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows with their number in the file, those of a wrong length left out as faults."""
        for number, cells in enumerate(self._rows, start=2):
            if len(cells) != len(self._columns):
                self.fault(number, f"{len(cells)} cells", f"write {len(self._columns)}")
                continue
            row = {column: cell.strip() for column, cell in zip(self._columns, cells, strict=True)}
            if not row["source"]:
                self.fault(number, "no source", "say where the row comes from")
            yield number, row

    def fault(self, row: int | str, problem: str, remedy: str) -> None:
        self.faults.append((row, problem, remedy))

    def day(self, row: int, cell: str) -> date | None:
        if not cell:
            return None
        try:
            return date.fromisoformat(cell)
        except ValueError:
            self.fault(row, f"{cell!r} is not a day", "write it as 2025-07-01")
            return None

    def period(self, number: int, row: dict[str, str]) -> tuple[date | None, date | None]:
        begins, ends = self.day(number, row["begins"]), self.day(number, row["ends"])
        if begins and ends and ends < begins:
            self.fault(number, f"ends {ends} before it begins {begins}", "put the two days right")
        return begins, ends

    def done(self) -> None:
        """Raise what was found."""
        if self.faults:
            raise DataError(self.name, self.faults)


def _read_regions(folder: Traversable) -> dict[str, Region]:
    sheet = _Sheet(folder, "regions.csv", ("code", "name", "begins", "ends", "act", "source"))
    regions: dict[str, Region] = {}
    for number, row in sheet.rows():
        code = row["code"]
        if not _REGION_CODE.fullmatch(code):
            sheet.fault(number, f"{code!r} is not a region code", "write it as REG63-DNB or REG34-DNB")
        if code in regions:
            sheet.fault(number, f"{code} stands twice", "keep one row a region")
        begins, ends = sheet.period(number, row)
        regions[code] = Region(code, row["name"], (), begins, ends, row["act"] or None, row["source"])
    sheet.done()
    return regions


def _read_units(folder: Traversable, regions: Mapping[str, Region]) -> dict[str, Unit]:
    columns = ("code", "name", "status", "region", "begins", "ends", "becomes", "parts", "act", "source")
    sheet = _Sheet(folder, "units.csv", columns)
    units: dict[str, Unit] = {}
    numbers: dict[str, int] = {}
    for number, row in sheet.rows():
        code, status = row["code"], row["status"]
        if not _UNIT_CODE.fullmatch(code):
            sheet.fault(number, f"{code!r} is not a unit code", "write it as GSO63-74 or GSO34-79")
        if code in units:
            sheet.fault(number, f"{code} stands twice", "keep one row a unit; later changes go to changes.csv")
        if not row["name"]:
            sheet.fault(number, f"{code} has no name", "write its short name")
        if status not in tuple(Status):
            sheet.fault(number, f"status {status!r}", "write province or city")
            status = Status.PROVINCE
        begins, ends = sheet.period(number, row)
        parts = tuple(row["parts"].split("|")) if row["parts"] else ()
        act, becomes = row["act"] or None, row["becomes"] or None
        units[code] = Unit(
            code, row["name"], Status(status), row["region"], begins, ends, becomes, parts, act, row["source"]
        )
        numbers[code] = number
    for code, unit in units.items():
        _check_region(sheet, numbers[code], unit, regions)
        _check_links(sheet, numbers[code], unit, units)
    _check_names(sheet, numbers, units)
    sheet.done()
    return units


def _check_region(sheet: _Sheet, number: int, unit: Unit, regions: Mapping[str, Region]) -> None:
    region = regions.get(unit.region)
    if region is None:
        sheet.fault(number, f"region {unit.region!r} is unknown", "use a code of regions.csv")
    elif (region.begins, region.ends) != (unit.begins, unit.ends):
        sheet.fault(number, f"{unit.code} and its region {region.code} have different days", "give both the same days")


def _check_links(sheet: _Sheet, number: int, unit: Unit, units: Mapping[str, Unit]) -> None:
    """Each end has a successor that begins the next day, and parts and successors say the same."""
    if (unit.ends is None) != (unit.becomes is None):
        sheet.fault(number, f"{unit.code} has an end or a successor, not both", "write both, or neither")
    if unit.begins is not None and not (unit.parts and unit.act):
        sheet.fault(number, f"{unit.code} begins without parts or act", "say from which units and by which act")
    if unit.becomes is not None:
        heir = units.get(unit.becomes)
        if heir is None:
            sheet.fault(number, f"successor {unit.becomes!r} is unknown", "use a code of this file")
        else:
            if unit.ends and heir.begins != unit.ends + _A_DAY:
                sheet.fault(number, f"{heir.code} does not begin the day after {unit.code} ends", "put the days right")
            if unit.code not in heir.parts:
                sheet.fault(number, f"{heir.code} does not list {unit.code} among its parts", "make the two rows agree")
    for part in unit.parts:
        if part not in units:
            sheet.fault(number, f"part {part!r} is unknown", "use a code of this file")
        elif units[part].becomes != unit.code:
            sheet.fault(number, f"part {part} does not become {unit.code}", "make the two rows agree")


def _check_names(sheet: _Sheet, numbers: Mapping[str, int], units: Mapping[str, Unit]) -> None:
    """A name means one unit on any day."""
    seen: dict[str, list[Unit]] = {}
    for unit in units.values():
        for other in seen.setdefault(unit.name, []):
            later, earlier = (unit, other) if _first_day(unit) >= _first_day(other) else (other, unit)
            if earlier.ends is None or _first_day(later) <= earlier.ends:
                problem = f"{unit.name} is both {other.code} and {unit.code} on some day"
                sheet.fault(numbers[unit.code], problem, "their days may not overlap")
        seen[unit.name].append(unit)


def _first_day(unit: Unit) -> date:
    return unit.begins or date.min


def _read_changes(folder: Traversable, units: Mapping[str, Unit]) -> dict[str, tuple[Standing, ...]]:
    sheet = _Sheet(folder, "changes.csv", ("code", "on", "name", "status", "act", "source"))
    standings = {code: [Standing(unit, unit.begins, unit.ends)] for code, unit in units.items()}
    for number, row in sheet.rows():
        code, on, status = row["code"], sheet.day(number, row["on"]), row["status"]
        if code not in standings:
            sheet.fault(number, f"unit {code!r} is unknown", "use a code of units.csv")
            continue
        if status not in tuple(Status):
            sheet.fault(number, f"status {status!r}", "write province or city")
            continue
        if not row["act"]:
            sheet.fault(number, f"{code} changes without an act", "name the act")
        last = standings[code][-1]
        if on is None or on == last.begins or not covers(last.begins, last.ends, on):
            sheet.fault(number, f"{code} cannot change on {row['on'] or 'no day'}", "give a later day within its life")
            continue
        if (row["name"], status) == (last.unit.name, last.unit.status):
            sheet.fault(number, f"{code} changes neither name nor status", "drop the row")
        changed = replace(
            last.unit, name=row["name"], status=Status(status), act=row["act"] or None, source=row["source"]
        )
        standings[code][-1] = replace(last, ends=on - _A_DAY)
        standings[code].append(Standing(changed, on, last.ends))
    sheet.done()
    return {code: tuple(row) for code, row in standings.items()}


def _read_spellings(folder: Traversable, known: set[str]) -> dict[str, str]:
    sheet = _Sheet(folder, "spellings.csv", ("name", "spelling", "source"))
    spellings: dict[str, str] = {}
    for number, row in sheet.rows():
        if row["name"] not in known:
            sheet.fault(
                number, f"name {row['name']!r} is unknown", "use a name of units.csv, changes.csv or regions.csv"
            )
        if not row["spelling"] or row["spelling"] in spellings or row["spelling"] in known:
            sheet.fault(number, f"spelling {row['spelling']!r} is empty or taken", "keep one row a spelling")
        spellings[row["spelling"]] = row["name"]
    sheet.done()
    return spellings


def _read_guarded(folder: Traversable, names: set[str]) -> dict[str, str]:
    sheet = _Sheet(folder, "guarded.csv", ("name", "guarded", "meaning", "source"))
    guarded: dict[str, str] = {}
    for number, row in sheet.rows():
        if row["name"] not in names:
            sheet.fault(number, f"name {row['name']!r} is unknown", "use a name of units.csv or changes.csv")
        if row["guarded"] not in ("always", "capitals"):
            sheet.fault(number, f"guarded {row['guarded']!r}", "write always or capitals")
        guarded[row["name"]] = row["guarded"]
    sheet.done()
    return guarded


def _read_pairs(folder: Traversable, name: str, key: str, value: str, allowed: tuple[str, ...] = ()) -> dict[str, str]:
    sheet = _Sheet(folder, name, (key, value, "source"))
    pairs: dict[str, str] = {}
    for number, row in sheet.rows():
        if not row[key] or row[key] in pairs:
            sheet.fault(number, f"{key} {row[key]!r} is empty or stands twice", "keep one row each")
        if allowed and row[value] not in allowed:
            sheet.fault(number, f"{value} {row[value]!r}", f"write {' or '.join(allowed)}")
        pairs[row[key]] = row[value]
    sheet.done()
    return pairs
