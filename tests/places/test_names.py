"""Places as they are written in running text, and what only looks like one."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.places import NATION_NAME, PlaceKind, Status, find_places, place_names, regions_on, unit_named, units_on
from namro.text.letters import lower, settle_tone

PROVINCES = sorted({unit.name for on in (date(2024, 6, 1), date(2026, 11, 22)) for unit in units_on(on)})


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.name) for m in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TỈNH PHÚ THỌ", [("TỈNH PHÚ THỌ", "Phú Thọ")]),
        ("THÀNH PHỐ HỒ CHÍ MINH", [("THÀNH PHỐ HỒ CHÍ MINH", "Hồ Chí Minh")]),
        ("Quảng Ninh dẫn đầu", [("Quảng Ninh", "Quảng Ninh")]),
        ("Tp.HCM, TPHCM và TP. HCM", [("Tp.HCM", "Hồ Chí Minh"), ("TPHCM", "Hồ Chí Minh"), ("TP. HCM", "Hồ Chí Minh")]),
        ("tại TP. Hồ Chí Minh", [("TP. Hồ Chí Minh", "Hồ Chí Minh")]),
        ("tại Tp Hồ Chí Minh", [("Tp Hồ Chí Minh", "Hồ Chí Minh")]),
        ("Sơn La, TP.Huế", [("Sơn La", "Sơn La"), ("TP.Huế", "Huế")]),
        ("tỉnh Bà Rịa – Vũng Tàu", [("tỉnh Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu")]),
        (
            "tỉnh Bà Rịa-Vũng Tàu, BR-VT",
            [("tỉnh Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"), ("BR-VT", "Bà Rịa - Vũng Tàu")],
        ),
        ("tỉnh Thừa Thiên - Huế", [("tỉnh Thừa Thiên - Huế", "Thừa Thiên Huế")]),
        (
            "Thanh Hoá, Thanh Hóa, KHÁNH HOÀ",
            [("Thanh Hoá", "Thanh Hóa"), ("Thanh Hóa", "Thanh Hóa"), ("KHÁNH HOÀ", "Khánh Hòa")],
        ),
        ("Nhiệt điện Thái Bình", [("Thái Bình", "Thái Bình")]),
        ("Bí thư Tỉnh ủy Ninh Bình Đặng Xuân Phong", [("Ninh Bình", "Ninh Bình")]),
        ("yêu cầu Bình Dương rà soát", [("Bình Dương", "Bình Dương")]),
        ("KHU CÔNG NGHỆ CAO ĐÀ NẴNG", [("ĐÀ NẴNG", "Đà Nẵng")]),
        ("Hà Nội Hà Nam Cao Bằng", [("Hà Nội", "Hà Nội"), ("Hà Nam", "Hà Nam"), ("Cao Bằng", "Cao Bằng")]),
        ("tuyến đường Hà Nội - Hải Phòng", [("Hà Nội", "Hà Nội"), ("Hải Phòng", "Hải Phòng")]),
        ("thành phố Hòa Bình, tỉnh Hòa Bình", [("tỉnh Hòa Bình", "Hòa Bình")]),
        ("TỈNH HÒA BÌNH", [("TỈNH HÒA BÌNH", "Hòa Bình")]),
        (
            "PHÚ THỌ, HÒA BÌNH, HẢI DƯƠNG",
            [("PHÚ THỌ", "Phú Thọ"), ("HÒA BÌNH", "Hòa Bình"), ("HẢI DƯƠNG", "Hải Dương")],
        ),
        ("các thành phố: Hồ Chí Minh, Hà Nội", [("Hồ Chí Minh", "Hồ Chí Minh"), ("Hà Nội", "Hà Nội")]),
        ("Hà Nội và Hồ Chí Minh", [("Hà Nội", "Hà Nội"), ("Hồ Chí Minh", "Hồ Chí Minh")]),
        ("Vùng Đông Nam Bộ và cả nước", [("Vùng Đông Nam Bộ", "Đông Nam Bộ"), ("cả nước", "Việt Nam")]),
        ("vùng đồng bằng sông Hồng", [("vùng đồng bằng sông Hồng", "Đồng bằng sông Hồng")]),
        ("ĐBSCL trên toàn quốc", [("ĐBSCL", "Đồng bằng sông Cửu Long"), ("toàn quốc", "Việt Nam")]),
        (
            "vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
            [("vùng Duyên hải Nam Trung Bộ và Tây Nguyên", "Duyên hải Nam Trung Bộ và Tây Nguyên")],
        ),
    ],
)
def test_reads(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Thủ tướng Phạm Minh Chính", "a person"),
        ("Phó Thủ tướng Nguyễn Hòa Bình", "a person"),
        ("PHÓ THỦ TƯỚNG NGUYỄN HÒA BÌNH", "a person in capitals"),
        ("**Nguyễn Hòa Bình**", "a person in bold"),
        ("bà Trần Thị Hà Giang", "a person with a middle name"),
        ("ông Lê Quảng Trị", "a person"),
        ("đồng chí Hòa Bình", "a person by the given name"),
        ("Chủ tịch Hồ Chí Minh", "the late President"),
        ("học tập tư tưởng, đạo đức Hồ Chí Minh", "the late President"),
        ("Bảo tàng Hồ Chí Minh", "a museum"),
        ("đường Hồ Chí Minh", "a road"),
        ("HỒ CHÍ MINH", "the late President in capitals"),
        ("hòa bình và ổn định", "peace"),
        ("VÌ HÒA BÌNH VÀ PHÁT TRIỂN", "peace in capitals"),
        ("VIỆN HẢI DƯƠNG HỌC", "oceanography"),
        ("TÀI NGUYÊN HẢI DƯƠNG", "the ocean in capitals"),
        ("Đại học Thái Bình Dương", "the Pacific"),
        ("châu Á - Thái Bình Dương", "the Pacific"),
        ("chiến thắng Điện Biên Phủ", "a battle"),
        ("vùng Đồng Tháp Mười", "wetlands"),
        ("tỉnh Hà Nam Ninh", "a province before 1992"),
        ("thành phố Thái Bình", "a town"),
        ("TP. Thái Nguyên", "a town"),
        ("THÀNH PHỐ CAO BẰNG", "a town in capitals"),
        ("thị xã Phú Thọ", "a town"),
        ("huyện Quảng Ninh", "a district of Quảng Bình"),
        ("xã Hòa Bình", "a commune"),
        ("phường Hà Nam", "a ward"),
        ("sông Đồng Nai", "a river"),
        ("hồ Hòa Bình", "a lake"),
        ("phố Huế", "a street"),
        ("đường Điện Biên", "a street"),
        ("cầu Cần Thơ", "a bridge"),
        ("xBình Dươngx", "inside a word"),
        ("Bình Dươngs", "the start of a word"),
        ("khu vực Nam Trung Bộ", "no planning region"),
        ("khu vực Đông Nam Á", "no region of ours"),
        ("sông Sài Gòn", "no unit is named so"),
        ("hà nội", "names are written with capitals"),
        ("", "nothing"),
    ],
)
def test_refuses(text: str, why: str) -> None:
    assert found(text) == [], why


def test_a_list_of_provinces_stands_name_by_name() -> None:
    mentions = find_places("các tỉnh: Đắk Lắk, Gia Lai, Khánh Hòa và Lâm Đồng")
    assert [m.name for m in mentions] == ["Đắk Lắk", "Gia Lai", "Khánh Hòa", "Lâm Đồng"]
    assert not any(m.explicit for m in mentions)


def test_the_word_before_a_name_is_told() -> None:
    (province,) = find_places("UBND tỉnh Bắc Ninh")
    (city,) = find_places("UBND thành phố Bắc Ninh")
    (either,) = find_places("UBND các tỉnh, thành phố Bắc Giang")
    assert (province.status, province.explicit) == (Status.PROVINCE, True)
    assert (city.status, city.explicit) == (Status.CITY, True)
    assert (either.status, either.explicit) == (None, True)


def test_a_museum_does_not_borrow_the_place_after_it() -> None:
    assert found("Bảo tàng Hồ Chí Minh, Hà Nội") == [("Hà Nội", "Hà Nội")]


def test_kinds() -> None:
    kinds = [m.kind for m in find_places("Việt Nam, vùng Tây Nguyên, tỉnh Gia Lai")]
    assert kinds == [PlaceKind.NATION, PlaceKind.REGION, PlaceKind.PROVINCE]


@given(names=st.lists(st.sampled_from([n for n in PROVINCES if n != "Hồ Chí Minh"]), min_size=1), loud=st.booleans())
def test_every_province_is_found_after_its_word_with_the_span_it_stands_at(names: list[str], loud: bool) -> None:
    text = "Các tỉnh: " + "; ".join(f"tỉnh {name}" for name in names) + "."
    text = text.upper() if loud else text
    mentions = find_places(text)
    assert [m.name for m in mentions] == names
    for m in mentions:
        assert lower(text[m.start : m.end]) == lower(f"tỉnh {m.name}")


@given(st.text(st.sampled_from("ABbìnhDươngHồ Cí,.-TPtỉ*1Nguyễ"), max_size=60))
def test_spans_are_apart_in_order_and_inside(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    last = 0
    for m in find_places(text):
        assert last <= m.start < m.end <= len(text)
        last = m.end


def test_phrases_name_what_they_are_found_as() -> None:
    names = place_names()
    assert len({name.phrase for name in names}) == len(names)
    for phrase, name, kind, sure in names:
        if sure:
            (mention,) = find_places(phrase)
            assert (mention.name, mention.kind) == (name, kind), phrase
            assert (mention.start, mention.end) == (0, len(phrase))


def test_phrases_cover_both_places_of_the_tone_and_hold_no_lookalike() -> None:
    phrases = {name.phrase: name for name in place_names()}
    for phrase in ("tỉnh Hòa Bình", "tỉnh Hoà Bình", "TỈNH HOÀ BÌNH", "Thành phố Huế", "TP. Hà Nội", "cả nước"):
        assert phrases[phrase].sure
    assert not phrases["Hòa Bình"].sure
    assert not {"Thái Bình Dương", "thành phố Thái Bình", settle_tone("hòa bình")} & set(phrases)


def test_names_found_are_names_the_room_knows() -> None:
    names = place_names()
    for name in {n.name for n in names if n.kind is PlaceKind.PROVINCE}:
        assert unit_named(name, date(2026, 11, 22))
    regions = {region.name for on in (date(2024, 6, 1), date(2026, 6, 1)) for region in regions_on(on)}
    assert {n.name for n in names if n.kind is PlaceKind.REGION} == regions
    assert {n.name for n in names if n.kind is PlaceKind.NATION} == {NATION_NAME}
