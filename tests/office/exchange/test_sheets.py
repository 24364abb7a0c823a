"""Sheets in another system's columns: the shipped one, an office's own, and files that are wrong."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from openpyxl import load_workbook

from namro.errors import DataError
from namro.office.exchange.mapped import load, mappings, own_folder
from tests.office.exchange.test_register import content_of

URL = "/trao-doi/bang/theo-doi-chung"
GOOD = """
title = "Của tỉnh"
[[column]]
heading = "Mã"
field = "number"
[[column]]
heading = "Hạn"
field = "current_due"
format = "yyyy-mm-dd"
[[column]]
heading = "Vốn (triệu đồng)"
field = "capital_plan"
format = "million"
[[column]]
heading = "Đơn vị nhập"
value = "=VP"
"""


@pytest.fixture
def own(book):
    """Writes a sheet of the office's own."""

    def write(words, name="cua-tinh"):
        own_folder().mkdir(parents=True, exist_ok=True)
        path = own_folder() / f"{name}.toml"
        path.write_text(words, "utf-8")
        return path

    assert own_folder().is_relative_to(settings.ENVIRONMENT.data)
    return write


def test_the_shipped_sheet_says_that_it_is_our_own():
    sheet = mappings([])["theo-doi-chung"]
    assert "không phải mẫu của Văn phòng Chính phủ" in sheet.about
    assert len(sheet.columns) == 12


def test_it_has_the_rows_of_the_register_in_its_columns(client, book):
    client.force_login(book.leader)
    rows = list(csv.reader(io.StringIO(content_of(client.get(f"{URL}?dang=csv")).decode("utf-8-sig"))))
    assert rows[0][:4] == ["STT", "Mã nhiệm vụ", "Số, ký hiệu văn bản giao", "Ngày văn bản"]
    assert [(row[0], row[1], row[8]) for row in rows[1:]] == [
        ("1", "2", "Chưa hoàn thành, quá hạn"),
        ("2", "4", "Đã hoàn thành đúng hạn"),
        ("3", "1", "Chưa hoàn thành, trong hạn"),
        ("4", "3", "Chưa hoàn thành, không có thời hạn"),
    ]
    sheet = load_workbook(io.BytesIO(content_of(client.get(f"{URL}?dang=xlsx&tinh-hinh=qua-han")))).active
    assert sheet.title == "Nhiệm vụ"
    assert [cell.value for cell in sheet[2]][:4] == [1, 2, "465/TB-VPUB", "20/05/2025"]
    assert sheet.max_row == 2


def test_an_office_adds_its_own(client, book, own):
    from namro.office.directives import actions

    own(GOOD)
    actions.set_resources(book.assigner, book.first, capital_plan=1_500_000_000, disbursed=None)
    client.force_login(book.officer)
    content = content_of(client.get("/trao-doi/bang/cua-tinh?dang=csv")).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content))) == [
        ["Mã", "Hạn", "Vốn (triệu đồng)", "Đơn vị nhập"],
        ["1", "2025-07-31", "1500.00", "'=VP"],
    ]
    assert "Của tỉnh" in client.get("/trao-doi/").content.decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("title = ", "not TOML"),
        ("title = 'x'", "no columns"),
        ("[[column]]\nheading='a'\nfield='number'", "title: missing"),
        ("title='x'\ncolour='y'\n[[column]]\nheading='a'\nfield='number'", "row colour: unknown key"),
        ("title='x'\n[[column]]\nheading='a'\nfield='mood'", "row 1: no field 'mood' (use position, number, task"),
        ("title='x'\n[[column]]\nheading='a'\nfield='number'\nvalue='1'", "neither or both"),
        ("title='x'\n[[column]]\nfield='number'", "row 1: no heading"),
        ("title='x'\n[[column]]\nheading='a'\nfield='number'\nformat='day'", "'day' does not fit number"),
        ("title='x'\n[[column]]\nheading='a'\nfield='task'\nvalues={a='b'}", "values do not fit task"),
        ("title='x'\n[[column]]\nheading='a'\nfield='state'\nvalues={done='b', gone='c'}", "no state gone"),
        ("title='x'\n[[column]]\nheading='a'\nfield='state'\nvalues={done='b'}", "no words for draft, confirmed"),
        (
            "title='x'\n[[column]]\nheading='a'\nvalue='1'\n[[column]]\nheading='a'\nvalue='2'",
            "heading 'a' again",
        ),
        ("title='x'\nsheet='a/b'\n[[column]]\nheading='a'\nvalue='1'", "no name of a sheet"),
        ("title=1\n[[column]]\nheading=2\nvalue='1'", "heading is not words"),
        ("title='x'\ncolumn=[1]", "not a table"),
    ],
)
def test_a_faulty_sheet_is_told_in_full(own, words, told):
    with pytest.raises(DataError) as refused:
        load(own(words))
    assert told in refused.value.message("en")
    assert "cua-tinh.toml" in refused.value.message("vi")


def test_a_faulty_sheet_leaves_the_others_and_is_told_to_administrators_alone(client, book, own):
    own("title = ", "hong")
    client.force_login(book.administrator)
    assert "hong.toml" in client.get("/trao-doi/").content.decode()
    client.force_login(book.leader)
    page = client.get("/trao-doi/").content.decode()
    assert "hong.toml" not in page
    assert "Bảng theo dõi nhiệm vụ dùng chung" in page
    assert client.get("/trao-doi/bang/hong").status_code == 404
