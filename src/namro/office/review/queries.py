"""Questions of the desk: what follows what, what can be undone, and which directive a finding became."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from namro.office.directives.models import Directive
from namro.office.notices.models import LIVE, Finding, Version
from namro.office.review.models import Step


def next_of(finding: Finding) -> Finding | None:
    """The finding of the same kind that follows in the text and still stands."""
    after = Q(start__gt=finding.start) | Q(start=finding.start, end__lt=finding.end)
    same = Finding.objects.filter(after, of=finding.of_id, kind=finding.kind, state__in=LIVE)
    return same.order_by("start", "-end", "pk").first()


def last_steps(user: Any, version: Version) -> list[Step]:
    """The last act of a person on a text that still stands, with all that were done in the same go; the last first."""
    standing: QuerySet[Step] = Step.objects.filter(of=version, by=user, undone=False)
    last = standing.order_by("-pk").first()
    return list(standing.filter(group=last.group).order_by("-pk")) if last else []


def directives_by_finding(findings: list[Finding]) -> dict[int, Directive]:
    """The directive each finding became, where it did; one that took over a decision has that of the earlier text."""
    roots = {one.same_as_id or one.pk: one.pk for one in findings if one.state == "confirmed"}
    found = Directive.objects.filter(finding__in=roots).only("pk", "number", "state", "finding_id", "version")
    return {roots[one.finding_id]: one for one in found}
