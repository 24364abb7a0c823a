"""The ledger's pages: its head, which anyone may see and keep, and its entries, for those who inspect or lead.

Nothing but numbers, hashes and moments is public. Nothing here writes.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from namro.errors import say
from namro.office.common import keyset
from namro.office.common.answers import action_name, lang
from namro.office.common.fields import DayField
from namro.office.common.figures import figure
from namro.office.ledger import access, queries
from namro.office.ledger.acting import PROGRAM
from namro.office.ledger.models import Entry

PAGE = 50
DAYS = 30


@login_not_required
@require_GET
def head(request: HttpRequest) -> HttpResponse:
    """The head of the chain, what it means, and the heads of past days."""
    last, now = queries.last_entry(), queries.head()
    context = {
        "head": now,
        "ledger_head": now,  # the foot of the page needs no question of its own
        "at": last.at if last else None,
        "days": queries.day_heads(DAYS),
        "reads": access.reads(request.user),
    }
    return render(request, "ledger/head.html", context)


@login_not_required
@require_GET
def head_json(request: HttpRequest) -> JsonResponse:
    """The same for programs."""
    last, now = queries.last_entry(), queries.head()
    answer = {
        "form": "namro-ledger-head/1",
        "number": now.number,
        "hash": now.hash,
        "at": last.at if last else None,
        "days": [
            {"day": one.day.isoformat(), "number": one.number, "hash": one.hash, "at": one.at}
            for one in queries.day_heads(DAYS)
        ],
    }
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Cache-Control"] = "public, max-age=60"
    return response


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The entries, the newest first, by who, what, on what and when."""
    if not access.reads(request.user):
        raise Http404
    asked = {
        name: request.GET.get(name, "").replace("\0", "").strip()[:150] for name in ("ai", "viec", "ve", "tu", "den")
    }
    first, last = _day(asked["tu"]), _day(asked["den"])
    wanted = queries.entries(actor=asked["ai"], action=asked["viec"], subject=asked["ve"], first=first, last=last)
    page: keyset.Page[Any] = keyset.page(
        wanted & access.visible(request.user),
        ("-pk",),
        size=PAGE,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "entries": page.rows,
        "names": _names(page.rows),
        "actions": sorted(((one, action_name(one)) for one in queries.actions_known()), key=lambda one: one[1]),
        "asked": asked,
        "filtered": any(asked.values()),
        "newer": page.newer,
        "older": page.older,
        "wrong_day": bool(asked["tu"] and not first) or bool(asked["den"] and not last),
    }
    return render(request, "ledger/list.html", context)


@require_GET
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: what was before and after, and its hash reckoned anew."""
    entry = get_object_or_404(access.visible(request.user), pk=number)
    reckoned = queries.link_of(entry).reckoned()
    earlier = Entry.objects.filter(pk=number - 1).values_list("hash", flat=True).first()
    context = {
        "entry": entry,
        "name": _names([entry]).get(entry.actor, entry.actor),
        "changes": [
            {"name": one.name, "before": _said(one.before), "after": _said(one.after)} for one in queries.changes(entry)
        ],
        "reckoned": reckoned,
        "holds": reckoned == entry.hash,
        "chained": entry.previous == (earlier or queries.GENESIS),
        "next": number + 1 if Entry.objects.filter(pk=number + 1).exists() else None,
    }
    return render(request, "ledger/item.html", context)


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Follow the whole chain now and tell what was found."""
    if not access.reads(request.user):
        raise Http404
    reached, fault = queries.verify()
    if fault is None:
        words = _("Sổ cái nguyên vẹn: đã kiểm %(count)s mục, mã cuối %(hash)s…")
        messages.success(request, words % {"count": figure(reached.number), "hash": reached.hash[:16]})
    else:
        words = _("%(fault)s Đã kiểm %(count)s mục trước đó và không thấy sai.")
        said = say(fault.code, lang(), number=fault.number)
        messages.error(request, words % {"fault": said, "count": figure(reached.number)})
    return HttpResponseRedirect(reverse("ledger:list"), status=303)


def _names(entries: list[Entry]) -> dict[str, str]:
    """The people of the entries, by their user names; the program by its own."""
    people = get_user_model().objects.filter(username__in={one.actor for one in entries})
    return {PROGRAM: _("Phần mềm Namro")} | {one.get_username(): one.get_full_name() for one in people}


def _day(text: str) -> date | None:
    try:
        found = DayField(required=False).clean(text)
    except ValidationError:
        return None
    return found if isinstance(found, date) else None


def _said(value: Any) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
