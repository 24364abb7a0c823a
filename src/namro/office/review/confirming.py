"""Confirming from the desk, and undoing whatever was done there last.

A directive enters the register by the register's own action, with the columns of the finding as the person saw it; the
step that can be undone is kept in the same transaction. Several confirmed in one go are undone in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db import transaction

from namro.drafting.annex_basis import Outline
from namro.errors import ActionError
from namro.office.directives.actions import confirm_finding, unconfirm_directive
from namro.office.directives.models import Directive
from namro.office.notices.models import Finding, Version
from namro.office.review.actions import confirm_other, undo_review
from namro.office.review.mapping import columns_of
from namro.office.review.models import columns
from namro.office.review.queries import last_steps
from namro.office.review.steps import keep_step
from namro.text import Span


def confirm(actor: Any, finding: Finding, *, version: int | None = None, group: str = "") -> Any:
    """Confirm one finding; a directive enters the register. The directive, or the finding, as it then is."""
    if finding.kind != "directives":
        return confirm_other(actor, finding, version=version, group=group)
    with transaction.atomic():
        text = finding.of
        if Version.objects.filter(notice=text.notice_id, ordinal__gt=text.ordinal).exists():
            raise ActionError("review-old-text")
        span = Span(finding.start, finding.end)
        basis = Outline(text.text).place_of(finding.start)
        fields = columns_of(finding.shown, text.text, span, basis=basis)
        seen = finding.version if version is None else version
        before = columns(finding)
        directive = confirm_finding(actor, finding, version=seen, **fields)
        after = Finding.objects.get(pk=finding.pk)
        keep_step(actor, text, "confirm_finding", [(after, before)], group=group, directive=directive.pk)
        return directive


def confirm_all(actor: Any, findings: Iterable[tuple[Finding, int | None]]) -> int:
    """Confirm those a person ticked, all or none of them, each with its own entry; how many."""
    group = uuid4().hex
    with transaction.atomic():
        number = 0
        for finding, version in findings:
            confirm(actor, finding, version=version, group=group)
            number += 1
    return number


def undo(actor: Any, text: Version) -> str:
    """Take back a person's last act on a text, whatever it was; its name.

    Raises ActionError `undo-nothing`, `undo-changed`, and what `unconfirm_directive` raises where work has begun.
    """
    with transaction.atomic():
        steps = last_steps(actor, text)
        if not steps:
            raise ActionError("undo-nothing")
        plain = [step for step in steps if step.directive is None]
        for step in steps:
            if step.directive is not None:
                unconfirm_directive(actor, Directive.objects.get(pk=step.directive))
                step.undone = True
                step.save(update_fields=("undone",))
        if plain:
            undo_review(actor, text, steps=plain)
        return steps[0].action
