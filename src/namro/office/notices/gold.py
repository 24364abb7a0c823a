"""A reading as a person corrected it, in the form of the project's gold files.

What was dropped is left out, what was split, merged or added is in, each attribute as it was left. A text in which
nothing was changed gives exactly what was read. Findings that still wait are in it as they were read.
"""

from __future__ import annotations

from typing import Any

from namro.office.notices.models import KINDS, LIVE, Finding, Version

_OWN = ("due_read", "due_set", "task", "responsibility", "authority")
"""What the office keeps beside a finding and the form of readings does not know."""


def gold_of(version: Version) -> dict[str, Any]:
    """The gold of a text."""
    reading = dict(version.reading)
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for finding in version.findings.filter(state__in=LIVE).order_by("start", "end", "pk"):
        found[finding.kind].append(corrected(finding))
    for kind in KINDS:
        found[kind] = _in_order(found[kind], reading.get(kind) or [])
    return {"id": gold_name(version), **reading, **found, "text": version.text}


def corrected(finding: Finding) -> dict[str, Any]:
    """A finding in the form of readings."""
    return {name: value for name, value in finding.shown.items() if name not in _OWN}


def gold_name(version: Version) -> str:
    """What the file is called by: the number of the notice in small letters, joined."""
    number = version.notice.number_key or f"van-ban-{version.notice_id}"
    kept = "".join(letter if letter.isalnum() else "-" for letter in number).strip("-")
    return kept if version.ordinal == 1 else f"{kept}-{version.ordinal}"


def _in_order(found: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By place; among those of one place in the order in which they were read."""
    order = {(one["start"], one["end"], one.get("rule")): at for at, one in reversed(list(enumerate(read)))}
    at_end = len(order)
    return sorted(
        found,
        key=lambda one: (one["start"], order.get((one["start"], one["end"], one.get("rule")), at_end), one["end"]),
    )
