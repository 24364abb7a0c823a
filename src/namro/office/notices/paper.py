"""A notice as set on paper: its paragraphs with every finding marked, cut wherever findings begin, end or overlap.

Each stretch carries its place in the text, so that what a person points at is known to the character. Headings are the
titles of its sections. Says nothing of what a finding means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from namro.drafting.marked.marks import Mark, segments
from namro.drafting.marked.paragraphs import SILENT, paragraphs
from namro.office.notices.models import Finding
from namro.text import Span

SINGULAR = {"directives": "directive", "measures": "measure", "goals": "goal", "references": "reference"}
_HEADING = 120  # a paragraph no longer than this that bears its section's title is set as a heading


@dataclass(frozen=True, slots=True)
class Note:
    """What is marked: a finding, or words of one (its body, its time); `number` stands in the margin."""

    kind: str
    finding: int | None = None
    number: int | None = None
    state: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as the page sets it."""

    html: SafeString
    start: int
    heading: bool
    directs: bool


class Paper:
    """One text with its findings; `extra` are quiet marks of their own, `numbers` those of directives."""

    def __init__(
        self,
        text: str,
        sections: Sequence[Mapping[str, Any]],
        findings: Sequence[Finding],
        *,
        numbers: Mapping[int, int] | None = None,
        current: int | None = None,
        extra: Sequence[tuple[str, Span]] = (),
        address: str = "",
    ) -> None:
        self._text = text
        self._address = address
        self._titles = [" ".join((section.get("title") or "").split()) for section in sections]
        self._titles = sorted(filter(None, self._titles), key=len, reverse=True)
        marks = []
        for finding in findings:
            number = (numbers or {}).get(finding.pk)
            note = Note(SINGULAR[finding.kind], finding.pk, number, finding.state, finding.pk == current)
            marks.append(Mark(Span(finding.start, finding.end), note))
        marks += [Mark(span, Note(kind)) for kind, span in extra]
        self._marks = sorted(marks, key=lambda mark: mark.span.start)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order."""
        active: list[Mark[Note]] = []
        coming = 0
        for block in _blocks(self._text):
            active = [mark for mark in active if mark.span.end > block.start]
            while coming < len(self._marks) and self._marks[coming].span.start < block.end:
                active.append(self._marks[coming])
                coming += 1
            directs = any(mark.of.kind == "directive" for mark in active if mark.span.overlaps(block))
            yield Paragraph(self._marked(block, active), block.start, self._is_heading(block), directs)

    def _is_heading(self, block: Span) -> bool:
        if len(block) > _HEADING:
            return False
        words = " ".join(SILENT.sub("", block.of(self._text)).split())
        return any(title in words and len(words) - len(title) < 12 for title in self._titles)

    def _marked(self, block: Span, marks: Sequence[Mark[Note]]) -> SafeString:
        pieces = []
        for segment in segments(block, marks):
            opening, closing = [], []
            for mark in segment.marks:
                note = mark.of
                first = segment.span.start == max(mark.span.start, block.start)
                if first and note.number:
                    opening.append(self._margin(note))
                words = ["mark", note.kind]
                words += [f"is-{note.state}"] if note.state else []
                words += ["current"] if note.current else []
                own = f' data-finding="{note.finding}"' if note.finding else ""
                own += f' id="t{note.finding}"' if note.finding and segment.span.start == mark.span.start else ""
                opening.append(f'<span class="{" ".join(words)}"{own}>')
                closing.append("</span>")
            pieces += [*opening, self._words(segment.span), *reversed(closing)]
        return mark_safe("".join(pieces))

    def _words(self, span: Span) -> str:
        """The characters of a stretch with their place; those people are not shown are left out."""
        words = span.of(self._text)
        shown, at = [], 0
        for silent in SILENT.finditer(words):
            shown.append((at, words[at : silent.start()]))
            at = silent.end()
        shown.append((at, words[at:]))
        return "".join(
            f'<span data-at="{span.start + start}">{escape(piece, quote=False)}</span>'
            for start, piece in shown
            if piece
        )

    def _margin(self, note: Note) -> str:
        if not self._address:
            return f'<span class="margin-no">{note.number}</span>'
        chosen = ' aria-current="true"' if note.current else ""
        return (
            f'<a class="margin-no" href="{self._address}?muc={note.finding}#f{note.finding}"'
            f' data-finding="{note.finding}"{chosen}>{note.number}</a>'
        )


@lru_cache(maxsize=32)
def _blocks(text: str) -> tuple[Span, ...]:
    """A text never changes, and people come back to it act after act."""
    return tuple(paragraphs(text))
