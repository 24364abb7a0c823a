"""The check of a notice: every measured statement of a reading held against the series.

Reads the shape of `namro-reading/1` as plain values. Figures whose source is the document itself do not testify for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from namro.claims.ranks import check_rank
from namro.claims.statements import statements
from namro.claims.values import Witnesses, check_value, fitting_series, place_code
from namro.claims.verdicts import Claim, Statement
from namro.statistics import Confidence, Observation, Period, Store, shipped_store

_RANK = "rank"


def check_reading(
    reading: Mapping[str, Any], store: Store | None = None, *, known_on: date | None = None
) -> list[Claim]:
    """One claim for every statement of a reading, in order.

    The store is the shipped one where none is given; with `known_on` only what was known that day testifies.
    """
    document: Mapping[str, Any] = reading.get("document") or {}
    number = str(document.get("number") or "").strip()
    issued_on = _day(document.get("issued_on") or document.get("published_on"))
    witnesses = Witnesses(store or shipped_store(), known_on, lambda seen: bool(number) and number in seen.source)
    stated = [(statement, _place(statement, issued_on)) for statement in statements(reading)]
    said = _said(stated, number)
    return [
        check_rank(statement, place, issued_on, witnesses, said)
        if statement.unit == _RANK
        else check_value(statement, place, witnesses)
        for statement, place in stated
    ]


def _said(stated: list[tuple[Statement, str | None]], number: str) -> dict[tuple[str, str, Period], Observation]:
    """The values the document gives, as observations: its ranks are of them."""
    found: dict[tuple[str, str, Period], Observation] = {}
    for statement, place in stated:
        if statement.unit == _RANK or statement.indicator is None or place is None or statement.period is None:
            continue
        for kind in fitting_series(statement, place):
            key = (kind.code, place, statement.period)
            found.setdefault(
                key,
                Observation(
                    *key,
                    Decimal(statement.value),
                    kind.unit,
                    kind.scope,
                    source=number,
                    confidence=Confidence.NOTICE,
                ),
            )
            break
    return found


def _place(statement: Statement, issued_on: date | None) -> str | None:
    """The code of the place on the period's last day, or on the document's day where that is earlier."""
    days = [day for day in (statement.period.ends if statement.period else None, issued_on) if day]
    return place_code(statement.place, min(days)) if days else None


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
