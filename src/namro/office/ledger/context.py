"""The head of the ledger for the foot of every page: asked for only where a page shows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from namro.office.ledger import queries


def head(request: HttpRequest) -> dict[str, Any]:
    """The variable `ledger_head`: number and hash."""
    return {"ledger_head": SimpleLazyObject(queries.head)}
