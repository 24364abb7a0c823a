"""Every verb through its address: the right person does it and leaves one entry, another changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from namro.office.accounts.models import Agency
from namro.office.directives import actions
from namro.office.directives.models import Directive, Evidence
from namro.office.directives.states import RULES, State
from namro.office.directives.verbs import BY_NAME, VERBS
from namro.office.ledger.models import Entry
from tests.office.scene import make_directive, make_notice

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 10)
LATER = TODAY + timedelta(days=60)

# Per verb: the kind of directive it is tried on, who may, who may not but sees it, what is written, the state after.
CASES = {
    "confirm_directive": ("draft", "clerk", "inspector", {}, State.CONFIRMED),
    "edit_directive": ("confirmed", "clerk", "leader", {"task": "Việc đã sửa", "theme": "land"}, State.CONFIRMED),
    "assign_directive": ("confirmed", "assigner", "clerk", {"lead": "finance"}, State.ASSIGNED),
    "accept_directive": ("assigned", "officer", "assigner", {}, State.ACCEPTED),
    "refuse_directive": ("assigned", "head", "officer", {"reason": "Không đúng chức năng"}, State.REFUSED),
    "start_work": ("accepted", "officer", "leader", {}, State.IN_PROGRESS),
    "report_progress": ("in_progress", "other", "assigner", {"text": "Đang làm"}, State.IN_PROGRESS),
    "report_done": (
        "in_progress", "officer", "other",
        {"text": "Đã xong", "link_title_1": "Báo cáo", "link_url_1": "https://example.vn/bc"}, State.REPORTED,
    ),
    "return_report": ("reported", "inspector", "officer", {"reason": "Thiếu số liệu"}, State.RETURNED),
    "accept_report": ("reported", "leader", "head", {"words": "Đủ"}, State.DONE),
    "reopen_directive": ("done", "leader", "assigner", {"reason": "Số liệu sai"}, State.RETURNED),
    "ask_extension": ("in_progress", "officer", "assigner", {"wanted_due": LATER, "why": "Chờ"}, State.IN_PROGRESS),
    "grant_extension": ("asked", "leader", "officer", {"due": LATER, "words": "Đồng ý"}, State.IN_PROGRESS),
    "refuse_extension": ("asked", "assigner", "inspector", {"reason": "Không đủ lý do"}, State.IN_PROGRESS),
    "add_evidence": (
        "in_progress", "other", "clerk",
        {"figure_title_1": "Tỷ lệ", "figure_value_1": "41,25", "figure_unit_1": "%"}, State.IN_PROGRESS,
    ),
    "set_resources": (
        "in_progress", "officer", "leader", {"capital_plan": "125.000.000.000", "disbursed": "48.250.500.000,5"},
        State.IN_PROGRESS,
    ),
    "set_parts": ("assigned", "assigner", "head", {"support": "home", "followers": "works"}, State.ASSIGNED),
    "add_subtask": ("in_progress", "officer", "leader", {"task": "Phần việc", "due": TODAY}, State.IN_PROGRESS),
    "suspend_directive": ("in_progress", "leader", "officer", {"reason": "Chờ hướng dẫn"}, State.SUSPENDED),
    "resume_directive": ("suspended", "assigner", "officer", {}, State.IN_PROGRESS),
    "withdraw_directive": ("assigned", "leader", "clerk", {"reason": "Trùng"}, State.WITHDRAWN),
    "unconfirm_directive": ("confirmed", "clerk", "inspector", {}, State.WITHDRAWN),
}  # fmt: skip


def address(directive, name):
    return reverse("directives:act", args=[directive.number, BY_NAME[name].slug])


def written(office, directive, data):
    """The fields as a form sends them."""
    found = {"version": directive.version}
    for name, value in data.items():
        value = getattr(office, value) if name in ("lead", "support", "followers") else value
        found[name] = value.pk if isinstance(value, Agency) else str(value)
    return found


def everything():
    return Entry.objects.count(), list(Directive.objects.order_by("pk").values()), Evidence.objects.count()


def made(office, kind):
    office.set_day(TODAY)
    return make_directive(office, kind, 1)


def test_every_verb_is_tried_here():
    assert set(CASES) == {verb.name for verb in VERBS}
    assert set(CASES) == {name for name, rule in RULES.items() if rule.states}


@pytest.mark.parametrize("name", list(CASES))
def test_the_right_person_does_it_and_leaves_one_entry(client, office, name):
    kind, who, _other, data, state = CASES[name]
    one = made(office, kind)
    client.force_login(getattr(office, who))
    shown = client.get(address(one, name))
    assert shown.status_code == 200
    assert str(BY_NAME[name].words) in shown.content.decode()
    before = Entry.objects.count()
    answer = client.post(address(one, name), written(office, one, data))
    assert answer.status_code == 303, answer.context and answer.context["form"].errors
    assert answer.url == reverse("directives:page", args=[one.number])
    entry = Entry.objects.order_by("-number").first()
    assert (Entry.objects.count() - before, entry.action, entry.actor) == (1, name, getattr(office, who).username)
    one.refresh_from_db()
    assert one.state == state


@pytest.mark.parametrize("name", list(CASES))
def test_another_changes_nothing_and_is_told_why(client, office, name):
    kind, _who, other, data, _state = CASES[name]
    one = made(office, kind)
    client.force_login(getattr(office, other))
    before = everything()
    for answer in (client.get(address(one, name)), client.post(address(one, name), written(office, one, data))):
        assert answer.status_code == 403
        assert "không" in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize("name", list(CASES))
def test_hidden_means_there_is_no_such_page(client, office, name):
    kind, _who, _other, data, _state = CASES[name]
    one = made(office, kind)
    before = everything()
    client.force_login(office.administrator)
    assert client.get(address(one, name)).status_code == 404
    assert client.post(address(one, name), written(office, one, data)).status_code == 404
    assert client.get(reverse("directives:act", args=[one.number + 999, BY_NAME[name].slug])).status_code == 404
    client.logout()
    assert client.post(address(one, name), written(office, one, data)).status_code == 302
    assert everything() == before


def test_a_body_not_taking_part_sees_nothing(client, office):
    one = actions.enter_directive(office.clerk, None, task="Việc của Sở Nội vụ", lead=office.home, due=LATER)
    one = actions.assign_directive(office.assigner, actions.confirm_directive(office.assigner, one))
    client.force_login(office.officer)
    assert client.get(reverse("directives:page", args=[one.number])).status_code == 404
    assert client.get(address(one, "accept_directive")).status_code == 404
    assert "Việc của Sở Nội vụ" not in client.get(reverse("directives:list")).content.decode()


def test_a_verb_there_is_not(client, office):
    one = made(office, "assigned")
    client.force_login(office.leader)
    assert client.get(f"/nhiem-vu/{one.number}/xoa/").status_code == 404


def test_the_second_is_told_who_was_first(client, office):
    one = made(office, "assigned")
    form = written(office, one, {})
    actions.accept_directive(office.head, one)
    client.force_login(office.officer)
    before = everything()
    for answer in (client.post(address(one, "accept_directive"), form), client.get(address(one, "accept_directive"))):
        assert answer.status_code == 409
        assert "Đỗ Văn Đốc đã nhận việc" in answer.content.decode()
    assert everything() == before


def test_a_stale_form_is_told_and_keeps_what_was_written(client, office):
    one = made(office, "in_progress")
    form = written(office, one, {"text": "Nội dung đã gõ rất lâu"})
    now = actions.set_resources(office.officer, one, capital_plan=Decimal(5), disbursed=None)
    client.force_login(office.officer)
    answer = client.post(address(one, "report_progress"), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nội dung đã gõ rất lâu" in page
    assert "Vũ Thị Tài đã cập nhật nguồn lực" in page
    assert f'name="version" value="{now.version}"' in page
    again = client.post(address(one, "report_progress"), form | {"version": now.version})
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("kind", "who", "name", "data", "field", "said"),
    [
        ("assigned", "head", "refuse_directive", {"reason": " "}, "reason", "bắt buộc"),
        ("in_progress", "officer", "report_done", {"text": "Xong"}, "files", "phải kèm sản phẩm"),
        ("in_progress", "officer", "report_done", {"text": "", "link_url_1": "https://a.vn"}, "text", "bắt buộc"),
        ("in_progress", "officer", "report_progress", {"text": "Xong", "on": "2025-06-11"}, "on", "sau hôm nay"),
        ("in_progress", "officer", "add_evidence", {"link_url_1": "javascript:alert(1)"}, "link_url_1", "http://"),
        ("in_progress", "officer", "add_evidence", {"link_title_2": "Chỉ có tên"}, "link_url_2", "địa chỉ"),
        ("in_progress", "officer", "add_evidence", {"figure_value_1": "bốn"}, "figure_value_1", "Ghi số như"),
        ("in_progress", "officer", "add_evidence", {"figure_value_1": "1.5"}, "figure_value_1", "Ghi số như"),
        ("in_progress", "officer", "add_evidence", {"figure_value_1": "5"}, "figure_title_1", "tên chỉ tiêu"),
        ("in_progress", "officer", "add_evidence", {}, "files", "Chưa có minh chứng"),
        ("in_progress", "officer", "ask_extension", {"wanted_due": TODAY, "why": "Vì"}, "wanted_due", "phải sau"),
        ("in_progress", "officer", "ask_extension", {"wanted_due": "mai", "why": "Vì"}, "wanted_due", "30/10/2024"),
        ("in_progress", "officer", "add_subtask", {"task": "Phần", "due": "2030-01-01"}, "due", "không được sau"),
        ("in_progress", "officer", "set_resources", {"capital_plan": "-5"}, "capital_plan", "âm"),
        ("in_progress", "officer", "set_resources", {"capital_plan": "9" * 30}, "capital_plan", "quá lớn"),
        ("confirmed", "assigner", "assign_directive", {}, "lead", "bắt buộc"),
        (
            "confirmed", "assigner", "assign_directive",
            {"lead": "finance", "due": "2025-07-01", "workdays": "3"}, "due", "13/06/2025",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_the_field(client, office, kind, who, name, data, field, said):
    one = made(office, kind)
    client.force_login(getattr(office, who))
    before = everything()
    answer = client.post(address(one, name), written(office, one, data))
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors[field])
    page = answer.content.decode()
    assert f'href="#id_{field}"' in page, "and in the summary"
    assert everything() == before


def test_a_report_with_several_files_links_and_figures(client, office):
    one = made(office, "in_progress")
    client.force_login(office.officer)
    files = [
        SimpleUploadedFile("../../Báo cáo.html", b"<script>alert(1)</script>", "text/html"),
        SimpleUploadedFile("so lieu.xlsx", b"PK\x03\x04 bang", "application/x"),
    ]
    data = written(office, one, {"text": "Đã xong", "on": "09/06/2025"}) | {
        "files": files,
        "link_title_1": "Quyết định", "link_url_1": "https://vanban.example.vn/1",
        "link_url_3": "http://example.vn/khong-ten",
        "figure_title_2": "Giải ngân", "figure_value_2": "1.234,5", "figure_unit_2": "tỷ đồng",
    }  # fmt: skip
    before = Entry.objects.count()
    assert client.post(address(one, "report_done"), data).status_code == 303
    assert Entry.objects.count() == before + 1
    shown = list(Evidence.objects.filter(directive=one).order_by("pk").values_list("kind", "title", "value", "unit"))
    assert shown == [
        ("file", "Báo cáo.html", None, ""),
        ("file", "so lieu.xlsx", None, ""),
        ("link", "Quyết định", None, ""),
        ("link", "http://example.vn/khong-ten", None, ""),
        ("figure", "Giải ngân", Decimal("1234.5"), "tỷ đồng"),
    ]
    report = one.reports.get(kind="completion")
    assert (report.on, report.evidence.count()) == (date(2025, 6, 9), 5)

    page = client.get(reverse("directives:page", args=[one.number])).content.decode()
    assert 'rel="noopener noreferrer"' in page
    assert "1.234,5" in page
    file = one.evidence.first()
    there = reverse("directives:evidence", args=[one.number, file.pk])
    assert there in page
    answer = client.get(there)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    link = one.evidence.get(title="Quyết định")
    assert client.get(reverse("directives:evidence", args=[one.number, link.pk])).status_code == 404
    client.force_login(office.administrator)
    assert client.get(there).status_code == 404


def test_limits_of_files(client, office, settings):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, upload_megabytes=1, upload_files=1)
    one = made(office, "in_progress")
    client.force_login(office.officer)
    two = [SimpleUploadedFile(name, b"x") for name in ("a.txt", "b.txt")]
    answer = client.post(address(one, "add_evidence"), written(office, one, {}) | {"files": two})
    assert answer.context["form"].errors["files"] == ["Mỗi lần gửi không quá 1 tệp."]
    large = SimpleUploadedFile("a.bin", b"x" * 1_000_001)
    answer = client.post(address(one, "add_evidence"), written(office, one, {}) | {"files": large})
    assert "1 MB" in answer.context["form"].errors["files"][0]
    empty = SimpleUploadedFile("a.bin", b"")
    answer = client.post(address(one, "add_evidence"), written(office, one, {}) | {"files": empty})
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)


def test_working_days_are_reckoned_shown_and_kept(client, office):
    one = actions.enter_directive(office.clerk, None, task="Việc chưa có hạn", lead=office.finance)
    one = actions.confirm_directive(office.assigner, one)
    client.force_login(office.assigner)
    data = written(office, one, {"lead": "finance", "workdays": 3, "from_day": "2025-04-28"})
    before = everything()
    shown = client.post(address(one, "assign_directive"), data | {"reckon": "1"})
    assert shown.status_code == 200
    assert "06/05/2025" in shown.context["form"].explained
    assert everything() == before, "a trial changes nothing"
    assert client.post(address(one, "assign_directive"), data).status_code == 303
    one.refresh_from_db()
    assert (one.original_due, one.current_due) == (date(2025, 5, 6), date(2025, 5, 6))
    page = client.get(reverse("directives:page", args=[one.number]))
    steps = page.context["steps"]
    assert "28/04/2025" in steps[0]
    assert "30/04/2025" in " ".join(steps), "holidays passed over are named"
    assert steps[0] in page.content.decode()


def test_a_new_first_deadline_drops_the_steps_of_the_old(office):
    one = actions.enter_directive(
        office.clerk, None, task="Việc", due=LATER, due_steps=[["deadline-day", {"day": "x"}]]
    )
    assert one.due_steps == [["deadline-day", {"day": "x"}]]
    one = actions.edit_directive(office.clerk, one, due=LATER)
    assert one.due_steps
    one = actions.edit_directive(office.clerk, one, due=LATER + timedelta(days=1))
    assert one.due_steps == []


def test_entering_by_hand(client, office):
    client.force_login(office.clerk)
    there = reverse("directives:enter")
    assert client.get(there).status_code == 200
    assert client.post(there, {"task": ""}).status_code == 422
    answer = client.post(
        there, {"task": "Việc nhập tay", "due": "30/06/2025", "theme": "land", "lead": office.works.pk}
    )
    assert answer.status_code == 303
    one = Directive.objects.get()
    assert (one.state, one.task, one.current_due, one.theme, one.lead) == (
        State.DRAFT, "Việc nhập tay", date(2025, 6, 30), "land", office.works,
    )  # fmt: skip
    for who in (office.officer, office.inspector):
        client.force_login(who)
        assert client.get(there).status_code == 404
        assert client.post(there, {"task": "Lén"}).status_code == 404
    assert (Directive.objects.count(), Entry.objects.count()) == (1, 1)


def test_only_bodies_that_stand_today_may_be_given_work(client, office):
    office.works.ends = date(2025, 5, 31)
    office.works.save()
    one = made(office, "confirmed")
    client.force_login(office.assigner)
    offered = client.get(address(one, "assign_directive")).context["form"].fields["lead"].queryset
    assert office.works not in offered
    answer = client.post(address(one, "assign_directive"), written(office, one, {"lead": "works"}))
    assert answer.status_code == 422


def test_a_given_deadline_is_not_in_the_form(client, office):
    one = made(office, "assigned")
    client.force_login(office.assigner)
    form = client.get(address(one, "assign_directive")).context["form"]
    assert "due" not in form.fields


def test_beside_the_register_the_same_without_its_frame(client, office):
    one = made(office, "assigned")
    client.force_login(office.officer)
    asked = {"HX-Request": "true", "HX-Target": "beside"}
    there = reverse("directives:page", args=[one.number])
    page = client.get(there, headers=asked)
    assert b"<html" not in page.content
    assert b'hx-post="' in page.content
    assert "HX-Request" in page["Vary"]
    assert b"<html" in client.get(there).content
    assert client.post(address(one, "accept_directive"), {"version": one.version}, headers=asked).status_code == 303
    wrong = client.post(address(one, "accept_directive"), {}, headers=asked)
    assert wrong.status_code == 200, "htmx shows no other"
    assert "Vũ Thị Tài" in wrong.content.decode()


def test_the_clause_of_a_finding_goes_back_to_review(client, office):
    from namro.office.notices.models import Finding

    _notice, version = make_notice(office)
    finding = Finding.objects.create(of=version, kind="directives", start=0, end=9, read={})
    one = actions.confirm_finding(office.clerk, finding, task="Việc đọc được")
    client.force_login(office.clerk)
    assert client.post(address(one, "unconfirm_directive"), {"version": one.version}).status_code == 303
    finding.refresh_from_db()
    assert finding.state == "proposed"
