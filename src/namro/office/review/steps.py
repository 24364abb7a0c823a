"""Keeping the steps of a review, and putting back what they changed, exactly as it was.

A finding that somebody has changed since is not put back: whoever undoes is told. Called by actions alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from namro.errors import ActionError
from namro.office.common import clock
from namro.office.notices.models import Finding, Version
from namro.office.review.models import Step, columns


def keep_step(
    actor: Any,
    version: Version,
    name: str,
    changed: list[tuple[Finding, dict[str, Any]]],
    made: list[Finding] | None = None,
    *,
    group: str = "",
    directive: int | None = None,
) -> Step | None:
    """Keep one act: the findings it changed, each with its columns before, and those it made.

    What the program itself does is no step of anybody's.
    """
    if isinstance(actor, str):
        return None
    return Step.objects.create(
        of=version,
        by=actor,
        at=clock.now(),
        action=name,
        group=group or uuid4().hex,
        changed=[[finding.pk, before, columns(finding)] for finding, before in changed],
        made=[[finding.pk, columns(finding)] for finding in made or ()],
        directive=directive,
    )


def put_back(pk: int, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Give a finding its columns from before, if it still is as the act left it; what it was and is, for the ledger."""
    finding = _as_left(pk, after)
    for name, value in before.items():
        setattr(finding, name, datetime.fromisoformat(value) if name == "decided_at" and value else value)
    finding.version += 1
    finding.save()
    return {finding.subject: finding.record()}


def taken_away(pk: int, as_made: dict[str, Any]) -> dict[str, Any]:
    """Take a finding away that an act made, if nobody has touched it since."""
    finding = _as_left(pk, as_made)
    told = {finding.subject: None}
    finding.delete()
    return told


def _as_left(pk: int, left: dict[str, Any]) -> Finding:
    finding = Finding.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if finding is None or columns(finding) != left:
        raise ActionError("undo-changed")
    return finding
