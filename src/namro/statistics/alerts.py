"""Alerts as data: off pace, falling rank, stale series, sources that contradict each other.

An alert states what was compared and the figures; whether to act on it is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from namro.errors import UsageError
from namro.places import unit_coded
from namro.statistics.goals import placed_goals
from namro.statistics.observations import Observation, Series, Store
from namro.statistics.pace import PaceVerdict, pace
from namro.statistics.periods import Period, PeriodKind
from namro.statistics.ranks import nation_field, ranking


class AlertKind(StrEnum):
    """What is wrong."""

    OFF_PACE = "off-pace"
    FALLING_RANK = "falling-rank"
    STALE = "stale"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Alert:
    """What was seen of a place's series; `figures` are the numbers it rests on, by name."""

    kind: AlertKind
    series: str
    place: str
    period: Period
    figures: dict[str, Decimal]
    observations: tuple[Observation, ...] = ()


# How long after a period's end its next one is due: yearly figures come within fifteen months.
_STALE_AFTER_DAYS = {PeriodKind.YEAR: 460, PeriodKind.HALF: 270, PeriodKind.QUARTER: 180, PeriodKind.MONTH: 75}
_FALL = 5  # places lost between two years


def contradictions(series: Series) -> Iterable[Alert]:
    """Figures of one place, period and scope that differ though no source says it revises the other.

    Two figures published on different days by surer sources are a revision, not a contradiction.
    """
    grouped: dict[tuple[object, ...], list[Observation]] = {}
    for seen in series.observations:
        grouped.setdefault(seen.key, []).append(seen)
    for vintages in grouped.values():
        dated = {seen.published_on for seen in vintages if seen.published_on}
        values = {seen.value for seen in vintages}
        undated = any(seen.published_on is None for seen in vintages)
        if len(values) > 1 and (undated or len(dated) < len(values)):
            low, high = min(values), max(values)
            yield Alert(
                AlertKind.CONTRADICTION,
                series.kind.code,
                vintages[0].place,
                vintages[0].period,
                {"low": low, "high": high},
                tuple(vintages),
            )


def stale(series: Series, place: str, on: date) -> Alert | None:
    """The place's latest figure, when its next is overdue on a day; None for a unit that no longer stands."""
    if place.startswith("GSO") and (ends := unit_coded(place).ends) is not None and ends < on:
        return None
    seen = [item for item in series.of_place(place, known_on=on) if item.period.kind in _STALE_AFTER_DAYS]
    if not seen:
        return None
    last = seen[-1]
    days = (on - last.period.ends).days
    if days <= _STALE_AFTER_DAYS[last.period.kind]:
        return None
    return Alert(AlertKind.STALE, series.kind.code, place, last.period, {"days": Decimal(days)}, (last,))


def falling_rank(series: Series, place: str, on: date) -> Alert | None:
    """A fall of five places or more between the last two complete yearly rankings that hold the place."""
    ranks: list[tuple[Period, int]] = []
    for period in series.periods:
        if period.kind is PeriodKind.YEAR and period.ends <= on:
            table = ranking(series, period, nation_field(period.ends), known_on=on)
            if table.complete and place in table.field.members and (standing := table.of(place)):
                ranks.append((period, standing.rank))
    if len(ranks) < 2:
        return None
    (_, before), (period, now) = ranks[-2:]
    if now - before < _FALL:
        return None
    return Alert(
        AlertKind.FALLING_RANK, series.kind.code, place, period, {"before": Decimal(before), "now": Decimal(now)}
    )


def off_pace(store: Store, place: str, on: date) -> Iterable[Alert]:
    """Adopted goals of a place that need more a year than any year yet."""
    for placed in placed_goals():
        if placed.place != place or not placed.adopted or placed.period.ends < on:
            continue
        years = store.series(placed.series).of_place(place, kind=PeriodKind.YEAR, known_on=on)
        begins = placed.period.begins.year if placed.period.begins else None
        try:
            found = pace(store.series(placed.series).kind, years, placed.goal, placed.period.ends.year, begins=begins)
        except UsageError:
            continue  # nothing to measure the goal against
        if found.verdict is PaceVerdict.RECORD and found.best is not None:
            figures = {"needed": found.needed, "best": found.best}
            yield Alert(AlertKind.OFF_PACE, placed.series, place, placed.period, figures, tuple(years))


def alerts(store: Store, place: str, on: date, codes: Iterable[str] | None = None) -> list[Alert]:
    """Every alert of a place on a day, over some series or all that hold figures of it."""
    found = list(off_pace(store, place, on))
    for code in codes or store.codes:
        series = store.series(code)
        found += [alert for alert in contradictions(series) if alert.place == place]
        found += [alert for alert in (stale(series, place, on), falling_rank(series, place, on)) if alert]
    return found
