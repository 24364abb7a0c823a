from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import UsageError
from namro.statistics import Period, PeriodKind

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso", "kind"),
    [
        ("2024", "2024-01-01/2024-12-31", PeriodKind.YEAR),
        ("2024-H1", "2024-01-01/2024-06-30", PeriodKind.HALF),
        ("2024-S2", "2024-07-01/2024-12-31", PeriodKind.HALF),
        ("2024-Q3", "2024-07-01/2024-09-30", PeriodKind.QUARTER),
        ("2024-02", "2024-02-01/2024-02-29", PeriodKind.MONTH),
        ("2024-M08", "2024-08-01/2024-08-31", PeriodKind.MONTH),
        ("2024-8M", "2024-01-01/2024-08-31", PeriodKind.CUMULATIVE),
        ("2021/2023", "2021-01-01/2023-12-31", PeriodKind.SPAN),
        ("2024-01/2024-06", "2024-01-01/2024-06-30", PeriodKind.HALF),
        ("2023-01-01/2023-12-20", "2023-01-01/2023-12-20", PeriodKind.YEAR),
        ("2024-01-01/2024-06-20", "2024-01-01/2024-06-20", PeriodKind.CUMULATIVE),
        ("../2024-06-20", "../2024-06-20", PeriodKind.STOCK),
    ],
)
def test_the_forms_people_write(text: str, iso: str, kind: PeriodKind) -> None:
    period = Period.parse(text)
    assert (period.iso, period.kind) == (iso, kind)


def test_eight_months_are_not_august() -> None:
    assert Period.parse("2024-8M") != Period.parse("2024-08")
    assert Period.parse("2024-8M").kind is not PeriodKind.MONTH


@pytest.mark.parametrize("text", ["", "2024-13", "2024-H3", "2024-12M", "24", "2024/2023", "2024-02-30", "tháng 8"])
def test_what_is_no_period_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(UsageError, match="2024-8M"):
        Period.parse(text)


@given(DAYS, DAYS)
def test_iso_and_short_read_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(period.iso) == period
    assert Period.parse(period.short) == period


def test_a_count_to_the_20th_closes_with_its_month_only() -> None:
    counted = Period.parse("2024-01-01/2024-06-20")
    assert counted.closes_with(Period.parse("2024-H1"))
    assert not counted.closes_with(Period.parse("2024-5M"))
    assert not counted.closes_with(Period.parse("2024-06"))


def test_years_back_keeps_february() -> None:
    assert Period.parse("2024-02").years_back(1).ends == date(2023, 2, 28)
