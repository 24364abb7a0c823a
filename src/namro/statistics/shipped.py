"""The figures that come with Namro: one compressed table, a row a figure, each with its source and confidence.

Reads the table once and makes the observations of a series when they are first asked for. Holds facts and figures only;
what is missing is missing, and nothing is filled in.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import overload

from namro.errors import DataError
from namro.statistics.catalogue import scopes, series_kinds
from namro.statistics.observations import Confidence, Observation, ObservationStatus, Store
from namro.statistics.periods import Period

COLUMNS = (
    "indicator",
    "place",
    "period",
    "value",
    "unit",
    "scope",
    "status",
    "published_on",
    "seen_on",
    "source",
    "confidence",
)
"""Columns of the shipped table and of the tidy form; `indicator` holds the code of a series."""

TABLE = "observations.csv.gz"


@cache
def shipped_store() -> Store:
    """The store of the shipped table; made once, its series on demand."""
    return _LazyStore(shipped_rows())


def shipped_rows() -> list[list[str]]:
    """The rows of the shipped table, without the head."""
    packed = files("namro.statistics").joinpath("data", TABLE).read_bytes()
    rows = csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8"), newline=""))
    head = next(rows)
    if tuple(head) != COLUMNS:
        raise DataError(TABLE, [(1, f"columns {head}", f"write {', '.join(COLUMNS)}")])
    return list(rows)


def check_shipped() -> None:
    """Check every row of the shipped table against the catalogue; raises `DataError` with all faults."""
    faults: list[tuple[int | str, str, str]] = []
    for number, row in enumerate(shipped_rows(), start=2):
        try:
            observation = _observation(row)
        except (ValueError, InvalidOperation, KeyError) as error:
            faults.append((number, f"unreadable: {error}", "build the table anew"))
            continue
        kind = series_kinds().get(observation.series)
        if kind is None or kind.unit != observation.unit or observation.scope not in scopes():
            faults.append(
                (number, f"{observation.series} in {observation.unit}", "use the catalogue's codes and units")
            )
        if not observation.source or observation.known_on is None:
            faults.append((number, "no source or no day", "name the source and the day it was read"))
    if faults:
        raise DataError(TABLE, faults)


class _LazyStore(Store):
    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__(())
        grouped: dict[str, list[list[str]]] = defaultdict(list)
        for row in rows:
            grouped[row[0]].append(row)
        self._groups = {code: _Lazy(group) for code, group in grouped.items()}


class _Lazy(Sequence[Observation]):
    """Rows that become observations when they are first looked at."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = rows
        self._made: list[Observation] | None = None

    def _all(self) -> list[Observation]:
        if self._made is None:
            self._made = [_observation(row) for row in self._rows]
        return self._made

    @overload
    def __getitem__(self, at: int) -> Observation: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Observation]: ...
    def __getitem__(self, at: int | slice) -> Observation | Sequence[Observation]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._rows)


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_period = cache(Period.parse)


def _observation(row: list[str]) -> Observation:
    code, place, period, value, unit, scope, status, published_on, seen_on, source, confidence = row
    return Observation(
        series=code,
        place=place,
        period=_period(period),
        value=Decimal(value),
        unit=unit,
        scope=scope,
        status=ObservationStatus(status),
        published_on=_day(published_on),
        seen_on=_day(seen_on),
        source=source,
        confidence=Confidence(confidence),
    )
