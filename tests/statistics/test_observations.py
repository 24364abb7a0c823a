from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import UsageError
from namro.statistics import Confidence, Period, Series, Store
from tests.statistics.observations import seen

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
VINTAGES = st.lists(st.tuples(DAYS, st.integers(-500, 1500)), min_size=1, max_size=8, unique_by=lambda item: item[0])
YEAR = Period.parse("2024")


@given(VINTAGES, DAYS)
def test_as_known_on_a_day_never_sees_a_later_vintage(vintages: list[tuple[date, int]], day: date) -> None:
    series = Series("grdp-growth", [seen(Decimal(value) / 100, published_on=on) for on, value in vintages])
    found = series.value("GSO63-74", YEAR, known_on=day)
    before = [(on, value) for on, value in vintages if on <= day]
    if not before:
        assert found is None
    else:
        assert found is not None
        assert (found.published_on, found.value * 100) == max(before)


@given(VINTAGES, DAYS)
def test_nothing_later_changes_what_was_known(vintages: list[tuple[date, int]], day: date) -> None:
    known = [seen(value, published_on=on) for on, value in vintages if on <= day]
    later = [seen(value, published_on=on) for on, value in vintages if on > day]
    before = Store(known).series("grdp-growth").values(YEAR, known_on=day)
    after = Store(known).adding(later).series("grdp-growth").values(YEAR, known_on=day)
    assert before == after


def test_an_undated_figure_gives_way_to_a_dated_one() -> None:
    undated = seen("7.78", source="a", seen_on=date(2026, 11, 22))
    dated = seen("7.48", source="b", published_on=date(2025, 1, 31))
    series = Series("grdp-growth", [dated, undated])
    assert series.value("GSO63-74", YEAR) == dated
    assert series.vintages("GSO63-74", YEAR) == (undated, dated)
    assert series.value("GSO63-74", YEAR, known_on=date(2024, 12, 31)) is None


def test_the_surer_of_two_undated_figures_is_taken() -> None:
    press = seen("10.12", source="a", confidence=Confidence.PRESS)
    office = seen("10.02", source="b", confidence=Confidence.OFFICIAL_COPY)
    assert Series("grdp-growth", [office, press]).value("GSO63-74", YEAR) == office


def test_a_store_adds_and_never_overwrites() -> None:
    store = Store([seen("7.48", published_on=date(2025, 1, 31))])
    assert len(store.adding([seen("7.48", published_on=date(2025, 1, 31))])) == 1
    assert len(store.adding([seen("7.5", published_on=date(2025, 6, 30))])) == 2
    assert len(store) == 1
    with pytest.raises(UsageError, match=r"gave 7\.48 .* now gives 7\.5"):
        store.adding([seen("7.5", published_on=date(2025, 1, 31))])


def test_scopes_are_kept_apart() -> None:
    series = Series("grdp-growth", [seen("-1.42"), seen("9.18", scope="without-oil-gas")])
    assert [item.value for item in series.vintages("GSO63-74", YEAR)] == [Decimal("-1.42")]
    assert series.value("GSO63-74", YEAR, scope="without-oil-gas").value == Decimal("9.18")  # type: ignore[union-attr]


def test_an_unknown_series_names_near_ones() -> None:
    with pytest.raises(UsageError, match="grdp-growth"):
        Store(()).series("grdp-grwth")
