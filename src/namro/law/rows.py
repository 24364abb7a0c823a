"""Reading the rows of an instrument's TOML with every fault kept, its line and its remedy.

Knows the shape of a row, not what rows mean together: `loading` puts them together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from namro.law.conditions import Clause, Condition
from namro.law.facts import Term
from namro.law.values import NOT_READ, OPEN, Confidence, Provenance

TABLE_HEAD = re.compile(r"^\[\[(?P<name>\w+)\]\]\s*(?:#.*)?$", re.MULTILINE)
PROVENANCE = ("article", "source", "confidence", "valid_from", "valid_to")


class Sheet:
    """The rows of one file by kind, with their lines, and the faults found so far."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[tuple[int | str, str, str]] = []
        try:
            self.data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as fault:
            self.data = {}
            self.faults.append(("?", f"is not TOML: {fault}", "mend the line the message names"))
        self._lines: dict[str, list[int]] = {}
        for head in TABLE_HEAD.finditer(text):
            self._lines.setdefault(head["name"], []).append(text.count("\n", 0, head.start()) + 1)

    def rows(self, kind: str) -> list[Record]:
        """All rows of a kind, in the order of the file."""
        lines = self._lines.get(kind, [])
        return [
            Record(self, kind, row, lines[at] if at < len(lines) else 0)
            for at, row in enumerate(self.data.get(kind, []))
        ]

    def fault(self, line: int | str, problem: str, remedy: str) -> None:
        """Keep a fault."""
        self.faults.append((line, problem, remedy))


class Record:
    """One row: typed access that keeps a fault where something is missing or of the wrong kind."""

    def __init__(self, sheet: Sheet, kind: str, row: Mapping[str, Any], line: int) -> None:
        self.sheet = sheet
        self.kind = kind
        self.row = row
        self.line = line
        self.id = str(row.get("id", f"{kind} without id"))
        self.given = Provenance("", (), Confidence.READ, None, None)  # set once the row's own is read

    def part(self, row: Mapping[str, Any]) -> Record:
        """An alternative inside this row: it shares the row's line and provenance."""
        part = Record(self.sheet, self.kind, {"id": self.id, **row}, self.line)
        part.given = self.given
        return part

    def fault(self, problem: str, remedy: str) -> None:
        """Keep a fault of this row."""
        self.sheet.fault(self.line, f"{self.id}: {problem}", remedy)

    def only(self, known: Sequence[str]) -> None:
        """Refuse keys nobody reads: a misspelt key must not pass in silence."""
        for key in self.row.keys() - set(known):
            self.fault(f"unknown key {key!r}", f"use one of {', '.join(known)}")

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.row.get(key)
        if not isinstance(value, str) or not value:
            self.fault(f"no {key}", f'add {key} = "…"')
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        value = self.row.get(key, ())
        return (value,) if isinstance(value, str) else tuple(str(item) for item in value)

    def number(self, key: str, default: Decimal | None = None) -> Decimal:
        """A number that must be there, unless a default is given."""
        value = self.row.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            self.fault(f"{key} is not a number", f"write {key} = 12 or {key} = 1.75")
            return Decimal(0)
        return Decimal(value)

    def one_of(self, key: str, known: Sequence[str], default: str | None = None) -> str:
        """One of a few words."""
        value = self.row.get(key, default)
        if value not in known:
            self.fault(f"{key} = {value!r}", f"use one of {', '.join(known)}")
            return known[0]
        return str(value)

    def provenance(self, sources: Mapping[str, object]) -> Provenance:
        """Article, sources, confidence and dates: none may be left out."""
        keys = self.texts("source")
        if not keys:
            self.fault("no source", "name a source of the [sources] table")
        for key in keys:
            if key not in sources:
                self.fault(f"source {key!r} is not in [sources]", "add it there with address, kind and note")
        begins, ends = self.day("valid_from", NOT_READ), self.day("valid_to", OPEN)
        if begins and ends and ends < begins:
            self.fault(f"ends on {ends}, before it begins on {begins}", "put the dates in order")
        doubt = self.row.get("doubt")
        return Provenance(
            article=self.text("article"),
            sources=keys,
            confidence=Confidence(self.one_of("confidence", [Confidence.READ, Confidence.CARRIED_OVER])),
            valid_from=begins,
            valid_to=ends,
            doubt=str(doubt) if doubt else None,
        )

    def day(self, key: str, absent: str) -> date | None:
        """A date, or the word that says there is none."""
        value = self.row.get(key)
        if value == absent:
            return None
        if not isinstance(value, date):
            self.fault(f"no {key}", f'write {key} = 2026-01-01, or {key} = "{absent}"')
            return None
        return value

    def condition(self, key: str, terms: Mapping[str, Term]) -> Condition | None:
        """A table of clauses that must all hold, or a list of such tables of which one must."""
        value = self.row.get(key)
        if value is None:
            return None
        groups = value if isinstance(value, list) else [value]
        return Condition(
            tuple(tuple(self._clause(name, want, terms) for name, want in group.items()) for group in groups)
        )

    def _clause(self, name: str, want: Any, terms: Mapping[str, Term]) -> Clause:
        term = terms.get(name)
        if term is None and name != "place":
            self.fault(f"condition on an unknown fact {name!r}", "add the term to vocabulary.toml or mend the name")
            return Clause(name)
        if isinstance(want, dict) and "at_least" in want:
            return Clause(name, at_least=Decimal(want["at_least"]))
        given: dict[str, Any] = want if isinstance(want, dict) else {"is": want}
        labels, perhaps = (_labels(given.get(part)) for part in ("is", "perhaps"))
        if term is not None and term.scale and (strange := (labels | perhaps) - set(term.scale)):
            self.fault(f"{name} is never {', '.join(sorted(strange))}", f"use one of {', '.join(term.scale)}")
        return Clause(name, labels, perhaps)


def _labels(value: Any) -> frozenset[str]:
    if value is None:
        return frozenset()
    return frozenset([value] if isinstance(value, str) else value)
