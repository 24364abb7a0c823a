"""An answer as a Word document on the page of Decree 30: verdict, table of standards, what is missing, the trace.

Shows what `standing.answer` says and decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from namro.errors import UsageError, say
from namro.standing import Answer, Line

if TYPE_CHECKING:
    from docx.document import Document

HEADS = ("standard", "threshold", "figure", "finding", "missing", "article")
_SHARES = (0.3, 0.14, 0.14, 0.12, 0.12, 0.18)  # of the width between the margins
_TABLE_SIZE = 11


def write_docx(path: Path, answers: Sequence[Answer], differences: Sequence[str], lang: str) -> None:
    """Write one or more answers to a file. Raises UsageError where python-docx is not installed."""
    try:
        from namro.drafting.decree30 import new_document, set_page
    except ImportError as error:
        raise UsageError("extra-missing", extra="drafting", package=error.name) from error
    document = new_document()
    set_page(document.sections[0], landscape=True)
    for answer in answers:
        _answer(document, answer, lang)
    if differences:
        _listed(document, say("law-change-head", lang), differences)
    document.save(str(path))


def _answer(document: Document, answer: Answer, lang: str) -> None:
    document.add_paragraph().add_run(f"{answer.place}: {answer.goal}").bold = True
    document.add_paragraph().add_run(f"{answer.on}: {answer.finding}").bold = True
    document.add_paragraph(f"{answer.act} ({answer.force})")
    reading = f"{say('law-word-reading', lang)}: {answer.reading}. {' '.join(answer.rivals)}" if answer.reading else ""
    for text in filter(None, (answer.closed, reading, *answer.tallies)):
        document.add_paragraph(text)
    if answer.lines:
        _table(document, answer, lang)
    for head, items in (("nearest", answer.nearest), ("cheapest", answer.cheapest), ("unknown", answer.unknown)):
        if items:
            _listed(document, say(f"law-word-{head}", lang), items)
    for line in answer.lines:
        _listed(document, line.label, (*line.because, *line.facts, *line.sources))
    for caveat in answer.caveats:
        document.add_paragraph(f"{say('law-word-caveat', lang)}: {caveat}")


def _table(document: Document, answer: Answer, lang: str) -> None:
    from docx.shared import Pt

    from namro.drafting.decree30 import head_row, set_widths, text_width

    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    rows = [tuple(say(f"law-word-{head}", lang) for head in HEADS), *map(_cells, answer.lines)]
    for number, texts in enumerate(rows):
        row = table.rows[0] if number == 0 else table.add_row()
        for cell, text in zip(row.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(_TABLE_SIZE)
            run.bold = number == 0
    width = text_width(landscape=True)
    set_widths(table, tuple(share * width for share in _SHARES))
    head_row(table)


def _cells(line: Line) -> tuple[str, ...]:
    finding = f"{line.finding} ({line.points})" if line.points else line.finding
    article = "; ".join(text for text in (line.article, line.confidence, line.doubt) if text)
    return line.label, line.threshold, line.figure, finding, line.missing, article


def _listed(document: Document, head: str, items: Sequence[str]) -> None:
    document.add_paragraph().add_run(head).bold = True
    for item in items:
        document.add_paragraph(item, style="List Bullet")
