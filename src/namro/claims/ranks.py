"""Stated ranks, recomputed: over the nation or the place's region on the map of the period's last day.

A rank among all values is compared; among some it is only bounded, and a stated rank inside the bounds stays open. "In
the group of three" says a standing rather than a period's result, so the standing of all capital to date may answer it;
which ranking did is said. Does not rank by a published rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from namro.claims.values import WEAK, Witnesses, nation_figures, nearest_figure
from namro.claims.verdicts import Claim, RankBasis, Reason, Statement, Verdict
from namro.errors import UsageError
from namro.places import unit_coded
from namro.statistics import (
    Field,
    Nature,
    Observation,
    Period,
    Series,
    SeriesKind,
    nation_field,
    ranking,
    region_field,
    series_of,
)
from namro.text import fold

# Folded words that say by what is ranked.
_RANKED_BY = (("quy mo", "grdp"), ("toc do tang", "grdp-growth"), ("tang truong", "grdp-growth"))

Said = Mapping[tuple[str, str, Period], Observation]
"""What the document itself states of a series, place and period."""


def check_rank(
    statement: Statement, place: str | None, issued_on: date | None, witnesses: Witnesses, said: Said
) -> Claim:
    """The verdict on a stated rank."""
    if statement.indicator is None:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_INDICATOR, place=place)
    try:
        kinds = [kind for kind in series_of(statement.indicator) if kind.nature is not Nature.RANK and kind.sole]
    except UsageError:
        kinds = []
    if not kinds:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_SERIES, place=place)
    if place is None or not place.startswith("GSO"):
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_PLACE, series=kinds[0].code, place=place)
    if statement.bound == "≤" and statement.rank_of is None:
        return _check_group(statement, place, kinds, issued_on, witnesses)
    if statement.period is None:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_PERIOD, series=kinds[0].code, place=place)
    field = _field(statement.rank_of, place, statement.period.ends)
    if field is None:
        return Claim(statement, Verdict.CANNOT_TELL, Reason.NO_FIELD, series=kinds[0].code, place=place)
    meant = _meant(statement, place, kinds, said)
    if meant is not None:
        return _check_position(statement, place, meant, field, witnesses, said)
    # By growth or by size? Where nothing says so, any series may support the rank and none contradicts it.
    claims = [_check_position(statement, place, kind, field, witnesses, said) for kind in kinds]
    claims.sort(key=lambda claim: (claim.verdict is not Verdict.SUPPORTED, -claim.bases[0].known))
    if claims[0].verdict is Verdict.CONTRADICTED:
        return replace(claims[0], verdict=Verdict.CANNOT_TELL, reason=Reason.SEVERAL_SERIES)
    return claims[0]


def _check_position(
    statement: Statement, place: str, kind: SeriesKind, field: Field, witnesses: Witnesses, said: Said
) -> Claim:
    assert statement.period is not None
    series = witnesses.series(kind.code)
    period = series.nearest_period(statement.period) or statement.period
    own = {at: seen for (code, at, when), seen in said.items() if code == kind.code and when == statement.period}
    basis = _basis(series, period, field, place, own)
    nation = nation_figures(kind, period, witnesses)
    others: tuple[RankBasis, ...] = ()
    if basis.known <= 1:
        others = tuple(_nearest_bases(series, statement.period, field, place))
    stated = int(statement.value)
    if basis.complete:
        verdict = Verdict.SUPPORTED if _fits(statement, basis.best, basis.worst) else Verdict.CONTRADICTED
        reason = Reason.AGREES if verdict is Verdict.SUPPORTED else Reason.DIFFERS
    elif basis.best <= stated <= basis.worst:
        verdict, reason = Verdict.CANNOT_TELL, Reason.RANK_PARTIAL
    else:
        verdict, reason = Verdict.CONTRADICTED, Reason.RANK_IMPOSSIBLE
    if verdict is Verdict.CONTRADICTED and basis.weak:
        verdict, reason = Verdict.CANNOT_TELL, Reason.WEAK_SOURCE
    nearest = nearest_figure(series, place, statement.period) if others else None
    return Claim(
        statement, verdict, reason, kind.code, place, kind.scope, nearest=nearest, nation=nation, bases=(basis, *others)
    )


def _check_group(
    statement: Statement, place: str, kinds: Iterable[SeriesKind], issued_on: date | None, witnesses: Witnesses
) -> Claim:
    bases = []
    for kind in kinds:
        if kind.nature not in (Nature.FLOW, Nature.STOCK):
            continue
        series = witnesses.series(kind.code)
        known = [period for period in series.periods if issued_on is None or period.ends <= issued_on]
        if known:
            field = nation_field(known[-1].ends)
            if place in field.members:
                bases.append(_basis(series, known[-1], field, place, {}))
    fitting = [basis for basis in bases if basis.complete and _fits(statement, basis.best, basis.worst)]
    if fitting:
        deciding = fitting[0]
        rest = tuple(basis for basis in bases if basis is not deciding)
        return Claim(statement, Verdict.SUPPORTED, Reason.AGREES, deciding.series, place, bases=(deciding, *rest))
    first = bases[0].series if bases else None
    if bases and statement.period is None and all(basis.best > int(statement.value) for basis in bases):
        return Claim(statement, Verdict.CONTRADICTED, Reason.RANK_IMPOSSIBLE, first, place, bases=tuple(bases))
    reason = Reason.RANK_PARTIAL if bases else Reason.NO_FIGURE
    return Claim(statement, Verdict.CANNOT_TELL, reason, first, place, bases=tuple(bases))


def _basis(series: Series, period: Period, field: Field, place: str, own: Mapping[str, Observation]) -> RankBasis:
    table = ranking(series, period, field, said=own)
    standing = table.of(place)
    best, worst = (standing.best, standing.worst) if standing else (1, field.size)
    return RankBasis(
        series.kind.code,
        period,
        field.name,
        table.known,
        field.size,
        standing.rank if standing else None,
        best,
        worst,
        any(item.observation.confidence in WEAK for item in table.standings),
    )


def _nearest_bases(series: Series, period: Period, field: Field, place: str) -> Iterable[RankBasis]:
    """The ranking of the period that ends nearest, for what it is worth."""
    near = sorted(
        (other for other in series.periods if series.value(place, other) is not None),
        key=lambda other: (other.begins != period.begins, abs((other.ends - period.ends).days)),
    )
    for other in near[:1]:
        if all(unit_coded(code).stands_on(other.ends) for code in field.members[:1]):
            yield _basis(series, other, field, place, {})


def _meant(statement: Statement, place: str, kinds: list[SeriesKind], said: Said) -> SeriesKind | None:
    """The series a rank is of: the only one, the one the words name, or the one the document gives a value of."""
    if len(kinds) == 1:
        return kinds[0]
    words = fold(statement.around)
    codes = [code for phrase, code in _RANKED_BY if phrase in words]
    codes += [code for code, at, period in said if at == place and period == statement.period]
    return next((kind for code in codes for kind in kinds if kind.code == code), None)


def _field(size: int | None, place: str, day: date) -> Field | None:
    """The field of so many units the place is in: the nation, or its region; None where neither has that size."""
    nation = nation_field(day)
    if place not in nation.members:
        return None
    if size is None or size == nation.size:
        return nation
    region = region_field(unit_coded(place, day).region, day)
    return region if size == region.size else None


def _fits(statement: Statement, best: int, worst: int) -> bool:
    stated = int(statement.value)
    return worst <= stated if statement.bound == "≤" else best <= stated <= worst
