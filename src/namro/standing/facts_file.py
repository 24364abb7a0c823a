"""Facts files: TOML, CSV or Excel, filled by a person, read with every fault named.

A TOML file may begin with a `[place]` table; CSV and Excel have one row a fact. An empty value is a fact not known.
Checks terms, units, days and sources; does not judge whether a figure is likely.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from namro.errors import UsageError, say
from namro.law import Bound, Confidence, Fact, Facts, Subject, vocabulary

COLUMNS = ("fact", "value", "unit", "as_of", "bound", "source", "confidence", "doubt")
NEEDED = ("fact", "value", "unit", "as_of", "source")


@dataclass(frozen=True, slots=True)
class FactsFile:
    """What a file holds: its facts, and the subject it names, if it does."""

    facts: tuple[Fact, ...]
    subject: Subject | None = None


def read_facts(path: Path, place: Subject | None = None) -> FactsFile:
    """Read a facts file. `place` is the unit it is meant for: no fact may lie outside its days.

    Raises UsageError with all faults of the file, each with its row and remedy.
    """
    suffix = path.suffix.lower()
    try:
        match suffix:
            case ".toml":
                head, rows = _toml(path)
            case ".csv":
                head, rows = {}, _csv(path.read_text("utf-8-sig"))
            case ".xlsx":
                head, rows = {}, _excel(path)
            case _:
                raise UsageError("facts-format-unknown", suffix=suffix or "''", source=path.name)
    except FileNotFoundError:
        raise UsageError("file-missing", source=path) from None
    except OSError as error:
        raise UsageError("file-unreadable", source=path, reason=error.strerror) from None
    except UnicodeDecodeError as error:
        raise UsageError("file-encoding", source=path, position=error.start) from None
    return _checked(path.name, head, rows, place)


def fact_of(row: Mapping[str, Any]) -> Fact | None:
    """The fact of one row; `None` where its value is empty. Raises UsageError for what cannot be right."""
    name = str(row.get("fact") or "").strip()
    term = vocabulary().get(name)
    if term is None:
        raise UsageError("fact-unknown", term=name or "''", example="population, area, urban_districts")
    value = row.get("value")
    if value is None or value == "":
        return None
    label = bool(term.scale or term.names)
    number = str(value).strip() if label else _number(value, term.id, term.unit)
    source = str(row.get("source") or "").strip()
    if not source:
        raise UsageError("fact-source-missing", term=name)
    fact = Fact(
        term=name,
        value=number,
        unit=str(row.get("unit") or "").strip(),
        source=source,
        as_of=_day(row.get("as_of")),
        confidence=_word(Confidence, row.get("confidence"), Confidence.STATED, "fact-confidence-wrong"),
        bound=_word(Bound, row.get("bound"), Bound.EXACT, "fact-bound-wrong"),
        doubt=str(row["doubt"]) if row.get("doubt") else None,
    )
    if not term.names:
        term.interval(fact)
    return fact


def check_days(fact: Fact, place: Subject) -> None:
    """Refuse a fact about a unit on a day it did not exist."""
    before = place.begins is not None and fact.as_of < place.begins
    if before or (place.ends is not None and fact.as_of > place.ends):
        raise UsageError(
            "fact-place-not-then",
            place=place.name,
            as_of=fact.as_of.isoformat(),
            begins=place.begins or "…",
            ends=place.ends or "…",
        )


def _checked(file: str, head: Mapping[str, Any], rows: Iterable[tuple[int, Any]], place: Subject | None) -> FactsFile:
    faults: list[tuple[int, UsageError]] = []
    facts: list[Fact] = []
    named = _subject(head) if head else None
    if place is not None and named is not None and named.code and named.code != place.code:
        faults.append((1, UsageError("fact-place-differs", given=named.name, place=place.name)))
    life = place or named
    for number, row in rows:
        try:
            if isinstance(row, UsageError):
                raise row
            fact = fact_of(row)
            if fact is None:
                continue
            if life is not None:
                check_days(fact, life)
            facts.append(fact)
        except UsageError as error:
            faults.append((number, error))
    if faults:
        told = {lang: "; ".join(_told(number, error, lang) for number, error in faults) for lang in ("vi", "en")}
        raise UsageError("facts-invalid", file=file, count=len(faults), faults_vi=told["vi"], faults_en=told["en"])
    Facts(facts)
    return FactsFile(tuple(facts), named)


def _told(number: int, error: UsageError, lang: str) -> str:
    return say("facts-row", lang, row=number, problem=error.message(lang))


def _subject(head: Mapping[str, Any]) -> Subject:
    return Subject(
        name=str(head.get("name", "")),
        kind=str(head.get("kind", "")),
        code=str(head.get("code", "")),
        begins=head.get("begins"),
        ends=head.get("ends"),
        becomes=head.get("becomes"),
    )


def _toml(path: Path) -> tuple[dict[str, Any], list[tuple[int, Any]]]:
    text = path.read_text("utf-8-sig")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return {}, [(1, UsageError("facts-unreadable", kind="TOML", reason=error))]
    heads = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[fact]]")]
    rows = data.get("fact", [])
    return data.get("place", {}), list(zip(heads, rows, strict=False))


def _csv(text: str) -> list[tuple[int, Any]]:
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    return _table(list(csv.reader(io.StringIO(text), delimiter=delimiter)))


def _excel(path: Path) -> list[tuple[int, Any]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="openpyxl") from None
    from zipfile import BadZipFile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        return [(1, UsageError("facts-unreadable", kind="Excel", reason=error))]
    sheet = book.worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    book.close()
    return _table(rows)


def _table(rows: list[list[Any]]) -> list[tuple[int, Any]]:
    head = [str(cell or "").strip().lower() for cell in rows[0]] if rows else []
    missing = [name for name in NEEDED if name not in head]
    if missing:
        error = UsageError("facts-columns-missing", missing=", ".join(missing), known=", ".join(COLUMNS))
        return [(1, error)]
    return [
        (number, dict(zip(head, row, strict=False)))
        for number, row in enumerate(rows[1:], 2)
        if any(cell not in (None, "") for cell in row)
    ]


def _number(value: object, term: str, unit: str) -> Decimal:
    if isinstance(value, bool):
        raise UsageError("fact-not-a-number", term=term, value=value, unit=unit)
    if isinstance(value, (int, float, Decimal)):
        return Decimal(str(value))
    text = str(value).strip().replace(" ", "").replace("\u00a0", "")
    if "," in text and "." in text:  # the mark that comes last is the decimal one
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise UsageError("fact-not-a-number", term=term, value=value, unit=unit) from None
    if not number.is_finite():
        raise UsageError("fact-not-a-number", term=term, value=value, unit=unit)
    return number


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return date(int(text), 12, 31) if text.isdigit() and len(text) == 4 else date.fromisoformat(text)
    except ValueError:
        raise UsageError("fact-year-wrong", value=text) from None


def _word(kind: Any, value: object, default: Any, code: str) -> Any:
    if value is None or value == "":
        return default
    try:
        return kind(str(value).strip())
    except ValueError:
        raise UsageError(code, value=value, known=", ".join(kind)) from None
