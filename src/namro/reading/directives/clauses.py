"""Clauses: whether one stretch between semicolons is work that somebody is told to do, and to whom it is told.

In order: a command to somebody, an agency and its duty, a leading verb, a command or an agency after a condition. What
is none of these is given back with the reason. Does not read dates, products or recipients.
"""

from __future__ import annotations

import re

from namro.reading.agencies.rules import NameKind
from namro.reading.directives import signs
from namro.reading.directives.actors import Actors
from namro.reading.directives.building import Task
from namro.reading.directives.cues import ACTION, Part
from namro.reading.directives.governing import Governor
from namro.reading.directives.model import Why
from namro.reading.directives.page import Page
from namro.reading.model import Kind
from namro.text import Span

_LED = frozenset({"chỉ đạo", "chi đạo", "kêu gọi"})  # at the head these are the work itself, not a command
_SHORT_NAME = 3
_TOPIC = 220
_TOPICAL = re.compile(r"(?:về|đối với|nội dung|lĩnh vực|trong lĩnh vực|công tác)\b")
_HEAD_STATE = 140  # characters in which a word of state makes a clause a report
_NEAR_STATE = 45  # the same where work stands: further on, the word only describes a thing
_COMMAS = 3
_CONDITION_LENGTH = 240
_CAPITALS = 16  # so many letters of a clause in capitals make it a title


class ClauseReader:
    """Reads the clauses of a page, one after another."""

    def __init__(self, page: Page, governor: Governor) -> None:
        self._page = page
        self._text, self._lower = page.text, page.lower
        self._cues, self._actors = page.cues, page.actors
        self._governor = governor

    def read(self, piece: Span, limit: int, tasks: list[Task], *, topic: bool = True) -> Task | Why:
        """The directive a piece holds, or why it holds none."""
        start = self._page.skip(piece.start, piece.end)
        lower = self._lower
        if start >= piece.end:
            return Why.NO_ACTION
        if self._text[start : start + _CAPITALS].isupper():
            return Why.HEADING
        if signs.CLOSING.search(lower, start, piece.end) and not self._has_command(start, piece.end):
            return Why.CLOSING
        if signs.PRAISE.match(lower, start) and not signs.REWARD.match(lower, start):
            return Why.PRAISE
        if signs.DECISION.match(lower, start):
            return Why.DECISION
        if signs.PROHIBITION.match(lower, start):
            return Why.PROHIBITION
        if signs.ARTICLE.match(lower, start) and self._under_article():
            return Why.DECISION
        colon = self._topic(start, piece.end) if topic else None
        if colon:
            return self.read(Span(colon, piece.end), limit, tasks, topic=False)
        cue = self._cues.at(start)
        if cue is not None and cue.parts & Part.COMMAND and self._lower[start : cue.end] not in _LED:
            told = self._told(cue.end, piece, limit, cue.parts)
            if told is not None:
                return told
        if self._actors.begins(start):
            return self._actor_clause(start, piece, limit)
        if self._lower.startswith("đối với ", start):
            actors = self._actors.read(start + len("đối với "), limit)
            if actors and actors.follow and actors.follow.parts & (Part.DUTY | Part.ADVERB) and not actors.state:
                return self._actor_clause(actors.start, piece, limit)
        if cue is not None and cue.parts & ACTION:
            return self._bare(start, piece, tasks)
        return self._later(start, piece, limit, tasks)

    def _has_command(self, start: int, end: int) -> bool:
        """Whether a command to somebody stands in the stretch."""
        return any(
            cue.parts & Part.COMMAND and self._governor.commanded(cue.end, end)
            for cue in self._cues.between(start, end)
        )

    def _under_article(self) -> bool:
        return any(frame.rank == 0.5 for frame in self._governor.frames) or self._page.header.kind in (
            Kind.DECISION,
            Kind.RESOLUTION,
        )

    def _topic(self, start: int, end: int) -> int | None:
        """Where the work begins in "Về xuất khẩu: đẩy mạnh …" and in "Hoàn thiện thể chế: Các bộ trình …"."""
        colon = self._text.find(":", start, min(end, start + _TOPIC))
        if colon == -1 or self._actors.begins(start):
            return None
        after = self._page.skip(colon + 1, end)
        if after >= end:
            return None
        if _TOPICAL.match(self._lower, start):
            return colon + 1
        told = self._actors.read(after, end) if self._text[after].isupper() else None
        return colon + 1 if told is not None and told.follow is not None and not told.state else None

    def _told(self, position: int, piece: Span, limit: int, parts: int) -> Task | Why | None:
        """What follows "giao", "yêu cầu": whoever is named and told, or a bare action."""
        after = self._page.skip(position, piece.end)
        actors = self._actors.read(after, limit)
        if actors is not None and actors.follow is not None:
            return Why.BACKGROUND if actors.state else self._task(actors, piece)
        if parts & Part.VERB:
            return None
        cue = self._cues.at(after)
        if cue is not None and cue.parts & ACTION:
            return Task(
                after, piece.end, piece, "command", self._governor.inherited([]), self._governor.support(), verb=after
            )
        for comma in self._page.commas(after, min(piece.end, after + 200)):
            told = self._actors.read(comma, limit)
            if told is not None and told.follow is not None and not told.state:
                return self._task(told, piece)
        for cue in self._cues.between(after, min(piece.end, after + 160)):
            if cue.parts & (ACTION & ~Part.SHARE) and not cue.parts & Part.WEAK and self._text[cue.start].islower():
                names = self._actors.split(after, cue.start)
                if (
                    names
                    and cue.start - after > _SHORT_NAME
                    and (self._text[after].isupper() or signs.PEOPLE.match(self._lower, after))
                ):
                    return Task(after, piece.end, piece, "command", names, own=True, verb=cue.start)
                return None
        return None

    def _task(self, actors: Actors, piece: Span) -> Task:
        verb = actors.follow.start if actors.follow else actors.end
        lead = tuple(self._resolved(name) for name in actors.names)
        return Task(actors.start, piece.end, piece, "agency", lead, (), own=True, verb=verb)

    def _resolved(self, name: str) -> str:
        """A province called by its bare name, or just "Tỉnh", as the notice to it calls it."""
        told = self._page.place_lead
        bare = name == self._page.place or name.lower() in ("tỉnh", "thành phố")
        return told if told and bare else name

    def _actor_clause(self, start: int, piece: Span, limit: int) -> Task | Why:
        actors = self._actors.read(start, limit)
        if actors is None or actors.follow is None:
            return Why.NO_ACTION
        if actors.state:
            return Why.BACKGROUND
        follow = actors.follow
        leader = signs.LEADERS.match(self._lower, start)
        if follow.parts & Part.COMMAND and (leader or not follow.parts & Part.VERB):
            if signs.MODIFIED.search(self._lower, max(start, follow.start - 8), follow.start):
                return Why.BACKGROUND
            told = self._told(follow.end, piece, limit, follow.parts)
            if told is not None:
                return told
            if leader:
                return Why.BACKGROUND
        if follow.parts & Part.GROUND and not follow.parts & ACTION:
            if signs.SINCE.match(self._lower, follow.start, piece.end):
                return Why.BACKGROUND
            acts = [
                cue for cue in self._cues.between(follow.end, min(piece.end, follow.end + 400)) if cue.parts & ACTION
            ]
            if not acts:
                return Why.NO_ACTION
            commanded = next(
                (cue for cue in self._cues.between(follow.end, piece.end) if cue.parts & Part.COMMAND), None
            )
            if leader and commanded is not None:
                return self._told(commanded.end, piece, limit, commanded.parts) or Why.BACKGROUND
        if leader and not follow.parts & Part.DUTY:
            return Why.BACKGROUND
        why = self._governor.off(start)
        duty = follow.parts & Part.DUTY or self._lower.startswith(("có trách nhiệm", "chủ trì"), follow.start)
        if why is not None and not (duty and why is not Why.LESSON):
            return why
        if not self._governor.formal and not self._governor.told and not duty:
            return Why.NO_DUTY
        if signs.BARE_STATE.search(self._lower, follow.start, min(piece.end, follow.start + 40)) and not duty:
            return Why.BACKGROUND
        return self._task(actors, piece)

    def _bare(self, start: int, piece: Span, tasks: list[Task], begins: int | None = None) -> Task | Why:
        why = self._governor.off(start)
        if why is not None:
            return why
        if signs.IN_PURSUIT.match(self._lower, start):
            for comma in list(self._page.commas(start, min(piece.end, start + _CONDITION_LENGTH)))[:_COMMAS]:
                told = self._actors.read(comma, piece.end) if self._begins_name(comma) else None
                if told is not None and told.follow is not None:
                    return Why.BACKGROUND if told.state else self._task(told, piece)
        if signs.PRESENT.match(self._lower, start):
            return Why.BACKGROUND
        sure = tasks or self._governor.under_tasks(start)
        window = _NEAR_STATE if sure else _HEAD_STATE
        state = signs.BARE_STATE.search(self._lower, start, min(piece.end, start + window))
        if (
            state
            and not self._page.bracketed(start, state.start())
            and not signs.WANTED.search(self._lower, start, state.start())
        ):
            return Why.BACKGROUND
        if not tasks and not self._governor.may_be_bare(start):
            return Why.NO_DUTY
        begin = begins if begins is not None else start
        return Task(
            begin, piece.end, piece, "verb", self._governor.inherited(tasks), self._governor.support(), verb=start
        )

    def _later(self, start: int, piece: Span, limit: int, tasks: list[Task]) -> Task | Why:
        """A command, an agency or an action after what the clause begins with."""
        end = piece.end
        for cue in self._cues.between(start, end):
            if not cue.parts & Part.COMMAND or cue.start == start:
                continue
            if cue.parts & Part.VERB and self._lower[cue.start : cue.end] not in ("giao", "phân công"):
                continue
            if not self._governor.commanded(cue.end, limit):
                continue
            if signs.MODIFIED.search(self._lower, max(start, cue.start - 10), cue.start):
                return Why.BACKGROUND
            told = self._told(cue.end, piece, limit, cue.parts)
            if told is not None:
                return told
        if not signs.CONDITION.match(self._lower, start):
            return Why.NO_ACTION
        if (named := self._after_topic(start, piece, limit)) is not None:
            return named
        if match := signs.BY_OFFICE.match(self._lower, start, end):
            leading = self._cues.at(match.end())
            if leading is not None and leading.parts & ACTION:
                return self._bare(match.end(), piece, tasks, start)
        if signs.TOLD_BY.match(self._lower, start):
            return Why.BACKGROUND
        window = min(end, start + 500)
        commas = list(self._page.commas(start, window))
        for comma in commas:
            actors = self._actors.read(comma, limit)
            if actors is not None and actors.follow is not None and not actors.state and self._begins_name(comma):
                return self._actor_clause(comma, Span(piece.start, end), limit)
        for comma in commas[:_COMMAS]:
            action = self._cues.at(comma)
            if comma - start <= _CONDITION_LENGTH and action is not None and action.parts & ACTION:
                begins = comma if signs.DROPPED.match(self._lower, start) else start
                return self._bare(comma, piece, tasks, begins)
        return Why.NO_ACTION

    def _after_topic(self, start: int, piece: Span, limit: int) -> Task | Why | None:
        """The body named after a topic that lost its colon: "Về xây dựng cầu Bộ Xây dựng chủ trì …"."""
        if not self._lower.startswith("về ", start):
            return None
        for cue in self._cues.between(start, min(piece.end, start + _CONDITION_LENGTH)):
            if self._text[cue.start - 1] != " " or not (cue.name and cue.name.kind is NameKind.BODY):
                continue
            actors = self._actors.read(cue.start, limit)
            follow = actors.follow if actors is not None and not actors.state else None
            told = follow is not None and follow.parts & (Part.SHARE | Part.DUTY | Part.ADVERB)
            if told or (follow is not None and self._lower.startswith("chủ trì", follow.start)):
                return self._actor_clause(cue.start, piece, limit)
        return None

    def _begins_name(self, position: int) -> bool:
        return self._text[position].isupper() or self._lower.startswith(
            ("các ", "ubnd", "cơ quan", "tỉnh ", "thành phố ", "từng "), position
        )
