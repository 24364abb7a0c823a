"""A reading as one page: the text with every finding marked, and beside each paragraph what was read in it.

The page is whole in itself: no script, nothing fetched, readable on a telephone and on paper. Findings may overlap;
the text is cut at their edges. A short form is explained once, at its first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import count
from pathlib import PurePath
from string import Template
from typing import TextIO

from namro.cli.meanings import (
    KINDS,
    facts,
    header_facts,
    headline,
    period_of,
    quote_of,
    subject_of,
    suggestions,
    title_of,
)
from namro.cli.positions import Lines
from namro.cli.sources import Failure, Outcome
from namro.drafting.marked.figures import exact_amount
from namro.drafting.marked.labels import label
from namro.drafting.marked.marks import Mark, segments
from namro.drafting.marked.paragraphs import SILENT, paragraphs
from namro.reading.model import Acronym, Finding, Measure, Reading, Role, Section
from namro.text import Span

_MARKED = KINDS[1:]  # sections are headings, not marks
_GAP = 8  # white space and marks between a heading and the part it heads
_SHORT = 120  # a paragraph no longer than this that bears its section's title is set as a heading


@dataclass(frozen=True, slots=True)
class _Noted:
    """A finding, its kind, and the number of its note; None where an earlier note says the same."""

    kind: str
    finding: Finding
    number: int | None


def write_page(outcomes: Iterable[Outcome], file: TextIO, lang: str, *, explain: bool) -> None:
    """One page of all readings; a source that could not be read is told of in its place."""
    title, bodies = "Namro", []
    for index, outcome in enumerate(outcomes, 1):
        if isinstance(outcome, Failure):
            bodies.append(f'<p class="document failure">{escape(outcome.error.message(lang))}</p>')
            continue
        if not bodies:
            title = title_of(outcome, lang)
        bodies.append("\n".join(_Sheet(outcome, index, lang, explain).parts()))
    folder = files("namro.cli")
    css = folder.joinpath("page.css").read_text("utf-8").replace("$toggles", _toggles())
    page = Template(folder.joinpath("page.html").read_text("utf-8")).substitute(
        lang=lang, title=escape(title), css=css, body="\n".join(bodies), made_by=escape(label("part", "made_by", lang))
    )
    file.write(page)


def _toggles() -> str:
    """Rules by which a ticked box shows a kind: the page works without a script."""
    return "\n".join(
        f".document:has(.show-{kind}:not(:checked)) .note.{kind} {{ display: none; }}\n"
        f".document:has(.show-{kind}:not(:checked)) .{kind}-no {{ display: none; }}\n"
        f".document:has(.show-{kind}:not(:checked)) .mark.{kind} {{ all: unset; }}"
        for kind in _MARKED
    )


class _Sheet:
    """One reading as an article of the page; `index` keeps its anchors apart from other readings'."""

    def __init__(self, reading: Reading, index: int, lang: str, explain: bool) -> None:
        self.reading = reading
        self.index = index
        self.lang = lang
        self.explain = explain
        self.lines = Lines(reading.text)
        self.noted = _numbered(reading)

    def parts(self) -> Iterator[str]:
        yield '<article class="document">'
        yield from self._head()
        yield '<div class="sheet" lang="vi">'
        yield from self._rows()
        yield "</div>\n</article>"

    def _head(self) -> Iterator[str]:
        reading, lang = self.reading, self.lang
        yield f'<header>\n<p class="kind">{escape(title_of(reading, lang))}</p>'
        yield f"<h1>{escape(reading.document.title or title_of(reading, lang))}</h1>"
        shown = header_facts(reading, lang)
        if reading.source:
            shown.append((label("part", "source", lang), PurePath(reading.source).name))
        yield '<dl class="facts">'
        yield from (f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in shown)
        yield "</dl>"
        yield from self._legend()
        if reading.sections:
            yield f'<nav class="contents" aria-label="{escape(label("findings", "sections", lang))}"><ol>'
            for number, section in enumerate(reading.sections, 1):
                if _bears_heading(section):
                    yield f'<li><a href="#{self._id("s", number)}">{escape(headline(section, lang))}</a></li>'
            yield "</ol></nav>"
        yield "</header>"

    def _legend(self) -> Iterator[str]:
        kinds = [kind for kind in _MARKED if getattr(self.reading, kind)]
        if not kinds:
            yield f"<p>{escape(label('part', 'nothing', self.lang))}</p>"
            return
        yield f'<fieldset class="show"><legend>{escape(label("part", "show", self.lang))}</legend>'
        for kind in kinds:
            name = f'<span class="mark {kind}">{escape(label("finding", kind, self.lang))}</span>'
            number = len(getattr(self.reading, kind))
            box = f'<input type="checkbox" class="show-{kind}" checked>'
            yield f"<label>{box}<span>{name} <b>{number}</b></span></label>"
        yield "</fieldset>"

    def _rows(self) -> Iterator[str]:
        waiting = sorted(enumerate(self.reading.sections, 1), key=lambda pair: pair[1].span.start, reverse=True)
        marks = [Mark(noted.finding.span, noted) for noted in self.noted]
        active: list[Mark[_Noted]] = []
        coming = 0
        for block in paragraphs(self.reading.text):
            active = [mark for mark in active if mark.span.end > block.start]
            while coming < len(marks) and marks[coming].span.start < block.end:
                active.append(marks[coming])
                coming += 1
            opened = []
            while waiting and (waiting[-1][1].span.start < block.end or self._heads(block, waiting[-1][1])):
                opened.append(waiting.pop())
            yield from self._row(block, active, opened)

    def _heads(self, block: Span, section: Section) -> bool:
        """Whether a block is the heading that stands right before its section."""
        if section.title is None or section.span.start - block.end > _GAP or len(block) > _SHORT:
            return False
        return " ".join(section.title.split()) in " ".join(block.of(self.reading.text).split())

    def _row(self, block: Span, marks: Sequence[Mark[_Noted]], opened: Sequence[tuple[int, Section]]) -> Iterator[str]:
        yield f'<section class="row{" part" if opened else ""}">'
        for number, section in filter(lambda pair: _bears_heading(pair[1]), opened):
            role = escape(headline(section, self.lang))
            yield f'<h2 class="role" id="{self._id("s", number)}" lang="{self.lang}">{role}</h2>'
        heading = len(block) <= _SHORT and any(section.title for _, section in opened)
        yield f'<p class="words{" heading" if heading else ""}">{self._marked(block, marks)}</p>'
        notes = [mark.of for mark in marks if mark.of.number and mark.span.start >= block.start]
        if notes:
            yield f'<ol class="notes" lang="{self.lang}">'
            yield from map(self._note, notes)
            yield "</ol>"
        yield "</section>"

    def _marked(self, block: Span, marks: Sequence[Mark[_Noted]]) -> str:
        pieces = []
        for segment in segments(block, marks):
            opening, closing, numbers = [], [], []
            for mark in segment.marks:
                noted = mark.of
                own_id = ""
                if noted.number and segment.span.start == mark.span.start:
                    own_id = f' id="{self._id("m", noted.number)}"'
                opening.append(f'<span class="mark {noted.kind}"{own_id}>')
                closing.append("</span>")
                if isinstance(noted.finding, Acronym) and noted.finding.long:
                    opening.append(f'<abbr title="{escape(noted.finding.long)}">')
                    closing.append("</abbr>")
                if noted.number and segment.span.end == mark.span.end:
                    numbers.append(self._number(noted))
            words = escape(SILENT.sub("", segment.span.of(self.reading.text)), quote=False)
            pieces += [*opening, words, *reversed(closing), *numbers]
        return "".join(pieces)

    def _number(self, noted: _Noted) -> str:
        spoken = escape(
            f"{label('part', 'meaning', self.lang)} {noted.number}: {label('finding', noted.kind, self.lang)}"
        )
        link = f'<a href="#{self._id("n", noted.number)}" aria-label="{spoken}">{noted.number}</a>'
        return f'<sup class="{noted.kind}-no">{link}</sup>'

    def _note(self, noted: _Noted) -> str:
        finding, lang = noted.finding, self.lang
        line, column = self.lines.at(finding.span.start)
        where = f"{label('part', 'line', lang)} {line}, {label('part', 'column', lang).lower()} {column}"
        head = f'<span class="head">{escape(headline(finding, lang, quote_of(self.reading, finding)))}</span>'
        more = facts(finding, lang, self.reading.document.place)
        if isinstance(finding, Measure):
            exact = escape(f"{label('part', 'exact', lang)} {exact_amount(finding, lang)}")
            head = f'<span class="head" title="{exact}">{escape(headline(finding, lang))}</span>'
            if subject := subject_of(finding, self.lang):
                head = f"{escape(subject)}: {head}"
            more = [*filter(None, [period_of(finding, lang)]), *more]
        rule = f'<p class="rule">{escape(finding.rule)}</p>' if self.explain else ""
        shown = f'<p class="more">{escape("; ".join(more))}</p>' if more else ""
        for suggestion in suggestions(finding, lang):
            shown += f'<p class="suggested">{escape(label("part", "suggested", lang))}: {escape(suggestion)}</p>'
        kind = f'<span class="what">{escape(label("finding", noted.kind, lang))}</span>'
        return (
            f'<li class="note {noted.kind}" id="{self._id("n", noted.number)}">'
            f'<a class="no" href="#{self._id("m", noted.number)}" title="{escape(where)}">{noted.number}</a>'
            f"<div><p>{kind} {head}</p>{shown}{rule}</div></li>"
        )

    def _id(self, letter: str, number: int | None) -> str:
        return f"{letter}{self.index}-{number}"


def _bears_heading(section: Section) -> bool:
    """A part that is neither of a known kind nor titled is only set apart."""
    return section.role is not Role.OTHER or section.title is not None


def _numbered(reading: Reading) -> list[_Noted]:
    """All marked findings in the order they begin, numbered; a short form only the first time it means the same."""
    marked = [(kind, finding) for kind in _MARKED for finding in getattr(reading, kind)]
    marked.sort(key=lambda pair: (pair[1].span.start, -pair[1].span.end))
    numbers = count(1)
    explained: set[tuple[str, str | None]] = set()
    noted = []
    for kind, finding in marked:
        meaning = (finding.short, finding.long) if isinstance(finding, Acronym) else None
        noted.append(_Noted(kind, finding, None if meaning in explained else next(numbers)))
        if meaning:
            explained.add(meaning)
    return noted
