"""The periodic report: its figures are those of the count, in every form; its periods those of the decree."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.http import QueryDict
from docx import Document
from openpyxl import load_workbook

from namro.errors import UsageError
from namro.office.directives import access
from namro.office.directives.counting import Basis, Count
from namro.office.directives.filters import Filter, read_filter
from namro.office.directives.queries import count
from namro.office.exchange import queries
from namro.office.exchange.periods import PeriodKind, current, period_between, period_of
from tests.office.conftest import TODAY
from tests.office.exchange.test_register import content_of

URL = "/trao-doi/bao-cao"
JUNE = "ky=thang&nam=2025&so=6"


@pytest.mark.parametrize(
    ("kind", "year", "ordinal", "begins", "ends"),
    [
        (PeriodKind.MONTH, 2025, 6, date(2025, 5, 15), date(2025, 6, 14)),
        (PeriodKind.MONTH, 2025, 1, date(2024, 12, 15), date(2025, 1, 14)),
        (PeriodKind.QUARTER, 2025, 1, date(2024, 12, 15), date(2025, 3, 14)),
        (PeriodKind.QUARTER, 2025, 4, date(2025, 9, 15), date(2025, 12, 14)),
        (PeriodKind.HALF, 2025, 1, date(2024, 12, 15), date(2025, 6, 14)),
        (PeriodKind.HALF, 2025, 2, date(2025, 6, 15), date(2025, 12, 14)),
        (PeriodKind.YEAR, 2025, 1, date(2024, 12, 15), date(2025, 12, 14)),
        (PeriodKind.WEEK, 2025, 24, date(2025, 6, 9), date(2025, 6, 15)),
    ],
)
def test_data_are_cut_off_as_the_decree_says(kind, year, ordinal, begins, ends):
    period = period_of(kind, year, ordinal)
    assert (period.begins, period.ends) == (begins, ends)
    assert current(kind, begins) == current(kind, ends) == (year, ordinal)


@pytest.mark.parametrize(
    ("kind", "year", "ordinal"),
    [
        (PeriodKind.MONTH, 2025, 13),
        (PeriodKind.QUARTER, 2025, 0),
        (PeriodKind.WEEK, 2025, 53),
        (PeriodKind.DAYS, 2025, 1),
    ],
)
def test_a_period_that_is_none_is_refused(kind, year, ordinal):
    with pytest.raises(UsageError):
        period_of(kind, year, ordinal)


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(UsageError):
        period_between(date(2025, 6, 2), date(2025, 6, 1))


@pytest.mark.parametrize("query", ["", "tinh-hinh=qua-han", "co-so=ban-dau", "co-so=ban-dau&tinh-hinh=trong-han"])
def test_the_figures_are_those_of_the_count(book, query):
    wanted, faults = read_filter(QueryDict(query))
    assert not faults
    for user in (book.leader, book.officer):
        made = queries.report_of(user, wanted, period_of(PeriodKind.MONTH, 2025, 6), TODAY)
        rows = wanted.apply(access.visible(user), TODAY, user)
        assert made.count == count(rows, TODAY, wanted.basis)
        assert made.carried + made.new == made.count.total
        assert sum((group.count for group in made.by_agency), Count()) == made.count
        assert sum((group.count for group in made.by_notice), Count()) == made.count
        assert len(made.overdue) == made.count.overdue
        assert len(list(made.lines)) == rows.count()


def test_the_basis_changes_who_is_late(book):
    book.set_day(date(2025, 7, 10))
    july = period_of(PeriodKind.MONTH, 2025, 7)
    by_current = queries.report_of(book.leader, Filter(), july, date(2025, 7, 10))
    by_original = queries.report_of(book.leader, Filter(basis=Basis.ORIGINAL), july, date(2025, 7, 10))
    assert [line.number for line in by_current.overdue] == [2]
    assert [line.number for line in by_original.overdue] == [2, 1]
    assert by_original.overdue[1].days_late == 10


def test_what_was_done_before_the_period_and_what_came_after_it_is_not_in_it(book):
    after = period_of(PeriodKind.MONTH, 2025, 7)
    made = queries.report_of(book.leader, Filter(), after, date(2025, 7, 1))
    assert made.count.done == 0  # the one that was done on 10 June is of the month before
    before = queries.report_of(book.leader, Filter(), period_of(PeriodKind.MONTH, 2025, 5), TODAY)
    assert before.count.total == 0


def test_lists_say_what_is_late_granted_next_and_unclear(book):
    made = queries.report_of(book.leader, Filter(), period_of(PeriodKind.MONTH, 2025, 6), TODAY)
    assert [(line.number, line.days_late, line.lead) for line in made.overdue] == [(2, 5, "Sở Nội vụ")]
    assert [(one.number, one.before, one.after) for one in made.granted] == [(1, date(2025, 6, 30), date(2025, 7, 31))]
    assert made.ahead == []
    assert [(line.number, line.open) for line in made.unclear] == [(3, "người, trách nhiệm, thẩm quyền, thời gian")]


def test_page_word_and_excel_have_one_set_of_figures(client, book):
    client.force_login(book.leader)
    page = client.get(f"{URL}?{JUNE}").context["report"]
    words = Document(io.BytesIO(content_of(client.get(f"{URL}?{JUNE}&dang=docx"))))
    told = "\n".join(paragraph.text for paragraph in words.paragraphs)
    figures = load_workbook(io.BytesIO(content_of(client.get(f"{URL}?{JUNE}&dang=xlsx"))))
    sheet = {row[0]: row[1] for row in figures["Tổng hợp"].iter_rows(values_only=True) if row[0]}
    assert sheet["Tổng số nhiệm vụ phải thực hiện trong kỳ"] == page.count.total == 4
    assert sheet["Chưa hoàn thành, quá hạn"] == page.count.overdue == 1
    assert f"đúng hạn là 50,0% ({page.count.done_on_time}/{page.count.due})" in told
    assert "Tổng số nhiệm vụ phải thực hiện trong kỳ: 4" in told


def test_a_wrong_period_is_told_beside_the_form(client, book):
    client.force_login(book.leader)
    for query in (
        "ky=thang&nam=2025&so=13",
        "ky=tu-chon&bat_dau=2025-06-02&ket_thuc=2025-06-01",
        "ky=la",
        "ky=thang&nam=x",
    ):
        answer = client.get(f"{URL}?{query}")
        assert answer.status_code == 200
        assert "report" not in answer.context
        assert answer.context["form"].errors


def test_the_filter_stays_in_the_address_of_the_files(client, book):
    client.force_login(book.leader)
    answer = client.get(f"{URL}?{JUNE}&tinh-hinh=qua-han").content.decode()
    assert 'name="tinh-hinh" value="qua-han"' in answer
    assert "tinh-hinh=qua-han&amp;dang=docx" in answer


def test_the_page_asks_the_same_number_of_questions(client, book, django_assert_max_num_queries):
    client.force_login(book.leader)
    with django_assert_max_num_queries(40):
        client.get(f"{URL}?{JUNE}")
