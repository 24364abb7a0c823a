"""A facts file to fill in: every fact the goal asks for, those known already filled in with their source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from namro.errors import UsageError
from namro.law import Fact, Facts, Goal, Subject, Term, vocabulary
from namro.standing.facts_file import COLUMNS


def asked_terms(goal: Goal) -> tuple[Term, ...]:
    """The terms a goal can use, those that others are made of in place of what they make."""
    terms = vocabulary()

    def unfolded(name: str) -> Iterator[str]:
        formula = terms[name].formula
        yield name
        for part in formula.of if formula else ():
            yield from unfolded(part)

    names = [name for standard in goal.standards for term in standard.terms if term in terms for name in unfolded(term)]
    return tuple(terms[name] for name in dict.fromkeys(names))


def template_rows(goal: Goal, facts: Facts, on: date, lang: str) -> list[dict[str, str]]:
    """One row a fact known by the day, and one blank row for each that is not."""
    rows = []
    for term in asked_terms(goal):
        known = facts.history(term.id, on)
        rows += [_row(term, fact, lang) for fact, _ in known] or [_row(term, None, lang)]
    return rows


def write_template(path: Path, subject: Subject, rows: list[dict[str, str]]) -> None:
    """Write the rows as TOML, CSV or Excel, by the file's ending."""
    head = (*COLUMNS, "label")
    match path.suffix.lower():
        case ".toml":
            path.write_text(_toml(subject, rows), "utf-8")
        case ".csv":
            buffer = io.StringIO()
            writer = csv.DictWriter(buffer, head, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            path.write_text("\ufeff" + buffer.getvalue(), "utf-8")  # the mark lets spreadsheets read the Vietnamese
        case ".xlsx":
            _excel(path, head, rows)
        case suffix:
            raise UsageError("facts-format-unknown", suffix=suffix or "''", source=path.name)


def _row(term: Term, fact: Fact | None, lang: str) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "") | {"fact": term.id, "unit": term.unit, "label": _label(term, lang)}
    if fact is None:
        return row
    value = f"{fact.value:f}" if isinstance(fact.value, Decimal) else fact.value
    return row | {
        "value": value,
        "unit": fact.unit,
        "as_of": fact.as_of.isoformat(),
        "bound": fact.bound.value,
        "source": fact.source,
        "confidence": fact.confidence.value,
        "doubt": fact.doubt or "",
    }


def _label(term: Term, lang: str) -> str:
    return f"{term.label(lang)} ({' < '.join(term.scale)})" if term.scale else term.label(lang)


def _toml(subject: Subject, rows: list[dict[str, str]]) -> str:
    place = [("name", subject.name), ("code", subject.code), ("kind", subject.kind)]
    parts = ["\n".join(["[place]", *(f"{key} = {_quoted(text)}" for key, text in place if text)])]
    for row in rows:
        numeric = not vocabulary()[row["fact"]].scale and not vocabulary()[row["fact"]].names
        lines = [f"# {row['label']}", "[[fact]]"]
        for key in COLUMNS:
            text = row[key]
            if not text and key in ("bound", "confidence", "doubt"):
                continue
            bare = bool(text) and (key == "as_of" or (key == "value" and numeric))
            lines.append(f"{key} = {text if bare else _quoted(text)}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _excel(path: Path, head: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    try:
        from openpyxl import Workbook
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="openpyxl") from None
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(head)
    for row in rows:
        sheet.append([row[name] for name in head])
    for column, width in zip("ABCDEFGHI", (24, 14, 12, 12, 10, 40, 12, 30, 50), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    book.save(path)
