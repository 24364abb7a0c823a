"""From a reading's measures to statements that can be held against the series.

Takes the shape of `namro-reading/1` as plain values. Leaves out targets: what is wanted cannot be true or false yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from namro.claims.verdicts import Statement
from namro.errors import UsageError
from namro.statistics import Period

_TARGET = "target"
_CLAUSE_END = re.compile(r"[.;](?=\s|$)|\n")
_CLAUSE_LENGTH = 160  # characters looked at either side


def statements(reading: Mapping[str, Any]) -> Iterator[Statement]:
    """Every measured statement of a reading that is no target, in order."""
    text: str = reading.get("text", "")
    for measure in reading.get("measures", ()):
        if measure.get("modality") == _TARGET:
            continue
        high, rank_of = measure.get("high"), measure.get("rank_of")
        yield Statement(
            start=measure["start"],
            end=measure["end"],
            quote=measure.get("quote", ""),
            value=Decimal(measure["value"]),
            high=None if high is None else Decimal(high),
            unit=measure["unit"],
            bound=measure.get("bound") or "=",
            aspect=measure.get("aspect") or "level",
            rank_of=None if rank_of is None else int(rank_of),
            indicator=measure.get("indicator"),
            label=measure.get("label"),
            period=_period(measure.get("period")),
            place=measure.get("place"),
            around=clause(text, measure["start"], measure["end"]),
        )


def clause(text: str, start: int, end: int) -> str:
    """The words around a span up to the ends of its clause.

    >>> clause("Một. Hai đạt 3% kế hoạch; bốn.", 12, 14)
    'Hai đạt 3% kế hoạch'
    """
    before = text[max(0, start - _CLAUSE_LENGTH) : start]
    after = text[end : end + _CLAUSE_LENGTH]
    opened = max((match.end() for match in _CLAUSE_END.finditer(before)), default=0)
    closed = next((match.start() for match in _CLAUSE_END.finditer(after)), len(after))
    return (before[opened:] + text[start:end] + after[:closed]).strip()


def _period(text: str | None) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except UsageError:
        return None
