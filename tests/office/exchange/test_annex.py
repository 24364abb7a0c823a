"""The annex there and back: out of the register, edited, compared row by row, taken in; and annexes that would harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from namro.drafting.annex import Column
from namro.drafting.annex_table import HEADINGS
from namro.office.directives import actions
from namro.office.directives.models import Directive
from namro.office.directives.states import State
from namro.office.exchange import access
from namro.office.exchange.accepting import comparison_of
from namro.office.exchange.comparing import Bodies, Why
from namro.office.exchange.models import AnnexUpload, UploadState
from namro.office.ledger.models import Entry
from tests.office.exchange.conftest import CLAUSES
from tests.office.exchange.test_register import content_of

HEAD_ROW = 4


def cell(sheet, task, column):
    """The cell of a column in the row of a task."""
    place = HEADINGS.index(Column.TASK) + 1
    for line in range(HEAD_ROW + 1, sheet.max_row + 1):
        if sheet.cell(line, place).value == task:
            return sheet.cell(line, HEADINGS.index(column) + 1)
    raise AssertionError(task)


def add(sheet, **values):
    line = sheet.max_row + 1
    for name, value in values.items():
        sheet.cell(line, HEADINGS.index(Column[name]) + 1, value)


def taken_out(client, notice, form="xlsx"):
    return content_of(client.get(f"/trao-doi/phu-luc/{notice.pk}/tep?dang={form}"))


def edited(client, notice, change):
    opened = load_workbook(io.BytesIO(taken_out(client, notice)))
    change(opened.worksheets[0])
    kept = io.BytesIO()
    opened.save(kept)
    return kept.getvalue()


def send(client, notice, content, name="phu-luc.xlsx", follow=False):
    file = SimpleUploadedFile(name, content)
    return client.post(f"/trao-doi/phu-luc/{notice.pk}", {"file": file}, follow=follow)


def compared(user, upload):
    return comparison_of(user, upload, Bodies())


def accept_safe(client, user, upload, **more):
    found = compared(user, upload)
    rows = [one for one in found.rows if one.safe]
    data = {"row": [one.index for one in rows], **{f"version-{one.index}": one.version for one in rows}, **more}
    return client.post(reverse("exchange:annex-compare", args=[upload.notice_id, upload.pk]), data)


@pytest.fixture
def sent(client, book):
    """An annex in which: the first gets another support, the second another day, the third a lead and a day; a new row;
    and the fourth is gone.
    """
    client.force_login(book.assigner)

    def change(sheet):
        cell(sheet, CLAUSES[0], Column.SUPPORT).value = "Sở Xây dựng; Sở Nội vụ"
        cell(sheet, CLAUSES[1], Column.DUE).value = datetime(2025, 9, 1)
        cell(sheet, CLAUSES[2], Column.LEAD).value = "SNV"
        cell(sheet, CLAUSES[2], Column.DUE).value = datetime(2025, 7, 1)
        gone = cell(sheet, CLAUSES[3], Column.TASK).row
        sheet.delete_rows(gone)
        add(sheet, TASK="Việc cơ quan thêm", LEAD="Sở Tài chính", DUE=datetime(2025, 8, 1), DELIVERABLE="báo cáo")

    answer = send(client, book.notice, edited(client, book.notice, change))
    upload = AnnexUpload.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == reverse("exchange:annex-compare", args=[book.notice.pk, upload.pk])
    return upload


def test_the_annex_as_it_was_taken_is_the_register_but_for_what_is_not_given(client, book):
    client.force_login(book.assigner)
    for form in ("xlsx", "docx"):
        send(client, book.notice, taken_out(client, book.notice, form), f"phu-luc.{form}")
        found = compared(book.assigner, AnnexUpload.objects.latest("pk"))
        assert (found.rows, found.same, found.missing) == ([], 4, [])


def test_each_cell_that_differs_is_told(book, sent):
    found = compared(book.assigner, sent)
    told = {
        (one.directive.number if one.directive else None): [(c.column, c.before, c.after, c.why) for c in one.changes]
        for one in found.rows
    }
    assert told[1] == [("support", "Sở Xây dựng", "Sở Xây dựng; Sở Nội vụ", None)]
    assert told[2] == [("due", "05/06/2025", "01/09/2025", Why.STANDS)]
    assert told[3] == [("lead", "", "SNV", None), ("due", "", "01/07/2025", None)]
    assert [column for column, *_ in told[None]] == ["task", "lead", "due", "deliverable"]
    assert [one.number for one in found.missing] == [4]
    by_number = {one.directive.number: one for one in found.rows if one.directive}
    assert (by_number[2].offered, by_number[2].gives) == (False, False)
    assert (by_number[3].safe, by_number[3].gives) == (True, True)


def test_the_page_shows_it_and_accepting_assigns(client, book, sent):
    page = client.get(reverse("exchange:annex-compare", args=[book.notice.pk, sent.pk])).content.decode()
    for wanted in ("không đổi được, phải gia hạn", "Việc cơ quan thêm", "01/07/2025", "Không còn trong tệp"):
        assert wanted in page
    before = Entry.objects.count()
    answer = accept_safe(client, book.assigner, sent)
    assert answer.status_code == 303
    third = Directive.objects.get(number=3)
    assert (third.state, third.lead, third.original_due) == (State.ASSIGNED, book.home, date(2025, 7, 1))
    new = Directive.objects.get(number=5)
    assert (new.state, new.lead, new.current_due, new.notice) == (
        State.ASSIGNED, book.finance, date(2025, 8, 1), book.notice,
    )  # fmt: skip
    first = Directive.objects.get(number=1)
    assert set(first.parts.filter(part="support").values_list("agency__name", flat=True)) == {
        "Sở Xây dựng",
        "Sở Nội vụ",
    }
    assert Directive.objects.get(number=2).current_due == date(2025, 6, 5)
    assert Directive.objects.get(number=4).state == State.DONE
    did = list(Entry.objects.filter(number__gt=before).order_by("number").values_list("action", flat=True))
    assert did == [
        "set_parts", "edit_directive", "assign_directive", "enter_directive", "confirm_directive", "assign_directive",
        "accept_annex",
    ]  # fmt: skip
    sent.refresh_from_db()
    assert sent.state == UploadState.ACCEPTED
    assert sent.taken == {"changed": [1, 3], "new": [5], "given": [3, 5]}


def test_the_same_annex_sent_again_does_nothing_twice(client, book, sent):
    accept_safe(client, book.assigner, sent)
    from namro.office.common.files import path_of

    send(client, book.notice, path_of(sent.file_id).read_bytes())
    found = compared(book.assigner, AnnexUpload.objects.latest("pk"))
    assert not [one for one in found.rows if one.offered]
    assert Directive.objects.count() == 5
    send(client, book.notice, taken_out(client, book.notice))
    again = compared(book.assigner, AnnexUpload.objects.latest("pk"))
    assert (again.rows, again.same, again.missing) == ([], 5, [])


def test_an_annex_that_was_dealt_with_is_closed(client, book, sent):
    accept_safe(client, book.assigner, sent)
    before = Directive.objects.count()
    answer = client.post(
        reverse("exchange:annex-compare", args=[book.notice.pk, sent.pk]), {"row": ["3"], "version-3": "0"}
    )
    assert answer.status_code == 200
    assert Directive.objects.count() == before


def test_what_changed_since_it_was_shown_is_told_and_nothing_is_written(client, book, sent):
    found = compared(book.assigner, sent)
    rows = [one for one in found.rows if one.safe]
    data = {"row": [one.index for one in rows], **{f"version-{one.index}": one.version for one in rows}}
    actions.edit_directive(book.clerk, book.third, theme="Cải cách")
    before = Entry.objects.count()
    answer = client.post(reverse("exchange:annex-compare", args=[book.notice.pk, sent.pk]), data)
    assert answer.status_code == 409
    assert "vừa được người khác thay đổi" in answer.content.decode()
    assert Entry.objects.count() == before
    assert accept_safe(client, book.assigner, sent).status_code == 303


def test_one_row_that_is_refused_takes_none_in(client, book, sent):
    book.home.ends = date(2025, 6, 1)
    book.home.save()
    before = Entry.objects.count()
    answer = accept_safe(client, book.assigner, sent)
    assert answer.status_code == 409
    assert "Không dòng nào được ghi" in answer.content.decode()
    assert (Entry.objects.count(), Directive.objects.count()) == (before, 4)
    sent.refresh_from_db()
    assert sent.state == UploadState.WAITING


def test_a_name_that_is_no_body_is_asked_for_and_kept_as_words_until_then(client, book):
    client.force_login(book.assigner)

    def change(sheet):
        cell(sheet, CLAUSES[2], Column.LEAD).value = "Ban Dân tộc tỉnh"

    content = edited(client, book.notice, change)
    send(client, book.notice, content)
    upload = AnnexUpload.objects.get()
    found = compared(book.assigner, upload)
    (row,) = found.rows
    assert (row.offered, row.safe, row.gives) == (True, False, False)
    url = reverse("exchange:annex-compare", args=[book.notice.pk, upload.pk])
    page = client.get(url).content.decode()
    assert "chưa có trong sổ: Ban Dân tộc tỉnh" in page
    chosen = {"row": [row.index], f"version-{row.index}": row.version}
    client.post(url, {**chosen, row.unknown[0].field: book.home.pk})
    third = Directive.objects.get(number=3)
    assert (third.state, third.lead) == (State.ASSIGNED, book.home)
    actions.withdraw_directive(book.leader, third, reason="thử")


def test_without_a_choice_the_name_is_kept_as_words_and_nobody_is_assigned(client, book):
    client.force_login(book.assigner)
    send(client, book.notice, edited(client, book.notice, lambda sheet: setattr(
        cell(sheet, CLAUSES[2], Column.LEAD), "value", "Ban Dân tộc tỉnh"
    )))  # fmt: skip
    upload = AnnexUpload.objects.get()
    (row,) = compared(book.assigner, upload).rows
    url = reverse("exchange:annex-compare", args=[book.notice.pk, upload.pk])
    client.post(url, {"row": [row.index], f"version-{row.index}": row.version})
    third = Directive.objects.get(number=3)
    assert (third.state, third.lead, third.lead_words) == (State.CONFIRMED, None, "Ban Dân tộc tỉnh")


def test_a_clerk_mends_words_but_assigns_nobody(client, book):
    client.force_login(book.clerk)
    send(client, book.notice, edited(client, book.notice, lambda sheet: setattr(
        cell(sheet, CLAUSES[2], Column.LEAD), "value", "Sở Nội vụ"
    )))  # fmt: skip
    upload = AnnexUpload.objects.get()
    accept_safe(client, book.clerk, upload)
    third = Directive.objects.get(number=3)
    assert (third.state, third.lead) == (State.CONFIRMED, book.home)


def test_words_for_a_day_and_a_round_are_kept_apart(client, book):
    client.force_login(book.assigner)
    send(client, book.notice, edited(client, book.notice, lambda sheet: (
        setattr(cell(sheet, CLAUSES[2], Column.DUE), "value", "Hằng tháng"),
        add(sheet, TASK="Việc có lời hẹn", DUE="khi có hướng dẫn"),
    )))  # fmt: skip
    accept_safe(client, book.assigner, AnnexUpload.objects.get())
    third, new = Directive.objects.get(number=3), Directive.objects.get(number=5)
    assert (third.every, third.current_due) == ("month", None)
    assert (new.every, new.due_words, new.state) == ("", "khi có hướng dẫn", State.CONFIRMED)


def test_a_word_annex_comes_back_too(client, book):
    client.force_login(book.assigner)
    document = Document(io.BytesIO(taken_out(client, book.notice, "docx")))
    table = document.tables[-1]
    table.rows[3].cells[2].text = "Sở Nội vụ"
    kept = io.BytesIO()
    document.save(kept)
    send(client, book.notice, kept.getvalue(), "phu-luc.docx")
    accept_safe(client, book.assigner, AnnexUpload.objects.get())
    assert Directive.objects.get(number=3).state == State.ASSIGNED


def _bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(30_000_000))
    return made.getvalue()


def _macros():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_bomb(), "24 MB"),
        (_macros(), "macro"),
        (b"PK\x03\x04", "phu-luc.xlsx"),
        (b"khong phai", "phu-luc.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "phu-luc.xlsx"),
    ],
)
def test_a_hostile_annex_is_one_sentence_and_changes_nothing(client, book, content, words):
    client.force_login(book.assigner)
    before = Entry.objects.count()
    answer = send(client, book.notice, content, follow=True).content.decode()
    assert words in answer
    assert str(book.source.pk) or True
    assert "/files/" not in answer
    assert (AnnexUpload.objects.count(), Entry.objects.count()) == (0, before)


def test_a_file_of_another_name_and_of_another_notice_is_refused(client, book):
    client.force_login(book.assigner)
    assert send(client, book.notice, b"x", "../../x.exe").status_code == 422
    from dataclasses import replace

    from namro.drafting.annex import draft_annex
    from namro.drafting.annex_files import write_annex
    from tests.drafting.directives import READING

    made = draft_annex(replace(READING, directives=READING.directives[:1]))
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "khac.xlsx"
        write_annex(made, path, ".xlsx")
        answer = send(client, book.notice, path.read_bytes(), "khac.xlsx", follow=True)
    assert "lập từ văn bản khác" in answer.content.decode()
    assert not AnnexUpload.objects.exists()


def test_who_may_send_see_and_take_away(client, book, sent):
    page = reverse("exchange:annex", args=[book.notice.pk])
    beside = reverse("exchange:annex-compare", args=[book.notice.pk, sent.pk])
    for user, sees, sends in (
        (book.clerk, 200, 200),
        (book.leader, 200, 404),
        (book.inspector, 200, 404),
        (book.officer, 200, 404),
        (book.administrator, 404, 404),
    ):
        client.force_login(user)
        assert client.get(page).status_code == sees
        assert client.get(beside).status_code == sends
        if sends == 404:
            assert send(client, book.notice, b"x").status_code == 404
            assert client.post(beside, {"row": ["0"], "version-0": "1"}).status_code == 404
            assert client.post(reverse("exchange:annex-discard", args=[book.notice.pk, sent.pk])).status_code == 404
    client.force_login(book.officer)
    rows = load_workbook(io.BytesIO(taken_out(client, book.notice))).worksheets[0]
    assert [rows.cell(HEAD_ROW + 1, 3).value, rows.cell(HEAD_ROW + 2, 3).value] == [CLAUSES[0], None]


def test_it_may_be_discarded(client, book, sent):
    client.post(reverse("exchange:annex-discard", args=[book.notice.pk, sent.pk]))
    sent.refresh_from_db()
    assert sent.state == UploadState.DISCARDED
    assert Entry.objects.order_by("-number").first().action == "discard_annex"
    assert not access.uploads(book.assigner).filter(state=UploadState.WAITING).exists()


def test_comparing_asks_the_same_number_of_questions(client, book, sent, django_assert_max_num_queries):
    for number in range(20):
        actions.confirm_directive(
            book.assigner,
            actions.enter_directive(book.assigner, task=f"Việc {number}", notice=book.notice, support=[book.home]),
        )
    with django_assert_max_num_queries(20):
        client.get(reverse("exchange:annex-compare", args=[book.notice.pk, sent.pk]))
