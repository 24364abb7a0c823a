"""The first page, which answers five questions, and the page of figures, which divides the count and adds it up.

How many, how late, whose, what comes next, what is not clear: each figure is a link to the rows behind it. A body's
people are told the same of their own work alone. Whoever has no work in the register is shown where theirs is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from namro.office.common import clock, marks
from namro.office.common.answers import sent
from namro.office.dashboards import queries, tables
from namro.office.directives.access import own_agencies, visible
from namro.office.directives.counting import Basis, Count, Standing
from namro.office.directives.filters import BASES, NONE, Filter, read_filter
from namro.office.directives.states import State

_BODIES = 5


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """How many, how late, whose, what comes next, what is not clear."""
    user: Any = request.user
    if not user.sees_all() and not own_agencies(user):
        administers = "administrator" in {str(role) for role in user.roles_today()}
        return render(request, "dashboards/elsewhere.html", {"administers": administers})
    on, basis = clock.today(), _basis(request)
    counted = queries.counts(user, on, basis)
    bodies = queries.bodies(counted)
    shown = bodies[:_BODIES]
    unclear = queries.clarity(user)
    count = sum(counted.values(), Count())
    context = {
        "count": count,
        "base": _register(Filter(basis=basis)),
        "bases": _bases(basis, reverse("dashboards:overview"), ""),
        "sees_all": user.sees_all(),
        "bodies": [{"row": one, "url": _register(Filter(agencies=(one.pk or NONE,), basis=basis))} for one in shown],
        "longest": max((one.count.with_deadline for one in shown), default=0),
        "more_bodies": len(bodies) - len(shown),
        "days": [
            {"row": one, "url": _register(Filter(standings=(Standing.IN_TIME,), due_from=one.day, due_to=one.day))}
            for one in queries.ahead(user, on)
        ],
        "soonest": queries.soonest(user, on),
        "worse": [
            {"row": one, "url": _worse_url(one, on), "week_url": _week_url(one, on)} for one in queries.worse(user, on)
        ],
        "clarity": [_clarity(one) for one in unclear],
        "unclear": _unclear(unclear),
        "clears": marks.CLEARS,
        "empty": not (count.total or count.suspended),
    }
    return render(request, "dashboards/overview.html", context)


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """The official count, divided: a table that adds up, and a file of it."""
    wanted, faults = read_filter(request.GET)
    by = request.GET.get("theo", "co-quan")
    by = by if by in tables.GROUPS else "co-quan"
    group, head = tables.GROUPS[by]
    wanted = replace(wanted, order="due")
    found = tables.counted(request.user, wanted, group, clock.today())
    rows, total = tables.rows_of(found, group, wanted), tables.total_of(found.values(), wanted)
    if request.GET.get("dang") == "csv":
        name = f"so-lieu-{by}-{clock.today():%Y-%m-%d}.csv"
        return sent(BytesIO(tables.as_csv(str(head), rows, total)), name, "text/csv; charset=utf-8")
    here, query = reverse("dashboards:count"), wanted.query()
    context = {
        "rows": rows,
        "total": total,
        "heads": list(tables.HEADS.items()),
        "by": by,
        "head": head,
        "tabs": [
            {"words": words, "url": _with(here, query, f"theo={key}"), "current": key == by}
            for key, (_group, words) in tables.GROUPS.items()
        ],
        "bases": _bases(wanted.basis, here, replace(wanted, basis=Basis.CURRENT).query(), f"theo={by}"),
        "register": reverse("directives:list"),
        "csv_url": _with(here, query, f"theo={by}", "dang=csv"),
        "chips": wanted.chips(visible(request.user)),
        "faults": faults,
        "count": total.count,
    }
    return render(request, "dashboards/count.html", context)


def _basis(request: HttpRequest) -> Basis:
    return BASES.get(request.GET.get("co-so", ""), Basis.CURRENT)


def _bases(now: Basis, here: str, query: str, *more: str) -> list[dict[str, Any]]:
    """The switch between deadlines."""
    return [
        {
            "basis": basis.value,
            "url": _with(here, query, *more, "" if word == "hien-tai" else f"co-so={word}"),
            "current": basis is now,
        }
        for word, basis in BASES.items()
    ]


def _register(wanted: Filter) -> str:
    return _with(reverse("directives:list"), wanted.query())


def _with(address: str, *queries: str) -> str:
    query = "&".join(filter(None, queries))
    return f"{address}?{query}" if query else address


def _worse_url(one: queries.Worse, on: Any) -> str:
    if one.key == "overdue":
        return _register(Filter(standings=(Standing.OVERDUE,)))
    return _register(Filter(states=(State(one.key),)))


def _week_url(one: queries.Worse, on: Any) -> str | None:
    if one.key != "overdue":
        return None
    start = on - timedelta(days=queries.WEEK)
    return _register(Filter(standings=(Standing.OVERDUE,), due_from=start, due_to=on - timedelta(days=1)))


def _unclear(rows: list[queries.Clarity]) -> list[dict[str, Any]]:
    """How often each clear is missing in these notices together, the most often first."""
    notices = tuple(one.notice.pk for one in rows)
    found = [
        {
            "number": sum(one.missing[place] for one in rows),
            "short": short,
            "url": _register(Filter(notices=notices, missing=(key,))),
        }
        for place, (key, short, _name) in enumerate(marks.CLEARS)
    ]
    return sorted((one for one in found if one["number"]), key=lambda one: -one["number"])


def _clarity(one: queries.Clarity) -> dict[str, Any]:
    cells = [
        {"number": number, "url": _register(Filter(notices=(one.notice.pk,), missing=(key,))), "short": short}
        for number, (key, short, _name) in zip(one.missing, marks.CLEARS, strict=True)
    ]
    return {"row": one, "url": _register(Filter(notices=(one.notice.pk,))), "cells": cells}
