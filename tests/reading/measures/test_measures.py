"""Figures within whole texts: what they inherit, and what ends an inheritance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import namro
from namro.reading.model import Aspect, Bound, Measure, Modality, Versus

ON = date(2024, 10, 16)


def measures(text: str, place: str | None = "Bình Dương") -> tuple[Measure, ...]:
    return namro.read(text, on=ON, place=place).measures


def one(text: str) -> Measure:
    (measure,) = measures(text)
    return measure


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("đạt 5%", Bound.EXACT),
        ("đạt khoảng 5%", Bound.ABOUT),
        ("đạt xấp xỉ 5%", Bound.ABOUT),
        ("đạt hơn 5%", Bound.OVER),
        ("đạt trên 5%", Bound.OVER),
        ("đạt dưới 5%", Bound.UNDER),
        ("đạt ít nhất 5%", Bound.AT_LEAST),
        ("đạt 5% trở lên", Bound.AT_LEAST),
        ("không quá 5%", Bound.AT_MOST),
        ("tối đa 5%", Bound.AT_MOST),
    ],
)
def test_bounds(words: str, bound: Bound) -> None:
    assert one(f"Tỷ lệ hộ nghèo {words}.").bound is bound


@pytest.mark.parametrize(
    ("text", "aspect", "value"),
    [
        ("GRDP năm 2023 tăng 5%.", Aspect.CHANGE, "5"),
        ("Xuất khẩu năm 2023 giảm 5%.", Aspect.CHANGE, "-5"),
        ("Giải ngân vốn đầu tư công đạt 41,2% kế hoạch.", Aspect.SHARE, "41.2"),
        ("Thu ngân sách năm 2023 đạt 5 tỷ đồng.", Aspect.LEVEL, "5000000000"),
        ("GRDP năm 2023 xếp thứ 34/63 cả nước.", Aspect.RANK, "34"),
    ],
)
def test_aspects(text: str, aspect: Aspect, value: str) -> None:
    measure = one(text)
    assert (measure.aspect, measure.value) == (aspect, Decimal(value))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Năm 2023, GRDP tăng 5%.", Modality.ACTUAL),
        ("Thu ngân sách ước đạt 5 tỷ đồng.", Modality.ESTIMATE),
        ("Phấn đấu đến năm 2030, GRDP tăng 10%.", Modality.TARGET),
    ],
)
def test_modalities(text: str, modality: Modality) -> None:
    assert one(text).modality is modality


@pytest.mark.parametrize(
    ("words", "versus"),
    [
        ("so với cùng kỳ", Versus.SAME_PERIOD),
        ("so với năm 2023", Versus.PREVIOUS_YEAR),
        ("so với tháng trước", Versus.PREVIOUS_MONTH),
        ("so với quý trước", Versus.PREVIOUS_QUARTER),
        ("", None),
    ],
)
def test_comparisons(words: str, versus: Versus | None) -> None:
    assert one(f"Xuất khẩu tháng 9 tăng 5% {words}.".replace(" .", ".")).versus is versus


def test_a_figure_that_names_nothing_is_of_what_was_spoken_of() -> None:
    level, change = measures("Xuất khẩu năm 2023 đạt 2,6 tỷ USD, tăng 42% so với cùng kỳ.")
    assert level.indicator == change.indicator == "exports"
    assert change.period == level.period == "2023-01-01/2023-12-31"


def test_a_new_name_ends_what_was_spoken_of() -> None:
    exports, budget = measures("Xuất khẩu đạt 2,6 tỷ USD; thu ngân sách đạt 5 tỷ đồng.")
    assert (exports.indicator, budget.indicator) == ("exports", "budget-revenue")


def test_a_place_named_in_the_sentence_comes_before_the_documents_own() -> None:
    own, other = measures("GRDP tăng 5%. GRDP tỉnh Bắc Ninh tăng 7%.")
    assert (own.place, other.place) == ("Bình Dương", "Bắc Ninh")


def test_the_upper_figure_of_a_range_keeps_the_sign() -> None:
    measure = one("Tỷ lệ hộ nghèo giảm 1 - 1,5 điểm %.")
    assert (measure.value, measure.high, measure.unit) == (Decimal(-1), Decimal("-1.5"), "pp")


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 68-NQ/TW và Điều 5 Luật Đầu tư.",
        "Họp lúc 8 giờ ngày 16/10/2024, điện thoại 0274.3822.815.",
        "Bài học gồm 6 bài học kinh nghiệm.",
        "1. Kết quả\n2. Hạn chế",
        "Hội nghị lần thứ 21, kỳ họp thứ 8.",
        "Đường quốc lộ 13, bão số 3, lô A5.",
        "Trong vòng 15 ngày làm việc.",
    ],
)
def test_numbers_that_state_nothing(text: str) -> None:
    assert measures(text) == ()


def test_a_table_is_read_by_its_heads() -> None:
    table = "| Địa phương | GRDP năm 2023 (%) |\n| --- | --- |\n| Bình Dương | 5,97% |\n| Bắc Ninh | 7,45% |\n"
    first, second = measures(table)
    assert (first.value, first.place, first.indicator) == (Decimal("5.97"), "Bình Dương", "grdp")
    assert (second.value, second.place, second.period) == (Decimal("7.45"), "Bắc Ninh", "2023-01-01/2023-12-31")
