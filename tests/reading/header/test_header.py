"""Headers: cut-off pages, signatures, the year of a text, broken tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.errors import DataError
from namro.reading.header import document_year, read_header
from namro.reading.header.bodies import bare, find_bodies, in_case, read_bodies
from namro.reading.header.persons import first_person
from namro.reading.model import Header, Kind
from namro.reading.scan import Scan


def scan(text: str) -> Scan:
    return Scan(Document.of(text))


def head(text: str) -> Header:
    return read_header(scan(text))


def test_a_page_without_a_head_says_nothing_of_itself() -> None:
    assert head("") == Header()
    assert head("5. Rà soát, xây dựng kế hoạch.") == Header()


def test_the_lowest_body_above_the_number_issued_the_document() -> None:
    text = "BỘ TÀI CHÍNH\n\nTỔNG CỤC THUẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 9/TB-TCT\n\nTHÔNG BÁO"
    assert head(text).issuer == "Tổng cục Thuế"


def test_a_body_unknown_to_us_is_written_in_running_case() -> None:
    text = "TRUNG TÂM LƯU TRỮ TỈNH PHÚ THỌ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 9/TB-LTPT\n\nTHÔNG BÁO"
    assert head(text).issuer == "Trung tâm lưu trữ tỉnh Phú Thọ"


def test_months_come_first_only_in_english() -> None:
    assert head("Tin mới\n\nWednesday, 10/09/2024 15:13\n\nNội dung.").published_on == date(2024, 10, 9)
    assert head("Tin mới\n\nThứ Tư, 10/09/2024 15:13\n\nNội dung.").published_on == date(2024, 9, 10)


def test_an_impossible_day_of_publication_is_left_out() -> None:
    assert head("Tin mới\n\nThứ Tư, 31/02/2024\n\nNội dung.").published_on is None


def test_two_places_in_a_headline_are_no_place() -> None:
    assert head("Phú Thọ và Quảng Trị hợp tác\n\nTheo báo cáo, hai tỉnh Phú Thọ, Quảng Trị ký kết.").place is None


def test_the_name_stands_under_the_capacity() -> None:
    text = "Số: 1/CT-UBND\n\nCHỈ THỊ\n\nNơi nhận:\n\n- Như trên.\n\n{}\n\nHoàng Văn An\n"
    assert head(text.format("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")).signed_by == "Hoàng Văn An"
    assert head(text.format("CHỦ TỊCH")).signed_by == "Hoàng Văn An"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["PHÓ CHỦ NHIỆM", "Phạm Mạnh Cường"], "Phạm Mạnh Cường"),
        (["Bùi", "Xuân Cường"], "Bùi Xuân Cường"),
        (["(Đã ký)", "**Trần Thị Diệu Thúy**"], "Trần Thị Diệu Thúy"),
        (["Văn phòng Chính phủ", "|"], None),
    ],
)
def test_persons(lines: list[str], name: str | None) -> None:
    assert first_person(lines) == name


def test_a_text_in_english_says_so() -> None:
    assert head("The province reported strong growth in the first nine months of the year.").language == "en"
    assert head("Tỉnh báo cáo tăng trưởng khá trong chín tháng.").language == "vi"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Năm 2020, kim ngạch tăng. Tháng 10/2020 đạt khá. Năm 2021 sẽ khó.", 2020),
        ("Năm 2020 tăng 8% so với cùng kỳ năm 2019, quý II/2020 giảm.", 2020),
        ("Mục tiêu đến năm 2030, tầm nhìn đến năm 2045. Tháng 1/2018 có 11 nghìn doanh nghiệp.", 2018),
        ("Giai đoạn 2021 - 2025, theo Quyết định số 12/QĐ-TTg ngày 01/02/2022.", None),
        ("Trong tháng 1 năm nay tăng khá.", None),
        ("Ước giải ngân tính theo ngày 31/10/2020; năm 2019 đạt thấp.", 2020),
    ],
)
def test_the_year_of_a_text_without_a_day(text: str, year: int | None) -> None:
    assert document_year(scan(text), Header()) == year


def test_the_day_of_issue_decides_the_year() -> None:
    assert document_year(scan("Năm 2020 tăng."), Header(issued_on=date(2021, 1, 5))) == 2021


def test_bodies_are_found_without_their_marks() -> None:
    assert [body.name for body in find_bodies("VAN PHONG CHÍNH PHU")] == ["Văn phòng Chính phủ"]
    assert [body.name for body in find_bodies("UBND huyện")] == []
    assert in_case("CẢNG VỤ HÀNG HẢI QUẢNG NINH") == "Cảng vụ hàng hải Quảng Ninh"


@given(st.text(st.sampled_from("aăâđeêơưởỹĐỸẠ 1./\n"), max_size=60))
def test_bare_letters_keep_their_places(text: str) -> None:
    assert len(bare(text)) == len(text)
    assert bare(bare(text)) == bare(text)


PARTS = st.sampled_from(
    [
        "Số: 1/TB-VPCP",
        "CỘNG HÒA XÃ HỘI",
        "Hà Nội, ngày 4 tháng 3 năm 2025",
        "THÔNG BÁO",
        "|",
        "KT. BỘ TRƯỞNG",
        "Lê An",
        "Kính gửi:",
    ]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=14))
def test_any_page_can_be_read(parts: list[str]) -> None:
    header = head("\n\n".join(parts))
    assert header.kind in Kind
    assert header.language in ("vi", "en")


def test_a_broken_table_names_its_fault() -> None:
    with pytest.raises(DataError) as error:
        read_bodies("name,source\nBộ Tài chính,\n,x\n")
    assert "row 2: no source" in str(error.value)
    assert "row 3: no name" in str(error.value)
