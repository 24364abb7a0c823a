"""The one door to the series: figures of the statistics room as facts the law can take.

Takes the latest vintage of whole years, without a scope. Does not take part-years, nor figures of another map:
a series of the 63 says nothing of one of the 34.
"""

from __future__ import annotations

from decimal import Decimal

from namro.law import Confidence, Fact
from namro.places import NATION
from namro.statistics import PeriodKind, shipped_store

SERIES = {"population": ("population", "người"), "area": ("area", "km2"), "grdp-growth": ("grdp_growth", "%")}
# Resolutions count residents in their own way (temporary ones converted), the statistics an average over the year.
DOUBTS = {"population": "dân số trung bình theo thống kê; tiêu chuẩn có thể tính cả dân số tạm trú quy đổi"}
NATIONAL = {"gdp-growth": ("gdp_growth", "%")}


def facts_from_statistics(place: str) -> tuple[Fact, ...]:
    """The facts the shipped series hold about a first-level unit, national ones included."""
    store = shipped_store()
    wanted = [(code, place, term) for code, term in SERIES.items()]
    wanted += [(code, NATION, term) for code, term in NATIONAL.items()]
    facts = []
    for code, where, (term, unit) in wanted:
        series = store.series(code)
        for period in series.periods:
            if period.kind is not PeriodKind.YEAR:
                continue
            found = series.value(where, period, scope="")
            if found is None:
                continue
            facts.append(
                Fact(
                    term=term,
                    value=Decimal(found.value),
                    unit=unit,
                    source=found.source,
                    as_of=period.ends,
                    confidence=Confidence.READ,
                    doubt=DOUBTS.get(term),
                )
            )
    return tuple(facts)
