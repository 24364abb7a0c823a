"""Directives as values: the work, who does it, by when, and how clearly the document says so.

What was read and what Namro would add stand apart: `suggestions` are Namro's own and are marked so in JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from namro.quantities.deadlines import Deadline
from namro.reading.model import Finding


class Clear(StrEnum):
    """The six clears an assignment must have (rõ người, việc, trách nhiệm, thẩm quyền, thời gian, kết quả)."""

    PERSON = "person"
    TASK = "task"
    RESPONSIBILITY = "responsibility"
    AUTHORITY = "authority"
    TIME = "time"
    RESULT = "result"


class State(StrEnum):
    """How far a clear is met."""

    CLEAR = "clear"
    VAGUE = "vague"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of one clear and the words of the document that decided it; none where nothing was said."""

    state: State
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What Namro would fill a gap with. Never read from the document; `because` says from where."""

    clear: Clear
    value: str
    because: str


class Why(StrEnum):
    """Why a sentence was not made a task."""

    BACKGROUND = "background"  # what is, was or will be
    PRAISE = "praise"
    LESSON = "lesson"
    GOAL = "goal"
    DECISION = "decision"  # agreement in principle, an operative article
    PROHIBITION = "prohibition"
    CLOSING = "closing"  # "thông báo để … biết, thực hiện"
    REFERENCE = "reference"  # legal grounds, addressees, signatures
    HEADING = "heading"
    NO_ACTION = "no-action"
    NO_DUTY = "no-duty"  # an action, but nobody is told to do it


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Finding):
    """A clause that was looked at and left out."""

    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(Finding):
    """Work that somebody is told to do.

    `lead` and `support` are names as written, in order, also where a governing sentence or heading names them
    (`inherited` then tells so). `due` is the deadline as read; None where the document names none.
    """

    action: str
    content: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: Deadline | None = None
    recipient: str | None = None
    deliverable: str | None = None
    theme: str | None = None
    inherited: bool = False
    clarity: tuple[tuple[Clear, Verdict], ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    def as_json(self, text: str) -> dict[str, Any]:
        """The contract's object, with the deciding words and Namro's own suggestions beside it."""
        return {
            "start": self.span.start,
            "end": self.span.end,
            "quote": self.span.of(text),
            "action": self.action,
            "content": self.content,
            "lead": list(self.lead),
            "support": list(self.support),
            "due": self.due.code if self.due else None,
            "recipient": self.recipient,
            "deliverable": self.deliverable,
            "theme": self.theme,
            "clarity": {clear.value: verdict.state.value for clear, verdict in self.clarity},
            "clarity_words": {clear.value: verdict.words for clear, verdict in self.clarity if verdict.words},
            "suggestions": [
                {"clear": s.clear.value, "value": s.value, "because": s.because, "by": "namro"}
                for s in self.suggestions
            ],
            "lead_inherited": self.inherited,
            "rule": self.rule,
        }
