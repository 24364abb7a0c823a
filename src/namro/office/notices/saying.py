"""A finding in one short line and a few facts, from its JSON as it now stands."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from namro.drafting.marked.figures import amount, day_words, period_words
from namro.drafting.marked.labels import label
from namro.office.common.answers import lang
from namro.office.notices.models import Finding
from namro.reading.model import Aspect, Bound, Measure, Modality, Versus
from namro.statistics.catalogue import indicators
from namro.text import Span

_EDGES = ("span", "rule")


def heading(finding: Finding, quote: str) -> str:
    """What the list calls it."""
    shown = finding.shown
    if finding.kind == "directives":
        return str(shown.get("task") or "") or quote
    if finding.kind == "measures":
        return f"{subject(finding)}: {figure_of(finding)}" if subject(finding) else figure_of(finding)
    if finding.kind == "references":
        kind = f"{label('kind', shown['kind'], lang())} " if shown.get("kind") else ""
        return f"{kind}{shown.get('number') or quote}"
    return quote


def subject(finding: Finding) -> str:
    """What a figure measures: the words of the notice, else the name of its indicator; empty where neither says."""
    shown = finding.shown
    known = indicators().get(shown.get("indicator") or "")
    named = (known.name_vi if lang() == "vi" else known.name_en) if known else ""
    return str(shown.get("label") or named)


def figure_of(finding: Finding) -> str:
    """A figure with its bound and unit; the words of the notice where it is unfinished."""
    measure = measure_of(finding.shown)
    return amount(measure, lang()) if measure else str(finding.shown.get("quote") or "")


def remarks(finding: Finding) -> list[str]:
    """What else the list says of it."""
    shown = finding.shown
    if finding.kind == "directives":
        return list(filter(None, (", ".join(shown.get("lead") or ()), due_words(shown.get("due")))))
    if finding.kind == "measures":
        told = [period_words(shown["period"], lang())] if shown.get("period") else []
        if shown.get("modality") not in (None, "actual"):
            told.append(label("modality", shown["modality"], lang()))
        if shown.get("versus"):
            told.append(label("versus", shown["versus"], lang()))
        return [*told, *filter(None, [shown.get("place")])]
    if finding.kind == "goals":
        return [str(shown["horizon"])] if shown.get("horizon") else []
    issued = shown.get("issued_on")
    return [day_words(date.fromisoformat(issued), lang())] if issued else []


def due_words(code: str | None) -> str:
    """A deadline's code in words: "hạn 30/10/2025", "hằng tháng"."""
    if not code:
        return ""
    if code.startswith("recurring:"):
        return label("every", code.partition(":")[2], lang())
    return _("hạn %(day)s") % {"day": day_words(date.fromisoformat(code), lang())}


def measure_of(shown: dict[str, Any]) -> Measure | None:
    """The measure of its JSON; None where a person has left it unfinished."""
    own: dict[str, Any] = {one.name: shown.get(one.name) for one in fields(Measure) if one.name not in _EDGES}
    try:
        own |= {name: Decimal(own[name]) if own[name] is not None else None for name in ("value", "high")}
        own |= {"bound": Bound(own["bound"]), "aspect": Aspect(own["aspect"]), "modality": Modality(own["modality"])}
        own["versus"] = Versus(own["versus"]) if own["versus"] else None
        own["rank_of"] = int(own["rank_of"]) if own["rank_of"] else None
        return Measure(span=Span(0, 0), rule="", **own)
    except (InvalidOperation, ValueError, TypeError):
        return None
