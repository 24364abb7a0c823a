"""The engine: arguments, asides, order, and what is said twice."""

from __future__ import annotations

from datetime import date

import pytest

import namro
from namro.documents import Document
from namro.reading import read
from namro.text import Span

SENTENCE = "Thu ngân sách quý III tăng 12,5%."


def test_the_day_given_stands_for_a_day_the_document_lacks() -> None:
    (measure,) = namro.read(SENTENCE, on=date(2023, 10, 1)).measures
    assert measure.period == "2023-07-01/2023-09-30"


def test_without_any_day_the_period_is_unknown_and_said_so() -> None:
    reading = namro.read(SENTENCE)
    assert [m.period for m in reading.measures] == [None]
    assert [w.code for w in reading.warnings] == ["no-year"]


def test_the_documents_own_day_comes_first() -> None:
    text = f"Số: 00/TB-VPCP\n\nHà Nội, ngày 16 tháng 10 năm 2024\n\nTHÔNG BÁO\n\n{SENTENCE}\n"
    reading = namro.read(text, on=date(2019, 1, 1))
    assert reading.document.issued_on == date(2024, 10, 16)
    assert [m.period for m in reading.measures] == ["2024-07-01/2024-09-30"]


def test_the_place_given_stands_for_a_place_the_document_lacks() -> None:
    (measure,) = namro.read("Thu ngân sách trên địa bàn tỉnh tăng 12,5%.", place="Bình Dương").measures
    assert measure.place == "Bình Dương"


def test_a_place_that_is_named_comes_before_the_one_given() -> None:
    reading = namro.read("Thu ngân sách tỉnh Bắc Ninh tăng 12,5%.", place="Bình Dương")
    assert [m.place for m in reading.measures] == ["Bắc Ninh"]


def test_nothing_is_found_in_asides() -> None:
    text = "Thu ngân sách tăng 5%.\n\nRating 4,5%\n\nChi ngân sách tăng 7%."
    start = text.index("Rating")
    document = Document(text, asides=(Span(start, start + len("Rating 4,5%")),))
    assert [str(m.value) for m in read(document).measures] == ["5", "7"]
    assert [str(m.value) for m in read(Document(text)).measures] == ["5", "4.5", "7"]


def test_a_text_that_lost_words_gives_both_figures_and_a_caution() -> None:
    reading = namro.read("9 tháng năm 2024 tăng 12,7% ngân sách nhà nước, hơn 50,1 nghìn tỷ.")
    assert [(str(m.value), m.unit) for m in reading.measures] == [("12.7", "%"), ("50100000000000", "VND")]
    assert reading.measures[0].indicator != "budget-revenue"
    assert "words-lost" in [w.code for w in reading.warnings]


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "Theo Nghị quyết số 25/NQ-CP, GRDP tăng 8%; theo Nghị quyết số 01/NQ-CP, thu ngân sách đạt 5 tỷ đồng."
    reading = namro.read(text)
    for findings in (reading.measures, reading.references, reading.sections, reading.warnings):
        spans = [f.span for f in findings]
        assert spans == sorted(spans)
    assert len(reading.references) == len(reading.measures) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\u00a0\u200b\ufeff", "***", "...", "|||"])
def test_a_text_of_no_words_gives_nothing(text: str) -> None:
    reading = namro.read(text)
    assert (reading.measures, reading.references, reading.goals, reading.acronyms, reading.warnings) == ((),) * 5
    assert reading.text == text


def test_the_same_text_gives_the_same_reading() -> None:
    text = f"{SENTENCE} GRDP năm 2024 tăng 7%, xếp thứ 3/63 cả nước theo Nghị quyết số 25/NQ-CP."
    assert namro.read(text) == namro.read(text)
