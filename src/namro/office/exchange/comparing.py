"""An edited annex beside the register, row by row: what was, what the sheet says, and what can come of it.

Says of every cell whether it can be taken over, and why not where not: a deadline that stands since the task was given
moves by an extension only, and a body must be one of the register. Does not write anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from namro.drafting.annex import Row, clean
from namro.office.accounts.models import Agency
from namro.office.accounts.roles import Part
from namro.office.directives.access import may
from namro.office.directives.models import Directive
from namro.office.directives.states import State
from namro.office.exchange.annexes import every_of, key_of, row_of
from namro.text import fold

EARLY = (State.DRAFT, State.CONFIRMED, State.REFUSED)
"""States in which every word may be mended."""
MENDABLE = (*EARLY, State.ASSIGNED)
"""States in which words and bodies may still be changed: nobody has taken the work on."""


class Why(StrEnum):
    """Why a cell is not taken over, or what is to be known of it."""

    STANDS = "stands"  # the deadline stands: an extension is the way
    UNDER_WAY = "under-way"  # the work has begun: the words stay
    UNKNOWN_BODY = "unknown-body"  # no body of the register has this name
    NOT_A_DAY = "not-a-day"  # neither a day nor how often: kept as words


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that is no body's of the register; `field` is the name of its choice in the form."""

    words: str
    field: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that differs. With `why` of `STANDS` or `UNDER_WAY` it stays as it was."""

    column: str
    before: str
    after: str
    why: Why | None = None

    @property
    def taken(self) -> bool:
        """Whether the change can be taken over."""
        return self.why not in (Why.STANDS, Why.UNDER_WAY)


@dataclass(slots=True)
class Compared:
    """A row of the sheet beside its directive (None: a new task). `gives` says that accepting it gives the task out."""

    index: int
    row: Row
    directive: Directive | None
    changes: list[Change] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    lead: Agency | None = None
    support: list[Agency] = field(default_factory=list)
    gives: bool = False
    possible: bool = True

    @property
    def version(self) -> int:
        """The version of the directive that was compared; nought for a new task."""
        return self.directive.version if self.directive else 0

    @property
    def lines(self) -> int:
        """How many lines it takes in a table."""
        return max(len(self.changes) + self.gives, 1)

    @property
    def offered(self) -> bool:
        """Whether there is anything to accept."""
        return self.possible and (self.directive is None or self.gives or any(one.taken for one in self.changes))

    @property
    def safe(self) -> bool:
        """Whether it is ticked from the start: something to accept, and no name left open."""
        return self.offered and not self.unknown

    @property
    def differs(self) -> bool:
        """Whether there is anything to show."""
        return self.directive is None or self.gives or bool(self.changes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it: rows that differ, how many do not, directives that the sheet no longer lists, names to be chosen."""

    rows: list[Compared]
    same: int
    missing: list[Directive]
    unknown: list[Unknown]

    def row(self, index: int) -> Compared | None:
        """The row of an index, where it differs."""
        return next((one for one in self.rows if one.index == index), None)


class Bodies:
    """The bodies of the register by name and short name; asked for once, for all rows."""

    def __init__(self, chosen: Mapping[str, int] | None = None) -> None:
        """`chosen` are bodies by the field of the name they stand for."""
        agencies = list(Agency.objects.all())
        self._by_pk = {one.pk: one for one in agencies}
        self._by_key = {fold(one.short): one for one in agencies if one.short} | {one.key: one for one in agencies}
        self._chosen = chosen or {}

    def find(self, words: str) -> Agency | Unknown | None:
        """The body of a name, None where there is no name."""
        name = clean(words)
        if not name:
            return None
        found = self._by_key.get(fold(name))
        if found is not None:
            return found
        field_name = f"body-{hashlib.sha256(fold(name).encode()).hexdigest()[:12]}"
        return self._by_pk.get(self._chosen.get(field_name, 0)) or Unknown(name, field_name)

    def all(self) -> Sequence[Agency]:
        """Every body, for choosing."""
        return sorted(self._by_pk.values(), key=lambda one: one.name)


def compare(
    user: Any, rows: Sequence[Row], directives: Sequence[Directive], texts: dict[int, str], bodies: Bodies
) -> Comparison:
    """Hold the rows of a sheet against the notice's directives, which came through `with_rows`."""
    by_key = {key_of(one, texts): one for one in directives}
    by_hand = {fold(one.task): one for one in directives if one.source_id is None}
    seen: set[int] = set()
    compared: list[Compared] = []
    for index, row in enumerate(rows):
        directive = by_key.get(row.key) if row.key else by_hand.get(fold(row.task))
        if directive is not None and directive.pk in seen:
            directive = None
        if directive is not None:
            seen.add(directive.pk)
        compared.append(_compared(user, index, row, directive, bodies))
    different = [one for one in compared if one.differs]
    unknown = {one.field: one for each in different for one in each.unknown}
    missing = [one for one in directives if one.pk not in seen]
    return Comparison(different, len(compared) - len(different), missing, list(unknown.values()))


def due_of(row: Row) -> date | None:
    """The day of the deadline cell."""
    return row.due if isinstance(row.due, date) else None


def _compared(user: Any, index: int, row: Row, directive: Directive | None, bodies: Bodies) -> Compared:
    one = Compared(index, row, directive)
    found = bodies.find(row.lead)
    one.lead = found if isinstance(found, Agency) else None
    if isinstance(found, Unknown):
        one.unknown.append(found)
    for name in row.support.split(";"):
        body = bodies.find(name)
        if isinstance(body, Unknown):
            if body not in one.unknown:
                one.unknown.append(body)
        elif body is not None:
            one.support.append(body)
    if directive is None:
        one.changes = _new(row)
        one.possible = may(user, "enter_directive") and may(user, "confirm_directive")
        one.gives = one.possible and one.lead is not None and may(user, "assign_directive")
        return one
    early = directive.state in MENDABLE
    shown = row_of(directive, row.key or "", row.number)
    one.changes = [change for change in _changes(directive, shown, row, early=early) if not _same_bodies(one, change)]
    stays = {change.column for change in one.changes}
    one.unknown = [each for each in one.unknown if stays & {"lead", "support"}]
    one.gives = directive.state in EARLY and one.lead is not None and may(user, "assign_directive", directive)
    if directive.state == State.DRAFT:
        one.gives = one.gives or (one.lead is not None and may(user, "confirm_directive", directive))
    one.possible = may(user, _needed(directive), directive)
    return one


def _needed(directive: Directive) -> str:
    """The action by which a row of this directive is taken over."""
    if directive.state in EARLY:
        return "edit_directive"
    return "assign_directive" if directive.state == State.ASSIGNED else "set_parts"


def _same_bodies(one: Compared, change: Change) -> bool:
    """Whether other words name the bodies that stand there already: "STC" for "Sở Tài chính"."""
    if one.directive is None or one.unknown:
        return False
    if change.column == "lead":
        return one.lead is not None and one.lead.pk == one.directive.lead_id
    if change.column == "support" and one.support:
        kept = {part.agency_id for part in one.directive.parts.all() if part.part == Part.SUPPORT}
        return kept == {body.pk for body in one.support}
    return False


def _changes(directive: Directive, shown: Row, row: Row, *, early: bool) -> Any:
    for column in ("task", "lead", "support", "due", "deliverable", "basis"):
        before = shown.due_words if column == "due" else str(getattr(shown, column))
        after = row.due_words if column == "due" else clean(str(getattr(row, column)))
        if clean(before) == clean(after):
            continue
        if column in ("lead", "support") and _names(before) == _names(after):
            continue
        yield Change(column, before, after, _why(directive, column, row, early=early))


def _why(directive: Directive, column: str, row: Row, *, early: bool) -> Why | None:
    if column == "due":
        if directive.original_due is not None and directive.assigned_on is not None:
            return Why.STANDS
        if not early:
            return Why.STANDS if directive.original_due is not None else Why.UNDER_WAY
        if directive.state == State.ASSIGNED and not isinstance(row.due, date):
            return Why.UNDER_WAY
        words = row.due if isinstance(row.due, str) else ""
        return Why.NOT_A_DAY if words and not every_of(words) else None
    if early or column == "support":
        return None
    return Why.UNDER_WAY


def _new(row: Row) -> list[Change]:
    cells = (("task", row.task), ("lead", row.lead), ("support", row.support), ("due", row.due_words))
    told = [*cells, ("deliverable", row.deliverable), ("basis", row.basis)]
    words = row.due if isinstance(row.due, str) else ""
    why = {"due": Why.NOT_A_DAY if words and not every_of(words) else None}
    return [Change(column, "", after, why.get(column)) for column, after in told if after]


def _names(words: str) -> set[str]:
    return {fold(name) for name in words.split(";") if name.strip()}
