"""Stated values against the series: the same indicator, place, period and scope, or the nearest named.

Figures that come from the document itself are no witnesses and are left out. A figure compiled or derived by others may
support a statement but does not contradict one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from namro.claims.agreement import agrees
from namro.claims.verdicts import Claim, Reason, Statement, Verdict
from namro.errors import UsageError
from namro.places import NATION, NATION_NAME, region_named, unit_named
from namro.statistics import (
    Aspect,
    Confidence,
    Nature,
    Observation,
    Period,
    Series,
    SeriesKind,
    Store,
    indicators,
    mean_growth,
    merged_value,
    series_of,
)
from namro.text import fold

_UNITS = {"doanh nghiệp": "enterprise", "dự án": "project", "người": "person", "lượt": "deal", "điểm": "score"}
# Folded words that name a scope, in the clause of the figure.
_SCOPE_WORDS = (
    ("thu tuong chinh phu giao", "pm-plan"),
    ("thu tuong giao", "pm-plan"),
    ("tong ke hoach", "total-plan"),
    ("khong ke dau khi", "without-oil-gas"),
    ("khong tinh dau khi", "without-oil-gas"),
    ("khong bao gom dau khi", "without-oil-gas"),
    ("khong tinh dau tho", "without-oil-gas"),
    ("tru dau tho", "without-oil-gas"),
)
# Folded words that name one of several series of an indicator; None for what no series holds.
_SERIES_WORDS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "fdi": (
        ("giai ngan", None),
        ("thuc hien", None),
        ("luy ke", "fdi-cumulative"),
        ("cap moi", "fdi-new"),
        ("dieu chinh", "fdi-adjusted"),
        ("tang von", "fdi-adjusted"),
        ("gop von", "fdi-purchases"),
    ),
}
WEAK = (Confidence.SECONDARY, Confidence.DERIVED)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The store without what the document itself is the source of, as known on a day."""

    store: Store
    known_on: date | None
    is_own: Callable[[Observation], bool]

    def series(self, code: str) -> Series:
        """A series without the document's own figures."""
        series = self.store.series(code)
        kept = [seen for seen in series.observations if not self.is_own(seen) and seen.was_known(self.known_on)]
        return series if len(kept) == len(series.observations) else Series(code, kept)


def check_value(statement: Statement, place: str | None, witnesses: Witnesses) -> Claim:
    """The verdict on a stated value."""
    if statement.indicator is None:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_INDICATOR)
    kinds = list(fitting_series(statement, place))
    if not kinds:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_SERIES, place=place)
    if place is None:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_PLACE, series=kinds[0].code)
    if statement.period is None:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_PERIOD, series=kinds[0].code, place=place)
    claims = [_held(statement, place, statement.period, kind, witnesses) for kind in kinds]
    # Several series of an indicator share a unit (FDI new, adjusted, in all). Any may support the statement; where
    # the words do not say which is meant, none of them contradicts it.
    known = [claim for claim in claims if claim.official is not None]
    fitting = [claim for claim in known if claim.reason is Reason.AGREES]
    if len(known) > 1 and not fitting:
        return replace(known[0], verdict=Verdict.CANNOT_TELL, reason=Reason.SEVERAL_SERIES)
    return next(iter([*fitting, *known, *claims]))


def fitting_series(statement: Statement, place: str | None) -> Iterable[SeriesKind]:
    """The series a stated value can be of, by indicator and unit, those of its aspect first; no ranks."""
    indicator = statement.indicator or ""
    known = indicators().get(indicator)
    if known is not None and place == NATION:
        indicator = known.at_nation
    try:
        kinds = [kind for kind in series_of(indicator) if kind.nature is not Nature.RANK]
    except UsageError:
        return []
    unit = _UNITS.get(statement.unit, statement.unit)
    fitting = [kind for kind in kinds if kind.unit == unit]
    same = [kind for kind in fitting if kind.aspect == statement.aspect] or fitting
    words = fold(statement.around)
    for phrase, code in _SERIES_WORDS.get(indicator, ()):
        if phrase in words:
            return [kind for kind in same if kind.code == code]
    return same


def place_code(name: str | None, on: date) -> str | None:
    """The code a place's name means on a day; None where nobody bears it."""
    if not name:
        return None
    if name == NATION_NAME:
        return NATION
    try:
        return unit_named(name, on).code
    except UsageError:
        try:
            return region_named(name, on).code
        except UsageError:
            return None


def nation_figures(kind: SeriesKind, period: Period | None, witnesses: Witnesses) -> tuple[Observation, ...]:
    """The country's figures for a period, of the series that answers for it; for rates only."""
    if kind.nature is not Nature.RATE or period is None:
        return ()
    at_nation = indicators()[kind.indicator].at_nation
    for other in series_of(at_nation):
        if other.unit == kind.unit and other.aspect is kind.aspect:
            return witnesses.series(other.code).vintages(NATION, period)
    return ()


def nearest_figure(series: Series, place: str, period: Period | None) -> Observation | None:
    """The figure of a place whose period ends nearest, of the same kind of period where there is one."""
    seen = series.of_place(place)
    if not seen or period is None:
        return seen[-1] if seen else None
    return min(seen, key=lambda item: (item.period.kind is not period.kind, abs((item.period.ends - period.ends).days)))


def _held(statement: Statement, place: str, period: Period, kind: SeriesKind, witnesses: Witnesses) -> Claim:
    series = witnesses.series(kind.code)
    scope = _named_scope(statement) or kind.scope
    nation = nation_figures(kind, period, witnesses) if place != NATION else ()
    at = series.nearest_period(period) or period
    vintages = series.vintages(place, at, scope) or _computed(series, place, period, scope, witnesses)
    if not vintages:
        other = _of_another_scope(series, place, at, scope, statement)
        if other is not None:
            return _claim(statement, Verdict.ANOTHER_SCOPE, Reason.AGREES, kind, place, scope, other, nation=nation)
        nearest = nearest_figure(series, place, period)
        return Claim(
            statement, Verdict.CANNOT_TELL, Reason.NO_FIGURE, kind.code, place, scope, nearest=nearest, nation=nation
        )
    official = vintages[-1]
    agreeing = tuple(seen for seen in vintages if agrees(statement, seen.value))
    disagreeing = tuple(seen for seen in vintages if seen not in agreeing)
    if official in agreeing:
        verdict, reason = Verdict.SUPPORTED, Reason.AGREES
    elif agreeing:
        verdict, reason = Verdict.ANOTHER_VINTAGE, Reason.AGREES
    elif other := _of_another_scope(series, place, at, scope, statement):
        return _claim(statement, Verdict.ANOTHER_SCOPE, Reason.AGREES, kind, place, scope, other, nation=nation)
    elif all(seen.confidence in WEAK for seen in vintages):
        verdict, reason = Verdict.CANNOT_TELL, Reason.WEAK_SOURCE
    elif not kind.sole:
        verdict, reason = Verdict.CANNOT_TELL, Reason.OTHER_DEFINITION
    else:
        verdict, reason = Verdict.CONTRADICTED, Reason.DIFFERS
    return _claim(statement, verdict, reason, kind, place, scope, official, agreeing, disagreeing, nation)


def _claim(
    statement: Statement,
    verdict: Verdict,
    reason: Reason,
    kind: SeriesKind,
    place: str,
    scope: str,
    official: Observation,
    agreeing: tuple[Observation, ...] = (),
    disagreeing: tuple[Observation, ...] = (),
    nation: tuple[Observation, ...] = (),
) -> Claim:
    return Claim(
        statement,
        verdict,
        reason,
        kind.code,
        place,
        official.scope if verdict is Verdict.ANOTHER_SCOPE else scope,
        official,
        statement.value - official.value,
        agreeing,
        disagreeing,
        None,
        nation,
    )


def _of_another_scope(
    series: Series, place: str, period: Period, scope: str, statement: Statement
) -> Observation | None:
    for other in series.scopes:
        if other != scope:
            for seen in reversed(series.vintages(place, period, other)):
                if agrees(statement, seen.value):
                    return seen
    return None


def _computed(series: Series, place: str, period: Period, scope: str, witnesses: Witnesses) -> Sequence[Observation]:
    """The figure of several years from each of them, or of a merged unit from its parts."""
    years = _whole_years(period)
    if len(years) > 1 and series.kind.nature in (Nature.RATE, Nature.FLOW):
        found = [series.value(place, Period.year_of(year), scope=scope) for year in years]
        terms = [seen for seen in found if seen is not None]
        if len(terms) < len(years):
            return ()
        if series.kind.aspect is Aspect.CHANGE:
            value = mean_growth([seen.value for seen in terms])
        elif series.kind.nature is Nature.FLOW:
            value = sum((seen.value for seen in terms), Decimal(0))
        else:
            return ()
        return (_derived(terms, place, period, scope, value),)
    if place.startswith("GSO34"):
        merged = merged_value(
            witnesses.store, series.kind.code, place, period, scope=scope, known_on=witnesses.known_on
        )
        if not any(witnesses.is_own(term) for term in (*merged.parts, *merged.weights)):
            made = merged.observation()
            return (made,) if made is not None else ()
    return ()


def _derived(terms: Sequence[Observation], place: str, period: Period, scope: str, value: Decimal) -> Observation:
    first = terms[0]
    sources = "; ".join(dict.fromkeys(term.source for term in terms))
    return Observation(
        first.series, place, period, value, first.unit, scope, source=sources, confidence=Confidence.DERIVED
    )


def _whole_years(period: Period) -> range:
    if period.begins is None or (period.begins.month, period.begins.day) != (1, 1):
        return range(0)
    if (period.ends.month, period.ends.day) != (12, 31):
        return range(0)
    return range(period.begins.year, period.ends.year + 1)


def _named_scope(statement: Statement) -> str | None:
    words = fold(statement.around)
    return next((scope for phrase, scope in _SCOPE_WORDS if phrase in words), None)
