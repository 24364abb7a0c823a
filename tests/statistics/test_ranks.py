from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import UsageError
from namro.statistics import (
    Better,
    Period,
    Store,
    competition_ranks,
    nation_field,
    ranking,
    region_field,
    shipped_store,
)
from tests.statistics.observations import seen

VALUES = st.dictionaries(st.sampled_from("abcdefghij"), st.decimals(-100, 100, places=2), min_size=1)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@given(VALUES, st.integers(1, 10**6))
def test_ranks_do_not_change_with_the_unit(values: dict[str, Decimal], factor: int) -> None:
    scaled = {place: value * factor for place, value in values.items()}
    assert competition_ranks(values, Better.UP) == competition_ranks(scaled, Better.UP)


@given(VALUES)
def test_ranks_are_reversed_by_direction(values: dict[str, Decimal]) -> None:
    up = competition_ranks(values, Better.UP)
    down = competition_ranks({place: -value for place, value in values.items()}, Better.DOWN)
    assert up == down


@given(VALUES)
def test_a_rank_is_one_more_than_the_number_ahead(values: dict[str, Decimal]) -> None:
    for place, rank in competition_ranks(values, Better.UP).items():
        assert rank == 1 + sum(other > values[place] for other in values.values())


def test_the_field_is_the_map_of_the_day() -> None:
    assert (nation_field(BEFORE).size, nation_field(AFTER).size) == (63, 34)
    assert region_field("Đông Nam Bộ", BEFORE).size == 6
    assert region_field("Đông Nam Bộ", AFTER).size == 3


def test_a_unit_of_the_other_map_has_no_rank() -> None:
    table = ranking(shipped_store().series("grdp-growth"), Period.parse("2025"), nation_field(date(2025, 12, 31)))
    assert table.complete
    assert table.of("GSO34-01") is not None
    with pytest.raises(UsageError, match="GSO63-74"):
        table.of("GSO63-74")


def test_a_rank_on_partial_data_says_so() -> None:
    growth = shipped_store().series("grdp-growth")
    table = ranking(growth, Period.parse("2024-H1"), nation_field(date(2024, 6, 30)))
    standing = table.of("GSO63-74")
    assert (table.known, table.field.size, table.complete) == (19, 63, False)
    assert standing is not None
    assert (standing.rank, standing.best, standing.worst) == (11, 11, 55)
    assert len(table.missing) == 44


def test_ties_share_the_better_rank() -> None:
    table = ranking(
        Store(
            seen(value, place=place)
            for place, value in {"GSO63-01": 8, "GSO63-02": 7, "GSO63-04": 7, "GSO63-06": 6}.items()
        ).series("grdp-growth"),
        Period.parse("2024"),
        nation_field(BEFORE),
    )
    assert [(item.place, item.rank, item.tied) for item in table.standings] == [
        ("GSO63-01", 1, False),
        ("GSO63-02", 2, True),
        ("GSO63-04", 2, True),
        ("GSO63-06", 4, False),
    ]


def test_another_scope_is_not_ranked_but_named() -> None:
    store = Store([seen(1), seen("9.18", place="GSO63-77", scope="without-oil-gas")])
    table = ranking(store.series("grdp-growth"), Period.parse("2024"), nation_field(BEFORE))
    assert [item.place for item in table.standings] == ["GSO63-74"]
    assert table.other_scopes["GSO63-77"].value == Decimal("9.18")


def test_fdi_cumulative_top_three() -> None:
    table = ranking(
        shipped_store().series("fdi-cumulative"), Period.parse("../2024-06-20"), nation_field(date(2024, 6, 20))
    )
    assert table.complete
    assert [item.place for item in table.standings[:3]] == ["GSO63-79", "GSO63-01", "GSO63-74"]
