"""Whether a register is whole: what `namro office check` asks, each answer a sentence of the wording table.

Changes nothing. Files that no record names are told and are no fault: an upload that was broken off leaves one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from namro.office.common import files
from namro.office.common.health import waiting_migrations
from namro.office.common.models import StoredFile
from namro.office.directives import tallies
from namro.office.directives.models import Directive
from namro.office.ledger import readers
from namro.office.ledger.chain import canonical
from namro.office.ledger.models import Entry

_ROWS = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of the wording table with what fills it; `fault` says whether anything is wrong."""

    code: str
    fault: bool = True
    details: dict[str, Any] = field(default_factory=dict)


def check() -> Iterator[Found]:
    """Everything that is wrong, or worth telling."""
    try:
        waiting = waiting_migrations()
    except DatabaseError as error:
        yield Found("check-database", details={"reason": str(error).splitlines()[0]})
        return
    if waiting:
        yield Found("check-migrations", details={"count": len(waiting)})
        return
    yield from ledger()
    yield from directives()
    yield from tally()
    yield from stored_files()


def ledger() -> Iterator[Found]:
    """The chain from its first entry to where it says it ends."""
    links, end = readers.of_database()
    last, fault = readers.verified(links, None, end)
    if fault is not None:
        yield Found(fault.code, details={"number": fault.number, "last": last.number})


def directives() -> Iterator[Found]:
    """Each directive is what its last entry left it as. The version, which sub-tasks also move, is not compared."""
    waiting: list[Directive] = []
    rows = Directive.objects.order_by("pk").prefetch_related("parts", "reports", "evidence", "extensions")
    for directive in rows.iterator(_ROWS):
        waiting.append(directive)
        if len(waiting) == _ROWS:
            yield from _compared(waiting)
            waiting = []
    yield from _compared(waiting)


def tally() -> Iterator[Found]:
    """The tally is what the register gives."""
    wanted, kept = tallies.reckoned(), tallies.kept()
    wrong = sum(1 for cell in wanted.keys() | kept.keys() if wanted[cell] != kept[cell])
    if wrong:
        yield Found("check-tally", details={"count": wrong})


def stored_files() -> Iterator[Found]:
    """Each stored file is there and has the content its name tells."""
    known = set()
    for stored in StoredFile.objects.order_by("pk").iterator(_ROWS):
        known.add(stored.sha256)
        path = files.path_of(stored.sha256)
        if not path.is_file():
            yield Found("check-file-gone", details={"file": stored.sha256})
        elif _digest(path) != stored.sha256:
            yield Found("check-file-altered", details={"file": stored.sha256})
    folder = Path(settings.ENVIRONMENT.files)
    orphans = sum(1 for path in folder.rglob("*") if path.is_file() and path.name not in known)
    if orphans:
        yield Found("check-orphans", fault=False, details={"count": orphans, "folder": folder})


def _compared(some: list[Directive]) -> Iterator[Found]:
    by_subject = {one.subject: one for one in some}
    last: dict[str, tuple[int, str]] = {}
    entries = Entry.objects.filter(subject__in=by_subject).order_by("number").values_list("number", "subject", "after")
    for number, subject, after in entries.iterator(_ROWS):
        last[subject] = number, after
    for subject, directive in by_subject.items():
        if subject not in last:
            yield Found("check-directive-unwritten", details={"number": directive.number})
            continue
        number, after = last[subject]
        told = json.loads(after or "{}")
        now = json.loads(canonical(directive.record()))
        columns = sorted(name for name in told if name != "version" and told[name] != now.get(name))
        if columns:
            details = {"number": directive.number, "entry": number, "columns": ", ".join(columns)}
            yield Found("check-directive-differs", details=details)


def _digest(path: Path) -> str:
    reckoned = hashlib.sha256()
    for piece in files.pieces_of(path):
        reckoned.update(piece)
    return reckoned.hexdigest()
