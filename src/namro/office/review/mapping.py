"""From a finding, as a person left it, to the columns of a directive in the register.

Every one of the six clears is kept with the words of the notice it was judged by and where they stand. Bodies are
matched by their name; a name that no body of the office bears stays as words. Fills no gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from namro.drafting.annex import clean
from namro.office.accounts.models import Agency
from namro.office.accounts.queries import agency_named
from namro.office.directives.models import CLEARS
from namro.office.review.locating import find_before, find_words
from namro.text import Span

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EVERY = "recurring:"

Named = Callable[[str], Agency | None]


def columns_of(
    shown: Mapping[str, Any], text: str, span: Span, *, basis: str, named: Named = agency_named
) -> dict[str, Any]:
    """The columns that `confirm_finding` fills; `named` finds the body of a name."""
    leads = [clean(name) for name in shown.get("lead") or ()]
    supports = [clean(name) for name in shown.get("support") or ()]
    bodies = [body for body in map(named, leads) if body is not None]
    clears = clears_of(shown, text, span)
    due = str(shown.get("due") or "")
    return {
        "task": task_of(shown, text, span),
        "lead": bodies[0] if bodies else None,
        "lead_words": "; ".join(leads)[:300],
        "support": [*bodies[1:], *(body for body in map(named, supports) if body is not None)],
        "support_words": "; ".join(supports),
        "responsibility": said(shown, clears, "responsibility"),
        "authority": said(shown, clears, "authority"),
        "deliverable": clean(shown.get("deliverable") or ""),
        "recipient": clean(shown.get("recipient") or "")[:300],
        "theme": (shown.get("theme") or "")[:60],
        "basis": basis[:200],
        "due": date.fromisoformat(due) if _DAY.fullmatch(due) else None,
        "every": due.removeprefix(_EVERY)[:10] if due.startswith(_EVERY) else "",
        "due_words": clean(clears["time"]["words"] or "")[:300],
        "due_steps": due_steps(shown),
        "clears": clears,
        "suggestions": list(shown.get("suggestions") or ()),
    }


def task_of(shown: Mapping[str, Any], text: str, span: Span) -> str:
    """The work in words: as a person left it, else the clause on one line."""
    return str(shown.get("task") or "") or clean(span.of(text))


def said(shown: Mapping[str, Any], clears: Mapping[str, Any], clear: str) -> str:
    """What a person wrote of a clear, else the words of the notice where they are clear."""
    if clear in shown:
        return str(shown[clear] or "")
    return clean(clears[clear]["words"] or "") if clears[clear]["state"] == "clear" else ""


def due_steps(shown: Mapping[str, Any]) -> list[Any]:
    """How the day was reckoned; nothing where a person has set another one than was read."""
    read = shown.get("due_read") or {}
    return [] if "due_set" in shown else list(read.get("steps") or ())


def clears_of(shown: Mapping[str, Any], text: str, span: Span) -> dict[str, Any]:
    """Each of the six: {"state", "words", "start", "end"}, as `Directive.clears` has it."""
    states, words = shown.get("clarity") or {}, shown.get("clarity_words") or {}
    found = {}
    for clear in CLEARS:
        state = states.get(clear, "missing")
        place = _time_said(shown) if clear == "time" and state == "clear" else None
        if place is None and words.get(clear) and not (clear == "time" and state == "clear"):
            place = _place(text, words[clear], span, outside=clear in ("person", "responsibility"))
        told = place.of(text) if place else words.get(clear)
        if clear == "time" and state == "clear" and place is None:
            told = None  # the code of a day is no word of the notice
        found[clear] = {
            "state": state,
            "words": " ".join(told.split()) if told and state != "missing" else None,
            "start": place.start if place and state != "missing" else None,
            "end": place.end if place and state != "missing" else None,
        }
    return found


def places_of(names: Sequence[str], text: str, span: Span) -> list[Span]:
    """Where bodies are named: in the clause, else in what stands before and governs it."""
    found = (_place(text, name, span, outside=True) for name in names)
    return [place for place in found if place is not None]


def _time_said(shown: Mapping[str, Any]) -> Span | None:
    read = shown.get("due_read") or {}
    if read.get("start") is None or "due_set" in shown:
        return None
    return Span(read["start"], read["end"])


def _place(text: str, words: str, span: Span, *, outside: bool) -> Span | None:
    first = words.split("; ")[0]
    return find_words(text, first, span) or (find_before(text, first, span.start) if outside else None)
