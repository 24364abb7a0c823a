"""Directives of whole texts: what is inherited, tables, labelled lines, refusals, texts of any shape."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.documents import Document
from namro.reading.directives.model import Directive, Why
from namro.reading.directives.rules import find_directives, find_refusals
from namro.reading.model import Header, Kind
from namro.reading.scan import Scan

NOTICE = Header(kind=Kind.NOTICE, issued_on=date(2024, 10, 16))


def read(text: str, header: Header = NOTICE) -> list[Directive]:
    return find_directives(Scan(Document.of(text)), header, [])


def told(text: str, header: Header = NOTICE) -> list[tuple[str, tuple[str, ...]]]:
    scan = Scan(Document.of(text))
    return [(d.span.of(scan.text), d.lead) for d in find_directives(scan, header, [])]


def test_a_heading_that_is_an_agency_leads_the_items_below_it() -> None:
    text = "3. Sở Tài chính\n- Cân đối nguồn vốn.\n- Thẩm định dự toán.\n4. Sở Y tế\n- Mua sắm thiết bị."
    assert told(text) == [
        ("Cân đối nguồn vốn", ("Sở Tài chính",)),
        ("Thẩm định dự toán", ("Sở Tài chính",)),
        ("Mua sắm thiết bị", ("Sở Y tế",)),
    ]


def test_a_governing_line_hands_down_lead_and_support() -> None:
    (first, second) = read("a) Bộ Tài chính chủ trì, phối hợp với Bộ Y tế:\n- Rà soát giá thuốc;\n- Công bố kết quả.")
    assert first.lead == second.lead == ("Bộ Tài chính",)
    assert first.support == second.support == ("Bộ Y tế",)
    assert first.inherited


def test_clauses_of_a_sentence_share_their_lead_and_not_their_day() -> None:
    first, second = read("1. Bộ Y tế rà soát quy định trước ngày 30/11/2024; kịp thời báo cáo Chính phủ.")
    assert first.lead == second.lead
    assert first.due is not None
    assert first.due.code == "2024-11-30"
    assert second.due is None
    assert second.recipient == "Chính phủ"


def test_a_sentence_of_time_dates_the_tasks_before_it() -> None:
    found = read("1. Sở Y tế rà soát cơ sở. Sở Công Thương kiểm tra chợ. Thời hạn hoàn thành: trước ngày 05/12/2024.")
    assert [d.due and d.due.code for d in found] == ["2024-12-05", "2024-12-05"]


def test_labelled_lines_complete_a_task() -> None:
    text = (
        "a) Hoạt động 1\n- Nội dung: Tổ chức hội thảo về an toàn lao động.\n"
        "- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Y tế.\n- Thời gian thực hiện: Quý I/2025.\n"
        "- Sản phẩm: Báo cáo kết quả hội thảo."
    )
    (task,) = read(text)
    assert task.lead == ("Sở Nội vụ",)
    assert task.support == ("Sở Y tế",)
    assert task.due is not None
    assert task.due.code == "2025-03-31"
    assert task.deliverable == "Báo cáo kết quả hội thảo"


def test_points_within_a_sentence() -> None:
    text = "1. Bộ Y tế thực hiện các việc: (1) rà soát quy định; (2) Cục Dân số báo cáo Bộ Y tế kết quả."
    first, second = told(text)
    assert first == ("rà soát quy định", ("Bộ Y tế",))
    assert second == ("Cục Dân số báo cáo Bộ Y tế kết quả", ("Cục Dân số",))


FLAT = "|\nSTT\n|\nNhiệm vụ\n|\nCơ quan chủ trì\n|\nCơ quan phối hợp\n|\nThời gian\n|\n"
ROWS = (
    "|\nI\n|\nHẠ TẦNG SỐ\n|\n"
    "|\n1\n|\nXây dựng nền tảng.\n|\nSở Khoa học và Công nghệ\n|\nSở Tài chính; UBND cấp xã\n|\nQuý IV/2025\n|\n"
    "|\n2\n|\nBiểu dương doanh nghiệp tiêu biểu.\n|\nSở Nội vụ\n|\n|\nHằng năm\n|\n"
)


def test_a_table_flattened_to_lines() -> None:
    first, second = read(FLAT + ROWS)
    assert (first.lead, first.support) == (("Sở Khoa học và Công nghệ",), ("Sở Tài chính", "UBND cấp xã"))
    assert first.due is not None
    assert first.due.code == "2025-12-31"
    assert second.lead == ("Sở Nội vụ",)
    assert second.support == ()
    assert second.due is not None
    assert second.due.code == "recurring:year"


def test_a_table_of_results_holds_no_tasks() -> None:
    head = "| STT | Nhiệm vụ | Đơn vị chủ trì | Kết quả thực hiện |\n"
    assert read(head + "| 1 | Xây dựng bộ công cụ | Bộ Nội vụ | Đã hoàn thành |") == []


def test_a_notice_to_a_province_speaks_to_that_province() -> None:
    header = Header(kind=Kind.NOTICE, number="1/TB-VPCP", place="Bình Dương", issued_on=date(2024, 10, 16))
    text = "Buổi làm việc với lãnh đạo tỉnh Bình Dương.\n1. Đẩy mạnh giải ngân vốn đầu tư công."
    assert told(text, header) == [("Đẩy mạnh giải ngân vốn đầu tư công", ("tỉnh Bình Dương",))]


def test_news_tells_nobody_until_somebody_is_told() -> None:
    quiet = "Phát triển doanh nghiệp được chú ý."
    text = f"{quiet}\n\nUBND tỉnh yêu cầu các sở khẩn trương giải ngân.\n\nSở Y tế rà soát cơ sở."
    assert [lead for _, lead in told(text, Header(kind=Kind.NEWS))] == [("các sở",), ("Sở Y tế",)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ghi nhận sự nỗ lực của Bộ Y tế.", Why.PRAISE),
        ("Đồng ý với đề xuất của tỉnh.", Why.DECISION),
        ("Không đùn đẩy trách nhiệm.", Why.PROHIBITION),
        ("Bộ Y tế đã ban hành hướng dẫn.", Why.BACKGROUND),
        ("Văn phòng Chính phủ thông báo để các bộ biết, thực hiện.", Why.CLOSING),
        ("Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;", Why.REFERENCE),
        ("I. BÀI HỌC\n1. Tăng cường đoàn kết.", Why.LESSON),
        ("I. MỤC TIÊU\n1. Phát triển hạ tầng.", Why.GOAL),
        ("Tình hình ổn định.", Why.NO_ACTION),
    ],
)
def test_what_is_left_out_says_why(text: str, why: Why) -> None:
    scan = Scan(Document.of(text))
    assert find_directives(scan, NOTICE, []) == []
    assert [refusal.why for refusal in find_refusals(scan, NOTICE, [])] == [why]


def test_json_keeps_what_was_read_and_what_is_suggested_apart() -> None:
    (task,) = read("1. Các cơ quan liên quan đẩy mạnh giải ngân vốn đầu tư công.")
    plain = task.as_json("1. Các cơ quan liên quan đẩy mạnh giải ngân vốn đầu tư công.")
    assert plain["lead"] == ["Các cơ quan liên quan"]
    assert plain["clarity"]["person"] == "vague"
    assert {"clear": "person", "value": "Bộ Tài chính", "because": "đầu tư công", "by": "namro"} in plain["suggestions"]


PIECES = st.sampled_from([
    "Giao ", "Bộ Tài chính", "các sở, ban, ngành", " rà soát ", "; ", ". ", "\n", "- ", "1. ", "(1) ", ":", "|",
    "|\n|\n", "trước ngày 30/11/2025", "STT", "Nhiệm vụ", "Cơ quan chủ trì", " phối hợp với ", "Nơi nhận:", "[1]",
    "(", ")", "“", " đã ", "x",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_without_harm(text: str) -> None:
    scan = Scan(Document.of(text))
    for directive in find_directives(scan, NOTICE, []):
        assert 0 <= directive.span.start < directive.span.end <= len(scan.text)
        assert directive.as_json(scan.text)["quote"]
