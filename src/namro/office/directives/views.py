"""The register's pages: the list with its filter, saved views, many at once, what waits for me, my days as a calendar.

Every one of them starts from what the person may see. Nothing here changes a record: actions do.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from namro.errors import NamroError
from namro.office.common import clock
from namro.office.common.answers import back_to, said, sent, tried
from namro.office.common.figures import figure
from namro.office.directives import actions
from namro.office.directives.access import may, own_agencies, visible
from namro.office.directives.calendar import calendar_of
from namro.office.directives.filters import Filter, read_filter
from namro.office.directives.forms import AssignForm
from namro.office.directives.listing import FilterForm
from namro.office.directives.models import SavedView
from namro.office.directives.rows import COUNTED_UP_TO, capped, page_of, rows_of
from namro.office.directives.states import OPEN, RULES, State
from namro.office.directives.waiting import Wait, waits

_FORMATS = (("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
_AHEAD = 14
_FEW = 8
_IN_CALENDAR = 1000
_BULK_STATES = (State.DRAFT, State.CONFIRMED, State.REFUSED)


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The register as the office's book, by the filter of the address."""
    words = request.GET.get("q", "").strip()
    if words and not words.removeprefix("#").isdecimal():
        search = _search_url(request.GET)
        if search:
            return HttpResponseRedirect(search)
    wanted, faults = read_filter(request.GET)
    if not faults and any(not value for values in dict(request.GET.lists()).values() for value in values):
        return HttpResponseRedirect(request.path + _at(wanted.query()))  # the address without what was left empty
    seen = visible(request.user)
    rows = wanted.apply(seen, clock.today(), request.user)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = page_of(rows, wanted.columns, after=after, before=before)
    total = len(page.rows) if not (after or before or page.older) else capped(rows)
    query = wanted.query()
    context = {
        "rows": rows_of(page.rows, clock.today(), wanted.basis),
        "wanted": wanted,
        "faults": faults,
        "chips": wanted.chips(seen),
        "form": FilterForm(wanted),
        "total": total if total <= COUNTED_UP_TO else None,
        "total_words": _total_words(total),
        "newer_url": page.newer and _at(query, before=page.newer),
        "older_url": page.older and _at(query, after=page.older),
        "downloads": _downloads(query),
        "saved": _saved(request, query),
        "may_enter": may(request.user, "enter_directive"),
        "may_give": any(RULES[name].permits(request.user) for name in ("assign_directive", "confirm_directive")),
        "query": query,
        "anything": wanted.narrows or bool(page.rows),
    }
    return render(request, "directives/list.html", context)


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filter under a name."""
    wanted, _faults = read_filter(QueryDict(request.POST.get("query", "")))
    view = tried(request, actions.save_view, None, name=request.POST.get("name", ""), query=wanted.query())
    if view is not None:
        messages.success(request, _("Đã lưu danh sách “%(name)s”.") % {"name": view.name})
    return back_to(request, reverse("directives:list") + _at(wanted.query()))


@require_POST
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved view of one's own."""
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    if tried(request, actions.drop_view, None, view=view) is not None:
        messages.success(request, _("Đã bỏ danh sách “%(name)s”.") % {"name": view.name})
    return back_to(request, reverse("directives:list"))


@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Confirm or assign those that are ticked: each an action of its own, all in one transaction."""
    names = [name for name in ("confirm_directive", "assign_directive") if RULES[name].permits(request.user)]
    if not names:
        raise Http404
    wanted, _faults = read_filter(request.GET)
    rows = wanted.apply(visible(request.user), clock.today(), request.user).filter(state__in=_BULK_STATES)
    form = AssignForm(request.POST or None, prefix="giao") if "assign_directive" in names else None
    if form is not None:
        form.fields["lead"].required = False
        form.fields["lead"].empty_label = _("giữ cơ quan đã ghi ở từng nhiệm vụ")
    done: list[Any] = []
    refused: list[Any] = []
    numbers: list[Any] = []
    if request.method == "POST":
        name = "reckon" if "reckon" in request.POST else request.POST.get("act", "")
        numbers = [int(one) for one in request.POST.getlist("so") if one.isdecimal() and len(one) < 10]
        if name not in names and (name != "reckon" or form is None):
            raise Http404
        if name == "reckon" and form is not None:
            form.is_valid()  # shows the day, or what is wrong, beside the fields
        elif not numbers:
            messages.warning(request, _("Chưa chọn nhiệm vụ nào; hãy đánh dấu ở đầu dòng."))
        elif name == "confirm_directive" or (form is not None and form.is_valid()):
            data = {} if name == "confirm_directive" or form is None else _given(form)
            done, refused = _all(request.user, getattr(actions, name), numbers, data)
            if done:
                messages.success(request, _bulk_words(name, len(done)))
            if not refused:
                return back_to(request, f"{request.path}{_at(wanted.query())}")
    page = page_of(rows, wanted.columns, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    query = wanted.query()
    context = {
        "rows": rows_of(page.rows, clock.today(), wanted.basis),
        "chips": wanted.chips(visible(request.user)),
        "form": form,
        "names": names,
        "ticked": {one.number for one, _said in refused} or set(numbers),
        "refused": refused,
        "newer_url": page.newer and _at(query, before=page.newer),
        "older_url": page.older and _at(query, after=page.older),
        "query": query,
    }
    return render(request, "directives/bulk.html", context, status=409 if refused else 200)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for me, by what it waits for, and the next fourteen days."""
    on, seen = clock.today(), visible(request.user)
    groups = [_group(seen, wait) for wait in waits(request.user)]
    ahead = _ahead(request.user)
    rows = page_of(ahead, ("current_due", "pk"), size=_FEW * 3)
    return render(
        request,
        "directives/mine.html",
        {
            "groups": [one for one in groups if one["count"]],
            "ahead": rows_of(rows.rows, on),
            "ahead_url": _ahead_url(request.user),
            "more_ahead": rows.older is not None,
        },
    )


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """My open deadlines as an iCalendar file."""
    rows = _responsible(request.user).exclude(current_due=None).select_related("lead", "notice")
    found = rows.order_by("current_due", "pk")[:_IN_CALENDAR]
    content = calendar_of(found, lambda one: request.build_absolute_uri(reverse("directives:page", args=[one.number])))
    return sent(BytesIO(content), "thoi-han-nhiem-vu.ics", "text/calendar; charset=utf-8")


def _group(seen: Any, wait: Wait) -> dict[str, Any]:
    rows = seen.filter(wait.rows)
    page = page_of(rows, ("current_due", "pk"), size=_FEW)
    count = capped(rows) if page.older else len(page.rows)
    return {
        "wait": wait,
        "rows": rows_of(page.rows, clock.today()),
        "count": count,
        "count_words": _total_words(count),
        "all_url": reverse("directives:list") + _at(Filter(mine=wait.key).query()) if page.older else "",
    }


def _responsible(user: Any) -> Any:
    """The open directives a person answers for: of their bodies, or all where they follow all."""
    rows = visible(user).filter(state__in=OPEN)
    return rows if user.sees_all() else rows.filter(lead__in=own_agencies(user))


def _ahead(user: Any) -> Any:
    on = clock.today()
    return _responsible(user).filter(current_due__gte=on, current_due__lte=on + timedelta(days=_AHEAD))


def _ahead_url(user: Any) -> str:
    on = clock.today()
    wanted = Filter(
        agencies=() if user.sees_all() else tuple(sorted(own_agencies(user))),
        due_from=on,
        due_to=on + timedelta(days=_AHEAD),
        states=OPEN,
    )
    return reverse("directives:list") + _at(wanted.query())


def _all(user: Any, act: Any, numbers: list[int], data: dict[str, Any]) -> tuple[list[Any], list[tuple[Any, str]]]:
    """Each by itself: one that is refused leaves the others done."""
    done, refused = [], []
    with transaction.atomic():
        for one in visible(user).filter(number__in=numbers).order_by("pk"):
            try:
                done.append(act(user, one, **data))
            except NamroError as error:
                refused.append((one, said(error)))
    return done, refused


def _given(form: AssignForm) -> dict[str, Any]:
    """What was chosen: a field left empty leaves each directive's own."""
    return {name: value for name, value in form.data_of().items() if value or name == "due_steps"}


def _bulk_words(name: str, number: int) -> str:
    if name == "confirm_directive":
        said_ = ngettext("Đã xác nhận %(n)s nhiệm vụ.", "Đã xác nhận %(n)s nhiệm vụ.", number)
    else:
        said_ = ngettext("Đã giao %(n)s nhiệm vụ.", "Đã giao %(n)s nhiệm vụ.", number)
    return said_ % {"n": figure(number)}


def _total_words(total: int) -> str:
    if total > COUNTED_UP_TO:
        return _("hơn %(n)s nhiệm vụ") % {"n": figure(COUNTED_UP_TO)}
    return ngettext("%(n)s nhiệm vụ", "%(n)s nhiệm vụ", total) % {"n": figure(total)}


def _saved(request: HttpRequest, query: str) -> list[dict[str, Any]]:
    base = reverse("directives:list")
    return [
        {"name": one.name, "url": base + _at(one.query), "current": one.query == query, "pk": one.pk}
        for one in SavedView.objects.filter(user=request.user)
    ]


def _downloads(query: str) -> list[dict[str, Any]]:
    try:
        base = reverse("exchange:register")
    except NoReverseMatch:
        return []
    return [{"url": base + _at(query, dang=key), "text": words, "download": True} for key, words in _FORMATS]


def _search_url(query: QueryDict) -> str:
    try:
        base = reverse("search:search")
    except NoReverseMatch:
        return ""
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    for name in [name for name in kept if not any(kept.getlist(name))]:
        kept.pop(name)
    return f"{base}?{kept.urlencode()}"


def _at(query: str, **more: str) -> str:
    parts = [part for part in (query, urlencode(more)) if part]
    return f"?{'&'.join(parts)}" if parts else ""
