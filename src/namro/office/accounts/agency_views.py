"""Pages of bodies: the tree through time for whoever is signed in, and what an administrator may change."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from namro.office.accounts import access, actions, forms
from namro.office.accounts.models import Agency
from namro.office.accounts.views import administrators_only, history
from namro.office.common import answers, clock


@require_GET
def agencies(request: HttpRequest) -> HttpResponse:
    """All bodies, each under the one it belongs to; those that ended with who came after."""
    rows = list(access.agencies(request.user).select_related("successor"))
    shown = {"tree": _tree(rows), "today": clock.today(), "administers": access.administers(request.user)}
    return render(request, "accounts/agencies.html", shown)


@require_GET
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: where it stands, what came before and after, and, for administrators, its people."""
    return render(request, "accounts/agency.html", _shown(request, _agency(request, pk)))


@administrators_only
def new_agency(request: HttpRequest) -> HttpResponse:
    """Enter a body."""
    form = forms.AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = answers.tried(request, actions.create_agency, None, **form.cleaned_data)
        if made is not None:
            return _back(made)
    return render(request, "accounts/agency_form.html", {"form": form})


@administrators_only
def edit_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend what is said of a body."""
    body = _agency(request, pk)
    initial = {name: getattr(body, name) for name in forms.AgencyForm.base_fields}
    form = forms.AgencyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() else None
        if answers.tried(request, actions.edit_agency, body, version=version, **form.cleaned_data) is not None:
            return _back(body)
    return render(request, "accounts/agency_form.html", {"form": form, "body": body})


@require_POST
@administrators_only
@reauthentication_required
def end_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a body's last day and its successor."""
    body = _agency(request, pk)
    form = forms.Ending(request.POST)
    if not form.is_valid():
        return render(request, "accounts/agency.html", _shown(request, body, ending=form), status=422)
    answers.tried(request, actions.end_agency, body, **form.cleaned_data)
    return _back(body)


def _agency(request: HttpRequest, pk: int) -> Agency:
    return get_object_or_404(access.agencies(request.user).select_related("parent", "successor"), pk=pk)


def _shown(request: HttpRequest, body: Agency, **forms_now: Any) -> dict[str, Any]:
    administers = access.administers(request.user)
    shown: dict[str, Any] = {
        "body": body,
        "units": list(body.units.all()),
        "predecessors": list(body.predecessors.all()),
        "administers": administers,
    }
    if administers:
        shown |= {
            "posts": body.posts.select_related("user").order_by("user__name", "pk")[:200],
            "possible": access.possible(request.user, body),
            "ending": forms.Ending(),
            "entries": history(body.subject),
            **forms_now,
        }
    return shown


def _tree(rows: list[Agency]) -> list[dict[str, Any]]:
    """The rows in the order of a tree, each with its depth; one whose parent is not there stands at the top."""
    known = {one.pk for one in rows}
    under: dict[int | None, list[Agency]] = {}
    for one in rows:
        under.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    shown: list[dict[str, Any]] = []
    waiting: list[tuple[Agency, int]] = [(top, 0) for top in reversed(under.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        shown.append({"body": one, "depth": min(depth, 4)})
        units: list[Agency] = under.get(one.pk, [])
        waiting += [(unit, depth + 1) for unit in reversed(units)]
    return shown


def _back(body: Agency) -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:agency", args=[body.pk]), status=303)
