"""Lists by key: a page begins after the last row of the page before it, so the millionth row costs what the first does.

The order is a tuple of columns ending in the primary key; a leading "-" turns one round. Rows whose column is empty
come last, either way. The token in the address is the key's values, signed by nobody: it can only move the window.

Rows with and without a value in the first column are asked for apart, each with a plain bound on that column: the
database then begins in its index at the key, where one question with OR would read the index from its start.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
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
    key = _read(after or before, order, rows.model)
    back = bool(before and not after and key)
    directed = tuple(_turned(column) for column in order) if back else order
    found: list[Row] = []
    for part in _parts(rows, directed, key, empty_last=not back):
        ordered = part.order_by(*(_ordering(column, rows.model, last=not back) for column in directed))
        found += ordered[: size + 1 - len(found)]
        if len(found) > size:
            break
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    if not found:
        return Page([], None, None)
    first, last = (_token(found[at], order) for at in (0, -1))
    older = last if (more or back) else None
    newer = first if (key is not None and not back) or (back and more) else None
    return Page(found, older, newer)


def _parts(
    rows: QuerySet[Row], order: tuple[str, ...], key: list[Any] | None, *, empty_last: bool
) -> list[QuerySet[Row]]:
    """The rows beyond the key, in one piece or two, each with a plain bound on its first column."""
    first = order[0].lstrip("-")
    if not _may_be_empty(rows.model, first):
        return [
            rows if key is None else rows.filter(_bound(order[0], key[0]) & _beyond(order, key, empty_last=empty_last))
        ]
    full, empty = rows.filter(**{f"{first}__isnull": False}), rows.filter(**{f"{first}__isnull": True})
    if key is not None:
        rest = _beyond(order[1:], key[1:], empty_last=empty_last)
        if key[0] is None:
            return [empty.filter(rest)] if empty_last else [empty.filter(rest), full]
        full = full.filter(_bound(order[0], key[0]) & _beyond(order, key, empty_last=empty_last))
        return [full, empty] if empty_last else [full]
    return [full, empty] if empty_last else [empty, full]


def _bound(column: str, value: Any) -> Q:
    """The key's own value or beyond it: what an index can begin at."""
    name = column.lstrip("-")
    return Q(**{f"{name}__{'lte' if column.startswith('-') else 'gte'}": value})


def _ordering(column: str, model: type[Model], *, last: bool) -> Any:
    name = F(column.lstrip("-"))
    empty = {"nulls_last": True} if last else {"nulls_first": True}
    if not _may_be_empty(model, column.lstrip("-")):
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


def _field(model: type[Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _may_be_empty(model: type[Model], name: str) -> bool:
    return bool(_field(model, name).null)


def _token(row: Model, order: tuple[str, ...]) -> str:
    values = [plain(getattr(row, column.lstrip("-"))) for column in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(token: str, order: tuple[str, ...], model: type[Model]) -> list[Any] | None:
    """The key in a token; None for one that no page ever gave out."""
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        if not all(type(one) in (str, int, type(None)) and "\0" not in str(one) for one in values):
            return None
        fields = [_field(model, column.lstrip("-")) for column in order]
        if any(value is None and not field.null for field, value in zip(fields, values, strict=True)):
            return None
        return [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (ValueError, ValidationError, OverflowError, RecursionError):
        return None
