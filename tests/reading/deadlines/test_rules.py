"""Deadlines in a document: years left unsaid, cells of tables, text of any shape."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.reading.deadlines.rules import find_deadlines, read_cell
from namro.reading.model import Header
from namro.reading.scan import Scan


def codes(text: str, header: Header) -> list[str | None]:
    return [mention.deadline.code for mention in find_deadlines(Scan(Document.of(text)), header)]


def test_a_day_without_a_year_takes_the_last_year_named() -> None:
    assert codes("Kế hoạch năm 2017. Trình trước 30/7.", Header()) == ["2017-07-30"]


def test_without_any_year_there_is_no_day() -> None:
    assert codes("Trình trước ngày 30/7.", Header()) == []


def test_a_month_long_past_is_of_the_next_year() -> None:
    assert codes("hoàn thành trước ngày 31/01", Header(issued_on=date(2025, 12, 2))) == ["2026-01-31"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("6/2025", "2025-06-30"),
        ("12/2025", "2025-12-31"),
        ("2026", "2026-12-31"),
        ("Quí IV-2025", "2025-12-31"),
        ("Quý IV/2025 - Quý II/2026", "2026-06-30"),
        ("Giai đoạn 2026 - 2027", "2027-12-31"),
        ("Trước ngày 30/11/2025", "2025-11-30"),
        ("Hằng năm", "recurring:year"),
        ("Thường xuyên", None),
    ],
)
def test_cells(cell: str, code: str | None) -> None:
    deadline = read_cell(cell, Header())
    assert deadline is not None
    assert deadline.code == code


def test_an_empty_cell_says_nothing() -> None:
    assert read_cell("", Header()) is None


@given(st.text("trước ngày/0123456789. kểtừhằngquýnăm-", max_size=120))
def test_any_text_is_read_without_harm(text: str) -> None:
    scan = Scan(Document.of(text))
    last = 0
    for mention in find_deadlines(scan, Header(issued_on=date(2024, 10, 16))):
        assert last <= mention.span.start < mention.span.end <= len(scan.text)
        last = mention.span.end
