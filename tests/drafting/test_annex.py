import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.drafting.annex import CLEAR_NAMES, EVERY_NAMES, KIND_NAMES, Row, draft_annex, read_due
from namro.drafting.annex_basis import Outline
from namro.drafting.annex_files import read_annex, write_annex
from namro.quantities.deadlines import Every
from namro.reading.directives.model import Clear
from namro.reading.model import Kind
from tests.drafting.directives import READING, TEXT, notices

FORMS = ("docx", "xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("annex")


def test_a_row_holds_the_notice_s_words_and_what_it_leaves_open():
    first, second, third = draft_annex(READING).rows
    assert first.task.startswith("Sở Tài chính chủ trì")
    assert (first.lead, first.support, first.due, first.deliverable) == (
        "Sở Tài chính", "Sở Xây dựng", date(2025, 11, 30), "báo cáo",
    )  # fmt: skip
    assert (first.basis, first.open, first.suggestion) == ("mục III, khoản 1", "", "")
    assert (second.lead, second.due, second.deliverable) == ("", "", "")
    assert second.open == "thiếu: người, thời gian; chưa rõ: kết quả"
    assert (third.due, third.open) == ("hằng tháng", "chưa rõ: người")


def test_a_suggestion_stands_only_in_its_own_column():
    second = draft_annex(READING).rows[1]
    assert second.suggestion.startswith("người: Sở Nội vụ (")
    others = replace(second, suggestion="")
    assert "Sở Nội vụ" not in repr(others)


def test_a_key_leads_back_to_the_clause_and_checks_its_words():
    for row, directive in zip(draft_annex(READING).rows, READING.directives, strict=True):
        assert row.span == directive.span
        assert row.key.endswith(hashlib.sha256(directive.span.of(TEXT).encode()).hexdigest()[:8])


@pytest.mark.parametrize("form", FORMS)
@given(reading=notices)
@settings(max_examples=15, deadline=None)
def test_what_is_written_is_read_back_the_same(folder, form, reading):
    annex = draft_annex(reading)
    path = folder / f"a.{form}"
    write_annex(annex, path, f".{form}")
    assert read_annex(path) == annex


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip)


@pytest.mark.parametrize("form", FORMS)
@given(
    rows=st.lists(
        st.builds(
            Row, key=st.none(), number=cells, task=cells.filter(bool), lead=cells, support=cells,
            due=st.dates(date(1950, 1, 1), date(2100, 1, 1)) | cells.map(read_due), deliverable=cells, basis=cells,
            open=cells, suggestion=cells, extra=cells.filter(bool).map(lambda cell: (("Ghi chú", cell),)),
        ),
        max_size=4,
    )
)  # fmt: skip
@settings(max_examples=15, deadline=None)
def test_rows_that_people_wrote_keep_every_cell(folder, form, rows):
    annex = replace(draft_annex(READING), rows=(*draft_annex(READING).rows, *rows))
    path = folder / f"b.{form}"
    write_annex(annex, path, f".{form}")
    assert read_annex(path) == annex


@pytest.mark.parametrize(
    ("words", "due"),
    [("30/11/2025", date(2025, 11, 30)), ("5/1/2026", date(2026, 1, 5)), ("31/2/2025", "31/2/2025"), ("", "")],
)
def test_a_deadline_is_a_day_only_where_there_is_such_a_day(words, due):
    assert read_due(words) == due


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Rà soát", "mục II, khoản 3, điểm a, gạch đầu dòng thứ 2"),
        ("Kiểm tra", "mục III, khoản 1"),
        ("Lập đề án", "mục III, khoản 2.1"),
        ("Báo cáo", "Điều 4, khoản 1"),
        ("Ký", "Điều 4, dòng 7 của bảng"),
        ("Mở", "đoạn 1"),
    ],
)
def test_a_place_is_cited_by_the_marks_above_it(words, place):
    text = (
        "Mở đầu\n\nII. VIỆC\n1. Một\n- Gạch.\n3. Ba\na) Điểm\n- Gạch.\n- Rà soát.\n--------\n"
        "III. KHÁC\n1. Kiểm tra.\n2.1. Lập đề án.\nĐiều 4. Thi hành\n1. Báo cáo.\n| 7 | Ký |\n"
    )
    assert Outline(text).place_of(text.index(words)) == place


def test_every_kind_clear_and_round_has_a_name():
    assert (set(KIND_NAMES), set(CLEAR_NAMES), set(EVERY_NAMES)) == (set(Kind), set(Clear), set(Every))
