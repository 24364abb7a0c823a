"""Building: from a clause or a table's row to a directive with all its attributes.

Adds what the clause says of support, time, recipient and product, judges its clarity, and keeps Namro's own suggestions
apart. Does not decide what is a directive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from namro.quantities.deadlines import Deadline
from namro.reading.clarity.rules import judge
from namro.reading.clarity.suggesting import suggest
from namro.reading.deadlines.rules import read_cell
from namro.reading.directives import signs
from namro.reading.directives.cues import ACTION
from namro.reading.directives.model import Directive
from namro.reading.directives.outline import mark
from namro.reading.directives.page import Page
from namro.reading.directives.tables import TaskRow
from namro.reading.directives.themes import theme_of
from namro.text import Span, sentences

_EDGE = " ,.;:…/"
_CLOSERS = re.compile(r"(?:[\s,.;:…/]|\[\d+\]|\.\.\.)+$")
_SHORTEST = 3
_SPEAKER = 80  # characters that name the speaker after a quotation


@dataclass(slots=True)
class Task:
    """A directive being put together."""

    start: int
    end: int
    unit: Span
    rule: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    own: bool = False
    due: Deadline | None = None
    product: str | None = None
    verb: int = 0


class Builder:
    """Builds the directives of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._text, self._lower = page.text, page.lower
        self._cues, self._actors = page.cues, page.actors

    def directive(self, task: Task) -> Directive:
        """The directive of a clause, without its closing marks."""
        text = self._text
        end = task.end
        if closing := _CLOSERS.search(text, max(task.start + 1, end - 12), end):
            end = closing.start()
        quoted = text.find("”", task.start, end)
        if quoted != -1 and text[task.start - 1 : task.start] == "“" and end - quoted < _SPEAKER:
            end = quoted  # "…”, Thủ tướng nhấn mạnh"
        span = Span(task.start, max(end, task.start + 1))
        verb = min(max(task.verb, span.start), span.end)
        action_end = self._page.parts.action(verb, span.end)
        if action_end == verb:
            first = next((cue for cue in self._cues.between(verb, span.end) if cue.parts & ACTION), None)
            verb = first.start if first else verb
            action_end = self._page.parts.action(verb, span.end) if first else verb
        support = self._page.parts.support(task.start, span.end) or task.support
        due = task.due or self._page.due(min(task.start, task.unit.start), max(span.end, task.unit.end))
        product = task.product or self._page.parts.product(verb, span.end)
        recipient = self._page.parts.recipient(verb, span.end)
        clarity = judge(
            text=text[span.start : span.end],
            lower=self._lower[span.start : span.end],
            action=self._lower[verb:action_end],
            lead=task.lead,
            due=due,
            product=product,
        )
        lower = self._lower[span.start : span.end]
        return Directive(
            span=span,
            rule=f"directive-{task.rule}",
            action=text[verb:action_end],
            content=text[action_end : span.end].strip(_EDGE),
            lead=task.lead,
            support=support,
            due=due,
            recipient=recipient,
            deliverable=product,
            theme=theme_of(lower),
            inherited=bool(task.lead) and not task.own,
            clarity=clarity,
            suggestions=suggest(lower, self._lower[verb:action_end], task.lead, clarity, self._page.header),
        )

    def row(self, row: TaskRow) -> Iterator[Directive]:
        """The directives of a table's row; every one has what the row's other cells say."""
        lead = self._cell_names(row.lead)
        support = self._cell_names(row.support)
        due = read_cell(row.due, self._page.header) if row.due else None
        product = row.product
        for span in self._cell_tasks(row.task):
            label = signs.LABEL.match(self._lower, span.start, span.end)
            if label and label.lastgroup == "product":
                product = product or self._text[label.end() : span.end].strip(_EDGE)
                continue
            if len(span) < _SPEAKER and signs.TIME_SENTENCE.match(self._lower, span.start, span.end):
                continue  # "Hoàn thành trong tháng 9/2025" after the work: the row's own column says when
            start = label.end() if label else span.start
            task = Task(start, span.end, span, "table", lead, support, True, due, product, start)
            yield self.directive(task)

    def _cell_names(self, cell: tuple[Span, ...]) -> tuple[str, ...]:
        names: list[str] = []
        for block in cell:
            start = block.start + mark(self._text[block.start : block.end])[1]
            for name in self._actors.split(start, block.end, adjacent=True):
                if name not in names:
                    names.append(name)
        return tuple(names)

    def _cell_tasks(self, cell: tuple[Span, ...]) -> list[Span]:
        """The pieces of work of a cell: what begins with an action, with all that only goes on."""
        tasks: list[Span] = []
        for block in cell:
            start = block.start + mark(self._text[block.start : block.end])[1]
            for sentence in sentences(self._text, Span(start, block.end)):
                for piece in self._page.pieces(sentence):
                    begin = self._page.skip(piece.start, piece.end)
                    cue = self._cues.at(begin)
                    acts = (cue is not None and bool(cue.parts & ACTION)) or bool(signs.LABEL.match(self._lower, begin))
                    if not tasks or acts:
                        tasks.append(Span(begin if acts else piece.start, piece.end))
                    else:
                        tasks[-1] = Span(tasks[-1].start, piece.end)
        return [task for task in tasks if len(task) > _SHORTEST]
