"""Questions to the ledger: its head, its entries, its heads of past days, and whether it holds.

The chain is read as it stands in the database, column by column, so that what raw SQL or an editor of files left there
is what is checked. Whether a day's head was ever published elsewhere is for whoever kept it to say: `verify(head)`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from namro.office.common import clock
from namro.office.ledger.chain import GENESIS, Fault, Head, Link
from namro.office.ledger.models import Entry, LedgerHead
from namro.office.ledger.readers import verified

__all__ = [
    "GENESIS",
    "actions_known",
    "bounds",
    "changes",
    "day_heads",
    "entries",
    "head",
    "last_entry",
    "link_of",
    "links",
    "subjects_of",
    "verify",
]

COLUMNS = tuple(one.name for one in fields(Link))
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class DayHead:
    """The last entry of a day."""

    day: date
    number: int
    hash: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """One column of a record that an action changed; None where it was not there."""

    name: str
    before: Any
    after: Any


def head() -> Head:
    """The head as it is kept."""
    kept = LedgerHead.objects.filter(pk=1).first()
    return Head(kept.number, kept.hash) if kept else Head()


def last_entry() -> Entry | None:
    """The last entry."""
    return Entry.objects.order_by("-number").first()


def verify(against: Head | None = None) -> tuple[Head, Fault | None]:
    """Follow the whole chain to the head that is kept here, and past `against`, one that was kept elsewhere.

    Entries appended while it reads are read as far as they were there.
    """
    return verified(links(), against, head)


def links() -> Iterator[Link]:
    """Every entry in order, as raw as the database gives it."""
    if connection.vendor == "sqlite":
        yield from _raw_links()
        return
    for row in Entry.objects.order_by("number").values_list(*COLUMNS).iterator(_BATCH):
        yield Link(*row)


def link_of(entry: Entry) -> Link:
    """An entry as the chain sees it."""
    return Link(*(getattr(entry, name) for name in COLUMNS))


def day_heads(days: int) -> list[DayHead]:
    """The last entry of each of the past days that has one, the newest first; today's is still open and left out."""
    past = [clock.today() - timedelta(days=back) for back in range(1, days + 1)]
    lasts = {
        f"day_{number}": Subquery(entries(first=day, last=day).order_by("-at", "-number").values("number")[:1])
        for number, day in enumerate(past)
    }
    found = LedgerHead.objects.filter(pk=1).values_list(*lasts.values()).first() or ()
    kept = Entry.objects.only("number", "hash", "at").in_bulk([number for number in found if number])
    return [
        DayHead(day, number, kept[number].hash, kept[number].at)
        for day, number in zip(past, found, strict=False)
        if number in kept
    ]


def actions_known() -> list[str]:
    """The actions that were ever done, found by leaping along the index from one to the next."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE known(action) AS (
                SELECT min(action) FROM ledger_entry
                UNION ALL
                SELECT (SELECT min(action) FROM ledger_entry WHERE action > known.action)
                FROM known WHERE known.action IS NOT NULL
            )
            SELECT action FROM known WHERE action IS NOT NULL
            """
        )
        return [action for (action,) in cursor.fetchall()]


def entries(
    *, actor: str = "", action: str = "", subject: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Entry]:
    """Entries by who, what, on what and when; order and page are the caller's."""
    rows = Entry.objects.all()
    for name, value in (("actor", actor), ("action", action), ("subject", subject)):
        if value:
            rows = rows.filter(**{name: value})
    if first:
        rows = rows.filter(at__gte=bounds(first, first)[0])
    if last:
        rows = rows.filter(at__lt=bounds(last, last)[1])
    return rows


def subjects_of(action: str, first: date, last: date | None = None) -> set[str]:
    """What an action was done to from one day to another, or until now."""
    return set(entries(action=action, first=first, last=last).values_list("subject", flat=True))


def bounds(first: date, last: date) -> tuple[str, str]:
    """From the beginning of a day to that of the day after another, as the ledger writes moments."""
    zone = timezone.get_default_timezone()
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return tuple(one.astimezone(UTC).isoformat(timespec="microseconds") for one in (start, end))  # type: ignore[return-value]


def changes(entry: Entry) -> list[Change]:
    """The columns in which before and after differ."""
    before, after = _record(entry.before), _record(entry.after)
    names = dict.fromkeys((*before, *after))
    return [Change(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def _record(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _raw_links() -> Iterator[Link]:
    """SQLite keeps what it is given: text that is no UTF-8 and bytes in a column of text are handed on as they are."""
    with connection.cursor() as cursor:
        raw = cursor.connection.cursor()  # one of the driver's own: how it makes text is set for it alone
        columns = ", ".join(f'CAST("{name}" AS BLOB), typeof("{name}")' for name in COLUMNS)
        raw.execute(f"SELECT {columns} FROM ledger_entry ORDER BY number")
        while rows := raw.fetchmany(_BATCH):
            yield from (Link(*_cells(row)) for row in rows)
        raw.close()


def _cells(row: tuple[Any, ...]) -> Iterator[Any]:
    """Cells as bytes with their types; whatever is not whole stays bytes, which no hash fits."""
    for cell, kind in zip(row[::2], row[1::2], strict=True):
        if kind == "integer":
            yield int(cell)
            continue
        try:
            yield cell.decode() if kind == "text" else cell
        except UnicodeDecodeError:
            yield cell
