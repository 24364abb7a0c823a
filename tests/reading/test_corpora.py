"""Every phrase of every corpus, in every dress: plain, inside noise, decomposed, with no-break spaces, in capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import namro
from namro.documents import Document
from namro.places import find_places
from namro.reading.acronyms.rules import find_acronyms
from namro.reading.agencies.rules import find_agencies
from namro.reading.deadlines.rules import find_deadlines
from namro.reading.directives.rules import find_directives
from namro.reading.goals.rules import find_goals
from namro.reading.header.rules import read_header
from namro.reading.measures import find_measures
from namro.reading.model import Finding, Goal, Header, Kind, Measure
from namro.reading.periods import find_periods
from namro.reading.ranks import find_ranks
from namro.reading.references.rules import find_references
from namro.reading.scan import Scan
from namro.reading.sections.rules import find_sections

from .corpora import Entry, Find, Value, failure, failures, load


def findings(find: Callable[[Scan], Iterable[Finding]]) -> Find:
    """A dimension's rules as the runner wants them."""

    def found(text: str) -> list[tuple[int, int, Value]]:
        return [(f.span.start, f.span.end, attributes(f)) for f in find(Scan(Document.of(text)))]

    return found


def attributes(value: Any) -> Value:
    """The fields of a finding by their names."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name != "span"}


def goals(scan: Scan) -> list[Goal]:
    """Goals of a text with its own sections."""
    return find_goals(scan, find_sections(scan))


def header(text: str) -> list[tuple[int, int, Value]]:
    """A header as one finding over the whole text."""
    scan = Scan(Document.of(text))
    read = attributes(read_header(scan))
    said = any(value is not None for key, value in read.items() if key not in ("language", "kind", "title"))
    return [(0, len(scan.text), read)] if said else []


def section_roles(text: str) -> list[tuple[int, int, Value]]:
    """Sections whose role was recognised."""
    return [found for found in findings(find_sections)(text) if found[2]["role"] != "other"]


DAY = date(2024, 10, 16)
HOME = Header(issued_on=DAY, place="Bình Dương")


def periods(text: str) -> list[tuple[int, int, Value]]:
    """Periods, resolved against the day of the notice everything began with."""
    return [
        (m.start, m.end, attributes(m) | {"period": m.period and m.period.iso})
        for m in find_periods(Scan(Document.of(text)), HOME)
    ]


def ranks(text: str) -> list[tuple[int, int, Value]]:
    """Ranks with their fields."""
    return [(m.start, m.end, attributes(m.rank)) for m in find_ranks(Scan(Document.of(text)))]


def measures(scan: Scan) -> list[Measure]:
    """Measures of a text of that day about that place."""
    return find_measures(
        scan,
        HOME,
        periods=find_periods(scan, HOME),
        ranks=find_ranks(scan),
        year=DAY.year,
        references=find_references(scan),
        places=find_places(scan.text),
    )


NOTICE = Header(kind=Kind.NOTICE, issued_on=DAY)


def deadlines(text: str) -> list[tuple[int, int, Value]]:
    """Deadlines with their codes."""
    return [
        (m.span.start, m.span.end, {"code": m.deadline.code, "kind": m.deadline.kind, "rule": m.rule})
        for m in find_deadlines(Scan(Document.of(text)), NOTICE)
    ]


def directives(text: str) -> list[tuple[int, int, Value]]:
    """Directives of a notice, lists of names as one string."""
    found = []
    for directive in find_directives(Scan(Document.of(text)), NOTICE, []):
        value = attributes(directive)
        value |= {"lead": "; ".join(directive.lead), "support": "; ".join(directive.support)}
        found.append((directive.span.start, directive.span.end, value | {"due": directive.due and directive.due.code}))
    return found


def clarity(text: str) -> list[tuple[int, int, Value]]:
    """The states of the six clears of a notice's directives."""
    return [
        (d.span.start, d.span.end, {clear.value: verdict.state for clear, verdict in d.clarity})
        for d in find_directives(Scan(Document.of(text)), NOTICE, [])
    ]


# A dimension's folder and how its text is read. Add a row for every folder that has a corpus.
DIMENSIONS: dict[str, Find] = {
    "acronyms": findings(find_acronyms),
    "agencies": findings(find_agencies),
    "clarity": clarity,
    "deadlines": deadlines,
    "directives": directives,
    "goals": findings(goals),
    "header": header,
    "measures": findings(measures),
    "periods": periods,
    "ranks": ranks,
    "references": findings(find_references),
    "sections": section_roles,
}

CORPORA = {path.parent.name: load(path) for path in sorted(Path(namro.__path__[0]).rglob("corpus.toml"))}


def cases(table: str) -> list[Any]:
    """One case a phrase."""
    return [
        pytest.param(DIMENSIONS[name], entry, id=f"{name}: {entry.phrase[:70]}")
        for name, corpus in CORPORA.items()
        if name in DIMENSIONS
        for entry in getattr(corpus, table)
    ]


def test_every_corpus_is_run() -> None:
    assert sorted(CORPORA) == sorted(DIMENSIONS)


@pytest.mark.parametrize(("find", "entry"), cases("reads"))
def test_read(find: Find, entry: Entry) -> None:
    assert not failures(find, entry)


@pytest.mark.parametrize(("find", "entry"), cases("refuses"))
def test_refused(find: Find, entry: Entry) -> None:
    assert not failures(find, entry), entry.why


@pytest.mark.parametrize(("find", "entry"), cases("not_yet"))
@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known gap: once it is read, move it to [[reads]]")
def test_not_yet(find: Find, entry: Entry) -> None:
    assert failure(find, entry.text, entry.marked, entry.value) is None


@pytest.mark.parametrize("name", sorted(CORPORA))
def test_as_many_refusals_as_rules(name: str) -> None:
    corpus = CORPORA[name]
    rules = {value.get("rule") for entry in corpus.reads for _, _, value in DIMENSIONS[name](entry.text)} - {None}
    assert len(corpus.refuses) >= len(rules)
