"""Questions to the register: the count, by a person's sight, by agency, theme, notice or period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, Sum, Value, When
from django.db.models import Count as SqlCount
from django.db.models.functions import TruncMonth

from namro.office.directives.counting import Basis, Count, Standing, standing
from namro.office.directives.models import Directive, Tally
from namro.office.directives.states import OPEN, State
from namro.office.directives.tallies import BUCKETS

GROUPS = {"agency": "lead_id", "theme": "theme", "notice": "notice_id", "period": "month"}
"""By what the count may be divided; a period is the month of the deadline."""


def standing_of(directive: Directive, on: date, basis: Basis = Basis.CURRENT) -> Standing:
    """How a directive stands on a day."""
    due = directive.original_due if basis is Basis.ORIGINAL else directive.current_due
    state = BUCKETS.get(directive.state, "")
    soon = settings.ENVIRONMENT.due_soon_days
    return standing(state=state, due=due, done_on=directive.done_on, on=on, soon=soon)


def standing_filter(which: Standing, on: date, basis: Basis = Basis.CURRENT) -> Q:
    """The condition under which a directive stands so: the rows behind a figure of the count."""
    due = f"{basis}_due"
    soon = on + timedelta(days=settings.ENVIRONMENT.due_soon_days)
    is_open, done = Q(state__in=OPEN), Q(state=State.DONE)
    return {
        Standing.DONE_ON_TIME: done & Q(done_on__lte=F(due)),
        Standing.DONE_LATE: done & Q(**{f"{due}__isnull": False}) & ~Q(done_on__lte=F(due), done_on__isnull=False),
        Standing.IN_TIME: is_open & Q(**{f"{due}__gte": on}),
        Standing.DUE_SOON: is_open & Q(**{f"{due}__gte": on, f"{due}__lte": soon}),
        Standing.OVERDUE: is_open & Q(**{f"{due}__lt": on}),
        Standing.NO_DEADLINE: is_open & Q(**{f"{due}__isnull": True}),
        Standing.NO_DEADLINE_DONE: done & Q(**{f"{due}__isnull": True}),
        Standing.SUSPENDED: Q(state=State.SUSPENDED),
    }[which]


def count(directives: QuerySet[Directive], on: date, basis: Basis = Basis.CURRENT) -> Count:
    """The official count of any selection, reading it through once."""
    return Count(**directives.aggregate(**_sums(on, basis)))


def count_by(directives: QuerySet[Directive], group: str, on: date, basis: Basis = Basis.CURRENT) -> dict[Any, Count]:
    """The count of each agency (its id), theme, notice (its id) or month of the deadline; see `GROUPS`."""
    name = GROUPS[group]
    if group == "period":
        directives = directives.annotate(month=TruncMonth(f"{basis}_due"))
    rows = directives.order_by().values(name).annotate(**_sums(on, basis))
    return {row.pop(name): Count(**row) for row in rows}


def count_all(on: date, basis: Basis = Basis.CURRENT, agencies: Iterable[int] | None = None) -> Count:
    """The count of the whole register, or of what some bodies lead, from the tally: as fast at a million as at ten."""
    return sum(tallied(on, basis, agencies).values(), Count())


def tallied(on: date, basis: Basis = Basis.CURRENT, agencies: Iterable[int] | None = None) -> dict[int | None, Count]:
    """The count of each lead body, from the tally."""
    soon = on + timedelta(days=settings.ENVIRONMENT.due_soon_days)
    due, on_time = f"{basis}_due", f"on_time_{basis}"
    cell = Case(
        When(state="suspended", then=Value("suspended")),
        When(Q(state="done") & Q(**{f"{on_time}__isnull": True}), then=Value("no_deadline_done")),
        When(Q(state="done") & Q(**{on_time: True}), then=Value("done_on_time")),
        When(state="done", then=Value("done_late")),
        When(**{f"{due}__isnull": True}, then=Value("no_deadline")),
        When(**{f"{due}__lt": on}, then=Value("overdue")),
        When(**{f"{due}__lte": soon}, then=Value("due_soon")),
        default=Value("in_time"),
    )
    rows = Tally.objects.exclude(count=0)
    if agencies is not None:
        rows = rows.filter(lead__in=set(agencies))
    counts: dict[int | None, Count] = {}
    for lead, name, number in rows.values_list("lead_id").annotate(cell=cell, number=Sum("count")).order_by():
        add = Count(**{name: number})
        counts[lead] = counts.get(lead, Count()) + (replace(add, in_time=number) if name == "due_soon" else add)
    return counts


def _sums(on: date, basis: Basis) -> dict[str, SqlCount]:
    return {
        which.value.replace("-", "_"): SqlCount("pk", filter=standing_filter(which, on, basis))
        for which in Standing
        if which is not Standing.NOT_COUNTED
    }
