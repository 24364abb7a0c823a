"""Keeping the index: it follows every action inside its transaction, can be made anew, and tells what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from namro.office.accounts.models import Agency
from namro.office.directives.models import Directive, Evidence, Participation
from namro.office.ledger.acting import Done
from namro.office.notices.models import Finding, Intake, Notice, Version
from namro.office.search import engines
from namro.office.search.contents import Content, of_directives, of_notices
from namro.office.search.models import Indexed

BATCH = 500


def follow(sender: type, done: Done, **_: object) -> None:
    """Index what an action changed; an action that changed no word and no body writes nothing."""
    subject = done.subject
    if sender is Directive:
        index_directives(Directive.objects.filter(pk=subject.pk))
    elif sender is Notice:
        index_notices(Notice.objects.filter(pk=subject.pk))
        if _changed(done, "number"):
            index_directives(Directive.objects.filter(notice=subject.pk))
    elif sender in (Version, Intake):
        if subject.notice_id is not None:
            index_notices(Notice.objects.filter(pk=subject.notice_id))
    elif sender is Finding:
        index_directives(Directive.objects.filter(finding=subject.pk))
    elif sender is Agency and (_changed(done, "name") or _changed(done, "short")):
        index_directives(Directive.objects.filter(lead=subject.pk))


def index_directives(directives: QuerySet[Directive]) -> None:
    """Index directives with their evidence, and forget evidence that is gone."""
    for batch in _batches(_directives(directives)):
        contents = list(of_directives(batch))
        _index(contents, Indexed.objects.filter(directive__in=[one.pk for one in batch]))


def index_notices(notices: QuerySet[Notice]) -> None:
    """Index notices with the last text of each."""
    for batch in _batches(_notices(notices), 50):
        _index(list(of_notices(batch)), Indexed.objects.filter(notice__in=[one.pk for one in batch]))


def rebuild() -> int:
    """Make the whole index anew; how many records it holds then."""
    with transaction.atomic():
        engines.forget_all()
        Indexed.objects.all().delete()
        index_directives(Directive.objects.order_by("pk"))
        index_notices(Notice.objects.order_by("pk"))
        return Indexed.objects.count()


def missing() -> Iterator[tuple[str, int]]:
    """Kind and id of every record that is not indexed as it stands, and of what is indexed but gone; reads all."""
    kept = {(kind, key): digest for kind, key, digest in Indexed.objects.values_list("kind", "key", "digest")}
    wordless = engines.without_words()
    for contents in (
        (one for batch in _batches(_directives(Directive.objects.order_by("pk"))) for one in of_directives(batch)),
        (one for batch in _batches(_notices(Notice.objects.order_by("pk")), 50) for one in of_notices(batch)),
    ):
        for one in contents:
            name = (one.kind, one.key)
            if kept.pop(name, "") != one.digest or name in wordless:
                yield name
    yield from kept


def _index(contents: list[Content], kept: QuerySet[Indexed]) -> None:
    rows = {(row.kind, row.key): row for row in kept}
    changed: list[tuple[Indexed, Content]] = []
    for one in contents:
        row = rows.pop((one.kind, one.key), None)
        digest = one.digest
        if row is None or row.digest != digest:
            row = row or Indexed(kind=one.kind, key=one.key, directive_id=one.directive, notice_id=one.notice)
            row.digest = digest
            changed.append((row, one))
    if rows:
        gone = [row.pk for row in rows.values()]
        engines.forget(gone)
        Indexed.objects.filter(pk__in=gone).delete()
    if changed:
        Indexed.objects.bulk_create(row for row, _ in changed if row.pk is None)
        Indexed.objects.bulk_update([row for row, _ in changed], ["digest"])
        engines.write((row.pk, one.prepared, one.sight) for row, one in changed)


def _directives(directives: QuerySet[Directive]) -> Iterable[Directive]:
    rows = directives.select_related("lead", "notice").only(
        *("number", "task", "quote", "deliverable", "responsibility", "authority", "lead_words", "support_words"),
        *("recipient", "theme", "basis", "due_words", "lead__name", "lead__short", "notice__number"),
    )
    parts = Participation.objects.only("directive_id", "agency_id")
    pieces = Evidence.objects.only("directive_id", "title", "url", "unit").order_by("pk")
    return rows.prefetch_related(Prefetch("parts", parts), Prefetch("evidence", pieces)).iterator(BATCH)


def _notices(notices: QuerySet[Notice]) -> Iterable[Notice]:
    versions = Version.objects.only("notice_id", "ordinal", "text")
    return notices.prefetch_related(Prefetch("versions", versions)).iterator(50)


def _batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


def _changed(done: Done, column: str) -> bool:
    before, after = done.before or {}, done.after or {}
    return bool(before.get(column) != after.get(column))
