"""The figures that come with Namro add up to what their offices published."""

import gzip
import hashlib
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.resources import files

from namro.places import unit_coded
from namro.statistics import Period, placed_goals, series_kinds, shipped_store
from namro.statistics.shipped import TABLE, check_shipped, shipped_rows

ROWS = 7321
# Of the table uncompressed: it changes only when tools/build_observations.py was run on other data.
DIGEST = "7a0d9f2e772a35e5efc50e97467d5593136fb80f890ddf4a86ef2c253d44b900"


def test_the_table_is_the_one_that_was_built() -> None:
    packed = files("namro.statistics").joinpath("data", TABLE).read_bytes()
    assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == DIGEST
    assert packed[4:8] == b"\0\0\0\0", "no time stamp, so that equal rows give equal bytes"
    assert len(shipped_rows()) == len(shipped_store()) == ROWS


def test_every_row_is_sound_and_has_a_source() -> None:
    check_shipped()
    assert all(seen.source and seen.known_on for seen in shipped_store())


def test_every_place_stood_in_its_period_or_was_computed_back() -> None:
    for seen in shipped_store():
        if seen.place.startswith("GSO63"):
            ends = unit_coded(seen.place).ends
            assert ends is not None
            assert (seen.period.begins or seen.period.ends) <= ends, seen


def test_fdi_of_the_provinces_is_the_national_total() -> None:
    fdi = shipped_store().series("fdi-registered")
    for year in (2022, 2023):
        values = fdi.values(Period.parse(f"{year}-01-01/{year}-12-20"))
        national = values.pop("VN").value
        provinces = sum((seen.value for seen in values.values()), Decimal(0))
        assert round(provinces / 10_000) == national / 10_000, year
    assert national == Decimal("36607630000")


def test_demography_of_the_34_is_the_nation() -> None:
    store, year = shipped_store(), Period.parse("2024")
    people = store.series("population").values(year)
    assert len(people) == 34
    total = sum(seen.value for seen in people.values())
    assert total == 101_343_760
    urban = store.series("urban-share").values(year)
    share = sum(urban[place].value * people[place].value for place in people) / total
    assert round(share, 2) == Decimal("38.49")


def test_vintages_are_kept() -> None:
    growth = shipped_store().series("gdp-growth")
    year = Period.parse("2024")
    assert [str(seen.value) for seen in growth.vintages("VN", year)] == ["7.09", "7.04"]
    assert growth.value("VN", year, known_on=date(2025, 6, 30)).value == Decimal("7.09")  # type: ignore[union-attr]
    assert growth.value("VN", year, known_on=date(2025, 1, 9)) is None


def test_secondary_sources_are_marked() -> None:
    confidences = Counter(seen.confidence for seen in shipped_store().series("fdi-registered").observations)
    assert confidences["secondary"] == 288
    assert all(seen.confidence == "derived" for seen in shipped_store().series("grdp-per-capita-usd").observations)


def test_repeated_papi_years_are_not_shipped() -> None:
    years = {period.year for period in shipped_store().series("papi-1").periods}
    assert years == {2015, 2016, 2017, 2018, 2022, 2023}


def test_goals_are_for_series_and_places_that_exist() -> None:
    for goal in placed_goals():
        assert goal.series in series_kinds()
        assert goal.place == "VN" or unit_coded(goal.place)
        assert goal.source
        assert (goal.goal.high is not None) == (goal.goal.bound == "range")
