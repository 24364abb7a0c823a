from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.places import units_on
from namro.statistics import (
    MergeRule,
    Period,
    Refusal,
    Store,
    merged_value,
    series_kinds,
    shipped_store,
    value_or_merged,
)
from tests.statistics.observations import seen

PARTS = ("GSO63-74", "GSO63-77", "GSO63-79")
CITY = "GSO34-79"
NEW_UNITS = [unit for unit in units_on(Period.parse("2026").ends) if len(unit.parts) > 1]


@given(st.lists(st.decimals(-1000, 10**12, places=3), min_size=3, max_size=3))
def test_a_merged_sum_is_its_parts(values: list[Decimal]) -> None:
    store = Store(seen(value, series="fdi-new", place=place) for place, value in zip(PARTS, values, strict=True))
    merged = merged_value(store, "fdi-new", CITY, Period.parse("2024"))
    assert merged.value == sum(values)
    assert {part.place for part in merged.parts} == set(PARTS)


@pytest.mark.parametrize("unit", NEW_UNITS, ids=lambda unit: unit.name)
def test_population_of_every_new_unit_is_that_of_its_parts_on_the_day_before(unit: object) -> None:
    store, year = shipped_store(), Period.parse("2022")
    parts = store.series("population").values(year)
    merged = merged_value(store, "population", unit.code, year)  # type: ignore[attr-defined]
    assert merged.value == sum(parts[code].value for code in unit.parts)  # type: ignore[attr-defined]


def test_a_weighted_mean_lies_among_its_parts_and_names_its_weights() -> None:
    merged = merged_value(shipped_store(), "grdp-per-capita", CITY, Period.parse("2022"))
    assert merged.value is not None
    values = [part.value for part in merged.parts]
    assert min(values) < merged.value < max(values)
    assert {weight.series for weight in merged.weights} == {"population"}


def test_a_ratio_of_sums() -> None:
    store = Store(
        [
            *(seen(value, series="population", place=place) for place, value in zip(PARTS, (10, 20, 30), strict=True)),
            *(seen(value, series="area", place=place) for place, value in zip(PARTS, (1, 2, 2), strict=True)),
        ]
    )
    assert merged_value(store, "population-density", CITY, Period.parse("2024")).value == 12


def test_a_rate_of_disbursement_is_a_ratio_in_per_cent_of_one_plan() -> None:
    places = [
        *(seen(value, series="disbursed", place=place) for place, value in zip(PARTS, (1, 1, 2), strict=True)),
        *(seen(4, series="investment-plan", place=place, scope="pm-plan") for place in PARTS),
        *(seen(8, series="investment-plan", place=place, scope="total-plan") for place in PARTS),
    ]
    merged = merged_value(Store(places), "disbursement-rate", CITY, Period.parse("2024"))
    assert round(merged.value, 4) == Decimal("33.3333")  # type: ignore[arg-type]


def test_growth_is_weighed_by_the_year_it_grew_from() -> None:
    growth = [seen(rate, place=place) for place, rate in zip(PARTS, (10, 0, 5), strict=True)]
    levels = [
        seen(level, series="grdp-constant", place=place, period="2023")
        for place, level in zip(PARTS, (300, 100, 600), strict=True)
    ]
    merged = merged_value(Store([*growth, *levels]), "grdp-growth", CITY, Period.parse("2024"))
    assert merged.value == 6
    without = merged_value(Store(growth), "grdp-growth", CITY, Period.parse("2024"))
    assert without.refused is Refusal.WEIGHT_MISSING
    assert without.missing == tuple((place, "grdp-constant") for place in PARTS)


@pytest.mark.parametrize(
    "code", [code for code, kind in series_kinds().items() if kind.merge is MergeRule.NEVER and code != "gdp-growth"]
)
def test_a_rank_or_an_index_is_never_merged(code: str) -> None:
    store = Store(seen(5, series=code, place=place) for place in PARTS)
    assert merged_value(store, code, CITY, Period.parse("2024")).refused is Refusal.RULE
    assert value_or_merged(store, code, CITY, Period.parse("2024")) is None


def test_an_unchanged_unit_keeps_its_index_but_not_its_rank() -> None:
    store = Store([seen(70, series="pci", place="GSO63-01"), seen(3, series="pci-rank", place="GSO63-01")])
    assert merged_value(store, "pci", "GSO34-01", Period.parse("2024")).value == 70
    assert merged_value(store, "pci-rank", "GSO34-01", Period.parse("2024")).refused is Refusal.RULE


def test_a_missing_part_is_named_and_not_guessed() -> None:
    store = Store(seen(1, series="fdi-new", place=place) for place in PARTS[:2])
    merged = merged_value(store, "fdi-new", CITY, Period.parse("2024"))
    assert merged.value is None
    assert merged.missing == (("GSO63-79", "fdi-new"),)


def test_the_units_own_figure_comes_first() -> None:
    own = seen(99, series="fdi-new", place=CITY)
    store = Store([own, *(seen(1, series="fdi-new", place=place) for place in PARTS)])
    assert value_or_merged(store, "fdi-new", CITY, Period.parse("2024")) is own
