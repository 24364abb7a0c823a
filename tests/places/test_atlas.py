"""Which unit or region a code or a name means on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.errors import UsageError
from namro.places import (
    Status,
    Unit,
    region_coded,
    region_named,
    regions_on,
    successor,
    unit_coded,
    unit_named,
    units_on,
)

LAST_OF_63 = date(2025, 6, 30)
FIRST_OF_34 = date(2025, 7, 1)
NOW = date(2026, 11, 22)

days = st.dates(date(2010, 1, 1), date(2035, 12, 31))


def test_there_are_63_units_the_day_before_the_merger_and_34_on_the_day() -> None:
    assert len(units_on(LAST_OF_63)) == 63
    assert len(units_on(FIRST_OF_34)) == 34


@pytest.mark.parametrize(
    ("on", "sizes"),
    [
        (
            LAST_OF_63,
            {
                "Trung du và miền núi phía Bắc": 14,
                "Đồng bằng sông Hồng": 11,
                "Bắc Trung Bộ và duyên hải miền Trung": 14,
                "Tây Nguyên": 5,
                "Đông Nam Bộ": 6,
                "Đồng bằng sông Cửu Long": 13,
            },
        ),
        (
            FIRST_OF_34,
            {
                "Trung du và miền núi phía Bắc": 9,
                "Đồng bằng sông Hồng": 6,
                "Bắc Trung Bộ": 5,
                "Duyên hải Nam Trung Bộ và Tây Nguyên": 6,
                "Đông Nam Bộ": 3,
                "Đồng bằng sông Cửu Long": 5,
            },
        ),
    ],
)
def test_six_regions_share_out_the_units_of_the_day(on: date, sizes: dict[str, int]) -> None:
    regions = regions_on(on)
    assert {region.name: len(region.members) for region in regions} == sizes
    members = [code for region in regions for code in region.members]
    assert sorted(members) == [unit.code for unit in units_on(on)]


def test_south_east_before_and_after() -> None:
    def names(on: date) -> set[str]:
        return {unit_coded(code).name for code in region_named("vùng Đông Nam Bộ", on).members}

    assert names(LAST_OF_63) == {"Hồ Chí Minh", "Đồng Nai", "Bà Rịa - Vũng Tàu", "Bình Dương", "Bình Phước", "Tây Ninh"}
    assert names(FIRST_OF_34) == {"Hồ Chí Minh", "Đồng Nai", "Tây Ninh"}


def test_every_unit_of_the_63_leads_to_one_of_the_34_that_lists_it() -> None:
    for unit in units_on(LAST_OF_63):
        heir = successor(unit, FIRST_OF_34)
        assert heir.code.startswith("GSO34-")
        assert unit.code in heir.parts
    parts = [code for unit in units_on(FIRST_OF_34) for code in unit.parts]
    assert sorted(parts) == [unit.code for unit in units_on(LAST_OF_63)]
    assert sum(len(unit.parts) == 1 for unit in units_on(FIRST_OF_34)) == 11


@pytest.mark.parametrize(
    ("digits", "before", "after"),
    [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ],
)
def test_a_code_used_again_is_another_unit(digits: str, before: str, after: str) -> None:
    old, new = unit_coded(f"GSO63-{digits}"), unit_coded(f"GSO34-{digits}")
    assert (old.name, new.name) == (before, after)
    assert old != new
    with pytest.raises(UsageError, match="GSO63-74"):
        unit_coded(digits)


def test_tien_giang_goes_wholly_to_dong_thap() -> None:
    assert unit_named("Tiền Giang", FIRST_OF_34).code == "GSO34-82"


@pytest.mark.parametrize(
    ("name", "on", "code", "full_name"),
    [
        ("Bình Dương", LAST_OF_63, "GSO63-74", "Tỉnh Bình Dương"),
        ("Bình Dương", FIRST_OF_34, "GSO34-79", "Thành phố Hồ Chí Minh"),
        ("Bình Dương", date(2026, 1, 1), "GSO34-79", "Thành phố Hồ Chí Minh"),
        ("Hải Phòng", LAST_OF_63, "GSO63-31", "Thành phố Hải Phòng"),
        ("Hải Phòng", FIRST_OF_34, "GSO34-31", "Thành phố Hải Phòng"),
        ("Bắc Ninh", LAST_OF_63, "GSO63-27", "Tỉnh Bắc Ninh"),
        ("Bắc Ninh", FIRST_OF_34, "GSO34-24", "Tỉnh Bắc Ninh"),
        ("TP.HCM", NOW, "GSO34-79", "Thành phố Hồ Chí Minh"),
        ("TPHCM", LAST_OF_63, "GSO63-79", "Thành phố Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", NOW, "GSO34-79", "Thành phố Hồ Chí Minh"),
        ("Tp Hồ Chí Minh", NOW, "GSO34-79", "Thành phố Hồ Chí Minh"),
        ("THÀNH PHỐ HỒ CHÍ MINH", NOW, "GSO34-79", "Thành phố Hồ Chí Minh"),
        ("BR-VT", LAST_OF_63, "GSO63-77", "Tỉnh Bà Rịa - Vũng Tàu"),
        ("Bà Rịa – Vũng Tàu", LAST_OF_63, "GSO63-77", "Tỉnh Bà Rịa - Vũng Tàu"),
        ("tỉnh Bà Rịa-Vũng Tàu", LAST_OF_63, "GSO63-77", "Tỉnh Bà Rịa - Vũng Tàu"),
        ("Hoà Bình", LAST_OF_63, "GSO63-17", "Tỉnh Hòa Bình"),
        ("Hòa Bình", LAST_OF_63, "GSO63-17", "Tỉnh Hòa Bình"),
        ("Đắc Lắc", NOW, "GSO34-66", "Tỉnh Đắk Lắk"),
        ("Bắc Cạn", LAST_OF_63, "GSO63-06", "Tỉnh Bắc Kạn"),
    ],
)
def test_a_name_means_the_unit_of_the_day(name: str, on: date, code: str, full_name: str) -> None:
    unit = unit_named(name, on)
    assert (unit.code, unit.full_name) == (code, full_name)


@pytest.mark.parametrize(
    ("code", "first_day", "before", "after"),
    [
        ("GSO63-46", date(2025, 1, 1), "Tỉnh Thừa Thiên Huế", "Thành phố Huế"),
        ("GSO34-75", date(2026, 4, 30), "Tỉnh Đồng Nai", "Thành phố Đồng Nai"),
        ("GSO34-22", date(2026, 9, 1), "Tỉnh Quảng Ninh", "Thành phố Quảng Ninh"),
        ("GSO34-24", date(2026, 9, 20), "Tỉnh Bắc Ninh", "Thành phố Bắc Ninh"),
    ],
)
def test_a_change_of_status_keeps_the_code(code: str, first_day: date, before: str, after: str) -> None:
    day_before = first_day - timedelta(days=1)
    assert unit_coded(code, day_before).full_name == before
    assert unit_coded(code, first_day).full_name == after
    assert unit_coded(code, day_before) == unit_coded(code, first_day)
    assert unit_named(before, first_day).full_name == after, "a former full name still leads to the unit"


def test_cities_now_are_nine() -> None:
    assert sum(unit.status is Status.CITY for unit in units_on(FIRST_OF_34)) == 6
    assert sum(unit.status is Status.CITY for unit in units_on(NOW)) == 9


def test_hue_before_it_was_a_city_was_a_town_in_the_province() -> None:
    assert unit_named("Thừa Thiên - Huế", date(2024, 12, 31)).name == "Thừa Thiên Huế"
    assert unit_named("Thừa Thiên Huế", NOW).code == "GSO34-46"
    with pytest.raises(UsageError, match="2025-01-01"):
        unit_named("thành phố Huế", date(2024, 12, 31))


def test_a_city_of_2026_was_a_town_before() -> None:
    with pytest.raises(UsageError) as refused:
        unit_named("Thành phố Bắc Ninh", date(2026, 9, 19))
    assert refused.value.code == "place-not-then"
    assert "2026-09-20" in refused.value.message("vi")


@pytest.mark.parametrize("name", ["Sài Gòn", "Binh Duong", "thành phố Thái Bình", "tỉnh Hồ Chí Minh", "Vũng Tàu", ""])
def test_names_no_unit_bore_are_refused(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        unit_named(name, LAST_OF_63)
    assert refused.value.code == "place-unknown"
    assert "tỉnh Bình Dương" in refused.value.message("vi")


@pytest.mark.parametrize("code", ["74", "GSO63-99", "GSO34-74", "VN", ""])
def test_unknown_codes_are_refused(code: str) -> None:
    with pytest.raises(UsageError) as refused:
        unit_coded(code)
    assert refused.value.code == "place-code-unknown"


def test_a_unit_is_not_read_on_a_day_it_did_not_stand() -> None:
    with pytest.raises(UsageError, match="2025-06-30"):
        unit_coded("GSO63-74", FIRST_OF_34)
    with pytest.raises(UsageError, match="2025-07-01"):
        successor(unit_coded("GSO34-79"), LAST_OF_63)


def test_central_highlands_are_a_region_only_to_the_merger() -> None:
    assert region_named("Tây Nguyên", LAST_OF_63).code == "REG63-TN"
    with pytest.raises(UsageError, match="Duyên hải Nam Trung Bộ và Tây Nguyên"):
        region_named("Tây Nguyên", FIRST_OF_34)
    assert region_named("ĐBSCL", NOW) == region_coded("REG34-DBSCL")
    with pytest.raises(UsageError):
        region_coded("DNB")


@given(on=days, later=days)
def test_succession_ends_in_a_unit_of_that_day(on: date, later: date) -> None:
    on, later = sorted((on, later))
    heirs = {unit.code for unit in units_on(later)}
    for unit in units_on(on):
        heir = successor(unit, later)
        assert heir.code in heirs
        assert heir.stands_on(later)
        assert successor(heir, later) == heir


@given(on=days)
def test_full_names_of_a_day_lead_back_to_their_unit(on: date) -> None:
    def told(unit: Unit) -> tuple[str, str]:
        return unit.code, unit.full_name

    for unit in units_on(on):
        assert told(unit_named(unit.full_name, on)) == told(unit)
        assert told(unit_named(unit.name, on)) == told(unit)
        assert unit.code in region_coded(unit.region).members
