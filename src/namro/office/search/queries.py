"""Searching: what of each kind holds all that was typed, newest first, only of what the person may see.

A word in every tenth record and a word in every millionth want different roads: first the newest records are read
through, and where they do not fill the page the words decide. Counts stop at fifty: nobody reads further.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, QuerySet

from namro.office.directives.models import Directive, Evidence
from namro.office.notices.models import Notice
from namro.office.search import access
from namro.office.search.engines import matching
from namro.office.search.indexing import missing, rebuild
from namro.office.search.models import HEAD, Indexed, Kind
from namro.office.search.preparing import Term

__all__ = ["Hits", "missing", "rebuild", "search"]

CAP = 50
"""Counting stops here."""
_NEAR = 8_000


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of one kind: a page of records, how many there are (at most `CAP` and one), and the next key."""

    kind: Kind
    rows: list[Any] = field(default_factory=list)
    count: int = 0
    older: int | None = None

    @property
    def many(self) -> bool:
        """Whether there are more than were counted."""
        return self.count > CAP


def search(
    user: Any,
    kind: Kind,
    terms: tuple[Term, ...],
    *,
    size: int,
    before: int | None = None,
    among: QuerySet[Directive] | None = None,
) -> Hits:
    """The newest records of a kind that hold all terms, older than `before`; `among` narrows to some directives."""
    if not terms or (among is not None and kind is Kind.NOTICE):
        return Hits(kind)
    sight = access.sight_of(user)
    if sight == []:
        return Hits(kind)
    asked: tuple[tuple[Term, ...], list[str] | None]
    if kind is Kind.NOTICE:
        hits, asked = Indexed.objects.all(), (terms, None)
        seen = access.notices_for(user)
        if seen.query.where:
            hits = hits.filter(notice__in=seen.values("pk"))
    else:
        hits, asked = Indexed.objects.all(), (terms, sight)
        seen_directives = access.directives_for(user) if among is None else among
        if seen_directives.query.where:
            hits = hits.filter(directive__in=seen_directives.values("pk"))
    indexed = HEAD if kind is Kind.NOTICE and not access.reads_whole(user) else kind.value
    keys = _newest(hits.filter(kind=indexed), asked, indexed, CAP + 1, before)
    page = keys[:size]
    rows = _records(kind, page, user)
    return Hits(kind, [rows[key] for key in page if key in rows], len(keys), page[-1] if len(keys) > size else None)


def _newest(
    hits: QuerySet[Indexed], asked: tuple[tuple[Term, ...], list[str] | None], kind: str, size: int, before: int | None
) -> list[int]:
    """The greatest keys of the hits, as far as wanted: from the newest records, or else by the words."""
    if before is not None:
        hits = hits.filter(key__lt=before)
    last = before
    if last is None:
        last = (Indexed.objects.filter(kind=kind).aggregate(last=Max("key"))["last"] or 0) + 1
    if last > _NEAR:
        newest = hits.filter(matching(*asked, read_through=True), key__gte=last - _NEAR).order_by("-key")
        near = list(newest.values_list("key", flat=True)[:size])
        if len(near) == size:
            return near
    # the sum keeps the database from reading the newest through for words that may not be there
    hits = hits.filter(matching(*asked))
    return list(hits.order_by((F("key") + 0).desc()).values_list("key", flat=True)[:size])


def _records(kind: Kind, keys: Iterable[int], user: Any) -> dict[int, Any]:
    """The records of these keys, asked of access once more: an index that is behind shows nothing."""
    keys = list(keys)
    if not keys:
        return {}
    if kind is Kind.NOTICE:
        notices: QuerySet[Notice] = access.notices_for(user).filter(pk__in=keys)
        return {one.pk: one for one in notices.prefetch_related("versions")}
    if kind is Kind.EVIDENCE:
        seen = access.directives_for(user).filter(evidence__in=keys)
        pieces = Evidence.objects.filter(pk__in=keys, directive__in=seen.values("pk"))
        return {one.pk: one for one in pieces.select_related("directive", "directive__lead", "file")}
    directives = access.directives_for(user).filter(pk__in=keys)
    return {one.pk: one for one in directives.select_related("lead", "notice")}
