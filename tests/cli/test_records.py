import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from namro.cli.records import safe_cell, write_csv, write_json, write_json_lines
from namro.cli.sources import Failure
from namro.errors import DocumentError
from tests.cli.readings import READING

FAILURE = Failure("hong.txt", DocumentError("file-empty", source="hong.txt"))


def table(outcomes, lang="vi"):
    out = io.StringIO(newline="")
    write_csv(outcomes, out, lang)
    return out.getvalue(), list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


def test_json_lines_keep_the_order_and_tell_of_failures_in_their_place():
    out = io.StringIO()
    write_json_lines([READING, FAILURE, READING], out, "en")
    first, failed, last = map(json.loads, out.getvalue().splitlines())
    assert first == last == READING.as_json()
    assert failed == {
        "source": "hong.txt",
        "error": {"code": "file-empty", "message": "hong.txt holds no text; check the original."},
    }


def test_json_is_an_array_and_for_one_file_the_object_itself():
    for outcomes, alone, wanted in (
        ([READING], True, READING.as_json()),
        ([READING], False, [READING.as_json()]),
        ([READING, READING], False, [READING.as_json()] * 2),
        ([], False, []),
    ):
        out = io.StringIO()
        write_json(outcomes, out, "vi", alone=alone)
        assert json.loads(out.getvalue()) == wanted


def test_csv_opens_as_utf8_in_a_spreadsheet_and_has_a_row_a_finding():
    text, rows = table([READING, FAILURE])
    assert text.startswith("\ufeffTệp,Văn bản,Loại,")
    growth, money, rank, _ = (row for row in rows if row["Loại"] == "Số liệu")
    assert (growth["Giá trị"], growth["Đơn vị"], growth["Từ ngày"], growth["Đến ngày"], growth["So sánh"]) == (
        "6.19", "%", "2024-01-01", "2024-06-30", "so với cùng kỳ",
    )  # fmt: skip
    assert (growth["Dòng"], growth["Cột"]) == ("3", "19")
    assert (money["Giá trị"], money["Đơn vị"], money["Mức chính xác"]) == ("50100000000000", "đồng", "trên")
    assert (rank["Giá trị"], rank["Hạng trên tổng số"]) == ("7", "63")
    assert [row["Giải nghĩa"] for row in rows if row["Loại"] == "Viện dẫn"] == ["Nghị quyết 24-NQ/TW"]
    assert rows[-1]["Loại"] == "Không đọc được"
    assert "hong.txt" in rows[-1]["Giải nghĩa"]
    assert len(rows) == 13


def test_csv_headings_follow_the_language():
    text, _ = table([READING], "en")
    assert text.startswith("\ufeffSource,Document,Kind,")


@given(st.text())
def test_no_cell_can_run_as_a_formula(cell):
    shown = safe_cell(cell)
    assert shown.removeprefix("'") == cell.removeprefix("'") or shown == cell
    assert shown[:1] not in {"=", "+", "@", "\t", "\r"}
    if shown.startswith("-"):
        float(shown)
