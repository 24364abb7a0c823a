"""Reading a clause by itself: what a person split off, put together or pointed at, read by the rules of the reader.

The rest of the notice is told by its day, its place and the bodies that govern the clause. Where the rules find no work
in it, the words stand as the work and a person fills the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from namro.documents import Document
from namro.errors import ActionError
from namro.reading.clarity.rules import judge
from namro.reading.directives.model import Directive
from namro.reading.engine import read
from namro.reading.model import Reading
from namro.text import Span

_HEAD = "THÔNG BÁO\n\nIII. NHIỆM VỤ, GIẢI PHÁP\n\n1. "  # under such a heading a bare action is work to be done
LONGEST = 20_000


def read_clause(
    text: str, span: Span, *, kind: str, document: Mapping[str, Any], base: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The finding of a kind at a stretch of a text, as JSON; `base` is the finding it was part of.

    Raises ActionError `finding-too-long`.
    """
    if len(span) > LONGEST:
        raise ActionError("finding-too-long", limit=LONGEST)
    day = document.get("issued_on") or document.get("published_on")
    words = span.of(text)
    reading = read(Document.of(_HEAD + words), on=date.fromisoformat(day) if day else None, place=document.get("place"))
    found = _directive(reading, words, base or {}) if kind == "directives" else _other(reading, kind, base or {})
    return {**found, "start": span.start, "end": span.end, "quote": words, "rule": "person"}


def _directive(reading: Reading, words: str, base: Mapping[str, Any]) -> dict[str, Any]:
    at = len(_HEAD)
    first = next((one for one in reading.directives if one.span.end > at), None)
    if first is None or first.span.start - at > len(words) // 2:
        first = Directive(span=Span(at, at + len(words)), rule="person", action="", content=" ".join(words.split()))
    parts = [one for one in reading.directives if one.span.start >= first.span.start]
    lead = first.lead or tuple(base.get("lead") or ())
    support = first.support or (tuple(base.get("support") or ()) if not first.lead else ())
    due = next((one.due for one in (first, *parts) if one.due is not None and one.due.code), None)
    product = first.deliverable or next((one.deliverable for one in parts if one.deliverable), None)
    plain = " ".join(words.split())
    clarity = judge(text=plain, lower=plain.lower(), action=first.action.lower(), lead=lead, due=due, product=product)
    whole = replace(
        first,
        lead=lead,
        support=support,
        due=due,
        deliverable=product,
        recipient=first.recipient or next((one.recipient for one in parts if one.recipient), None),
        theme=first.theme or base.get("theme"),
        inherited=bool(lead) and not first.lead,
        clarity=clarity,
        content=first.content if len(parts) < 2 else plain.removeprefix(first.action).strip(),
    )
    found = whole.as_json(reading.text)
    if due is not None:
        found["due_read"] = {"start": None, "end": None, "steps": [[s.code, dict(s.details)] for s in due.steps]}
    return found


_EMPTY: dict[str, dict[str, Any]] = {
    "measures": {
        "value": "",
        "high": None,
        "unit": "",
        "bound": "=",
        "aspect": "level",
        "modality": "actual",
        "rank_of": None,
        "indicator": None,
        "label": None,
        "period": None,
        "versus": None,
        "place": None,
    },
    "goals": {"horizon": None},
    "references": {"number": "", "kind": None, "issued_on": None},
}


def _other(reading: Reading, kind: str, base: Mapping[str, Any]) -> dict[str, Any]:
    found = [one for one in getattr(reading, kind) if one.span.end > len(_HEAD)]
    return found[0].as_json(reading.text) if found else {**_EMPTY[kind], **base}
