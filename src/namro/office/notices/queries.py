"""Questions to notices: which are there already, how far their review has come, and which text of each counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from namro.office.notices.models import Finding, FindingState, Intake, Notice, Version, number_key, text_digest
from namro.text import fold


@dataclass(frozen=True, slots=True)
class Progress:
    """How many findings of a text are confirmed, dropped and still proposed; those split or merged are not counted."""

    confirmed: int = 0
    dropped: int = 0
    proposed: int = 0

    @property
    def decided(self) -> int:
        """What a person has said yes or no to."""
        return self.confirmed + self.dropped

    @property
    def whole(self) -> int:
        """All of them."""
        return self.decided + self.proposed

    @property
    def finished(self) -> bool:
        """Whether nothing waits any more."""
        return self.proposed == 0


def known(intake: Intake, reading: Mapping[str, Any] | None) -> Notice | None:
    """The notice that has this file, or this very text, already."""
    same = Version.objects.filter(file=intake.file)
    if reading is not None:
        same = same | Version.objects.filter(digest=text_digest(reading["text"]))
    found = same.select_related("notice").order_by("pk").first()
    return found.notice if found is not None else None


def namesake(reading: Mapping[str, Any]) -> Notice | None:
    """The notice of the same number and issuer; one of an unknown issuer may be any."""
    header = reading["document"]
    key = number_key(header.get("number") or "")
    if not key:
        return None
    issuer = fold(header.get("issuer") or "")
    for notice in Notice.objects.filter(number_key=key).order_by("-pk"):
        if not issuer or not notice.issuer or fold(notice.issuer) == issuer:
            return notice
    return None


def with_last_version(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Each notice with `last_version` and `clarity` of the text that counts."""
    last = Version.objects.filter(notice=OuterRef("pk")).order_by("-ordinal")
    return notices.annotate(last_version=Subquery(last.values("pk")[:1]), clarity=Subquery(last.values("clarity")[:1]))


def progress_of(versions: Iterable[int]) -> dict[int, Progress]:
    """How far the review of each of some texts has come, of all kinds of findings together."""
    return {version: sum_of(kinds.values()) for version, kinds in progress_by_kind(versions).items()}


def progress_by_kind(versions: Iterable[int]) -> dict[int, dict[str, Progress]]:
    """The same, kind by kind; a text in which nothing was found is not in it."""
    counts = Finding.objects.filter(of__in=list(versions)).exclude(state=FindingState.REPLACED)
    found: dict[int, dict[str, dict[str, int]]] = {}
    rows = counts.order_by().values_list("of", "kind", "state").annotate(number=Count("pk"))
    for version, kind, state, number in rows:
        found.setdefault(version, {}).setdefault(kind, {})[state] = number
    return {version: {kind: Progress(**states) for kind, states in kinds.items()} for version, kinds in found.items()}


def sum_of(parts: Iterable[Progress]) -> Progress:
    """Several counts as one."""
    kept = list(parts)
    return Progress(*(sum(getattr(one, name) for one in kept) for name in ("confirmed", "dropped", "proposed")))


def last_version(notice: Notice) -> Version | None:
    """The text of a notice that counts."""
    return notice.versions.order_by("-ordinal").first()
