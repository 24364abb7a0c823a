"""Directives: "Giao Bộ Tài chính chủ trì, phối hợp với Bộ Xây dựng rà soát …, báo cáo Thủ tướng trước ngày 30/11".

Blocks are read in order under the headings that govern them; sentences are parted at semicolons into clauses, and a
clause is a directive where it begins with an agency and its duty, with a command to one, or with a leading verb in a
place where tasks stand. Praise, results, lessons, goals, grounds and closings are left out, each with its reason. Does
not decide whether the work was done, nor fill what the document leaves open.
"""

from __future__ import annotations

import re

from namro.quantities.deadlines import Deadline
from namro.reading.deadlines.rules import read_cell
from namro.reading.directives import signs
from namro.reading.directives.building import Builder, Task
from namro.reading.directives.clauses import ClauseReader
from namro.reading.directives.cues import Part
from namro.reading.directives.governing import Governor
from namro.reading.directives.model import Directive, Refusal, Why
from namro.reading.directives.outline import UNMARKED, Frame, governs, is_heading, mark
from namro.reading.directives.page import Page
from namro.reading.directives.tables import find_task_tables
from namro.reading.model import Header, Kind, Section
from namro.reading.scan import Scan
from namro.text import Span, sentences

_FORMAL = frozenset(
    {Kind.NOTICE, Kind.TELEGRAM, Kind.DIRECTIVE, Kind.DECISION, Kind.RESOLUTION, Kind.PLAN, Kind.LETTER}
)
_EDGE = " ,.;:…/"
_LONGEST_CELL = 250
_OPEN = 40  # items of a list that a labelled line after it can speak of
_NAME_LINE = 90
_AFTER_TIME = 12  # characters that may follow the time in a stretch that says nothing else
_LISTED = 2  # so many marked blocks make a document one of numbered points


def find_directives(scan: Scan, header: Header, sections: list[Section]) -> list[Directive]:
    """Directives in order of place."""
    return _Reader(scan, header, sections).directives()


def find_refusals(scan: Scan, header: Header, sections: list[Section]) -> list[Refusal]:
    """Clauses with an action or an agency that were not made directives, each with the reason."""
    reader = _Reader(scan, header, sections)
    reader.directives()
    return reader.refusals


class _Reader:
    """Walks the blocks of a document."""

    def __init__(self, scan: Scan, header: Header, sections: list[Section]) -> None:
        self._page = Page(scan, header, sections)
        self._text, self._lower = scan.text, scan.lower
        self._cues, self._actors = self._page.cues, self._page.actors
        self._governor = Governor(self._page)
        self._clauses = ClauseReader(self._page, self._governor)
        self._builder = Builder(self._page)
        self._title = (header.title or "").lower()
        self._recipients = False  # within the list of those who get a copy
        self._notes = False  # within footnotes
        self._open: list[Task] = []  # tasks that a labelled line can still speak of
        self._labelled = False
        self._tasks: list[Task] = []
        self.refusals: list[Refusal] = []

    def directives(self) -> list[Directive]:
        """All directives of the document."""
        tables = find_task_tables(self._page.scan)
        taken = {at for table in tables for at in table.blocks}
        blocks = self._joined(taken)
        marks = [mark(self._text[block.start : block.end]) for block in blocks]
        listed = sum(rank != UNMARKED for rank, _ in marks) >= _LISTED
        self._governor.formal = self._page.header.kind in _FORMAL or (
            listed and self._page.header.kind not in (Kind.NEWS, Kind.REPORT)
        )
        for at, block in enumerate(blocks):
            if block and not self._in_cell(blocks, at):
                self._block(block, marks[at], self._following(blocks, marks, at))
            else:
                self._recipients = False  # a table stood here
        found = [self._builder.directive(task) for task in self._tasks]
        for table in tables:
            for row in table.rows:
                found.extend(self._builder.row(row))
        return sorted(found, key=lambda directive: directive.span)

    def _joined(self, taken: set[int]) -> list[Span]:
        """Blocks, a table as an empty one, with a name that a line end broke put together: "Sở", "Khoa học và …"."""
        out: list[Span] = []
        for at, block in enumerate(self._page.scan.blocks):
            if at in taken:
                if out and out[-1]:
                    out.append(Span(block.start, block.start))
            elif out and out[-1] and self._breaks_off(out[-1], block):
                out[-1] = Span(out[-1].start, block.end)
            else:
                out.append(block)
        return out

    def _breaks_off(self, before: Span, after: Span) -> bool:
        text = self._text
        if text[before.end - 1] in ".;:!?…|)" or not text[after.start].isupper():
            return False
        rank, length = mark(text[before.start : before.end])
        if mark(text[after.start : after.end])[0] != UNMARKED:
            return False
        if signs.HEAD_ALONE.search(text, before.start, before.end):
            return True
        if rank == UNMARKED or len(before) > _NAME_LINE:
            return False
        cue = self._cues.at(after.start)
        if cue is not None or signs.CONDITION.match(self._lower, after.start):
            return False
        named = self._actors.read(before.start + length, before.end)
        told = self._cues.at(before.start + length)
        return bool((named and named.follow is None) or (told and told.parts & Part.COMMAND))

    def _in_cell(self, blocks: list[Span], at: int) -> bool:
        """Whether a block is a cell of some other table: alone between two bars, and no sentence."""
        around = (at - 1, at + 1)
        return (
            all(0 <= i < len(blocks) and self._text[blocks[i].start : blocks[i].end] == "|" for i in around)
            and len(blocks[at]) < _LONGEST_CELL
            and self._text[blocks[at].end - 1] not in ".;:"
        )

    def _following(self, blocks: list[Span], marks: list[tuple[float, int]], at: int) -> tuple[str, float] | None:
        for after in range(at + 1, min(at + 3, len(blocks))):
            text = self._text[blocks[after].start : blocks[after].end]
            if text.strip("|-_ "):
                return text, marks[after][0]
        return None

    def _block(self, block: Span, marked: tuple[float, int], following: tuple[str, float] | None) -> None:
        rank, length = marked
        text = self._text[block.start : block.end]
        start = block.start + length
        if text[0] == "|":
            self._recipients = False
            return
        if signs.RECIPIENTS.match(self._lower, start):
            self._recipients = True
            return
        if self._text.startswith("[", start) and signs.NOTE.match(self._text, start):
            self._notes = True
        if self._notes:
            if rank > 1 and not signs.ANNEX.match(self._text, start):
                return
            self._notes = False
        if self._recipients:
            if rank != UNMARKED and rank >= 9:
                return
            self._recipients = False
        if self._is_grounds(text, start, block.end):
            self._refuse(Span(start, block.end), Why.REFERENCE)
            return
        if self._title and text.strip(_EDGE).lower() in self._title:
            return
        label = signs.LABEL.match(self._lower, start, block.end)
        if label and self._label(label, block.end, rank):
            return
        if label:
            start = label.end()
            if start >= block.end:
                self._governor.push(Frame(rank, tasks=True))
                return
        heading = is_heading(text, rank, following)
        if rank != UNMARKED:
            self._governor.carried = ()
        if rank != UNMARKED or heading:
            self._governor.pop(rank if rank != UNMARKED else self._governor.base() + 0.5)
        deeper = following is None or following[1] > rank or rank == UNMARKED
        if heading or (governs(text) and deeper):
            parts = sentences(self._text, Span(start, block.end))
            if len(parts) > 1 and not heading:
                self._sentences(parts[:-1], UNMARKED)
                start = parts[-1].start
            self._governor.govern(start, block.end, rank, heading)
            self._open, self._labelled = [], False
            return
        self._sentences(sentences(self._text, Span(start, block.end)), rank)

    def _is_grounds(self, text: str, start: int, end: int) -> bool:
        """Whether a block only names the legal grounds: "Căn cứ Luật …;"."""
        if not signs.GROUNDS.match(self._lower, start) or text[-1] not in ";.":
            return False
        alone = text[-1] == ";" or not re.search(r"\.\s", text[:-1])
        return alone and "yêu cầu" not in self._lower[start:end]

    def _label(self, label: re.Match[str], end: int, rank: float) -> bool:
        """Apply a labelled line to the tasks before it; whether it was one of lead, support, time or product."""
        value = Span(label.end(), end)
        kind = label.lastgroup
        if kind is None:
            return False
        self._labelled = True
        if value.start >= end:
            self._governor.push(Frame(rank, tasks=True))
            return True
        text = self._text[value.start : end].strip(_EDGE)
        for task in self._open:
            self._apply(kind, task, value, text)
        if not self._open and kind in ("lead", "support"):
            lead, support = self._named(value)
            frame = self._governor.frames[-1] if self._governor.frames else None
            if frame is not None and kind == "lead":
                frame.lead, frame.support = lead or frame.lead, support or frame.support
        return True

    def _apply(self, kind: str, task: Task, value: Span, text: str) -> None:
        if kind == "due":
            task.due = task.due or read_cell(text, self._page.header)
        elif kind == "product":
            task.product = text
        else:
            lead, support = self._named(value)
            if kind == "lead" and not task.own:
                task.lead, task.own = lead, True
                task.support = support or task.support
            elif kind == "support":
                task.support = lead

    def _named(self, value: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        actors = self._actors.read(value.start, value.end)
        if actors is None:
            return self._actors.split(value.start, value.end), ()
        return actors.names, self._page.parts.support(actors.end, value.end)

    def _sentences(self, spans: list[Span], rank: float) -> None:
        tasks: list[Task] = []
        for sentence in spans:
            due = self._time_sentence(sentence)
            if due is not None:
                for task in tasks or self._open:
                    task.due = task.due or due
                continue
            label = signs.LABEL.match(self._lower, sentence.start, sentence.end)
            if label and label.lastgroup and tasks:
                text = self._text[label.end() : sentence.end].strip(_EDGE)
                for task in tasks:
                    self._apply(label.lastgroup, task, Span(label.end(), sentence.end), text)
                continue
            self._sentence(sentence, tasks)
            if signs.TASKS_FOLLOW.search(self._lower, sentence.start, sentence.end):
                self._governor.told = True
        if tasks:
            if self._labelled:
                self._open, self._labelled = [], False
            self._open = [*self._open[-_OPEN:], *tasks] if rank != UNMARKED and rank >= 9 else tasks
            self._tasks.extend(tasks)
            if rank != UNMARKED:
                own = next((task for task in tasks if task.own), None)
                self._governor.push(Frame(rank, lead=own.lead if own else (), tasks=True))
            else:
                self._governor.carried = tasks[-1].lead

    def _time_sentence(self, sentence: Span) -> Deadline | None:
        if not self._only_time(sentence):
            return None
        due = self._page.due(sentence.start, sentence.end)
        return due or read_cell(self._text[sentence.start : sentence.end], self._page.header)

    def _only_time(self, span: Span) -> bool:
        """Whether a stretch says by when and nothing else: "hoàn thành trước ngày 30/11", but not what."""
        match = signs.TIME_SENTENCE.match(self._lower, span.start, span.end)
        if match is None:
            return False
        said = self._page.time_said(span.start, span.end)
        return said is None or span.end - said <= _AFTER_TIME

    def _sentence(self, sentence: Span, tasks: list[Task]) -> None:
        pieces = list(self._page.pieces(sentence))
        for at, piece in enumerate(pieces):
            if signs.LISTING.search(self._lower, piece.start, piece.end):
                pieces[at:] = [Span(piece.start, pieces[-1].end)]
                break
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            if at and tasks and self._only_time(Span(self._page.skip(piece.start, piece.end), piece.end)):
                last = tasks[-1]
                last.end = piece.end
                last.due = last.due or self._page.due(piece.start, piece.end)
                at += 1
                continue
            if at + 1 < len(pieces) and self._text[piece.end - 1] == ":":
                self._governor.introduce(piece)
                at += 1
                continue
            read = self._clauses.read(piece, sentence.end, tasks)
            if isinstance(read, Why):
                self._refuse(piece, read)
                if (
                    at
                    and tasks
                    and read is Why.NO_ACTION
                    and not signs.NOT_MERGED.match(self._lower, piece.start)
                    and not signs.TOLD.search(self._lower, piece.start, piece.end)
                    and tasks[-1].unit.end == pieces[at - 1].end
                ):
                    tasks[-1].end = piece.end  # a semicolon between mere nouns parts nothing
                    tasks[-1].unit = Span(tasks[-1].unit.start, piece.end)
                at += 1
                continue
            end = piece.end
            while at + 1 < len(pieces) and read.verb >= pieces[at + 1].start:
                at += 1  # the semicolons stood between the names of a list
                end = pieces[at].end
            read.end = end
            read.unit = Span(piece.start, end)
            tasks.append(read)
            self._governor.told = True
            at += 1

    def _refuse(self, span: Span, why: Why) -> None:
        self.refusals.append(Refusal(span=span, rule=f"refused.{why}", why=why))
