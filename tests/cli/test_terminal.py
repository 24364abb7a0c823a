import io
from dataclasses import replace

import pytest

from namro.cli.sources import Failure
from namro.cli.terminal import write_terminal
from namro.errors import DocumentError
from namro.reading.model import Header, Reading
from tests.cli.readings import READING
from tests.drafting import directives


def shown(*outcomes, lang="vi", explain=False):
    out = io.StringIO()
    write_terminal(outcomes, out, lang, explain=explain)
    return out.getvalue()


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def test_a_pipe_gets_plain_text_in_eighty_columns():
    text = shown(READING, explain=True)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_head_parts_and_findings_are_shown_with_line_and_column():
    text = shown(READING)
    assert text.startswith("Thông báo 9/TB-VPCP ─")
    for words in (
        "Cơ quan ban hành  Văn phòng Chính phủ",
        "16/10/2024",
        "Các phần (2)",
        "Số liệu (4)",
        "2:1  Kết quả đạt được",
    ):
        assert words in text
    growth = next(line for line in text.splitlines() if "+6,19" in line)
    assert growth.split()[0] == "3:19"
    assert "6 tháng đầu năm" in growth
    assert "trên 50.100 tỷ" in text.replace("\u00a0", " ")
    assert "thứ 7/63" in text
    assert "Nghị quyết 24-NQ/TW" in text
    assert "Câu mất chữ." in text


def test_measures_stand_under_their_part():
    lines = shown(READING).splitlines()
    at = [next(i for i, line in enumerate(lines) if words in line) for words in ("Số liệu (4)", "+6,19", "15.000")]
    headings = [i for i, line in enumerate(lines) if line.strip() in ("Kết quả đạt được", "Mục tiêu") and i > at[0]]
    assert at[0] < headings[0] < at[1] < headings[1] < at[2]


def test_explain_names_the_rule_and_is_silent_otherwise():
    assert "↳ percent" in shown(READING, explain=True)
    assert "↳" not in shown(READING)


def test_a_task_shows_who_by_when_what_is_open_and_whose_word_a_suggestion_is():
    text = " ".join(shown(directives.READING, explain=True).split())
    assert "Sở Tài chính; hạn 30/11/2025 phối hợp Sở Xây dựng" in text
    assert "không nêu cơ quan thiếu: người, thời gian; chưa rõ: kết quả “Đẩy mạnh cải cách hành chính”" in text
    assert "gợi ý của Namro: người: Sở Nội vụ" in text
    assert "Văn bản ghi rõ ngày 30/11/2025." in text


def test_english_labels():
    text = shown(READING, lang="en")
    assert "Notice 9/TB-VPCP" in text
    assert "Measures (4)" in text
    assert "Words seem to be lost at “nghìn tỷ đồng, xếp”" in text


def test_a_caution_is_said_in_the_language_asked_for():
    only = replace(READING, measures=(), goals=(), directives=())
    assert "Câu mất chữ." in shown(only)
    assert "Words seem to be lost at" in shown(only, lang="en")


def test_a_document_without_findings_says_so_and_a_failure_is_left_to_standard_error():
    empty = Reading(source="x.txt", text="Kính gửi", document=Header())
    assert "Văn bản không có số liệu" in shown(empty)
    assert shown(Failure("x", DocumentError("file-empty", source="x"))) == ""
