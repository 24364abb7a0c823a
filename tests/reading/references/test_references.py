"""References over whole texts: short forms, letterheads, spans, broken tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.errors import DataError
from namro.reading.model import Kind
from namro.reading.references import find_references
from namro.reading.references.rules import find_numbers
from namro.reading.references.symbols import read_symbols, symbols
from namro.reading.scan import Scan

KINDS = "code,name,kind,misread,source\n"
ISSUERS = "symbol,issuer,source\nCP,Chính phủ,x\n"


def scan(text: str) -> Scan:
    return Scan(Document.of(text))


def test_a_short_form_takes_the_number_the_text_gave_before() -> None:
    text = "Nghị quyết số 347/NQ-CP ngày 24/10/2025 (sau đây gọi tắt là Nghị quyết 347). Phạm vi của Nghị quyết 347."
    found = find_references(scan(text))
    assert [(r.number, r.rule) for r in found] == [
        ("347/NQ-CP", "full-number"),
        ("347/NQ-CP", "short-form"),
        ("347/NQ-CP", "short-form"),
    ]
    assert found[0].issued_on == date(2025, 10, 24)


def test_a_short_form_does_not_take_a_later_number() -> None:
    found = find_references(scan("Nghị quyết 347 của Chính phủ; Nghị quyết số 347/NQ-CP."))
    assert [r.number for r in found] == ["347", "347/NQ-CP"]


def test_every_mention_counts() -> None:
    text = "văn bản số 16495/BTC-PTHT ngày 22/10/2025, số 13021/BTC-PTHT ngày 22/8/2025 của Bộ Tài chính"
    assert [(r.number, r.issued_on) for r in find_references(scan(text))] == [
        ("16495/BTC-PTHT", date(2025, 10, 22)),
        ("13021/BTC-PTHT", date(2025, 8, 22)),
    ]


def test_the_own_number_is_told_apart_from_the_same_number_cited() -> None:
    text = "Số: 617/KH-UBND\n\nKẾ HOẠCH\n\n(Kèm theo Kế hoạch số 617/KH-UBND ngày 01/12/2025)"
    numbers = list(find_numbers(scan(text)))
    assert [number.own for number in numbers] == [True, False]
    assert [r.span for r in find_references(scan(text))] == [numbers[1].span]


def test_a_day_that_does_not_exist_is_left_out() -> None:
    (found,) = find_references(scan("Thông báo số 12/TB-VPCP ngày 31/2/2025"))
    assert found.issued_on is None


@pytest.mark.parametrize("separator", [" về việc giao vốn từ ngày ", " hoàn thành trước ngày "])
def test_a_day_of_something_else_is_not_the_day_of_issue(separator: str) -> None:
    (found,) = find_references(scan(f"Quyết định số 12/QĐ-TTg{separator}01/3/2025"))
    assert found.issued_on is None


SERIALS = st.integers(1, 99999)
SYMBOLS = st.sampled_from(["TB-VPCP", "QĐ-TTg", "KH-UBND", "BTC-PTHT", "2025/NĐ-CP", "2024/QH15", "TTr-BTC"])
WORDS = st.sampled_from(
    ["theo", "tại", "thực hiện", "và", ";", ".", "7/63", "12%", "(", ")", "\n", "số", "ngày 3/4/2025"]
)


@given(st.lists(st.one_of(WORDS, st.builds("{}/{}".format, SERIALS, SYMBOLS)), max_size=30))
def test_a_reading_quotes_its_own_number_and_reads_the_same_alone(parts: list[str]) -> None:
    whole = scan(" ".join(parts))
    found = find_references(whole)
    assert found == sorted(found, key=lambda reference: reference.span)
    for reference in found:
        assert reference.span.of(whole.text) == reference.number
        assert [r.number for r in find_references(scan(f"văn bản số {reference.number}"))] == [reference.number]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("QĐ,Quyết định,ordinance,,x", "row 2: unknown kind 'ordinance'"),
        ("qđ,Quyết định,decision,,x", "'qđ' is no symbol"),
        ("QĐ,Quyết định,decision,,", "no source"),
        ("QĐ,Quyết định,decision,,x\nQĐ,Quyết định,decision,,x", "row 3: QĐ stands twice"),
    ],
)
def test_a_broken_table_names_its_fault(row: str, words: str) -> None:
    with pytest.raises(DataError) as error:
        read_symbols(KINDS + row, ISSUERS)
    assert words in str(error.value)
    assert "kinds.csv" in str(error.value)


def test_the_tables_hold_the_kinds_of_the_decree() -> None:
    assert symbols().kinds["TB"] is Kind.NOTICE
    assert symbols().misread["QD"] == "QĐ"
    assert symbols().issuers["VPCP"] == "Văn phòng Chính phủ"
