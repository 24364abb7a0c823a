"""The review desk: one page, and one address for each act on it. Every act is a form that works without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from namro.errors import ActionError
from namro.office.common.answers import action_name, tried
from namro.office.notices.models import KINDS, Finding, FindingState, Version
from namro.office.notices.queries import sum_of
from namro.office.review import access, actions, confirming
from namro.office.review.desk import KIND_WORDS, Desk, initial_of, keys
from namro.office.review.fields import changes_in
from namro.office.review.locating import find_words
from namro.office.review.queries import last_steps, next_of
from namro.text import Span


@require_GET
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The text and what was found in it; `?muc=` is the open finding, `?loai=` the kind that is listed."""
    version = get_object_or_404(access.visible(request.user).select_related("notice"), pk=pk)
    one = Desk(
        version,
        kind=request.GET.get("loai", ""),
        chosen=request.GET.get("muc", ""),
        words=request.GET.get("tim", ""),
    )
    address = reverse("review:desk", args=[pk])
    progress = one.progress()
    newest = version.notice.versions.order_by("-ordinal").values_list("pk", flat=True).first()
    before, after = one.around()
    steps = last_steps(request.user, version)
    context = {
        "version": version,
        "notice": version.notice,
        "desk": one,
        "address": address,
        "progress": progress,
        "whole": sum_of(progress.values()),
        "directives": progress["directives"],
        "tabs": [
            {
                "words": KIND_WORDS[kind],
                "url": f"{address}?loai={kind}",
                "current": kind == one.kind,
                "progress": progress[kind],
            }
            for kind in KINDS
        ],
        "kinds": [(kind, KIND_WORDS[kind]) for kind in KINDS],
        "items": one.items(),
        "current": one.current,
        "before": before,
        "after": after,
        "newest": newest if newest != version.pk else None,
        "may": access.may_review(request.user) and newest == version.pk,
        "undoes": action_name(steps[0].action) if steps else "",
        "keys": keys(),
        "parted": one.kind in ("directives", "goals"),
        "only_list": request.htmx and request.htmx.target == "desk-list",
    }
    if not context["only_list"]:
        context["paper"] = one.paragraphs(address)
    return render(request, "review/desk.html", context)


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one thing, say what came of it, and show the desk where the work goes on."""
    version = get_object_or_404(access.visible(request.user).select_related("notice"), pk=pk)
    do = _ACTS.get(act)
    if do is None:
        raise Http404
    chosen = do(request, version)
    return _shown(request, version, chosen)


def _confirm(request: HttpRequest, version: Version) -> int | None:
    finding = _finding(request, version)
    kept = _edited(request, finding)
    if kept is None:
        return finding.pk
    seen = _seen(request, finding) if kept is finding else kept.version
    if tried(request, confirming.confirm, kept, version=seen) is None:
        return finding.pk
    following = Desk(version, kind=finding.kind).after(finding.pk)
    return following.pk if following else finding.pk


def _confirm_all(request: HttpRequest, version: Version) -> int | None:
    chosen = version.findings.filter(pk__in=[one for one in request.POST.getlist("chon") if one.isdecimal()])
    findings = [(one, None) for one in chosen.select_related("of__notice").order_by("start", "pk")]
    number = tried(request, confirming.confirm_all, findings)
    if number:
        said = ngettext("Đã xác nhận %(number)s mục.", "Đã xác nhận %(number)s mục.", number) % {"number": number}
        messages.success(request, said)
    return None


def _edit(request: HttpRequest, version: Version) -> int | None:
    finding = _finding(request, version)
    _edited(request, finding, always=True)
    return finding.pk


def _apply(request: HttpRequest, version: Version) -> int | None:
    """Put one of Namro's suggestions in its field, with whatever else was typed."""
    finding = _finding(request, version)
    kept = _edited(request, finding)
    if kept is None:
        return finding.pk
    seen, finding = (_seen(request, finding) if kept is finding else kept.version), kept
    suggestions = finding.shown.get("suggestions") or []
    at = request.POST.get("goi-y", "")
    if not at.isdecimal() or int(at) >= len(suggestions):
        raise Http404
    one = suggestions[int(at)]
    lead = one["clear"] == "person"
    changes = {"lead": [one["value"]], "lead_inherited": False} if lead else {"deliverable": one["value"]}
    tried(request, actions.edit_finding, finding, version=seen, changes=changes)
    return finding.pk


def _drop(request: HttpRequest, version: Version) -> int | None:
    finding = _finding(request, version)
    note = request.POST.get("ly-do", "").strip()[:500]
    if tried(request, actions.drop_finding, finding, version=_seen(request, finding), note=note) is None:
        return finding.pk
    following = Desk(version, kind=finding.kind).after(finding.pk)
    return following.pk if following else finding.pk


def _restore(request: HttpRequest, version: Version) -> int | None:
    finding = _finding(request, version)
    tried(request, actions.restore_finding, finding, version=_seen(request, finding))
    return finding.pk


def _split(request: HttpRequest, version: Version) -> int | None:
    finding = _finding(request, version)
    at = request.POST.get("tai", "")
    place = int(at) if at.isdecimal() and len(at) < 10 else -1
    if tried(request, actions.split_finding, finding, version=_seen(request, finding), at=place) is None:
        return finding.pk
    parts = [one for one in version.findings.filter(origin="split").order_by("start") if finding.pk in one.made_from]
    return parts[0].pk if parts else None


def _merge(request: HttpRequest, version: Version) -> int | None:
    finding = _finding(request, version)
    other = next_of(finding)
    given = other.pk if other else 0
    if tried(request, actions.merge_findings, finding, version=_seen(request, finding), other=given) is None:
        return finding.pk
    made = [one for one in version.findings.filter(origin="merged").order_by("-pk") if finding.pk in one.made_from]
    return made[0].pk if made else None


def _add(request: HttpRequest, version: Version) -> int | None:
    """By the place a person pointed at, else by the words they gave, found in the text."""
    start, end = request.POST.get("tu", ""), request.POST.get("den", "")
    if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
        span: Span | None = Span(int(start), int(end))
    else:
        words = request.POST.get("chu", "")
        span = find_words(version.text, words, Span(0, len(version.text)))
    kind = request.POST.get("loai", "")
    start_at, end_at = (span.start, span.end) if span else (0, 0)
    made = tried(request, actions.add_finding, version, kind=kind, start=start_at, end=end_at)
    return made.pk if made is not None else _current(request)


def _undo(request: HttpRequest, version: Version) -> int | None:
    steps = last_steps(request.user, version)
    about = next((pk for step in steps for pk, *_rest in step.changed), None)
    name = tried(request, confirming.undo, version)
    if name is not None:
        messages.success(request, _("Đã hoàn tác: %(what)s.") % {"what": action_name(name)})
    return about or _current(request)


def _finish(request: HttpRequest, version: Version) -> int | None:
    if tried(request, actions.finish_review, version.notice) is not None:
        messages.success(request, _("Đã kết thúc rà soát văn bản này."))
    return _current(request)


_ACTS: dict[str, Callable[[HttpRequest, Version], int | None]] = {
    "xac-nhan": _confirm,
    "xac-nhan-nhieu": _confirm_all,
    "sua": _edit,
    "goi-y": _apply,
    "bo": _drop,
    "lay-lai": _restore,
    "tach": _split,
    "gop": _merge,
    "them": _add,
    "hoan-tac": _undo,
    "ket-thuc": _finish,
}


def _edited(request: HttpRequest, finding: Finding, *, always: bool = False) -> Any:
    """Keep what the form changed; None, and why, where it cannot be. A form that changed nothing leaves no entry."""
    posted = {name: str(value) for name, value in request.POST.items()}
    if finding.state != FindingState.PROPOSED and not always:
        return finding
    try:
        changes = changes_in(finding.kind, posted, finding.shown, initial_of(finding, finding.of.text))
    except ActionError as error:
        return tried(request, _raise, error)
    if not changes:
        return finding
    return tried(request, actions.edit_finding, finding, version=_seen(request, finding), changes=changes)


def _raise(_user: Any, error: ActionError) -> None:
    raise error


def _seen(request: HttpRequest, finding: Finding) -> int | None:
    """The version of the finding that the form was drawn from."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else None


def _finding(request: HttpRequest, version: Version) -> Finding:
    given = request.POST.get("muc", "")
    found = version.findings.select_related("of__notice")
    return get_object_or_404(found, pk=int(given) if given.isdecimal() and len(given) < 18 else 0)


def _current(request: HttpRequest) -> int | None:
    given = request.POST.get("muc", "")
    return int(given) if given.isdecimal() and len(given) < 18 else None


def _shown(request: HttpRequest, version: Version, chosen: int | None) -> HttpResponse:
    """The desk at a finding (303)."""
    address = reverse("review:desk", args=[version.pk])
    if chosen:
        return HttpResponseRedirect(f"{address}?muc={chosen}#f{chosen}", status=303)
    kind = request.POST.get("loai", "")
    return HttpResponseRedirect(f"{address}?loai={kind}" if kind in KINDS else address, status=303)
