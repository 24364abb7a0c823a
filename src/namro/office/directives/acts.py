"""The form of each verb: shown by GET, done by POST, refused in words.

A directive that is hidden does not exist here either (404). One that may not be acted on by this person is refused with
403, one that is no longer in a state for it, or changed since the form was made, with 409, always saying why.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from namro.errors import ActionError, NamroError
from namro.office.common.answers import action_name, said
from namro.office.directives import actions
from namro.office.directives.access import may, visible
from namro.office.directives.forms import FORMS, ActForm, PlainForm, WordsOfDirectiveForm, field_of
from namro.office.directives.item import answer
from namro.office.directives.models import Answer, Directive
from namro.office.directives.states import RULES
from namro.office.directives.verbs import BY_SLUG, Verb
from namro.office.ledger.models import Entry

_RECKON = "reckon"
_CONFLICTS = frozenset({"action-state", "action-stale", "action-gone"})
_FORBIDDEN = frozenset({"action-not-yours", "action-own-report"})


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """One verb on one directive."""
    verb = BY_SLUG.get(slug)
    if verb is None:
        raise Http404
    directive = get_object_or_404(visible(request.user).select_related("lead", "notice"), number=number)
    try:
        RULES[verb.name].check(request.user, directive)
    except ActionError as error:
        return _refused(request, verb, directive, error)
    kind = FORMS.get(verb.name, PlainForm)
    if request.method == "GET":
        return _form(request, verb, directive, kind(directive=directive))
    form = kind(request.POST, request.FILES, directive=directive)
    if not form.is_valid():
        return _form(request, verb, directive, form, status=422)
    if _RECKON in request.POST:
        return _form(request, verb, directive, form)
    try:
        done = getattr(actions, verb.name)(
            request.user, directive, version=form.cleaned_data.get("version"), **form.data_of()
        )
    except NamroError as error:
        if error.code in _FORBIDDEN or error.code == "action-gone":
            return _refused(request, verb, directive, error)
        if error.code in _CONFLICTS:
            return _changed(request, verb, directive, form, error)
        form.add_error(field_of(error.code, error.details, form), said(error))
        return _form(request, verb, directive, form, status=422)
    messages.success(request, _("Đã %(what)s.") % {"what": action_name(verb.name)})
    seen = done if visible(request.user).filter(pk=done.pk).exists() else directive
    if verb.name == "add_subtask":
        seen = directive
    return HttpResponseRedirect(reverse("directives:page", args=[seen.number]), status=303)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A draft written by hand."""
    if not may(request.user, "enter_directive"):
        raise Http404  # who may not enter has no such page
    form = WordsOfDirectiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _RECKON not in request.POST:
        try:
            done = actions.enter_directive(request.user, None, **form.data_of())
        except NamroError as error:
            form.add_error(field_of(error.code, error.details, form), said(error))
        else:
            messages.success(request, _("Đã ghi dự thảo. Nhiệm vụ được tính vào sổ sau khi xác nhận."))
            return HttpResponseRedirect(reverse("directives:page", args=[done.number]), status=303)
    return render(request, "directives/enter.html", {"form": form}, status=422 if form.errors else 200)


def _form(
    request: HttpRequest, verb: Verb, directive: Directive, form: ActForm, status: int = 200, told: str = ""
) -> HttpResponse:
    context = {
        "verb": verb,
        "directive": directive,
        "form": form,
        "told": told,
        "asked": _asked(verb, directive),
        "with_evidence": hasattr(form, "figures"),
        "with_days": "workdays" in form.fields,
        "back": reverse("directives:page", args=[directive.number]),
    }
    return answer(request, "directives/act.html", "directives/act_body.html", context, status)


def _changed(request: HttpRequest, verb: Verb, directive: Directive, form: ActForm, error: NamroError) -> HttpResponse:
    """The form again with what was written, made from the directive as it now is: to be looked at and sent again."""
    now = visible(request.user).select_related("lead", "notice").filter(pk=directive.pk).first()
    if now is None:
        raise Http404
    if not may(request.user, verb.name, now):
        return _refused(request, verb, now, error)
    data = form.data.copy()
    data["version"] = str(now.version)
    form.data = data
    return _form(request, verb, now, form, status=409, told=said(error))


def _refused(request: HttpRequest, verb: Verb, directive: Directive, error: NamroError) -> HttpResponse:
    """Why it cannot be done; where somebody was first, who and when."""
    if error.code in _CONFLICTS and "last_actor" not in error.details:
        last = Entry.objects.filter(subject=directive.subject).order_by("-number").first()
        if last is not None:
            error.details |= {"last_actor": last.actor, "last_action": last.action, "last_at": last.at}
    context = {
        "verb": verb,
        "directive": directive,
        "told": said(error),
        "back": reverse("directives:page", args=[directive.number]),
    }
    status = 403 if error.code in _FORBIDDEN else 409
    return answer(request, "directives/refused.html", "directives/refused_body.html", context, status)


def _asked(verb: Verb, directive: Directive) -> Any:
    """The request for more time that is to be decided."""
    if verb.name not in ("grant_extension", "refuse_extension"):
        return None
    return directive.extensions.filter(answer=Answer.ASKED).select_related("asked_by").first()
