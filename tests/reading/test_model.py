"""The shape of a reading is the one other programs read."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import namro
from namro.reading import Reading
from namro.reading.model import Header, Measure
from namro.text import Span

TEXT = (
    "VĂN PHÒNG CHÍNH PHỦ\n\nSố: 00/TB-VPCP\n\nHà Nội, ngày 16 tháng 10 năm 2024\n\nTHÔNG BÁO\n\n"
    "KẾT LUẬN TẠI BUỔI LÀM VIỆC VỚI LÃNH ĐẠO TỈNH BÌNH DƯƠNG\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n"
    "Tổng sản phẩm trên địa bàn (GRDP) 6 tháng đầu năm 2024 tăng 6,19%, xếp thứ 34/63 cả nước. Thu ngân sách giảm "
    "1 - 1,5%. Giao Bộ Tài chính thực hiện Nghị quyết số 25/NQ-CP ngày 05 tháng 02 năm 2025 trước ngày 31/12/2024.\n\n"
    "II. MỤC TIÊU\n\nPhấn đấu đến năm 2030 trở thành trung tâm công nghiệp của vùng. Có ngày 31/02/2024.\n"
)

NULL, STRING, BOOL, INT = type(None), str, bool, int
FOUND = {"start": (INT,), "end": (INT,), "quote": (STRING,), "rule": (STRING,)}
SHAPES: dict[str, dict[str, tuple[type, ...]]] = {
    "sections": {"role": (STRING,), "title": (STRING, NULL)},
    "measures": {
        "value": (STRING,),
        "high": (STRING, NULL),
        "unit": (STRING,),
        "bound": (STRING,),
        "aspect": (STRING,),
        "modality": (STRING,),
        "rank_of": (STRING, NULL),
        "indicator": (STRING, NULL),
        "label": (STRING, NULL),
        "period": (STRING, NULL),
        "versus": (STRING, NULL),
        "place": (STRING, NULL),
    },
    "goals": {"horizon": (STRING, NULL)},
    "references": {"number": (STRING,), "kind": (STRING, NULL), "issued_on": (STRING, NULL)},
    "acronyms": {"short": (STRING,), "long": (STRING, NULL), "defined": (BOOL,)},
    "warnings": {"code": (STRING,), "message": (STRING,)},
}
DOCUMENT = (
    "title", "kind", "number", "issuer", "issued_on", "published_on", "signed_by", "presided_by", "place", "source",
    "language",
)  # fmt: skip
BOUNDS = {"=", "≈", ">", "<", "≥", "≤"}


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """A reading as it goes over the wire."""
    value: dict[str, Any] = json.loads(json.dumps(namro.read(TEXT).as_json(), ensure_ascii=False))
    return value


def test_the_keys_of_a_reading(shown: dict[str, Any]) -> None:
    assert list(shown) == ["schema", "source", "document", "text", *SHAPES, "directives"] or shown.keys() == {
        "schema", "source", "document", "text", *SHAPES, "directives"
    }  # fmt: skip
    assert shown["schema"] == "namro-reading/1"
    assert shown["text"] == TEXT
    assert shown["source"] is None
    assert tuple(shown["document"]) == DOCUMENT


@pytest.mark.parametrize("kind", SHAPES)
def test_the_keys_and_types_of_a_finding(shown: dict[str, Any], kind: str) -> None:
    assert shown[kind], "the text holds one of every kind"
    wanted = FOUND | SHAPES[kind]
    for finding in shown[kind]:
        assert finding.keys() >= wanted.keys()
        for key, types in wanted.items():
            assert type(finding[key]) in types, key
        assert finding["quote"] == shown["text"][finding["start"] : finding["end"]]
        assert finding["quote"].strip() == finding["quote"] != ""


def test_the_values_of_a_measure(shown: dict[str, Any]) -> None:
    growth, rank, fall = shown["measures"]
    assert (growth["value"], growth["unit"], growth["indicator"]) == ("6.19", "%", "grdp")
    assert growth["period"] == "2024-01-01/2024-06-30"
    assert (rank["value"], rank["unit"], rank["rank_of"], rank["aspect"]) == ("34", "rank", "63", "rank")
    assert (fall["value"], fall["high"]) == ("-1", "-1.5")
    assert {m["bound"] for m in shown["measures"]} <= BOUNDS


def test_dates_are_iso_days(shown: dict[str, Any]) -> None:
    assert shown["document"]["issued_on"] == "2024-10-16"
    assert shown["document"]["published_on"] is None
    (reference,) = shown["references"]
    assert (reference["number"], reference["issued_on"]) == ("25/NQ-CP", "2025-02-05")
    assert shown["goals"][0]["horizon"] == "2030"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1360000000", "1360000000"),
        ("1.36E+9", "1360000000"),
        ("6.190", "6.19"),
        ("-0.50", "-0.5"),
        ("0.00", "0"),
        ("1E-7", "0.0000001"),
        ("50100000000000.0", "50100000000000"),
    ],
)
def test_numbers_are_plain_decimal_strings(value: str, written: str) -> None:
    measure = Measure(span=Span(0, 1), rule="x", value=Decimal(value), unit="%")
    assert measure.as_json("5%")["value"] == written


def test_the_day_of_a_header() -> None:
    issued, published = date(2024, 10, 16), date(2024, 10, 20)
    assert Header(issued_on=issued, published_on=published).day == issued
    assert Header(published_on=published).day == published
    assert Header().day is None


def test_an_empty_reading() -> None:
    shown = Reading(source="a.txt", text="", document=Header()).as_json()
    assert shown["source"] == "a.txt"
    assert all(shown[kind] == [] for kind in (*SHAPES, "directives"))
