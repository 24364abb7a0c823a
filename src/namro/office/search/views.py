"""The page of search: what was typed, what was found of each kind, each with its words around what was found.

The query and the register's filter stand in the address; a filter narrows to directives and their evidence. Somebody
who may see nothing of what was found is told what one is told where there is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from namro.office.common import clock
from namro.office.directives.access import visible
from namro.office.directives.filters import Filter, read_filter
from namro.office.directives.models import Directive
from namro.office.directives.queries import standing_of
from namro.office.directives.states import State
from namro.office.search.access import reads_whole
from namro.office.search.models import Kind
from namro.office.search.preparing import Term, excerpt, read_query
from namro.office.search.queries import CAP, Hits
from namro.office.search.queries import search as found

FIRST = 10
"""Rows of each kind where all kinds are shown."""
PAGE = 25
_SHOWN_STATES = {State.RETURNED, State.SUSPENDED, State.WITHDRAWN, State.DRAFT, State.CONFIRMED}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the answer: the record, its head and the words around what was found, with marks."""

    record: Any
    title: SafeString
    words: SafeString
    mark: str = ""


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What holds all the words typed, newest first."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:300]
    terms = read_query(typed)
    only = Kind(request.GET["loai"]) if request.GET.get("loai") in Kind.values else None
    wanted, faults = read_filter(_without_words(request.GET))
    groups = [_group(request, kind, terms, wanted, only) for kind in Kind if only in (None, kind)]
    context = {
        "q": typed,
        "asked": bool(terms),
        "only": only,
        "kinds": [(kind.value, kind.label) for kind in Kind],
        "groups": [one for one in groups if one["rows"]],
        "chips": wanted.chips(visible(request.user)) if wanted.narrows else [],
        "faults": faults,
        "cap": CAP,
    }
    return render(request, "search/search.html", context)


def _group(
    request: HttpRequest, kind: Kind, terms: tuple[Term, ...], wanted: Filter, only: Kind | None
) -> dict[str, Any]:
    before = request.GET.get("truoc", "")
    among = wanted.apply(visible(request.user), clock.today(), request.user) if wanted.narrows else None
    hits: Hits = found(
        request.user,
        kind,
        terms,
        size=PAGE if only else FIRST,
        before=int(before) if only and before.isascii() and before.isdecimal() and len(before) < 19 else None,
        among=among,
    )
    return {
        "kind": kind.value,
        "label": kind.label,
        "rows": [_row(kind, one, terms, whole=reads_whole(request.user)) for one in hits.rows],
        "count": min(hits.count, CAP),
        "many": hits.many,
        "older": hits.older,
        "continues": bool(before and only),
    }


def _row(kind: Kind, record: Any, terms: tuple[Term, ...], *, whole: bool) -> Row:
    if kind is Kind.DIRECTIVE:
        rest = _first_with(terms, _texts(record))
        return Row(
            record, _marked(record.task, terms, 400), _marked(rest, terms) if rest else SafeString(), _standing(record)
        )
    if kind is Kind.EVIDENCE:
        return Row(record, _marked(record.title, terms), SafeString(), _standing(record.directive))
    last = max(record.versions.all(), key=lambda version: version.ordinal, default=None) if whole else None
    title = " — ".join(filter(None, (record.number, record.title))) or record.name
    return Row(record, _marked(title, terms, 300), _marked(last.text if last else "", terms, 320))


def _texts(record: Directive) -> list[str]:
    """Where else than in its task a directive may hold the words."""
    same = record.quote == record.task
    return [record.deliverable, "" if same else record.quote, record.responsibility, record.support_words, record.basis]


def _first_with(terms: tuple[Term, ...], texts: list[str]) -> str:
    return next((text for text in texts if text and any(mark for _, mark in excerpt(text, terms))), "")


def _marked(text: str, terms: tuple[Term, ...], length: int = 220) -> SafeString:
    """The words around what was found, what was found marked, everything else escaped."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", words) if mark else words,) for words, mark in excerpt(text, terms, length)),
    )


def _standing(directive: Directive) -> str:
    if directive.state in _SHOWN_STATES:
        return str(directive.state)
    return str(standing_of(directive, clock.today()))


def _without_words(query: QueryDict) -> QueryDict:
    """The register's part of the address: its own "q" is a number, here it is words."""
    kept = query.copy()
    kept.pop("q", None)
    return kept
