"""What could not be read safely, and what is no cause for caution."""

from __future__ import annotations

from datetime import date

import pytest

import namro
from namro.errors import say

ON = date(2024, 10, 16)


def cautions(text: str, on: date | None = ON) -> list[tuple[str, str]]:
    """Each caution's code and the words it points at."""
    reading = namro.read(text, on=on)
    return [(w.code, w.span.of(reading.text)) for w in reading.warnings]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (
            "9 tháng tăng 12,7% ngân sách nhà nước, hơn 50,1 nghìn tỷ đồng.",
            "words-lost",
            "12,7% ngân sách",
        ),
        ("Tổng vốn đã giao là 50,1 nghìn tỷ.", "no-currency", "50,1 nghìn tỷ"),
        ("Hoàn thành trước ngày 31/02/2024.", "no-such-day", "31/02/2024"),
        ("Họp ngày 32/13/2024 tại tỉnh.", "no-such-day", "32/13/2024"),
        ("Thu ngân sách tăng 5%.\n--- page break ---\nChi ngân sách giảm.", "scanned", "--- page break ---"),
    ],
)
def test_caution(text: str, code: str, words: str) -> None:
    assert cautions(text) == [(code, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách tăng 12,7%, đạt hơn 50,1 nghìn tỷ đồng.",
        "Thu ngân sách đạt 50,1 nghìn tỷ đồng, trong đó thu nội địa 30 nghìn tỷ.",
        "Hoàn thành trước ngày 29/02/2024.",
        "Đăng ngày 10/16/2024 trên cổng thông tin.",
        "Văn bản số 31/02/2024/QĐ-UBND.",
        "Ngày 1/2/2024, tăng 5% so với cùng kỳ.",
        "---\nHết trang.",
    ],
)
def test_no_caution(text: str) -> None:
    assert cautions(text) == []


def test_figures_without_a_year() -> None:
    assert cautions("Quý III, thu ngân sách tăng 5%.", on=None) == [("no-year", "5%")]


def test_a_year_that_was_inferred() -> None:
    codes = [code for code, _ in cautions("6 tháng đầu năm 2024 tăng 5%. Quý III tăng 7%.", on=None)]
    assert codes == ["year-guessed"]


def test_a_sum_that_its_parts_show_to_be_a_slip() -> None:
    text = "Tổng vốn là 6,074 tỷ đồng, gồm vốn trung ương 4.000 tỷ đồng và vốn địa phương 2.074 tỷ đồng."
    reading = namro.read(text, on=ON)
    assert [str(m.value) for m in reading.measures] == ["6074000000000", "4000000000000", "2074000000000"]
    assert cautions(text) == [("slip", "6,074 tỷ đồng")]


def test_a_caution_is_in_vietnamese_and_has_its_english_in_the_table() -> None:
    reading = namro.read("Hoàn thành trước ngày 31/02/2024.", on=ON)
    (caution,) = reading.warnings
    assert caution.message == say("caution-no-such-day", "vi", words="31/02/2024")
    assert "31/02/2024" in say("caution-no-such-day", "en", words="31/02/2024")
    assert caution.rule == "caution.no-such-day"


def test_many_amounts_without_currency_are_each_cautioned() -> None:
    text = "Tổng vốn đã giao là 5 tỷ; vốn đã cấp là 7 tỷ."
    assert cautions(text) == [("no-currency", "5 tỷ"), ("no-currency", "7 tỷ")]
