"""What may be done to a directive: each a verb, each leaving one entry in the ledger.

Who may do it, and in which states, stands in `states.py`. Here stands what else must be given, and what changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Max

from namro.errors import ActionError
from namro.office.accounts.models import Agency
from namro.office.accounts.roles import Part
from namro.office.common import clock
from namro.office.common.models import StoredFile
from namro.office.directives.models import (
    Answer,
    Directive,
    Evidence,
    EvidenceKind,
    Extension,
    Participation,
    Report,
    ReportKind,
    ReportOutcome,
    SavedView,
)
from namro.office.directives.states import RULES, State
from namro.office.ledger.acting import Done, action
from namro.office.notices.models import Finding, FindingState

Steps = Iterable[Any]
"""How a day was reckoned: [code, {details}] of the wording table each."""

EDITABLE = frozenset(
    {
        "task",
        "lead_words",
        "support_words",
        "responsibility",
        "authority",
        "deliverable",
        "recipient",
        "theme",
        "basis",
        "due_words",
        "every",
    }
)
"""Columns of words that an office fills; the deadline, the bodies and the state have actions of their own."""


@action(RULES["enter_directive"])
def enter_directive(actor: Any, subject: None = None, *, task: str, **fields: Any) -> Directive:
    """Write a draft by hand; it counts only when another step confirms it."""
    return _created(State.DRAFT, task=_needed(task, "task"), **fields)


@action(RULES["confirm_finding"])
def confirm_finding(actor: Any, finding: Finding, **fields: Any) -> Done:
    """Enter what was read, as a person left it, into the register. `fields` are the directive's columns."""
    if finding.state != FindingState.PROPOSED:
        raise ActionError(
            "action-state",
            action="confirm_finding",
            state=finding.state,
            last_actor=finding.decided_by.get_username() if finding.decided_by else "",
            last_action="confirm_finding",
            last_at=finding.decided_at.isoformat() if finding.decided_at else "",
        )
    finding.state, finding.decided_by, finding.decided_at = FindingState.CONFIRMED, actor, clock.now()
    directive = _created(
        State.CONFIRMED,
        finding=finding,
        source=finding.of,
        notice=finding.of.notice,
        start=finding.start,
        end=finding.end,
        quote=finding.of.text[finding.start : finding.end],
        **fields,
    )
    return Done(directive)


@action(RULES["unconfirm_directive"])
def unconfirm_directive(actor: Any, directive: Directive) -> Done:
    """Take a confirmed directive back into review, while nothing else was done; its finding is proposed anew."""
    if directive.subtasks.exists():
        raise ActionError("action-has-subtasks")
    finding = directive.finding
    if finding is not None:
        finding.state, finding.decided_by, finding.decided_at = FindingState.PROPOSED, None, None
        finding.version += 1
        finding.save()
    directive.finding = None
    directive.state = State.WITHDRAWN
    return Done(directive)


@action(RULES["edit_directive"])
def edit_directive(actor: Any, directive: Directive, **fields: Any) -> None:
    """Mend the words of a directive that is not yet given, and its first deadline."""
    _fill(directive, fields)


@action(RULES["confirm_directive"])
def confirm_directive(actor: Any, directive: Directive) -> None:
    """Confirm a draft: from now on it counts."""
    directive.state = State.CONFIRMED


@action(RULES["assign_directive"])
def assign_directive(
    actor: Any,
    directive: Directive,
    *,
    lead: Agency | None = None,
    support: Iterable[Agency] | None = None,
    followers: Iterable[Agency] | None = None,
    due: date | None = None,
    due_steps: Steps = (),
    **fields: Any,
) -> None:
    """Give a directive to the body that leads, with those that support and follow.

    `due` sets the deadline where none stands; a deadline that stands is moved by an extension only. `due_steps` tell
    how the day was reckoned.
    Raises ActionError: `assign-no-lead`, `assign-body-ended`, `due-stands`, `due-past`.
    """
    lead = lead or directive.lead
    if lead is None:
        raise ActionError("assign-no-lead", number=directive.number)
    if not lead.stands_on(clock.today()):
        raise ActionError("assign-body-ended", body=lead.name, day=f"{lead.ends:%d/%m/%Y}" if lead.ends else "")
    _fill(directive, fields)
    directive.lead = lead
    if due is not None:
        _first_due(directive, due, due_steps)
    directive.save()
    _set_parts(directive, support, followers)
    directive.state = State.ASSIGNED
    directive.assigned_on = directive.assigned_on or clock.today()
    directive.reason = ""


@action(RULES["accept_directive"])
def accept_directive(actor: Any, directive: Directive) -> None:
    """The lead body takes the work on."""
    directive.state = State.ACCEPTED


@action(RULES["refuse_directive"])
def refuse_directive(actor: Any, directive: Directive, *, reason: str) -> None:
    """The head of the lead body says why the work is not theirs."""
    directive.state, directive.reason = State.REFUSED, _needed(reason, "reason")


@action(RULES["start_work"])
def start_work(actor: Any, directive: Directive) -> None:
    """The work has begun."""
    directive.state = State.IN_PROGRESS


@action(RULES["report_progress"])
def report_progress(
    actor: Any, directive: Directive, *, text: str, evidence: Iterable[Mapping[str, Any]] = (), on: date | None = None
) -> None:
    """Say how far the work has come."""
    report = _report(actor, directive, ReportKind.PROGRESS, text, on)
    _show(actor, directive, evidence, report)
    if directive.state != State.RETURNED:
        directive.state = State.IN_PROGRESS


@action(RULES["report_done"])
def report_done(
    actor: Any, directive: Directive, *, text: str, evidence: Iterable[Mapping[str, Any]] = (), on: date | None = None
) -> None:
    """Say that the work is done and show the deliverable: a file, a link or a figure.

    Raises ActionError: `done-no-evidence`, `done-subtasks-open`, `report-day-ahead`.
    """
    open_ones = directive.subtasks.exclude(state__in=(State.DONE, State.WITHDRAWN))
    if open_ones.exists():
        raise ActionError("done-subtasks-open", count=open_ones.count())
    report = _report(actor, directive, ReportKind.COMPLETION, text, on)
    _show(actor, directive, evidence, report)
    if not report.evidence.exists():
        raise ActionError("done-no-evidence")
    directive.state = State.REPORTED
    directive.reported_by, directive.reported_on = actor, report.on


@action(RULES["return_report"])
def return_report(actor: Any, directive: Directive, *, reason: str) -> None:
    """What was shown does not do: the work goes back, with the reason."""
    directive.reason = _needed(reason, "reason")
    _answer(actor, directive, ReportOutcome.RETURNED, directive.reason)
    directive.state = State.RETURNED


@action(RULES["accept_report"])
def accept_report(actor: Any, directive: Directive, *, words: str = "") -> None:
    """Somebody other than who reported it finds that it is done."""
    if not directive.evidence.exists():
        raise ActionError("done-no-evidence")
    _answer(actor, directive, ReportOutcome.ACCEPTED, words)
    directive.state, directive.done_by, directive.reason = State.DONE, actor, ""
    by_report = settings.ENVIRONMENT.done_day == "report"
    directive.done_on = directive.reported_on if by_report and directive.reported_on else clock.today()


@action(RULES["reopen_directive"])
def reopen_directive(actor: Any, directive: Directive, *, reason: str) -> None:
    """What was held done is not: it goes back, and is late again if its day has passed."""
    directive.reason = _needed(reason, "reason")
    directive.state, directive.done_on, directive.done_by = State.RETURNED, None, None


@action(RULES["ask_extension"])
def ask_extension(actor: Any, directive: Directive, *, wanted_due: date, why: str) -> None:
    """Ask for more time, before the term ends (Working Regulation, Decree 39/2022/NĐ-CP, Art. 22(3)).

    Raises ActionError: `extension-no-due`, `extension-asked`, `extension-late`, `extension-not-later`.
    """
    due = directive.current_due
    if due is None:
        raise ActionError("extension-no-due")
    if directive.extensions.filter(answer=Answer.ASKED).exists():
        raise ActionError("extension-asked")
    lead_days = settings.ENVIRONMENT.extension_lead_days
    if (due - clock.today()).days < lead_days:
        raise ActionError("extension-late", due=f"{due:%d/%m/%Y}", days=lead_days)
    if wanted_due <= due:
        raise ActionError("extension-not-later", due=f"{due:%d/%m/%Y}")
    Extension.objects.create(
        directive=directive,
        asked_by=actor,
        asked_on=clock.today(),
        due_then=due,
        wanted_due=wanted_due,
        why=_needed(why, "why"),
    )


@action(RULES["grant_extension"])
def grant_extension(actor: Any, directive: Directive, *, due: date | None = None, words: str = "") -> None:
    """Give more time: the current deadline moves, the original one stays."""
    asked = _asked(actor, directive)
    asked.granted_due = due or asked.wanted_due
    if directive.current_due and asked.granted_due <= directive.current_due:
        raise ActionError("extension-not-later", due=f"{directive.current_due:%d/%m/%Y}")
    directive.current_due = asked.granted_due
    _decide(actor, asked, Answer.GRANTED, words)


@action(RULES["refuse_extension"])
def refuse_extension(actor: Any, directive: Directive, *, reason: str) -> None:
    """No more time."""
    _decide(actor, _asked(actor, directive), Answer.REFUSED, _needed(reason, "reason"))


@action(RULES["add_evidence"])
def add_evidence(actor: Any, directive: Directive, *, evidence: Iterable[Mapping[str, Any]]) -> None:
    """Put a file, a link or a figure beside the work."""
    if not _show(actor, directive, evidence, None):
        raise ActionError("evidence-missing")


@action(RULES["set_resources"])
def set_resources(actor: Any, directive: Directive, *, capital_plan: Decimal | None, disbursed: Decimal | None) -> None:
    """The capital planned for the work and what was disbursed of it, in đồng."""
    for amount in (capital_plan, disbursed):
        if amount is not None and amount < 0:
            raise ActionError("amount-negative")
    directive.capital_plan, directive.disbursed = capital_plan, disbursed


@action(RULES["set_parts"])
def set_parts(
    actor: Any,
    directive: Directive,
    *,
    support: Iterable[Agency] | None = None,
    followers: Iterable[Agency] | None = None,
) -> None:
    """Which bodies support and follow."""
    _set_parts(directive, support, followers)


@action(RULES["add_subtask"])
def add_subtask(actor: Any, directive: Directive, *, task: str, due: date | None = None, **fields: Any) -> Directive:
    """A part of the work as a directive of its own; due no later than the whole."""
    if due and directive.current_due and due > directive.current_due:
        raise ActionError("subtask-later", due=f"{directive.current_due:%d/%m/%Y}")
    fields.setdefault("lead", directive.lead)
    fields.setdefault("theme", directive.theme)
    return _created(
        State.CONFIRMED, parent=directive, notice=directive.notice, task=_needed(task, "task"), due=due, **fields
    )


@action(RULES["suspend_directive"])
def suspend_directive(actor: Any, directive: Directive, *, reason: str) -> None:
    """Stop the work for a time."""
    directive.reason = _needed(reason, "reason")
    directive.state_before, directive.state = directive.state, State.SUSPENDED


@action(RULES["resume_directive"])
def resume_directive(actor: Any, directive: Directive) -> None:
    """Go on where the work stood."""
    directive.state, directive.state_before = directive.state_before or State.IN_PROGRESS, ""


@action(RULES["withdraw_directive"])
def withdraw_directive(actor: Any, directive: Directive, *, reason: str) -> None:
    """Take a directive out of the count, with the reason; it stays in the register to be read."""
    directive.reason, directive.state = _needed(reason, "reason"), State.WITHDRAWN


@action(RULES["save_view"])
def save_view(actor: Any, subject: None = None, *, name: str, query: str) -> Done:
    """Keep a filter under a name of one's own; a name used before takes the new filter."""
    name = _needed(name, "name")[:80]
    view = SavedView.objects.filter(user=actor, name=name).first()
    if view is None:
        return Done(SavedView.objects.create(user=actor, name=name, query=query))
    before = view.record()
    view.query, view.version = query, view.version + 1
    view.save()
    return Done(view, before=before)


@action(RULES["drop_view"])
def drop_view(actor: Any, subject: None = None, *, view: SavedView) -> Done:
    """Forget a filter of one's own."""
    if view.user_id != actor.pk:
        raise ActionError("action-not-yours", action="drop_view")
    if not SavedView.objects.filter(pk=view.pk).delete()[0]:
        raise ActionError("action-gone")
    return Done(view, before=view.record(), after={})


def _created(
    state: State,
    *,
    due: date | None = None,
    support: Iterable[Agency] | None = None,
    followers: Iterable[Agency] | None = None,
    **fields: Any,
) -> Directive:
    last = Directive.objects.aggregate(last=Max("number"))["last"] or 0
    directive = Directive(number=last + 1, state=state, entered_at=clock.now(), **fields)
    if due is not None:
        _first_due(directive, due, directive.due_steps)
    directive.save()
    _set_parts(directive, support, followers)
    return directive


def _fill(directive: Directive, fields: Mapping[str, Any]) -> None:
    unknown = fields.keys() - EDITABLE - {"due", "due_steps", "lead", "support", "followers"}
    if unknown:
        raise TypeError(f"no such column to edit: {', '.join(sorted(unknown))}")
    for name in EDITABLE & fields.keys():
        value = fields[name]
        setattr(directive, name, _needed(value, "task") if name == "task" else value)
    if "lead" in fields:
        directive.lead = fields["lead"]
    if "due" in fields:
        _first_due(directive, fields["due"], fields.get("due_steps") or ())
    if {"lead", "support", "followers"} & fields.keys():
        _set_parts(directive, fields.get("support"), fields.get("followers"))


def _first_due(directive: Directive, due: date | None, steps: Steps) -> None:
    """Set the deadline of a directive that has none, or that was never given; one that was given keeps its own.

    The steps that led to a former day go with it.
    """
    if due == directive.original_due and directive.current_due is not None:
        return
    if directive.original_due is not None and directive.assigned_on is not None:
        raise ActionError("due-stands", due=f"{directive.original_due:%d/%m/%Y}")
    directive.original_due = directive.current_due = due
    directive.due_steps = list(steps)


def _set_parts(directive: Directive, support: Iterable[Agency] | None, followers: Iterable[Agency] | None) -> None:
    """Make the rows of parts what is wanted; None leaves a part as it is."""
    wanted = {Part.LEAD: {directive.lead_id} if directive.lead_id else set()}
    if support is not None:
        wanted[Part.SUPPORT] = {one.pk for one in support} - wanted[Part.LEAD]
    if followers is not None:
        wanted[Part.FOLLOW] = {one.pk for one in followers}
    for part, agencies in wanted.items():
        rows = directive.parts.filter(part=part)
        rows.exclude(agency__in=agencies).delete()
        missing = agencies - set(rows.values_list("agency_id", flat=True))
        Participation.objects.bulk_create(
            Participation(directive=directive, agency_id=pk, part=part) for pk in sorted(missing)
        )


def _report(actor: Any, directive: Directive, kind: ReportKind, text: str, on: date | None) -> Report:
    on = on or clock.today()
    if on > clock.today():
        raise ActionError("report-day-ahead")
    outcome = ReportOutcome.WAITING if kind is ReportKind.COMPLETION else ReportOutcome.NONE
    return Report.objects.create(
        directive=directive, kind=kind, text=_needed(text, "text"), by=actor, at=clock.now(), on=on, outcome=outcome
    )


def _show(actor: Any, directive: Directive, evidence: Iterable[Mapping[str, Any]], report: Report | None) -> int:
    """Keep evidence: each with `title` and one of `file` (StoredFile), `url`, or `value` and `unit`."""
    shown = 0
    for one in evidence:
        file, url, value = one.get("file"), one.get("url") or "", one.get("value")
        if (isinstance(file, StoredFile) + bool(url) + (value is not None)) != 1:
            raise ActionError("evidence-one-form")
        kind = EvidenceKind.FILE if file else EvidenceKind.LINK if url else EvidenceKind.FIGURE
        if url and not url.startswith(("http://", "https://")):
            raise ActionError("evidence-link", url=url[:80])
        Evidence.objects.create(
            directive=directive,
            report=report,
            kind=kind,
            title=_needed(one.get("title") or url, "title")[:300],
            file=file,
            url=url,
            value=value,
            unit=one.get("unit") or "",
            by=actor,
            at=clock.now(),
        )
        shown += 1
    return shown


def _answer(actor: Any, directive: Directive, outcome: ReportOutcome, words: str) -> None:
    report = directive.reports.filter(outcome=ReportOutcome.WAITING).order_by("-pk").first()
    if report is not None:
        report.outcome, report.answer, report.answered_by = outcome, words, actor
        report.save()


def _asked(actor: Any, directive: Directive) -> Extension:
    asked = directive.extensions.filter(answer=Answer.ASKED).first()
    if asked is None:
        raise ActionError("extension-none")
    if asked.asked_by_id == actor.pk:
        raise ActionError("extension-own")
    return asked


def _decide(actor: Any, asked: Extension, answer: Answer, words: str) -> None:
    asked.answer, asked.words, asked.decided_by, asked.decided_on = answer, words, actor, clock.today()
    asked.save()


def _needed(words: Any, what: str) -> str:
    kept = str(words or "").strip()
    if not kept:
        raise ActionError("field-needed", field=what)
    return kept
