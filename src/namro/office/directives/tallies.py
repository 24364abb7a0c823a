"""The tally: kept by every action, reckoned anew by a check."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F

from namro.office.directives.models import Directive, Tally
from namro.office.directives.states import OPEN, State

Cell = tuple[int | None, str, date | None, date | None, bool | None, bool | None]
_COLUMNS = ("lead_id", "state", "original_due", "current_due", "done_on")
BUCKETS = {**{state.value: "open" for state in OPEN}, State.DONE.value: "done", State.SUSPENDED.value: "suspended"}
"""The tally's word for each state that it counts."""


def cell_of(
    lead: int | None, state: str, original: date | None, current: date | None, done_on: date | None
) -> Cell | None:
    """Where a directive is tallied; None for one that is not counted."""
    bucket = BUCKETS.get(state)
    if bucket == "done":
        return lead, bucket, None, None, _on_time(original, done_on), _on_time(current, done_on)
    return (lead, bucket, original, current, None, None) if bucket else None


def move(before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    """Take a directive's old record out of the tally and put its new one in."""
    old, new = _of_record(before), _of_record(after)
    if old != new:
        for cell, change in ((old, -1), (new, 1)):
            if cell is not None:
                _add(cell, change)


def reckoned(rows: Iterable[tuple[Any, ...]] | None = None) -> Counter[Cell]:
    """The tally as the register itself gives it."""
    rows = Directive.objects.values_list(*_COLUMNS).iterator(5000) if rows is None else rows
    return Counter(cell for row in rows if (cell := cell_of(*row)) is not None)


def kept() -> Counter[Cell]:
    """The tally as it was kept."""
    rows = Tally.objects.exclude(count=0).values_list(
        "lead_id", "state", "original_due", "current_due", "on_time_original", "on_time_current", "count"
    )
    return Counter({row[:-1]: row[-1] for row in rows})


def rebuild() -> None:
    """Write the tally anew from the register; must run inside a transaction."""
    Tally.objects.all().delete()
    Tally.objects.bulk_create((_row(cell, count) for cell, count in reckoned().items()), batch_size=1000)


def _add(cell: Cell, change: int) -> None:
    if not Tally.objects.filter(pk=_key(cell)).update(count=F("count") + change):
        _row(cell, change).save(force_insert=True)


def _row(cell: Cell, count: int) -> Tally:
    lead, state, original, current, by_original, by_current = cell
    return Tally(
        key=_key(cell),
        lead_id=lead,
        state=state,
        original_due=original,
        current_due=current,
        on_time_original=by_original,
        on_time_current=by_current,
        count=count,
    )


def _key(cell: Cell) -> str:
    return hashlib.sha256("|".join(map(str, cell)).encode()).hexdigest()


def _of_record(record: dict[str, Any] | None) -> Cell | None:
    if record is None:
        return None
    days = (date.fromisoformat(record[name]) if record[name] else None for name in _COLUMNS[2:])
    return cell_of(record["lead_id"], record["state"], *days)


def _on_time(due: date | None, done_on: date | None) -> bool | None:
    return None if due is None else done_on is not None and done_on <= due
