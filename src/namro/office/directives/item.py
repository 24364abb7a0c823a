"""A directive's page: its clause, the six clears, where the deadline comes from, who, the reports, what became of it.

The same page opens beside the register, where htmx asks for it there. Evidence leaves as a file to save, never shown.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from namro.errors import has_words, say
from namro.office.accounts.roles import Part
from namro.office.common import clock, marks
from namro.office.common.answers import attachment, lang
from namro.office.directives.access import visible
from namro.office.directives.forms import EVERY_WORDS, FORMS
from namro.office.directives.models import Directive, Evidence, EvidenceKind, Extension, Participation, Report
from namro.office.directives.queries import standing_of
from namro.office.directives.rows import listed, rows_of, state_key, state_words
from namro.office.directives.states import State
from namro.office.directives.themes import theme_name
from namro.office.directives.timeline import timeline
from namro.office.directives.verbs import VERBS, main_of, offered
from namro.office.notices.access import whole

BESIDE = "beside"
"""The element beside the register into which htmx puts a page."""


@require_GET
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One directive."""
    directive = get_object_or_404(_whole(request.user), number=number)
    on = clock.today()
    standing = standing_of(directive, on)
    verbs = offered(request.user, directive)
    main = verbs[0] if verbs and main_of({verbs[0].name}, directive) else None
    parts = list(directive.parts.all())
    context = {
        "directive": directive,
        "state_key": state_key(directive, standing),
        "state_words": state_words(directive, standing),
        "standing": standing.value,
        "main": main,
        "plain_verbs": [verb.name for verb in VERBS if verb.name not in FORMS],
        "others": [verb for verb in verbs if verb is not main],
        "clears": _clears(directive),
        "steps": _steps(directive),
        "theme": theme_name(directive.theme) if directive.theme else "",
        "every": EVERY_WORDS.get(directive.every, ""),
        "support": [one.agency for one in parts if one.part == Part.SUPPORT],
        "followers": [one.agency for one in parts if one.part == Part.FOLLOW],
        "share": _share(directive.disbursed, directive.capital_plan),
        "extensions": [_extension(one) for one in directive.extensions.all()],
        "reports": list(directive.reports.all()),
        "loose": [one for one in directive.evidence.all() if one.report_id is None],
        "subtasks": rows_of(_subtasks(request.user, directive), on),
        "parent": _parent(request.user, directive),
        "notice_url": notice_url(request.user, directive),
        "events": timeline(directive),
        "reason": directive.reason if directive.state in _WITH_REASON else "",
    }
    return answer(request, "directives/page.html", "directives/page_body.html", context)


@require_GET
def evidence(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """A file of a directive one may see, as an attachment."""
    directive = get_object_or_404(visible(request.user), number=number)
    found = get_object_or_404(
        directive.evidence.select_related("file"), pk=pk, kind=EvidenceKind.FILE, file__isnull=False
    )
    try:
        return attachment(found.file, found.title)
    except FileNotFoundError as error:
        raise Http404 from error


def answer(request: HttpRequest, page_: str, part: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page, or what of it stands beside the register; htmx shows the latter only where the answer is 200."""
    beside = is_beside(request)
    response = render(
        request, part if beside else page_, context | {"beside": beside}, status=200 if beside else status
    )
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def is_beside(request: HttpRequest) -> bool:
    """Whether htmx wants it beside the register."""
    return bool(request.htmx) and request.htmx.target == BESIDE


def notice_url(user: Any, directive: Directive) -> str:
    """Where the clause stands in its notice, for those who may read the whole; else the notice's own page."""
    if directive.notice_id is None:
        return ""
    if directive.source is None or directive.finding_id is None or not whole(user):
        return reverse("notices:page", args=[directive.notice_id])
    query = f"?ban={directive.source.ordinal}#t{directive.finding_id}"
    return reverse("notices:text", args=[directive.notice_id]) + query


_WITH_REASON = (State.REFUSED, State.RETURNED, State.SUSPENDED, State.WITHDRAWN)


def _whole(user: Any) -> Any:
    """What a person may see, with all that its page shows."""
    evidence_rows = Evidence.objects.select_related("file", "by").order_by("pk")
    reports = Report.objects.select_related("by", "answered_by").order_by("-pk")
    return (
        visible(user)
        .select_related("lead", "lead__successor", "notice", "source", "done_by")
        .defer("source__text", "source__reading")
        .prefetch_related(
            Prefetch("parts", Participation.objects.select_related("agency").order_by("agency__name")),
            Prefetch("reports", reports.prefetch_related(Prefetch("evidence", evidence_rows))),
            Prefetch("evidence", evidence_rows),
            Prefetch("extensions", Extension.objects.select_related("asked_by", "decided_by").order_by("-pk")),
        )
    )


def _subtasks(user: Any, directive: Directive) -> list[Directive]:
    return list(listed(visible(user).filter(parent=directive)).order_by("number"))


def _parent(user: Any, directive: Directive) -> Directive | None:
    return visible(user).filter(pk=directive.parent_id).first() if directive.parent_id else None


def _clears(directive: Directive) -> list[dict[str, Any]]:
    """Each clear: its state, the notice's words and place, and what the office filled."""
    filled = {
        "person": directive.lead.name if directive.lead else "",
        "task": directive.task,
        "responsibility": directive.responsibility,
        "authority": directive.authority,
        "time": f"{directive.original_due:%d/%m/%Y}"
        if directive.original_due
        else str(EVERY_WORDS.get(directive.every, "")),
        "result": directive.deliverable,
    }
    rows = []
    for key, _short, name in marks.CLEARS:
        told = (directive.clears or {}).get(key)
        told = told if isinstance(told, dict) else {}
        state = marks.clear_state(directive.clears, key)
        words = told.get("words") or ""
        rows.append(
            {
                "key": key,
                "name": name,
                "state": state,
                "said": marks.CLEAR_STATES[state],
                "words": words,
                "start": told.get("start"),
                "end": told.get("end"),
                "filled": "" if filled[key].strip() == words.strip() else filled[key],
            }
        )
    return rows


def _steps(directive: Directive) -> list[str]:
    """How the original deadline was reckoned, a sentence each; steps that have no words any more are left out."""
    said = []
    for one in directive.due_steps or ():
        if isinstance(one, (list, tuple)) and len(one) == 2 and isinstance(one[1], dict) and has_words(str(one[0])):
            try:
                said.append(say(str(one[0]), lang(), **one[1]))
            except (KeyError, IndexError):
                continue
    return said


def _share(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if part is not None and whole else None


def _extension(one: Extension) -> dict[str, Any]:
    """A request with the days it asked for and was given."""
    given = (one.granted_due - one.due_then).days if one.granted_due else None
    return {
        "of": one,
        "wanted_days": (one.wanted_due - one.due_then).days,
        "given_days": given,
        "label": one.get_answer_display(),
    }
