"""Directives as rows of the register, for every page that lists them: what is shown of each, asked for at once.

Does not choose or order them, nor look at who may see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from namro.office.accounts.roles import Part
from namro.office.common import keyset
from namro.office.directives.counting import Basis, Standing
from namro.office.directives.models import Directive, Evidence, Participation
from namro.office.directives.queries import standing_of
from namro.office.directives.states import State

PAGE = 50
COUNTED_UP_TO = 10_000
"""Rows beyond this are told as "more than": counting a million costs more than it says."""

_UNSHOWN = (
    "quote",
    "suggestions",
    "due_steps",
    "responsibility",
    "authority",
    "deliverable",
    "reason",
    "support_words",
)
_STANDING_TAILS = {
    Standing.IN_TIME: gettext_noop("trong hạn"),
    Standing.DUE_SOON: gettext_noop("sắp đến hạn"),
    Standing.OVERDUE: gettext_noop("quá hạn"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A directive as the register shows it; `standing` is the key of its mark, `state_words` what stands beside it."""

    directive: Directive
    number: int
    url: str
    task: str
    from_words: str
    lead_name: str
    support_names: list[str]
    due: date | None
    original_due: date | None
    standing: str
    state_words: str
    clears: dict[str, Any]
    evidence_count: int


def listed(rows: QuerySet[Directive]) -> QuerySet[Directive]:
    """The rows with what a list shows of them, and without what it does not."""
    parts = Participation.objects.filter(part=Part.SUPPORT).select_related("agency").order_by("agency__name")
    return (
        rows.select_related("lead", "notice")
        .defer(*_UNSHOWN)
        .prefetch_related(Prefetch("parts", parts, to_attr="support_parts"))
    )


def rows_of(directives: Sequence[Directive], on: date, basis: Basis = Basis.CURRENT) -> list[Row]:
    """Rows to show of directives that came from `listed`; one question more, for their evidence."""
    found = Evidence.objects.filter(directive__in=[one.pk for one in directives]).values_list("directive")
    evidence: dict[int, int] = dict(found.annotate(Count("pk")).order_by()) if directives else {}
    return [_row(one, evidence.get(one.pk, 0), on, basis) for one in directives]


def page_of(
    rows: QuerySet[Directive], columns: tuple[str, ...], *, after: str = "", before: str = "", size: int = PAGE
) -> keyset.Page[Directive]:
    """A page of the register, by key."""
    return keyset.page(listed(rows), columns, size=size, after=after, before=before)


def capped(rows: QuerySet[Directive], most: int = COUNTED_UP_TO) -> int:
    """How many rows there are, counted no further than one beyond `most`."""
    return rows.order_by()[: most + 1].count()


def state_key(directive: Directive, standing: Standing) -> str:
    """The mark of a directive: how it stands, or its state where it stands nowhere."""
    if standing is Standing.NOT_COUNTED:
        return directive.state
    return "returned" if directive.state == State.RETURNED and standing is not Standing.OVERDUE else standing.value


def state_words(directive: Directive, standing: Standing) -> str:
    """State and standing in one phrase: "Đã giao, quá hạn"; empty where the mark's own words say all."""
    if directive.state in (State.DONE, State.SUSPENDED) or standing is Standing.NOT_COUNTED:
        return ""
    label = str(State(directive.state).label)
    tail = _STANDING_TAILS.get(standing)
    return f"{label}, {_(tail)}" if tail else label


def _row(directive: Directive, evidence: int, on: date, basis: Basis) -> Row:
    standing = standing_of(directive, on, basis)
    return Row(
        directive=directive,
        number=directive.number,
        url=reverse("directives:page", args=[directive.number]),
        task=directive.task,
        from_words=directive.notice.name if directive.notice else "",
        lead_name=directive.lead.name if directive.lead else directive.lead_words,
        support_names=[part.agency.name for part in directive.support_parts],
        due=directive.current_due,
        original_due=directive.original_due,
        standing=state_key(directive, standing),
        state_words=state_words(directive, standing),
        clears=directive.clears,
        evidence_count=evidence,
    )
