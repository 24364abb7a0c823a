"""Forecasts, expected paths and alerts."""

from datetime import date
from decimal import Decimal

import pytest

from namro.errors import UsageError
from namro.statistics import (
    AlertKind,
    Period,
    PeriodKind,
    Series,
    Store,
    alerts,
    expected_path,
    forecast,
    shipped_store,
)
from namro.statistics.alerts import contradictions, falling_rank, stale
from namro.statistics.forecast import FEWEST_YEARS, Model
from tests.statistics.observations import seen


def years(values: list[int], first: int = 2015) -> list:  # type: ignore[type-arg]
    return [seen(value, series="fdi-new", period=str(first + at)) for at, value in enumerate(values)]


def test_the_model_that_erred_less_is_taken_and_its_error_shown() -> None:
    steady = forecast(years([100, 110, 120, 130, 140, 150, 160, 170]), 2)
    assert steady.errors[steady.model] == min(steady.errors.values())
    assert steady.model is Model.TREND
    assert [point.year for point in steady.points] == [2023, 2024]
    assert all(point.low <= point.value <= point.high for point in steady.points)


def test_the_further_the_wider_the_interval() -> None:
    walk = forecast(years([100, 130, 90, 150, 80, 160, 240, 160]), 3)
    widths = [point.high - point.low for point in walk.points]
    assert widths == sorted(widths)
    assert isinstance(walk.points[0].value, Decimal)


@pytest.mark.parametrize("values", [[1, 2, 3], list(range(FEWEST_YEARS - 1)), []])
def test_a_short_series_is_refused_plainly(values: list[int]) -> None:
    with pytest.raises(UsageError, match=f"fewer than {FEWEST_YEARS}"):
        forecast(years(values), 3)


def test_a_series_with_a_gap_is_refused() -> None:
    with pytest.raises(UsageError, match="gap"):
        forecast([*years([1, 2, 3, 4, 5]), *years([7, 8, 9, 10], 2021)], 1)


def test_a_shipped_series_is_long_enough() -> None:
    series = shipped_store().series("fdi-registered").of_place("GSO63-74", kind=PeriodKind.YEAR)
    drawn = forecast(series, 1)
    assert drawn.points[0].year == 2024
    assert drawn.points[0].low < drawn.points[0].value


def disbursed(year: int, month: int, value: str) -> object:
    return seen(
        value, series="disbursement-rate", period=f"{year}-{month}M" if month < 12 else str(year), scope="pm-plan"
    )


def test_a_month_is_expected_as_the_same_month_was() -> None:
    figures = [
        disbursed(2022, 9, "46"),
        disbursed(2023, 9, "51"),
        disbursed(2023, 10, "57"),
        disbursed(2024, 9, "41.2"),
    ]
    (september,) = expected_path(Series("disbursement-rate", figures), "GSO63-74", 2024)  # type: ignore[arg-type]
    assert (september.month, september.mean, september.low, september.high) == (9, Decimal("48.5"), 46, 51)
    assert september.years == (2022, 2023)


def test_one_earlier_year_is_no_expectation() -> None:
    figures = [disbursed(2023, 9, "51"), disbursed(2024, 9, "41.2")]
    with pytest.raises(UsageError, match="nothing is expected"):
        expected_path(Series("disbursement-rate", figures), "GSO63-74", 2024)  # type: ignore[arg-type]


def test_two_undated_sources_contradict_and_a_revision_does_not() -> None:
    revision = [seen("7.09", published_on=date(2025, 1, 10)), seen("7.04", published_on=date(2026, 10, 7))]
    assert not list(contradictions(Series("grdp-growth", revision)))
    (alert,) = contradictions(Series("grdp-growth", [seen("7.48", source="a"), seen("7.78", source="b")]))
    assert alert.kind is AlertKind.CONTRADICTION
    assert alert.figures == {"low": Decimal("7.48"), "high": Decimal("7.78")}


def test_a_series_is_stale_when_its_next_year_is_overdue() -> None:
    series = Series("grdp-growth", [seen(7, place="GSO34-01", period="2024", published_on=date(2025, 1, 10))])
    assert stale(series, "GSO34-01", date(2026, 2, 1)) is None
    assert stale(series, "GSO34-01", date(2026, 6, 1)) is not None


def test_a_unit_that_is_gone_is_not_stale() -> None:
    series = Series("grdp-growth", [seen(7, published_on=date(2025, 1, 10))])
    assert stale(series, "GSO63-74", date(2027, 1, 1)) is None


def test_a_fall_of_five_places_between_complete_years() -> None:
    from namro.statistics import nation_field

    members = nation_field(date(2024, 12, 31)).members
    day = date(2025, 1, 31)
    figures = [
        seen(100 - at, place=code, period=year, published_on=day)
        for year, shift in (("2023", 0), ("2024", 6))
        for at, code in enumerate([*members[shift:], *members[:shift]] if shift else members)
    ]
    alert = falling_rank(Series("grdp-growth", figures), members[0], date(2025, 6, 1))
    assert alert is not None
    assert alert.figures == {"before": 1, "now": 58}


def test_a_goal_above_every_year_is_off_pace() -> None:
    found = alerts(shipped_store(), "GSO34-01", date(2026, 11, 22), ["grdp-growth"])
    assert [alert.kind for alert in found] == [AlertKind.OFF_PACE]
    assert found[0].period == Period.parse("2026")


def test_alerts_know_only_what_was_known() -> None:
    store = Store([seen("7.48", source="a", published_on=date(2025, 1, 31))])
    assert alerts(store, "GSO63-74", date(2025, 1, 30), ["grdp-growth"]) == []
