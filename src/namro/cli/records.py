"""Readings for programs and spreadsheets: JSON, JSON lines and CSV.

JSON keeps the contract's shape. CSV is for people: a row a finding, headings and named values in their language,
figures as plain decimals, and no cell that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TextIO

from namro.cli.meanings import facts, findings_of, headline, quote_of, suggestions
from namro.cli.positions import Lines
from namro.cli.sources import Failure, Outcome
from namro.drafting.marked.labels import label, unit_label
from namro.reading.model import Finding, Goal, Measure, Reading, Section

_BOM = "\ufeff"  # without it, spreadsheets take UTF-8 for a local code page
_MAY_RUN = re.compile(r"[=+\-@\t\r]")  # what makes a spreadsheet take a cell for a formula
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FIRST_LINE = 120  # characters of a section's first line that stand for it

_COLUMNS = (
    "source", "document", "finding", "line", "column", "quote", "label", "bound", "value", "high", "unit", "rank_of",
    "aspect", "modality", "from", "to", "versus", "place", "indicator", "horizon", "detail", "start", "end", "rule",
)  # fmt: skip


def write_json_lines(outcomes: Iterable[Outcome], file: TextIO, lang: str) -> None:
    """One object a line, in the order of the sources."""
    for outcome in outcomes:
        file.write(_dump(outcome, lang) + "\n")


def write_json(outcomes: Iterable[Outcome], file: TextIO, lang: str, *, alone: bool) -> None:
    """One array; the bare object where a single file was asked for."""
    if alone:
        write_json_lines(outcomes, file, lang)
        return
    between = "[\n"
    for outcome in outcomes:
        file.write(between + _dump(outcome, lang))
        between = ",\n"
    file.write("\n]\n" if between == ",\n" else "[]\n")


def write_csv(outcomes: Iterable[Outcome], file: TextIO, lang: str) -> None:
    """One table of all findings; a source that failed has one row that says why."""
    rows = (row for outcome in outcomes for row in _rows(outcome, lang))
    heading = [label("part", column, lang) for column in _COLUMNS]
    write_rows(chain([heading], ([row.get(column, "") for column in _COLUMNS] for row in rows)), file)


def write_rows(rows: Iterable[Sequence[object]], file: TextIO) -> None:
    """A table, its headings first, as CSV that spreadsheets open with its letters whole and its cells unrun."""
    file.write(_BOM)
    table = csv.writer(file, lineterminator="\r\n")
    table.writerows([safe_cell(str(cell)) for cell in row] for row in rows)


def _dump(outcome: Outcome, lang: str) -> str:
    return json.dumps(_record(outcome, lang), ensure_ascii=False)


def _record(outcome: Outcome, lang: str) -> dict[str, Any]:
    return outcome.as_json(lang) if isinstance(outcome, Failure) else outcome.as_json()


def _rows(outcome: Outcome, lang: str) -> Iterator[dict[str, object]]:
    if isinstance(outcome, Failure):
        unread = label("part", "unread", lang)
        yield {"source": outcome.source, "finding": unread, "detail": outcome.error.message(lang)}
        return
    lines = Lines(outcome.text)
    for kind, finding in findings_of(outcome):
        yield {"finding": label("finding", kind, lang)} | _row(outcome, finding, lines, lang)


def _row(reading: Reading, finding: Finding, lines: Lines, lang: str) -> dict[str, object]:
    line, column = lines.at(finding.span.start)
    row: dict[str, object] = {
        "source": reading.source or "",
        "document": reading.document.number or reading.document.title or "",
        "line": line,
        "column": column,
        "quote": _quote(reading, finding),
        "start": finding.span.start,
        "end": finding.span.end,
        "rule": finding.rule,
    }
    if isinstance(finding, Measure):
        start, end = finding.period.split("/") if finding.period else ("", "")
        row |= {
            "label": finding.label or "",
            "bound": label("bound", finding.bound, lang),
            "value": format(finding.value, "f"),
            "high": "" if finding.high is None else format(finding.high, "f"),
            "unit": "" if finding.unit == "rank" else unit_label(finding.unit, lang),
            "rank_of": finding.rank_of or "",
            "aspect": label("aspect", finding.aspect, lang),
            "modality": label("modality", finding.modality, lang),
            "from": start,
            "to": end,
            "versus": label("versus", finding.versus, lang) if finding.versus else "",
            "place": finding.place or "",
            "indicator": finding.indicator or "",
        }
    else:
        told = [headline(finding, lang, _quote(reading, finding)), *facts(finding, lang), *_suggested(finding, lang)]
        row["detail"] = "; ".join(filter(None, told))
        row["horizon"] = finding.horizon or "" if isinstance(finding, Goal) else ""
    return row


def _suggested(finding: Finding, lang: str) -> list[str]:
    return [f"{label('part', 'suggested', lang)}: {words}" for words in suggestions(finding, lang)]


def _quote(reading: Reading, finding: Finding) -> str:
    """The words on one line; of a section its heading or first line, not all its text."""
    if not isinstance(finding, Section):
        return quote_of(reading, finding)
    words = finding.title or finding.span.of(reading.text).lstrip().partition("\n")[0][:_FIRST_LINE]
    return " ".join(words.split())


def safe_cell(cell: str) -> str:
    """A cell as text: one that a spreadsheet might run gets an apostrophe before it.

    >>> safe_cell("=1+1"), safe_cell("-3"), safe_cell("- giao Sở")
    ("'=1+1", '-3', "'- giao Sở")
    """
    return f"'{cell}" if _MAY_RUN.match(cell) and not _NUMBER.fullmatch(cell) else cell
