"""Panels give the answers of single questions, for all at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import UsageError
from namro.statistics import Better, Period, Series, nation_field, ranking
from namro.statistics.panel import Panel
from tests.statistics.observations import seen

PLACES = nation_field(date(2024, 12, 31)).members[:5]
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
FIGURES = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["2022", "2023-H1"]), DAYS, st.integers(-50, 50)),
    max_size=40,
    unique_by=lambda item: item[:3],
)


@given(FIGURES, DAYS)
def test_known_on_and_ranks_are_those_of_the_series(figures: list[tuple[str, str, date, int]], day: date) -> None:
    observations = [
        seen(value / 10, place=place, period=period, published_on=on) for place, period, on, value in figures
    ]
    series = Series("grdp-growth", observations)
    panel = Panel.of(observations).known_on(day)
    ranks = panel.ranks(Better.UP).tolist()
    found = {
        (panel.periods[period], panel.places[place]): (value, rank)
        for period, place, value, rank in zip(panel.period, panel.place, panel.decimals(), ranks, strict=True)
    }
    expected = {}
    for text in ("2022", "2023-H1"):
        table = ranking(series, Period.parse(text), nation_field(date(2024, 12, 31)), known_on=day)
        for item in table.standings:
            expected[table.period.iso, item.place] = (item.observation.value, item.rank)
    assert found == expected


def test_a_panel_on_disk_answers_the_same(tmp_path: Path) -> None:
    observations = [
        seen(at, place=place, period="2022", published_on=date(2024, 1 + at, 1)) for place in PLACES for at in range(3)
    ]
    Panel.of(observations).save(tmp_path / "panel")
    opened = Panel.open(tmp_path / "panel")
    assert len(opened) == 15
    assert [str(value) for value in opened.known_on(date(2024, 2, 15)).decimals()] == ["1"] * 5
    assert len(opened.known_on(date(2023, 1, 1))) == 0


def test_vintages_are_not_ranked_against_each_other() -> None:
    panel = Panel.of([seen(1, published_on=date(2024, 1, 1)), seen(2, published_on=date(2024, 2, 1))])
    with pytest.raises(UsageError, match="several vintages"):
        panel.ranks(Better.UP)


def test_one_series_a_panel() -> None:
    with pytest.raises(UsageError, match="one series"):
        Panel.of([seen(1), seen(1, series="gdp-growth", place="VN")])
