"""Sheets in the columns another tracking system asks for, each described by a TOML file.

Shipped ones stand beside this module in `sheets/`, an office's own in `sheets/` of its data folder; one of the same
name takes the place of ours. A faulty file is told in full and left out. Does not send anything anywhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase

from namro.drafting.book import COLUMNS, Cell, Line, rows_as_csv
from namro.drafting.sheets import Sheet, write_sheets
from namro.errors import DataError
from namro.office.common import clock
from namro.office.common.answers import said
from namro.office.directives.counting import Standing
from namro.office.directives.filters import Filter
from namro.office.directives.states import State
from namro.office.exchange import downloads, queries
from namro.office.exchange.archive import snapshot

FIELDS = {column.key: column.cell for column in COLUMNS}
POSITION = "position"
KEYED = {"state": tuple(State.values), "standing": tuple(one.value for one in Standing)}
"""Fields that may be translated, each with its keys."""
FORMATS: dict[str, Callable[[Any], Any]] = {
    "dd/mm/yyyy": lambda value: f"{value:%d/%m/%Y}",
    "yyyy-mm-dd": lambda value: value.isoformat(),
    "day": lambda value: value,
    "million": lambda value: value / Decimal(1_000_000),
}
_DAYS = frozenset({"notice_day", "original_due", "current_due", "done_on"})
_AMOUNTS = frozenset({"capital_plan", "disbursed"})
_TOP = frozenset({"title", "about", "sheet", "column"})
_IN_COLUMN = frozenset({"heading", "field", "value", "format", "values"})
_NAME = re.compile(r"[a-z0-9-]{1,60}")
_SHEET_NAME = re.compile(r"[^\[\]:*?/\\]{1,31}")
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column: a field of the register, or a fixed value; `values` translate a field's keys."""

    heading: str
    field: str = ""
    value: str = ""
    format: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def cell(self, line: Line, position: int) -> Cell:
        """The cell of a line."""
        if not self.field:
            return self.value
        if self.field == POSITION:
            return position
        if self.values:
            key = line.state_key if self.field == "state" else line.standing_key
            return dict(self.values)[key]
        value = FIELDS[self.field](line)
        return FORMATS[self.format](value) if self.format and value is not None else value


@dataclass(frozen=True, slots=True)
class Mapping:
    """A sheet: its name in the address, what it is for, and its columns."""

    name: str
    title: str
    about: str
    sheet: str
    columns: tuple[MappedColumn, ...]


def mappings(faults: list[str]) -> dict[str, Mapping]:
    """Every sheet by name; what is wrong with a file goes to `faults`, a sentence each."""
    found: dict[str, Mapping] = {}
    for path in _paths():
        try:
            found[path.stem] = load(path)
        except DataError as error:
            faults.append(said(error))
    return dict(sorted(found.items()))


def load(path: Path) -> Mapping:
    """A sheet of a file. Raises DataError with every fault of it: row, problem, remedy; columns count from 1."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(path.name, [("-", f"unreadable: {error.strerror}", "let the program read the file")]) from error
    except ValueError as error:  # not UTF-8, or not TOML
        raise DataError(path.name, [("-", f"not TOML: {error}", "mend the line named")]) from error
    faults: list[tuple[int | str, str, str]] = []
    if not _NAME.fullmatch(path.stem):
        faults.append(("-", f"the name {path.stem!r} cannot stand in an address", "use a-z, 0-9 and -"))
    for key in told.keys() - _TOP:
        faults.append((key, "unknown key", f"use {', '.join(sorted(_TOP))}"))
    words = {name: told.get(name, "") for name in ("title", "about", "sheet")}
    for name, value in words.items():
        if not isinstance(value, str):
            faults.append((name, "not words", "put them between quotes"))
    if not words["title"]:
        faults.append(("title", "missing", "say in a line what the sheet is for"))
    sheet = words["sheet"] or "Sheet1"
    if isinstance(sheet, str) and not _SHEET_NAME.fullmatch(sheet):
        faults.append(("sheet", f"{sheet!r} is no name of a sheet", "at most 31 letters, without []:*?/\\"))
    given = told.get("column", [])
    if not isinstance(given, list) or not given or len(given) > _MOST_COLUMNS:
        faults.append(("column", "no columns, or too many", f"write 1 to {_MOST_COLUMNS} tables [[column]]"))
        given = []
    columns = [_column(number, one, faults) for number, one in enumerate(given, 1)]
    seen: dict[str, int] = {}
    for number, column in enumerate(columns, 1):
        if column.heading and column.heading in seen:
            faults.append((number, f"heading {column.heading!r} again", f"column {seen[column.heading]} has it"))
        seen.setdefault(column.heading, number)
    if faults:
        raise DataError(path.name, faults)
    return Mapping(path.stem, words["title"], words["about"], sheet, tuple(columns))


def mapped_file(user: Any, wanted: Filter, mapping: Mapping, form: str) -> HttpResponseBase:
    """The register under a filter in a sheet's columns. Raises UsageError: `export-too-long`."""
    day = clock.today()
    name = f"{mapping.name}-{day:%Y-%m-%d}.{form}"

    def rows() -> Iterator[Sequence[Cell]]:
        chosen = queries.chosen(user, wanted, day)
        for position, line in enumerate(queries.lines_of(chosen, day, wanted.basis), 1):
            yield [column.cell(line, position) for column in mapping.columns]

    headings = [column.heading for column in mapping.columns]
    if form == "csv":

        def pieces() -> Iterator[bytes]:
            yield b"\xef\xbb\xbf"
            with snapshot():
                yield from rows_as_csv(headings, rows())

        return downloads.streamed(pieces(), name, form)
    downloads.check_length(queries.chosen(user, wanted, day), form)

    def write_file(path: Path) -> None:
        with snapshot():
            foot = [queries.book_of(user, wanted, day).foot]
            widths = [_width(column) for column in mapping.columns]
            write_sheets(path, [Sheet(mapping.sheet, (), headings, widths, rows(), foot, plain=True)])

    return downloads.written(write_file, name, form)


def own_folder() -> Path:
    """Where an office puts sheets of its own."""
    return Path(settings.ENVIRONMENT.data) / "sheets"


def _paths() -> list[Path]:
    shipped = Path(str(files("namro.office.exchange"))) / "sheets"
    return [*sorted(shipped.glob("*.toml")), *sorted(own_folder().glob("*.toml"))]


def _column(number: int, told: Any, faults: list[tuple[int | str, str, str]]) -> MappedColumn:
    """One column; what is wrong with it is added to the faults."""
    if not isinstance(told, dict):
        faults.append((number, "not a table", "write [[column]] above it"))
        return MappedColumn("")
    for key in told.keys() - _IN_COLUMN:
        faults.append((number, f"unknown key {key!r}", f"use {', '.join(sorted(_IN_COLUMN))}"))
    words = {}
    for key in ("heading", "field", "value", "format"):
        value = told.get(key, "")
        if not isinstance(value, str):
            faults.append((number, f"{key} is not words", "put it between quotes"))
            value = ""
        words[key] = value
    heading, field, form = words["heading"], words["field"], words["format"]
    if not heading.strip():
        faults.append((number, "no heading", 'write heading = "…"'))
    if ("field" in told) == ("value" in told):
        faults.append((number, "neither or both of field and value", "give one of them"))
    elif "field" in told and field not in FIELDS and field != POSITION:
        faults.append((number, f"no field {field!r}", f"use {', '.join((POSITION, *FIELDS))}"))
    allowed = _formats_of(field)
    if form and form not in allowed:
        known = ", ".join(allowed) or "none"
        faults.append((number, f"format {form!r} does not fit {field or 'a fixed value'}", f"fitting: {known}"))
    return MappedColumn(heading, field, words["value"], form, _values(number, told.get("values"), field, faults))


def _values(
    number: int, told: Any, field: str, faults: list[tuple[int | str, str, str]]
) -> tuple[tuple[str, str], ...]:
    """The translation of a field's keys: of every one of them, so that no state goes out untold."""
    if told is None:
        return ()
    keys = KEYED.get(field)
    if keys is None:
        faults.append((number, f"values do not fit {field or 'a fixed value'}", f"fitting: {', '.join(KEYED)}"))
        return ()
    if not isinstance(told, dict) or not all(isinstance(words, str) for words in told.values()):
        faults.append((number, "values are not words by key", 'write values = { done = "…", … }'))
        return ()
    unknown, missing = sorted(told.keys() - set(keys)), [key for key in keys if key not in told]
    if unknown:
        faults.append((number, f"no {field} {', '.join(unknown)}", f"use {', '.join(keys)}"))
    if missing:
        faults.append((number, f"no words for {', '.join(missing)}", "translate every one"))
    return tuple(told.items())


def _formats_of(field: str) -> tuple[str, ...]:
    if field in _DAYS:
        return "day", "dd/mm/yyyy", "yyyy-mm-dd"
    return ("million",) if field in _AMOUNTS else ()


def _width(column: MappedColumn) -> int:
    known = next((one.width for one in COLUMNS if one.key == column.field), 14)
    return max(known, min(len(column.heading), 24))
