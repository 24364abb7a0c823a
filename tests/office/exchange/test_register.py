"""The register as files: the same rows in the same order as its list, for each person and filter, in every form."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from namro.office.common import keyset
from namro.office.directives import access, actions
from namro.office.directives.filters import read_filter
from namro.office.exchange import downloads
from namro.office.ledger.models import LedgerHead

URL = "/trao-doi/so-theo-doi"
QUERIES = (
    "",
    "?tinh-hinh=qua-han",
    "?thu-tu=moi",
    "?thieu=nguoi",
    "?co-so=ban-dau&den=2025-06-30",
    "?trang-thai=da-rut",
)


def content_of(response):
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    return b"".join(response.streaming_content)


def numbers(client, query, form):
    content = content_of(client.get(f"{URL}{query}{'&' if query else '?'}dang={form}"))
    if form == "csv":
        return [int(row[0]) for row in list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]]
    if form == "json":
        return [row["number"] for row in json.loads(content)["rows"]]
    if form == "xlsx":
        rows = load_workbook(io.BytesIO(content)).active.iter_rows(min_row=5, values_only=True)
        return [row[0] for row in rows if isinstance(row[0], int)]
    return [int(row.cells[0].text) for row in Document(io.BytesIO(content)).tables[-1].rows[1:]]


def listed(user, query, today):
    from django.http import QueryDict

    wanted, _ = read_filter(QueryDict(query.lstrip("?")))
    rows = wanted.apply(access.visible(user), today, user)
    return [one.number for one in keyset.page(rows, wanted.columns, size=100).rows]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("form", ["csv", "json", "xlsx", "docx"])
def test_every_form_has_the_rows_of_the_list_in_its_order(client, book, form, query):
    from tests.office.conftest import TODAY

    for user in (book.leader, book.officer, book.other, book.administrator):
        client.force_login(user)
        assert numbers(client, query, form) == listed(user, query, TODAY)


def test_the_page_of_the_register_counts_what_the_files_hold(client, book):
    client.force_login(book.inspector)
    for query in ("", "?tinh-hinh=qua-han"):
        page = client.get(reverse("directives:list") + query)
        assert page.context["page"].rows if "page" in page.context else True
        shown = [row.number for row in page.context["rows"]]
        assert shown == numbers(client, query, "csv") == numbers(client, query, "xlsx")


def test_a_body_takes_out_only_what_it_may_see(client, book):
    client.force_login(book.officer)
    content = content_of(client.get(f"{URL}?dang=json")).decode()
    assert [row["number"] for row in json.loads(content)["rows"]] == [book.first.number]
    assert "Sở Nội vụ" not in content
    client.force_login(book.officer)
    assert "465/TB" in content_of(client.get(f"{URL}?dang=json&van-ban={book.notice.pk}")).decode()
    client.force_login(book.administrator)
    told = content_of(client.get(f"{URL}?dang=json&van-ban={book.notice.pk}")).decode()
    assert book.notice.number not in told


def test_every_form_ends_with_the_ledger(client, book):
    client.force_login(book.leader)
    head = LedgerHead.objects.get()
    for form in ("csv", "json", "xlsx", "docx"):
        content = content_of(client.get(f"{URL}?dang={form}"))
        if form in ("xlsx", "docx"):
            import zipfile

            with zipfile.ZipFile(io.BytesIO(content)) as package:
                content = b"".join(package.read(name) for name in package.namelist())
        assert head.hash.encode() in content
        assert str(head.number).encode() in content


def test_a_task_that_opens_like_a_formula_is_words(client, book):
    for number, words in enumerate(("=1+1", "+1", "-1", "@A1", "\t=1", "=cmd|'/c calc'!A1")):
        made = actions.enter_directive(book.assigner, task=words + " ", deliverable=words, basis=f"dòng {number}")
        actions.confirm_directive(book.assigner, made)
    client.force_login(book.leader)
    rows = list(csv.reader(io.StringIO(content_of(client.get(f"{URL}?dang=csv")).decode("utf-8-sig"))))
    assert len(rows) == 11
    assert not [cell for row in rows for cell in row if cell.strip()[:1] in ("=", "+", "-", "@") and cell.strip()]
    book_file = load_workbook(io.BytesIO(content_of(client.get(f"{URL}?dang=xlsx"))))
    assert not [cell for row in book_file.active.iter_rows() for cell in row if cell.data_type == "f"]


def test_files_are_in_vietnamese_whatever_the_page_is_in(client, book):
    client.force_login(book.leader)
    client.cookies["django_language"] = "en"
    told = json.loads(content_of(client.get(f"{URL}?dang=json")))
    assert {row["state"] for row in told["rows"]} == {"Đã nhận việc", "Đã giao", "Đã xác nhận", "Hoàn thành"}
    assert told["selection"] == "mọi nhiệm vụ"


def test_what_is_too_long_is_told_and_an_unknown_form_is_not_there(client, book, monkeypatch):
    client.force_login(book.leader)
    assert client.get(f"{URL}?dang=exe").status_code == 404
    monkeypatch.setitem(downloads.MOST, "docx", 2)
    answer = client.get(f"{URL}?dang=docx", follow=True)
    assert "hãy lọc hẹp hơn" in answer.content.decode()
    assert client.get(f"{URL}?dang=csv").status_code == 200


def test_the_questions_do_not_grow_with_the_rows(client, book, django_assert_max_num_queries):
    client.force_login(book.leader)
    for number in range(30):
        actions.enter_directive(book.assigner, task=f"Việc {number}", lead=book.home, support=[book.works])
    with django_assert_max_num_queries(14):
        assert len(numbers(client, "", "csv")) == 34


def test_nobody_signed_out_takes_anything(client, book):
    for name in ("exchange:register", "exchange:report", "exchange:index"):
        assert client.get(reverse(name)).status_code == 302
