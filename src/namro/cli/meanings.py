"""What a finding means, in short words: a headline and the facts under it.

Says what was read and no more: an attribute the document leaves open is not mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from namro.drafting.annex import told_kind
from namro.drafting.marked.figures import amount, day_words, period_words
from namro.drafting.marked.labels import label
from namro.reading.directives.model import Directive, Refusal, State
from namro.reading.model import (
    Acronym,
    Aspect,
    Caution,
    Finding,
    Goal,
    Kind,
    Measure,
    Modality,
    Reading,
    Reference,
    Section,
)
from namro.statistics.catalogue import indicators

# The kinds of findings a reading holds, in the order people are shown them.
KINDS = ("sections", "measures", "directives", "goals", "references", "acronyms", "warnings")


def findings_of(reading: Reading) -> Iterator[tuple[str, Finding]]:
    """Every finding with the name of its kind, kind by kind."""
    for kind in KINDS:
        for finding in getattr(reading, kind):
            yield kind, finding


def headline(finding: Finding, lang: str, quote: str = "") -> str:
    """The finding in one short line; `quote` is the words it was read from, which a caution repeats."""
    match finding:
        case Measure():
            return amount(finding, lang)
        case Section():
            return label("role", finding.role, lang)
        case Goal():
            return f"{label('part', 'by', lang)} {_horizon(finding.horizon, lang)}" if finding.horizon else ""
        case Reference():
            return _reference(finding, lang)
        case Acronym():
            return f"{finding.short}: {finding.long or label('part', 'unknown', lang)}"
        case Directive():
            return _charge(finding, lang)
        case Refusal():
            return label("why", finding.why, lang)
        case Caution():
            return finding.said(lang)
    return ""


def subject_of(measure: Measure, lang: str) -> str | None:
    """What a measure measures: the words that say so, else the name of the indicator it carries on."""
    if measure.label or measure.indicator is None:
        return measure.label
    indicator = indicators()[measure.indicator]
    return indicator.name_vi if lang == "vi" else indicator.name_en


def facts(finding: Finding, lang: str, home: str | None = None) -> list[str]:
    """What else the document says of it; a place only where it is not `home`, the document's own."""
    match finding:
        case Measure():
            shown = [label("modality", finding.modality, lang)] if finding.modality is not Modality.ACTUAL else []
            if finding.aspect is Aspect.CHANGE:
                shown.append(label("change", "up" if finding.value > 0 else "down" if finding.value else "none", lang))
            elif finding.aspect is Aspect.SHARE:
                shown.append(label("aspect", finding.aspect, lang))
            if finding.versus:
                shown.append(label("versus", finding.versus, lang))
            if finding.place and finding.place != home:
                shown.append(finding.place)
            return shown
        case Section():
            return [finding.title] if finding.title else []
        case Directive():
            return _directive_facts(finding, lang)
        case Acronym() if finding.defined:
            return [label("part", "defined", lang)]
    return []


def period_of(measure: Measure, lang: str) -> str:
    """The measure's period in words, nothing where the document gives none."""
    return period_words(measure.period, lang) if measure.period else ""


def sections_of(reading: Reading, findings: Sequence[Finding]) -> list[Section | None]:
    """For each finding, given in order, the narrowest section it begins in."""
    waiting = sorted(reading.sections, key=lambda section: (section.span.start, -section.span.end), reverse=True)
    open_sections: list[Section] = []
    holders: list[Section | None] = []
    for finding in findings:
        while waiting and waiting[-1].span.start <= finding.span.start:
            open_sections.append(waiting.pop())
        while open_sections and open_sections[-1].span.end <= finding.span.start:
            open_sections.pop()
        holders.append(open_sections[-1] if open_sections else None)
    return holders


def title_of(reading: Reading, lang: str) -> str:
    """The kind and number by which people call the document; its source where it has no number."""
    document = reading.document
    name = label("kind", document.kind, lang)
    if document.number and document.kind is Kind.NEWS:
        return f"{name} {label('part', 'on', lang)} {label('kind', told_kind(reading), lang)} {document.number}"
    if document.number:
        return f"{name} {document.number}"
    return document.title or PurePath(reading.source or name).name


def header_facts(reading: Reading, lang: str) -> list[tuple[str, str]]:
    """What the document says of itself: a label and a value each."""
    shown = []
    for name in ("number", "issuer", "issued_on", "published_on", "signed_by", "presided_by", "place", "source"):
        value = getattr(reading.document, name)
        if value is not None:
            shown.append((label("header", name, lang), day_words(value, lang) if isinstance(value, date) else value))
    return shown


def quote_of(reading: Reading, finding: Finding) -> str:
    """The words a finding was read from, on one line."""
    return " ".join(finding.span.of(reading.text).split())


def suggestions(finding: Finding, lang: str) -> list[str]:
    """What Namro itself would fill a gap with; never the document's word, and shown apart from it."""
    if not isinstance(finding, Directive):
        return []
    return [f"{label('clear', s.clear, lang)}: {s.value} ({s.because})" for s in finding.suggestions]


def _charge(directive: Directive, lang: str) -> str:
    """Who is told, and by when."""
    told = ", ".join(directive.lead) or label("part", "no_lead", lang)
    due = directive.due
    if due is None or due.code is None:
        return told
    when = label("every", due.every, lang) if due.every else day_words(due.due, lang) if due.due else ""
    return f"{told}; {label('part', 'due', lang)} {when}"


def _directive_facts(directive: Directive, lang: str) -> list[str]:
    shown = []
    for name, value in (
        ("support", ", ".join(directive.support)),
        ("product", directive.deliverable),
        ("recipient", directive.recipient),
    ):
        if value:
            shown.append(f"{label('part', name, lang)} {value}")
    for state in (State.MISSING, State.VAGUE):
        names = [label("clear", clear, lang) for clear, verdict in directive.clarity if verdict.state is state]
        if names:
            shown.append(f"{label('state', state, lang)}: {', '.join(names)}")
    return shown


def _reference(reference: Reference, lang: str) -> str:
    kind = f"{label('kind', reference.kind, lang)} " if reference.kind else ""
    day = f", {label('part', 'dated', lang)} {day_words(reference.issued_on, lang)}" if reference.issued_on else ""
    return f"{kind}{reference.number}{day}"


def _horizon(horizon: str, lang: str) -> str:
    if len(horizon) == 4:
        return f"năm {horizon}" if lang == "vi" else horizon
    return day_words(date.fromisoformat(horizon), lang)
