"""A newer text of a notice: which findings say the same as before, and what becomes of what was decided of them.

Findings are matched by kind and by their words without marks and spacing, in the order of the text, so that a phrase
that stands twice is matched with its own. What is confirmed stays tied to the directive it became: nothing is
confirmed twice, not even where a clause was gone from a text between. What is new or changed waits for a person;
nothing is done to what is gone.
"""

from __future__ import annotations

from collections import defaultdict

from namro.office.notices.models import Finding, FindingState, Version
from namro.text import fold

_DECIDED = (FindingState.CONFIRMED, FindingState.DROPPED)


def take_over(after: Version) -> int:
    """Let the findings of a notice's newest text take over the decisions on the same words; how many did."""
    waiting: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in _decided_before(after):
        waiting[_key(finding, finding.of.text)].append(finding)
    changed = []
    for finding in after.findings.filter(state=FindingState.PROPOSED).order_by("start", "end", "pk"):
        same = waiting.get(_key(finding, after.text))
        if same:
            earlier = same.pop(0)
            finding.state = earlier.state
            finding.now = _moved(earlier, finding)
            finding.same_as_id = earlier.same_as_id or earlier.pk
            finding.decided_by_id, finding.decided_at = earlier.decided_by_id, earlier.decided_at
            changed.append(finding)
    Finding.objects.bulk_update(changed, ("state", "now", "same_as", "decided_by", "decided_at"), batch_size=500)
    _left_over(waiting, after, changed)
    return len(changed)


def _decided_before(after: Version) -> list[Finding]:
    """What was decided in earlier texts, the latest decision on each; those of one text in its order."""
    earlier = Finding.objects.filter(of__notice=after.notice_id, of__ordinal__lt=after.ordinal, state__in=_DECIDED)
    seen: set[int] = set()
    found = []
    for finding in earlier.select_related("of").order_by("-of__ordinal", "start", "end", "pk"):
        root = finding.same_as_id or finding.pk
        if root not in seen:
            found.append(finding)
        seen |= {root, finding.pk}
    return found


def _left_over(waiting: dict[tuple[str, str], list[Finding]], after: Version, changed: list[Finding]) -> None:
    """What a person made (a part, a whole, an addition) whose words stand in the newer text: made there again.

    The findings it covers there, which Namro reads as before, are then dropped as they were.
    """
    for (kind, _), findings in waiting.items():
        for earlier in findings:
            if earlier.origin == "read" or earlier.state != FindingState.CONFIRMED:
                continue
            at = after.text.find(earlier.of.text[earlier.start : earlier.end])
            if at < 0:
                continue
            end = at + earlier.end - earlier.start
            made = Finding(
                of=after,
                kind=kind,
                start=at,
                end=end,
                state=earlier.state,
                origin=earlier.origin,
                same_as_id=earlier.same_as_id or earlier.pk,
                decided_by_id=earlier.decided_by_id,
                decided_at=earlier.decided_at,
            )
            made.now = _moved(earlier, made)
            made.save()
            taken = {one.pk for one in changed}
            covered = after.findings.filter(kind=kind, state=FindingState.PROPOSED, start__lt=end, end__gt=at)
            covered.exclude(pk__in=taken | {made.pk}).update(state=FindingState.REPLACED)


def _moved(earlier: Finding, finding: Finding) -> dict[str, object] | None:
    """What a person left of the earlier finding, at its new place; what was never changed stays as it is read now."""
    if earlier.now is None:
        return None
    moved = {**earlier.now, "start": finding.start, "end": finding.end}
    moved.pop("due_read", None)
    return moved


def _key(finding: Finding, text: str) -> tuple[str, str]:
    return finding.kind, fold(" ".join(text[finding.start : finding.end].split()))
