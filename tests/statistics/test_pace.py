from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import UsageError
from namro.statistics import Goal, GoalBound, PaceMethod, PaceVerdict, mean_growth, pace, series_kind
from namro.statistics.pace import compound, needed_rate, plan_start
from tests.statistics.observations import seen

POSITIVE = st.decimals("0.01", 10**9, places=2)
RATES = st.lists(st.decimals(-20, 30, places=2), min_size=0, max_size=4)
CLOSE = Decimal("1e-15")


@given(POSITIVE, POSITIVE, st.integers(1, 30))
def test_the_needed_rate_compounded_reaches_the_goal(value: Decimal, goal: Decimal, years: int) -> None:
    found = pace(
        series_kind("grdp"),
        [seen(value, series="grdp", period="2024")],
        Goal(goal, None, GoalBound.EXACT),
        2024 + years,
    )
    assert found.years_left == years
    assert abs(compound(value, found.needed, years) / goal - 1) < CLOSE


@given(RATES, st.decimals(1, 15, places=1))
def test_years_done_and_years_to_come_make_the_mean(done: list[Decimal], goal: Decimal) -> None:
    years = [seen(rate, period=str(2026 + at)) for at, rate in enumerate(done)]
    found = pace(series_kind("grdp-growth"), years, Goal(goal), 2030)
    assert found.years_left == 5 - len(done)
    assert abs(mean_growth([*done, *[found.needed] * found.years_left]) - goal) < CLOSE


def test_a_growth_goal_beside_the_rate_so_far_and_the_best() -> None:
    years = [seen(rate, period=str(year)) for year, rate in ((2023, "5.97"), (2024, "7.48"), (2025, "8.2"))]
    found = pace(series_kind("grdp-growth"), years, Goal(Decimal(10)), 2030)
    assert found.method is PaceMethod.MEAN_GROWTH
    assert (found.begins, found.best, found.best_year) == (2026, Decimal("8.2"), 2025)
    assert round(found.so_far, 2) == Decimal("7.21")  # type: ignore[arg-type]
    assert found.verdict is PaceVerdict.RECORD


def test_a_range_needs_from_low_to_high() -> None:
    goal = Goal(Decimal(13), Decimal("13.5"), GoalBound.RANGE)
    found = pace(series_kind("grdp-growth"), [], goal, 2026, begins=2026)
    assert (round(found.needed, 6), round(found.needed_high, 6)) == (13, Decimal("13.5"))  # type: ignore[arg-type]
    assert found.verdict is PaceVerdict.UNKNOWN


@pytest.mark.parametrize(
    ("values", "goal", "verdict"),
    [
        ((80, 82, 84), Goal(Decimal(90)), PaceVerdict.ON_PACE),
        ((80, 84, 85), Goal(Decimal(96)), PaceVerdict.FASTER),
        ((80, 81, 82), Goal(Decimal(96)), PaceVerdict.RECORD),
        ((80, 84, 91), Goal(Decimal(90)), PaceVerdict.MET),
        ((84, 90, 90), Goal(Decimal(90), None, GoalBound.OVER), PaceVerdict.ON_PACE),
    ],
)
def test_verdicts_in_points(values: tuple[int, ...], goal: Goal, verdict: PaceVerdict) -> None:
    years = [seen(value, series="urban-share", period=str(2022 + at)) for at, value in enumerate(values)]
    found = pace(series_kind("urban-share"), years, goal, 2027)
    assert (found.method, found.verdict) == (PaceMethod.POINTS, verdict)


def test_a_falling_goal_takes_the_steepest_fall_as_best() -> None:
    years = [seen(value, series="pci", period=str(2022 + at)) for at, value in enumerate((70, 64, 62))]
    found = pace(series_kind("pci"), years, Goal(Decimal(50), None, GoalBound.AT_MOST), 2026)
    assert (found.needed, found.best, found.verdict) == (-6, -6, PaceVerdict.FASTER)


def test_nine_months_are_no_year() -> None:
    years = [seen(10, period="2025"), seen(20, period="2026-9M")]
    assert pace(series_kind("grdp-growth"), years, Goal(Decimal(10)), 2030).years_left == 5


@pytest.mark.parametrize(
    ("series", "years", "by", "words"),
    [
        ("grdp", ["2030"], 2030, "No year is left"),
        ("grdp", [], 2030, "no yearly figure"),
        ("pci-rank", ["2024"], 2030, "is a rank"),
        ("grdp-growth", ["2026", "2028"], 2030, "2027"),
    ],
)
def test_refusals_say_why(series: str, years: list[str], by: int, words: str) -> None:
    observations = [seen(5, series=series, period=year) for year in years]
    with pytest.raises(UsageError, match=words):
        pace(series_kind(series), observations, Goal(Decimal(10)), by)


def test_plans_begin_in_years_of_one_and_six() -> None:
    assert [plan_start(year) for year in (2021, 2025, 2026, 2030)] == [2021, 2021, 2026, 2026]


def test_needed_rate_of_a_doubling() -> None:
    assert round(needed_rate(Decimal(1), Decimal(2), 10), 3) == Decimal("7.177")
