"""Governing: what headings and lines that end in a colon hand down to the work below them.

Keeps the frames open at a place of the document, whether anybody has been told to do anything yet, and who was told
last. Does not read the clauses themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from namro.reading.directives import signs
from namro.reading.directives.actors import Actors
from namro.reading.directives.building import Task
from namro.reading.directives.cues import Part
from namro.reading.directives.model import Why
from namro.reading.directives.outline import UNMARKED, Frame, role_of
from namro.reading.directives.page import Page
from namro.reading.model import Role
from namro.text import Span, fold

_OFF_ROLES = {
    Role.CONTEXT: Why.BACKGROUND, Role.RESULTS: Why.BACKGROUND, Role.LIMITATIONS: Why.BACKGROUND,
    Role.LESSONS: Why.LESSON, Role.OBJECTIVES: Why.GOAL,
}  # fmt: skip
_ADDRESSED = re.compile(
    r"(?:đối với|trách nhiệm (?:của|thực hiện của)|nhiệm vụ (?:của|giao)|về phía|giao|yêu cầu|đề nghị|phân công)\s+"
)
_TASK_ROLES = frozenset({Role.TASKS, Role.IMPLEMENTATION})
_POINTS = 98.0  # the rank of points within a sentence: below every list mark, above what has none
_EDGE = " ,.;:…/"


class Governor:
    """The frames open at a place, and what they mean for a clause that names nobody."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._text, self._lower = page.text, page.lower
        self._cues, self._actors = page.cues, page.actors
        self.frames: list[Frame] = []
        self.formal = False
        self.told = False  # somebody has been told to do something, or tasks were announced
        self.carried: tuple[str, ...] = ()

    def pop(self, rank: float) -> None:
        """Close all frames of this rank and below."""
        frames = self.frames
        while frames and frames[-1].rank >= rank:
            frames.pop()

    def push(self, frame: Frame) -> None:
        """Open a frame, closing those of its rank and below."""
        self.pop(frame.rank)
        self.frames.append(frame)

    def base(self) -> float:
        """The rank of the deepest frame that a list mark opened."""
        return next((f.rank for f in reversed(self.frames) if f.rank == int(f.rank)), 0.0)

    def govern(self, start: int, end: int, rank: float, heading: bool) -> None:
        """A heading or a line that ends in a colon: what it hands down."""
        if rank == UNMARKED:
            rank = self.base() + 0.5
        why, tasks = role_of(self._text[start:end])
        self.pop(rank)
        above = self.frames[-1] if self.frames else None
        if above is not None and above.why is not None:
            why = above.why
        frame = Frame(rank, why=why, tasks=tasks)
        told = self._governed(start, end, frame, heading)
        if told or (tasks and self.formal) or signs.TASKS_FOLLOW.search(self._lower, start, end):
            self.told = True
            if told:
                frame.why = None
                frame.tasks = True
        self.frames.append(frame)
        self.carried = frame.lead

    def introduce(self, piece: Span) -> None:
        """A clause that ends in a colon before the points of its own sentence: whom it names leads them."""
        frame = Frame(_POINTS, tasks=True)
        self._governed(piece.start, piece.end, frame, heading=False)
        self.push(frame)

    def _governed(self, start: int, end: int, frame: Frame, heading: bool) -> bool:
        """Fill a frame with whom its line tells; whether it tells anybody."""
        if not heading and signs.CONCLUDES.search(self._lower, start, end):
            return True  # "…, Phó Thủ tướng kết luận như sau:" names who was heard, not who is told
        start = self._page.skip(start, end)
        match = _ADDRESSED.match(self._lower, start, end)
        position = match.end() if match else start
        actors = self._actors.read(position, end)
        if actors is not None and actors.follow is None:
            if actors.names and not (heading and self._is_place_only(actors)) and not self._is_issuer(actors):
                frame.lead = actors.names
            return bool(frame.lead)
        if actors is not None and not self._only_commands(actors, end):
            return self._governed_duty(actors, end, frame, heading, position)
        for cue in self._cues.between(start, end):
            if cue.parts & Part.COMMAND:
                if signs.MODIFIED.search(self._lower, max(start, cue.start - 12), cue.start):
                    continue
                after = self._page.skip(cue.end, end)
                told = self._actors.read(after, end)
                if told is not None and not told.state:
                    frame.lead = told.names
                    frame.support = self._page.parts.support(told.end, end)
                elif told is None and not heading and self._text[after : after + 1].isupper():
                    frame.lead = self._actors.split(after, end)
                return not heading
        if not heading:
            for comma in self._page.commas(start, end):
                told = self._actors.read(comma, end)
                if told is not None and not told.state and told.follow is not None:
                    frame.lead = told.names
                    frame.support = self._page.parts.support(told.end, end)
                    return True
        return False

    def _governed_duty(self, actors: Actors, end: int, frame: Frame, heading: bool, position: int) -> bool:
        if heading:
            first = self._lower[position : position + 12]
            role = first.startswith(("cơ quan", "đơn vị", "người"))
            defined = self._lower.startswith("là ", actors.follow.start if actors.follow else end)
            if (role and not actors.state) or defined:
                whole = re.sub(r"\s*\([^()]*\)", "", self._text[position:end]).strip(_EDGE)
                frame.lead = (" ".join(whole.split()),)
                return True
            return False
        if actors.state:
            return False
        if self._is_issuer(actors):
            return True  # "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:" announces, it does not assign
        frame.lead = actors.names
        frame.support = self._page.parts.support(actors.end, end)
        return True

    def _is_issuer(self, actors: Actors) -> bool:
        issuer = fold(self._page.header.issuer or "").replace("uy ban nhan dan", "ubnd")
        return any(issuer.startswith(fold(name).replace("uy ban nhan dan", "ubnd")) for name in actors.names if issuer)

    def _only_commands(self, actors: Actors, end: int) -> bool:
        """Whether whoever is named tells others: "Thủ tướng Chính phủ yêu cầu các bộ, ngành:"."""
        follow = actors.follow
        if follow is None or not follow.parts & Part.COMMAND:
            return False
        return not follow.parts & Part.VERB or self.commanded(follow.end, end)

    def _is_place_only(self, actors: Actors) -> bool:
        return self._page.place is not None and actors.names == (self._page.place,)

    def off(self, position: int) -> Why | None:
        """Why nothing here is a task by its section or heading; None where it may be."""
        role = self._page.role(position)
        if role in _OFF_ROLES:
            return _OFF_ROLES[role]
        if role in _TASK_ROLES:
            return None
        frame = next((f for f in reversed(self.frames) if f.why is not None or f.tasks), None)
        return frame.why if frame is not None else None

    def may_be_bare(self, position: int) -> bool:
        """Whether a clause that names nobody is work here: under tasks, in a list, or after somebody was told."""
        if self._page.role(position) in (Role.TASKS, Role.ORIENTATIONS, Role.IMPLEMENTATION, Role.PROPOSALS):
            return True
        return self.told or self.formal

    def under_tasks(self, position: int) -> bool:
        """Whether the section or the headings say that what stands here is work."""
        return self._page.role(position) in _TASK_ROLES or any(frame.tasks or frame.lead for frame in self.frames)

    def inherited(self, tasks: Sequence[Task]) -> tuple[str, ...]:
        """Who leads a clause that names nobody: whoever led the clause before it, else the nearest frame that tells."""
        if tasks:
            return tasks[-1].lead
        for frame in reversed(self.frames):
            if frame.lead:
                return frame.lead
        if self.carried:
            return self.carried
        return (self._page.place_lead,) if self._page.place_lead else ()

    def support(self) -> tuple[str, ...]:
        """Those with whom the nearest frame that names a lead shares its work."""
        for frame in reversed(self.frames):
            if frame.lead:
                return frame.support
        return ()

    def commanded(self, position: int, end: int) -> bool:
        """Whether somebody is named here and told to do something."""
        told = self._actors.read(self._page.skip(position, end), end)
        return told is not None and told.follow is not None and not told.state
