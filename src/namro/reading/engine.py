"""The engine: a document in, a reading out.

Runs the dimensions in the order in which they need each other and turns their spans of normal text into spans of the
document's text. The day and the place, where the caller knows them, are arguments; nothing asks the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from namro.documents import Document
from namro.places import find_places
from namro.reading.acronyms import find_acronyms
from namro.reading.directives.rules import find_directives, find_refusals
from namro.reading.goals import find_goals
from namro.reading.header import document_year, read_header
from namro.reading.measures import find_measures
from namro.reading.model import Finding, Header, Reading
from namro.reading.periods import find_periods
from namro.reading.ranks import find_ranks
from namro.reading.references import find_references
from namro.reading.scan import Scan
from namro.reading.sections import find_sections
from namro.reading.warnings import find_cautions

F = TypeVar("F", bound=Finding)


def read(
    document: Document,
    *,
    on: date | None = None,
    place: str | None = None,
    directives: bool = True,
    explain: bool = False,
) -> Reading:
    """Everything that can be read in a document.

    `on` and `place` (a short name, "Bình Dương") stand for the document's own day and place where it does not say them.
    `directives` may be left out by whoever wants figures only. `explain` adds the clauses that were not made
    directives, each with the reason.
    """
    scan = Scan(document)
    header = _completed(read_header(scan), on, place)
    year = document_year(scan, header)
    references = find_references(scan)
    sections = find_sections(scan)
    measures = find_measures(
        scan,
        header,
        periods=find_periods(scan, header, year),
        ranks=find_ranks(scan),
        year=year,
        sections=sections,
        references=references,
        places=find_places(scan.text),
    )
    return Reading(
        source=document.source,
        text=document.text,
        document=header,
        sections=_in_source(scan, sections),
        measures=_in_source(scan, measures),
        goals=_in_source(scan, find_goals(scan, sections)),
        references=_in_source(scan, references),
        acronyms=_in_source(scan, find_acronyms(scan)),
        directives=_in_source(scan, find_directives(scan, header, sections)) if directives else (),
        refusals=_in_source(scan, find_refusals(scan, header, sections)) if explain else (),
        warnings=_in_source(scan, find_cautions(scan, header, measures, year)),
    )


def _completed(header: Header, on: date | None, place: str | None) -> Header:
    """What the caller knows, where the document does not say it."""
    issued_on = header.issued_on or (on if header.published_on is None else None)
    return replace(header, issued_on=issued_on, place=header.place or place)


def _in_source(scan: Scan, findings: Sequence[F]) -> tuple[F, ...]:
    return tuple(replace(finding, span=scan.source_span(finding.span)) for finding in findings)
