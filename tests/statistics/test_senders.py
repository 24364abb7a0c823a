"""Wide tables by a sender's mapping, and the ministry's FDI workbook."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from namro.errors import DocumentError, UsageError
from namro.statistics import ObservationStatus, Period, Store
from namro.statistics.sources import ImportRefusedError, mapping_of, read_fdi_workbook, read_mapping, read_wide

MAPPING = """
source = "Cục Thống kê tỉnh A"
published_on = 2024-09-29
sheet = "Biểu 1"
first_row = 4
place_column = "B"
skip = ["CẢ NƯỚC"]
decimal = ","

[names]
"TP.HCM" = "GSO63-79"

[[columns]]
column = "C"
series = "grdp-growth"
period = "2024-H1"
unit = "%"
status = "ước tính"

[[columns]]
column = "D"
series = "disbursement-rate"
period = "2024-9M"
unit = "%"

[[columns]]
column = "E"
series = "budget-revenue"
period = "2024-9M"
unit = "tỷ đồng"
"""
Write = Callable[[list[list[Any]]], Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    def write(rows: list[list[Any]]) -> Path:
        book = openpyxl.Workbook()
        book.active.title = "Bìa"
        sheet = book.create_sheet("Biểu 1")
        sheet.append(["Tình hình kinh tế - xã hội"])
        sheet.merge_cells("A1:E1")
        sheet.append(["TT", "Địa phương", "Tăng GRDP", "Giải ngân", "Thu ngân sách"])
        sheet.append([])
        for row in rows:
            sheet.append(row)
        book.save(tmp_path / "wide.xlsx")
        return tmp_path / "wide.xlsx"

    return write


@pytest.fixture
def mapping(tmp_path: Path) -> Any:
    (tmp_path / "a.toml").write_text(MAPPING, "utf-8")
    return read_mapping(tmp_path / "a.toml")


def test_a_wide_table(workbook: Write, mapping: Any) -> None:
    path = workbook(
        [
            [None, "CẢ NƯỚC", 6.42, 47.3, 1],
            [1, "Bình Dương", 6.19, 41.2, 50.1],
            [2, "TP.HCM", None, "..", 371.4],
        ]
    )
    items = read_wide(path, mapping)
    assert [(item.series, item.place, item.period.short, str(item.value)) for item in items] == [
        ("grdp-growth", "GSO63-74", "2024-H1", "6.19"),
        ("disbursement-rate", "GSO63-74", "2024-9M", "41.2"),
        ("budget-revenue", "GSO63-74", "2024-9M", "50100000000"),
        ("budget-revenue", "GSO63-79", "2024-9M", "371400000000"),
    ]
    assert items[0].status is ObservationStatus.ESTIMATE
    assert items[0].published_on == date(2024, 9, 29)
    assert items[1].scope == "pm-plan"


def test_a_wide_csv_with_decimal_commas(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("TT;Địa phương;Tăng\n1;Bình Dương;6,19\n2;Tỉnh Đồng Nai;1.234,5\n", "utf-8-sig")
    columns = [{"column": "C", "series": "grdp-growth", "period": "2024-H1"}]
    mapping = mapping_of({"source": "s", "place_column": "B", "decimal": ",", "columns": columns})
    items = read_wide(tmp_path / "a.csv", mapping)
    assert [(item.place, str(item.value)) for item in items] == [("GSO63-74", "6.19"), ("GSO63-75", "1234.5")]


def test_an_import_adds_a_vintage(workbook: Write, mapping: Any) -> None:
    first = Store(read_wide(workbook([[1, "Bình Dương", 6.19]]), mapping))
    later = mapping_of(
        {
            "source": "Tổng cục Thống kê",
            "published_on": date(2025, 1, 6),
            "first_row": 4,
            "sheet": "Biểu 1",
            "place_column": "B",
            "columns": [{"column": "C", "series": "grdp-growth", "period": "2024-H1"}],
        }
    )
    both = first.adding(read_wide(workbook([[1, "Bình Dương", 6.31]]), later))
    period = Period.parse("2024-H1")
    assert [str(item.value) for item in both.series("grdp-growth").vintages("GSO63-74", period)] == ["6.19", "6.31"]


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        ([1, "Bình Dương", "khoảng 6", 41.2], "row 4, column C", "not a number"),
        ([1, "Bình Dương", 6.19, 0.412], "row 4, column D", "write 41.2"),
        ([1, "Sài Gòn Mới", 6.19], "row 4, column B", "no place"),
    ],
)
def test_faults_of_a_wide_table(row: list[Any], where: str, words: str, workbook: Write, mapping: Any) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read_wide(workbook([row]), mapping)
    (fault,) = refused.value.faults
    assert fault.message("en").startswith(f'sheet "Biểu 1", {where}')
    assert words in fault.message("en")


def test_a_province_that_did_not_exist_that_year(workbook: Write) -> None:
    later = mapping_of(
        {
            "source": "s",
            "first_row": 4,
            "sheet": "Biểu 1",
            "place_column": "B",
            "columns": [{"column": "C", "series": "grdp-growth", "period": "2026-H1"}],
        }
    )
    with pytest.raises(ImportRefusedError, match=r"'Bắc Giang' did not exist .* ended on 2025-06-30"):
        read_wide(workbook([[1, "Bắc Giang", 9.0]]), later)


def test_the_same_name_is_another_unit_after_the_merger(workbook: Write) -> None:
    columns = [{"column": "C", "series": "grdp-growth", "period": "2025-H1"}]
    table = {"source": "s", "first_row": 4, "sheet": "Biểu 1", "place_column": "B", "columns": columns}
    path = workbook([[1, "Hải Phòng", 11.04]])
    assert read_wide(path, mapping_of(table))[0].place == "GSO63-31"
    assert read_wide(path, mapping_of({**table, "map_on": date(2025, 7, 1)}))[0].place == "GSO34-31"


def test_a_wrong_mapping_is_the_callers_mistake(tmp_path: Path, workbook: Write) -> None:
    (tmp_path / "bad.toml").write_text('source = "s"\ncolums = []\n', "utf-8")
    with pytest.raises(UsageError, match="colums"):
        read_mapping(tmp_path / "bad.toml")
    with pytest.raises(UsageError, match="there are: Bìa, Biểu 1"):
        read_wide(workbook([]), mapping_of({"source": "s", "sheet": "Biểu 9"}))


def fdi_book(path: Path, *, rename: str = "Địa phương", extra: Any = None) -> Path:
    book = openpyxl.Workbook()
    flows = book.active
    flows.title = "Tháng 12 2023"
    flows.append(["THU HÚT ĐẦU TƯ NƯỚC NGOÀI TẠI VIỆT NAM NĂM 2023 THEO ĐỊA PHƯƠNG"])
    flows.merge_cells("A1:I1")
    flows.append(["Tính từ 01/01/2023 đến 20/12/2023"])
    flows.append(
        [
            "TT",
            rename,
            "Số dự án cấp mới",
            "Vốn đăng ký cấp mới (triệu USD)",
            "Số lượt dự án điều chỉnh",
            "Vốn đăng ký điều chỉnh (triệu USD)",
            "Số lượt góp vốn mua cổ phần",
            "Giá trị góp vốn, mua cổ phần (triệu USD)",
            "Tổng vốn đăng ký (triệu USD)",
        ]
    )
    flows.append([1, "TP. Hồ Chí Minh", 1200, 585.5, 314, 600.25, 2210, 4666.5, 5852.25])
    flows.append([2, "Bà Rịa - Vũng Tàu", 38, 900, 22, -9.56, 5, 1, extra or 891.44])
    flows.append(["", "Tổng số", 1238, 1485.5, 336, 590.69, 2215, 4667.5, 6743.69])
    stock = book.create_sheet("Luy ke T12 2023")
    stock.append(["STT", "Địa phương", "Số dự án", "Tổng vốn đầu tư đăng ký (Triệu USD)"])
    stock.append([1, "TP. Hồ Chí Minh", 12397, 57631.39])
    stock.append([2, "Dầu khí", 50, 2768.69])
    book.save(path)
    return path


def test_the_fdi_workbook(tmp_path: Path) -> None:
    items = read_fdi_workbook(fdi_book(tmp_path / "FDI.xlsx"), published_on=date(2023, 12, 27))
    found = {(item.series, item.place): item for item in items}
    assert len(found) == 16
    assert found["fdi-registered", "GSO63-79"].value == Decimal(5852250000)
    assert found["fdi-adjusted", "GSO63-77"].value == Decimal(-9560000)
    assert found["fdi-purchase-deals", "GSO63-79"].value == 2210
    assert found["fdi-new", "GSO63-77"].period.iso == "2023-01-01/2023-12-20"
    assert found["fdi-cumulative", "GSO63-79"].period.iso == "../2023-12-20"
    assert found["fdi-projects", "GSO63-79"].value == 12397
    assert found["fdi-new", "GSO63-79"].source == "FDI.xlsx#Tháng 12 2023"


def test_headings_of_the_fdi_workbook_drift(tmp_path: Path) -> None:
    assert len(read_fdi_workbook(fdi_book(tmp_path / "a.xlsx", rename="Tỉnh, thành phố"))) == 16


def test_a_text_in_the_fdi_workbook(tmp_path: Path) -> None:
    with pytest.raises(
        ImportRefusedError, match=r'sheet "Tháng 12 2023", row 5, column I: .xem ghi chú. is not a number'
    ):
        read_fdi_workbook(fdi_book(tmp_path / "b.xlsx", extra="xem ghi chú"))


def test_another_workbook_has_no_fdi_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "c.xlsx")
    with pytest.raises(DocumentError, match="no table of FDI"):
        read_fdi_workbook(tmp_path / "c.xlsx")
