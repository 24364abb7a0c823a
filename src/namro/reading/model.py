"""What a reading holds: values only, in the shape of `namro-reading/1`.

Every finding has a `span` into the document's text, the `rule` that read it, and attributes that are None where the
document does not say. Nothing here reads anything.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from namro.errors import say
from namro.text import Span

if TYPE_CHECKING:
    from namro.reading.directives.model import Directive, Refusal

SCHEMA = "namro-reading/1"


class Kind(StrEnum):
    """Kinds of documents."""

    NOTICE = "notice"
    TELEGRAM = "telegram"
    DIRECTIVE = "directive"
    DECISION = "decision"
    RESOLUTION = "resolution"
    PLAN = "plan"
    REPORT = "report"
    LETTER = "letter"
    NEWS = "news"
    DECREE = "decree"  # of a cited document only: as a document of its own it counts among the others
    OTHER = "other"


class Role(StrEnum):
    """What a section of a document is for."""

    CONTEXT = "context"
    RESULTS = "results"
    LIMITATIONS = "limitations"
    LESSONS = "lessons"
    ORIENTATIONS = "orientations"
    OBJECTIVES = "objectives"
    TASKS = "tasks"
    PROPOSALS = "proposals"
    IMPLEMENTATION = "implementation"
    OTHER = "other"


class Bound(StrEnum):
    """How exactly a figure is stated."""

    EXACT = "="
    ABOUT = "≈"
    OVER = ">"
    UNDER = "<"
    AT_LEAST = "≥"
    AT_MOST = "≤"


class Aspect(StrEnum):
    """What a figure says of its indicator."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"


class Modality(StrEnum):
    """Whether a figure happened, is reckoned, or is wanted."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"


class Versus(StrEnum):
    """What a figure is compared with."""

    SAME_PERIOD = "same-period"
    PREVIOUS_YEAR = "previous-year"
    PREVIOUS_MONTH = "previous-month"
    PREVIOUS_QUARTER = "previous-quarter"
    PLAN = "plan"
    NATION = "nation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something read at `span` by `rule`."""

    span: Span
    rule: str

    def as_json(self, text: str) -> dict[str, Any]:
        """The contract's object: offsets, quote, then the finding's own attributes."""
        own = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in ("span", "rule")}
        return {
            "start": self.span.start,
            "end": self.span.end,
            "quote": self.span.of(text),
            **own,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Finding):
    """A part of the document and what it is for."""

    role: Role
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Finding):
    """A stated quantity. `value` is in the base unit, negative for a fall; `period` is a closed interval of days."""

    value: Decimal
    high: Decimal | None = None
    unit: str
    bound: Bound = Bound.EXACT
    aspect: Aspect = Aspect.LEVEL
    modality: Modality = Modality.ACTUAL
    rank_of: int | None = None
    indicator: str | None = None
    label: str | None = None
    period: str | None = None
    versus: Versus | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Finding):
    """A state to be reached by a horizon: a year ("2030") or an ISO date."""

    horizon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Finding):
    """Another document cited by its number."""

    number: str
    kind: Kind | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym(Finding):
    """A short form; `defined` where the text itself spells it out."""

    short: str
    long: str | None = None
    defined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(Finding):
    """What could not be read safely. `message` is Vietnamese; `said` says it in another language."""

    code: str
    message: str
    details: tuple[tuple[str, str], ...] = ()

    def said(self, lang: str) -> str:
        """The caution as a sentence of a language."""
        return self.message if lang == "vi" else say(f"caution-{self.code}", lang, **dict(self.details))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a document says of itself; None where it does not."""

    title: str | None = None
    kind: Kind = Kind.OTHER
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    published_on: date | None = None
    signed_by: str | None = None
    presided_by: str | None = None
    place: str | None = None
    source: str | None = None
    language: str = "vi"

    @property
    def day(self) -> date | None:
        """The day against which the document's words are resolved."""
        return self.issued_on or self.published_on

    def as_json(self) -> dict[str, Any]:
        """The contract's `document` object."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything found in one document."""

    source: str | None
    text: str
    document: Header
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    goals: tuple[Goal, ...] = ()
    references: tuple[Reference, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    directives: tuple[Directive, ...] = ()
    refusals: tuple[Refusal, ...] = ()  # clauses that were not made directives, where the caller asked why
    warnings: tuple[Caution, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reading as the contract lays it out."""
        kinds = ("sections", "measures", "directives", "goals", "references", "acronyms", "warnings")
        return {
            "schema": SCHEMA,
            "source": self.source,
            "document": self.document.as_json(),
            "text": self.text,
            **{kind: [finding.as_json(self.text) for finding in getattr(self, kind)] for kind in kinds},
            **({"refusals": [refusal.as_json(self.text) for refusal in self.refusals]} if self.refusals else {}),
        }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        written = format(value, "f")
        return (written.rstrip("0").rstrip(".") if "." in written else written) if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return {name: _plain(item) for name, item in value}
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value
