"""What may be done to what was read: each a verb, each leaving one entry in the ledger and one step that can be undone.

What was read stays beside what a person made of it. Confirming a directive is an action of the register; how it is done
from the desk, and how all of it is undone, stands in `confirming.py`. Only the newest text of a notice is reviewed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from namro.errors import ActionError
from namro.office.common import clock
from namro.office.ledger.acting import Done, action
from namro.office.notices.models import KINDS, LIVE, Finding, FindingState, Notice, Origin, Version
from namro.office.review.locating import trimmed
from namro.office.review.models import Step, columns
from namro.office.review.queries import next_of
from namro.office.review.rereading import read_clause
from namro.office.review.states import RULES
from namro.office.review.steps import keep_step, put_back, taken_away
from namro.text import Span

_PARTED = ("directives", "goals")  # kinds whose clauses can be split and put together


@action(RULES["edit_finding"])
def edit_finding(actor: Any, finding: Finding, *, changes: Mapping[str, Any]) -> None:
    """Mend attributes of a finding; what was read is kept beside."""
    _newest(finding.of)
    before = columns(finding)
    finding.now = {**finding.shown, **changes}
    if finding.now == finding.read:
        finding.now = None
    keep_step(actor, finding.of, "edit_finding", [(finding, before)])


@action(RULES["drop_finding"])
def drop_finding(actor: Any, finding: Finding) -> None:
    """Say that a finding is none; the reason, where one is given, is the note of the entry."""
    _newest(finding.of)
    before = columns(finding)
    _decide(actor, finding, FindingState.DROPPED)
    keep_step(actor, finding.of, "drop_finding", [(finding, before)])


@action(RULES["restore_finding"])
def restore_finding(actor: Any, finding: Finding) -> None:
    """Take a dropped finding back into review."""
    _newest(finding.of)
    _apart(finding.of, finding.kind, Span(finding.start, finding.end), leaving=[finding.pk])
    before = columns(finding)
    finding.state, finding.decided_by, finding.decided_at = FindingState.PROPOSED, None, None
    keep_step(actor, finding.of, "restore_finding", [(finding, before)])


@action(RULES["confirm_other"])
def confirm_other(actor: Any, finding: Finding, *, group: str = "") -> None:
    """Say that a figure, a goal or a reference was read rightly. Directives are confirmed into the register."""
    if finding.kind == "directives":
        raise ActionError("finding-kind", kind=finding.kind)
    _newest(finding.of)
    before = columns(finding)
    _decide(actor, finding, FindingState.CONFIRMED)
    keep_step(actor, finding.of, "confirm_other", [(finding, before)], group=group)


@action(RULES["split_finding"])
def split_finding(actor: Any, finding: Finding, *, at: int) -> None:
    """Make two of one at an offset of the text; each part is read anew and inherits what governs the whole.

    Raises ActionError `split-place` where a part would hold no word.
    """
    version = finding.of
    _newest(version)
    if finding.kind not in _PARTED:
        raise ActionError("finding-kind", kind=finding.kind)
    pieces = [trimmed(version.text, span) for span in (Span(finding.start, at), Span(at, finding.end))]
    if not finding.start < at < finding.end or not all(_has_word(version.text, piece) for piece in pieces):
        raise ActionError("split-place")
    before = columns(finding)
    made = [_made(finding.of, finding.kind, piece, Origin.SPLIT, [finding]) for piece in pieces]
    _decide(actor, finding, FindingState.REPLACED)
    keep_step(actor, version, "split_finding", [(finding, before)], made)


@action(RULES["merge_findings"])
def merge_findings(actor: Any, finding: Finding, *, other: int) -> None:
    """Make one of two that follow each other in the text.

    Raises ActionError `merge-next` where the other is not the next one, or is decided already.
    """
    version = finding.of
    _newest(version)
    if finding.kind not in _PARTED:
        raise ActionError("finding-kind", kind=finding.kind)
    after = Finding.objects.select_for_update(of=("self",)).filter(of=version, pk=other).first()
    following = next_of(finding)
    if after is None or following is None or following.pk != after.pk or after.state != FindingState.PROPOSED:
        raise ActionError("merge-next")
    changed = [(finding, columns(finding)), (after, columns(after))]
    whole = Span(finding.start, max(finding.end, after.end))
    made = _made(version, finding.kind, whole, Origin.MERGED, [finding, after])
    for one in (finding, after):
        _decide(actor, one, FindingState.REPLACED)
    after.version += 1
    after.save()
    keep_step(actor, version, "merge_findings", changed, [made])


@action(RULES["add_finding"])
def add_finding(actor: Any, version: Version, *, kind: str, start: int, end: int) -> Done:
    """Point at words that were not read as what they are.

    Raises ActionError: `add-place` where there are no such words, `finding-crosses` where they cut through another.
    """
    _newest(version)
    if kind not in KINDS:
        raise ActionError("finding-kind", kind=kind)
    if not 0 <= start < end <= len(version.text):
        raise ActionError("add-place")
    span = trimmed(version.text, Span(start, end))
    if not _has_word(version.text, span):
        raise ActionError("add-place")
    _apart(version, kind, span)
    finding = _made(version, kind, span, Origin.ADDED, [])
    keep_step(actor, version, "add_finding", [], [finding])
    return Done(finding)


@action(RULES["undo_review"])
def undo_review(actor: Any, version: Version, *, steps: list[Step]) -> Done:
    """Take back steps that changed findings only, the last first; the findings are exactly what they were.

    Raises ActionError `undo-changed` where somebody has since changed one of them.
    """
    told: dict[str, Any] = {}
    for step in sorted(steps, key=lambda one: -one.pk):
        for pk, as_made in step.made:
            told |= taken_away(pk, as_made)
        for pk, before, after in step.changed:
            told |= put_back(pk, before, after)
        step.undone = True
        step.save(update_fields=("undone",))
    return Done(version, before=None, after={"undone": [step.action for step in steps], "findings": told})


@action(RULES["finish_review"])
def finish_review(actor: Any, notice: Notice) -> None:
    """Say that the newest text of a notice is reviewed. Raises ActionError `review-unfinished`."""
    last = notice.versions.order_by("-ordinal").first()
    waiting = last.findings.filter(state=FindingState.PROPOSED).count() if last else 0
    if waiting:
        raise ActionError("review-unfinished", count=waiting)
    notice.reviewed_at = clock.now()


def _newest(version: Version) -> None:
    if Version.objects.filter(notice=version.notice_id, ordinal__gt=version.ordinal).exists():
        raise ActionError("review-old-text")


def _decide(actor: Any, finding: Finding, state: str) -> None:
    finding.state, finding.decided_by, finding.decided_at = state, actor, clock.now()


def _made(version: Version, kind: str, span: Span, origin: str, parents: list[Finding]) -> Finding:
    base = parents[0].shown if parents else None
    now = read_clause(version.text, span, kind=kind, document=version.reading.get("document", {}), base=base)
    return Finding.objects.create(
        of=version,
        kind=kind,
        start=span.start,
        end=span.end,
        now=now,
        origin=origin,
        made_from=[parent.pk for parent in parents],
    )


def _apart(version: Version, kind: str, span: Span, leaving: list[int] | None = None) -> None:
    """Refuse a stretch that cuts through a finding of its kind, or is one already."""
    near = Finding.objects.filter(of=version, kind=kind, state__in=LIVE, start__lt=span.end, end__gt=span.start)
    for other in near.exclude(pk__in=leaving or []):
        held = Span(other.start, other.end)
        if held == span or not (held.holds(span) or span.holds(held)):
            raise ActionError("finding-crosses", words=" ".join(held.of(version.text).split())[:80])


def _has_word(text: str, span: Span) -> bool:
    return any(letter.isalnum() for letter in span.of(text))
