"""Lists by key: a page begins after the last row of the page before it, so the millionth row costs what the first does.

The order is a tuple of columns ending in the primary key; a leading "-" turns one round. Rows whose column is empty
come last, either way. The token in the address is the key's values, signed by nobody: it can only move the window.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

from namro.office.common.models import plain

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of a page, and the tokens of the pages beside it: None where there is none."""

    rows: list[Row]
    older: str | None
    newer: str | None


def page(rows: QuerySet[Row], order: tuple[str, ...], *, size: int, after: str = "", before: str = "") -> Page[Row]:
    """The page after, or before, a token; the first page where the token is empty or makes no sense."""
    key = _read(after or before, len(order))
    back = bool(before and not after and key)
    directed = tuple(_turned(column) for column in order) if back else order
    wanted = rows.order_by(*(_ordering(column, last=not back) for column in directed))
    if key is not None:
        wanted = wanted.filter(_beyond(directed, key, empty_last=not back))
    found = list(wanted[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Page([], None, None)
    first, last = (_token(found[at], order) for at in (0, -1))
    older = last if (more or back) else None
    newer = first if (key is not None and not back) or (back and more) else None
    return Page(found, older, newer)


def _ordering(column: str, *, last: bool) -> Any:
    name = F(column.lstrip("-"))
    empty = {"nulls_last": True} if last else {"nulls_first": True}
    if column.lstrip("-") in ("pk", "id"):
        empty = {}
    return name.desc(**empty) if column.startswith("-") else name.asc(**empty)


def _beyond(order: tuple[str, ...], key: list[Any], *, empty_last: bool) -> Q:
    """Rows that come after the key: equal in the first columns, beyond in the next."""
    beyond, equal = Q(), Q()
    for column, value in zip(order, key, strict=True):
        name = column.lstrip("-")
        if value is None:
            further = Q(pk__in=()) if empty_last else Q(**{f"{name}__isnull": False})
            same = Q(**{f"{name}__isnull": True})
        else:
            further = Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
            if empty_last and name not in ("pk", "id"):
                further |= Q(**{f"{name}__isnull": True})
            same = Q(**{name: value})
        beyond |= equal & further
        equal &= same
    return beyond


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _token(row: Model, order: tuple[str, ...]) -> str:
    values = [plain(getattr(row, column.lstrip("-"))) for column in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(token: str, length: int) -> list[Any] | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError:
        return None
    fits = isinstance(values, list) and len(values) == length
    return values if fits and all(isinstance(one, (str, int, type(None))) for one in values) else None
