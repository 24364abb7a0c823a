"""What holds of any reading of any text."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

import namro
from namro.reading import Reading

KINDS = ("sections", "measures", "goals", "references", "acronyms", "warnings")
PIECES = st.sampled_from(
    ["Thu ngân sách", "GRDP", "xuất khẩu", "tăng", "giảm", "đạt", "ước đạt", "hơn", "khoảng", "phấn đấu",
     "đến năm 2030",
     "6,19%", "1.234,5 tỷ đồng", "36.785 tỷ", "8 - 10%", "0,5 điểm phần trăm", "2,4 lần", "34/63", "xếp thứ", "cả nước",
     "12 dự án", "616/898 dự án", "năm 2024", "6 tháng đầu năm", "quý III", "so với cùng kỳ", "tỉnh Bình Dương",
     "Hà Nội",
     "Nghị quyết số 25/NQ-CP", "ngày 16/10/2024", "31/02/2024", "UBND", "Ủy ban nhân dân (UBND)", "Giao Bộ Tài chính",
     "I. KẾT QUẢ\n", "1.", "a)", "- ", "|", "**", ",", ";", ".", ":", "(", ")", "\n", "\n\n", "…", "và", "trong đó"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60)


@settings(max_examples=60)
@given(TEXTS)
def test_quotations_are_the_text_and_spans_nest_or_are_apart(text: str) -> None:
    reading = namro.read(text)
    for kind in KINDS:
        spans = sorted(f.span for f in getattr(reading, kind))
        for span in spans:
            assert 0 <= span.start < span.end <= len(reading.text)
        if kind == "warnings":
            continue  # two cautions may speak of overlapping words
        for one, other in pairwise(spans):
            assert one.end <= other.start or one.holds(other) or other.holds(one), kind


@settings(max_examples=60)
@given(TEXTS)
def test_measures_never_share_a_character(text: str) -> None:
    reading = namro.read(text)
    for one, other in pairwise(reading.measures):
        assert one.span.end <= other.span.start


@settings(max_examples=40)
@given(TEXTS)
def test_a_reading_is_one_line_of_json(text: str) -> None:
    shown = json.dumps(namro.read(text).as_json(), ensure_ascii=False)
    assert json.loads(shown)["text"] == namro.read(text).text


def values(reading: Reading) -> list[tuple[Decimal, Decimal | None, str]]:
    return [(abs(m.value), abs(m.high) if m.high is not None else None, m.unit) for m in reading.measures]


FIGURES = st.builds(
    "{} {}".format,
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal(99_999), places=2).map(
        lambda value: f"{value:,f}".translate(str.maketrans(",.", ".,"))
    ),
    st.sampled_from(["%", "tỷ đồng", "triệu USD", "điểm phần trăm", "km2", "ha", "nghìn tỷ đồng", "tấn", "MW"]),
)


@settings(max_examples=60)
@given(st.lists(FIGURES, min_size=1, max_size=5))
def test_the_words_of_a_figure_read_alone_give_its_value(figures: list[str]) -> None:
    reading = namro.read("; ".join(f"Thu ngân sách đạt {figure}" for figure in figures) + ".")
    assert len(reading.measures) == len(figures)
    for measure in reading.measures:
        alone = namro.read(measure.span.of(reading.text))
        assert values(alone) == [(abs(measure.value), measure.high, measure.unit)]


@settings(max_examples=40)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_words_without_figures_around_a_text_change_no_figure(text: str) -> None:
    plain = namro.read(text)
    framed = namro.read(f"Các đại biểu đã nghe báo cáo.\n\n{text}\n\nCác đại biểu đã phát biểu.")
    assert [m.unit for m in framed.measures] == [m.unit for m in plain.measures]
