"""Observations to test with."""

from datetime import date
from decimal import Decimal
from typing import Any

from namro.statistics import Observation, Period, series_kind


def seen(
    value: Any,
    *,
    series: str = "grdp-growth",
    place: str = "GSO63-74",
    period: str = "2024",
    published_on: date | None = None,
    source: str = "test",
    **more: Any,
) -> Observation:
    """An observation with what does not matter filled in."""
    return Observation(
        series,
        place,
        Period.parse(period),
        Decimal(str(value)),
        series_kind(series).unit,
        published_on=published_on,
        source=source,
        **more,
    )
