"""Sections over whole texts: cover, order, what outranks what."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.errors import DataError
from namro.reading.model import Role
from namro.reading.scan import Scan
from namro.reading.sections import find_sections
from namro.reading.sections.lexicon import read_lexicon


def roles(text: str) -> list[tuple[str, str | None]]:
    return [(section.role.value, section.title) for section in find_sections(Scan(Document.of(text)))]


NOTICE = """VĂN PHÒNG CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 12/TB-VPCP

Hà Nội, ngày 04 tháng 3 năm 2025

THÔNG BÁO

KẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ

Ngày 02 tháng 3 năm 2025, Thủ tướng đã chủ trì cuộc họp. Tuy nhiên, có khó khăn.

I. ĐÁNH GIÁ CHUNG

Kinh tế của tỉnh tăng khá.

Tuy nhiên, giải ngân còn chậm.

II. NHIỆM VỤ, GIẢI PHÁP

1. Rà soát quy hoạch.

2. Mục tiêu của ngành cần được giữ vững.

III. VỀ MỘT SỐ KIẾN NGHỊ CỦA TỈNH

1. Về nhiệm vụ thoát nước: đồng ý về chủ trương.

Văn phòng Chính phủ thông báo để các bộ biết, thực hiện./.

Nơi nhận:

- Như trên.
"""


def test_a_notice_from_head_to_copies() -> None:
    assert roles(NOTICE) == [
        ("other", None),
        ("context", None),
        ("results", "I. ĐÁNH GIÁ CHUNG"),
        ("limitations", None),
        ("tasks", "II. NHIỆM VỤ, GIẢI PHÁP"),
        ("proposals", "III. VỀ MỘT SỐ KIẾN NGHỊ CỦA TỈNH"),
        ("implementation", None),
        ("other", None),
    ]


def test_a_part_with_the_same_role_is_a_section_of_its_own() -> None:
    text = "I. NHIỆM VỤ CHUNG\n\nBám sát chương trình.\n\nII. NHIỆM VỤ CỤ THỂ\n\nGiữ kỷ cương."
    assert roles(text) == [("tasks", "I. NHIỆM VỤ CHUNG"), ("tasks", "II. NHIỆM VỤ CỤ THỂ")]


def test_a_heading_inside_divides_a_section_without_ending_it() -> None:
    text = "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\nLàm rõ trách nhiệm.\n\n2. Yêu cầu\n\nBảo đảm tiến độ chung."
    assert roles(text) == [("objectives", "I. MỤC ĐÍCH, YÊU CẦU")]


def test_an_unknown_part_takes_no_role_from_the_part_before() -> None:
    text = "I. MỤC TIÊU\n\nNâng thu nhập.\n\nII. BẢO TÀNG TỈNH\n\nTrưng bày hiện vật."
    assert roles(text) == [("objectives", "I. MỤC TIÊU"), ("other", "II. BẢO TÀNG TỈNH")]


LINES = st.sampled_from(
    [
        "I. ĐÁNH GIÁ CHUNG",
        "II. NHIỆM VỤ, GIẢI PHÁP",
        "2. Tồn tại, hạn chế",
        "6 bài học kinh nghiệm",
        "a) Bộ Tài chính:",
        "- Rà soát, hoàn thiện quy định.",
        "Tuy nhiên, giải ngân còn chậm.",
        "Kinh tế tăng trưởng khá so với năm trước.",
        "| Sở Y tế | Quý I |",
        "Nơi nhận:",
        "KT. BỘ TRƯỞNG",
        "|",
        "---",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=25))
def test_every_line_of_words_is_in_one_section_or_is_a_title(lines: list[str]) -> None:
    scan = Scan(Document.of("\n\n".join(lines)))
    sections = find_sections(scan)
    for before, after in pairwise(sections):
        assert before.span.end <= after.span.start
    for block in scan.blocks:
        words = block.of(scan.text)
        holding = [section for section in sections if section.span.holds(block)]
        assert len(holding) <= 1
        if not holding and any(c.isalnum() for c in words):
            assert words in lines[:-1] or words == lines[-1]
            assert words[0] != "-"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[heading]\ntasks = ['nhiệm vụ']", "heading: unknown table"),
        ("[headings]\ntask = ['nhiệm vụ']", "unknown role 'task'"),
        ("[headings]\ntasks = ['Nhiệm vụ']", "not in small letters"),
        ("[headings]\ntasks = ['nội dung']\nresults = ['nội dung']", "'nội dung' tells two roles"),
    ],
)
def test_a_broken_lexicon_names_its_fault(text: str, words: str) -> None:
    with pytest.raises(DataError) as error:
        read_lexicon(text)
    assert words in str(error.value)


def test_roles_are_those_of_the_contract() -> None:
    assert {role.value for role in Role} >= {value for value, _ in roles(NOTICE)}
