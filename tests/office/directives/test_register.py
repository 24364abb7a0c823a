"""The register's pages: the list, its filter and pages, saved views, many at once, what waits, the timeline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from namro.office.directives import actions
from namro.office.directives.models import Directive, SavedView
from namro.office.directives.states import OPEN, State
from namro.office.directives.timeline import timeline
from namro.office.directives.verbs import VERBS, offered
from namro.office.directives.waiting import waits
from namro.office.ledger.models import Entry
from tests.office.scene import make_directive, make_scene

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 10)
LIST = "/nhiem-vu/"


@pytest.fixture
def scene(office):
    return make_scene(office, 60)


def test_the_list_is_what_a_person_may_see(client, office, scene):
    for who in (office.assigner, office.inspector, office.leader, office.clerk):
        client.force_login(who)
        assert client.get(LIST).context["total"] == Directive.objects.count()
    client.force_login(office.officer)
    page = client.get(LIST)
    assert 0 < page.context["total"] < Directive.objects.count()
    assert not {row.directive.state for row in page.context["rows"]} & {State.DRAFT, State.CONFIRMED}
    client.force_login(office.administrator)
    assert client.get(LIST).context["total"] == 0
    client.logout()
    assert client.get(LIST).status_code == 302


def test_pages_hold_every_row_once_and_add_up_to_the_total(client, office, scene):
    client.force_login(office.leader)
    for query in ("", "thu-tu=so", "thu-tu=moi", "co-so=ban-dau"):
        seen, there = [], f"{LIST}?{query}"
        while there:
            page = client.get(there)
            seen += [row.number for row in page.context["rows"]]
            older = page.context["older_url"]
            there = LIST + older if older else None
        assert len(seen) == len(set(seen)) == Directive.objects.count() == page.context["total"], query


def test_a_large_total_is_told_as_more_than(client, office, scene, monkeypatch):
    from namro.office.directives import rows, views

    monkeypatch.setattr(rows, "COUNTED_UP_TO", 55)
    monkeypatch.setattr(views, "COUNTED_UP_TO", 55)
    monkeypatch.setattr(views, "capped", lambda found: rows.capped(found, 55))
    client.force_login(office.leader)
    page = client.get(LIST)
    assert page.context["total"] is None
    assert "hơn 55 nhiệm vụ" in page.content.decode()


def test_the_book_shows_what_an_office_writes_in_it(client, office):
    one = make_directive(office, "extended", 1)
    client.force_login(office.leader)
    page = client.get(LIST).content.decode()
    for words in (
        one.task, "Sở Tài chính", "Sở Nội vụ", f"{one.current_due:%d/%m/%Y}", f"ban đầu {one.original_due:%d/%m/%Y}",
        "còn 31", "Đang thực hiện, trong hạn", "thiếu",
    ):  # fmt: skip
        assert words in page.replace("\xa0", " "), words


# session, person, posts, rows, their support, their evidence, bodies to choose from, saved views;
# the head of the ledger; then the count where there is a page more, or the rows without a deadline and their support
# where there is not
@pytest.mark.parametrize(("size", "asked"), [(20, 11), (40, 11), (60, 10), (80, 10)])
def test_the_list_asks_the_same_however_many_rows(client, office, size, asked, django_assert_num_queries):
    make_scene(office, size)
    client.force_login(office.leader)
    with django_assert_num_queries(asked):
        client.get(LIST)


@pytest.mark.parametrize("kind", ["extended", "done", "with-parts", "asked"])
def test_a_page_asks_no_more_for_a_longer_story(client, office, kind, django_assert_max_num_queries):
    one = make_directive(office, kind, 1)
    client.force_login(office.officer)
    with django_assert_max_num_queries(16):
        assert client.get(f"{LIST}{one.number}/").status_code == 200


def test_chips_take_a_word_out_of_the_sentence(client, office, scene):
    client.force_login(office.leader)
    query = f"co-quan={office.finance.pk}&tinh-hinh=qua-han"
    page = client.get(f"{LIST}?{query}")
    assert [chip.words for chip in page.context["chips"]] == ["Sở Tài chính", "quá hạn"]
    assert 'href="?tinh-hinh=qua-han"' in page.content.decode()
    assert page.context["total"] == len(page.context["rows"]) == 3


def test_what_the_address_gets_wrong_is_told(client, office, scene):
    client.force_login(office.leader)
    page = client.get(f"{LIST}?tinh-hinh=sai&after=%00")
    assert page.status_code == 200
    assert "tinh-hinh=sai" in page.content.decode()
    assert client.get(f"{LIST}?co-quan={'9' * 400}").status_code == 200


def test_what_was_left_empty_in_the_form_leaves_the_address(client, office, scene):
    client.force_login(office.leader)
    answer = client.get(f"{LIST}?q=&co-quan=&vai-tro=chu-tri&tinh-hinh=qua-han&tu=&thu-tu=thoi-han")
    assert (answer.status_code, answer.url) == (302, f"{LIST}?tinh-hinh=qua-han")


def test_the_form_shows_the_filter_and_sends_it_again(client, office, scene):
    client.force_login(office.leader)
    page = client.get(f"{LIST}?tinh-hinh=qua-han&van-ban={scene.notice.pk}&tu=2025-06-01")
    form = page.context["form"]
    assert form["tinh-hinh"].value() == "qua-han"
    assert f'name="van-ban" value="{scene.notice.pk}"' in page.content.decode()
    assert 'value="01/06/2025"' in str(form["tu"])


def test_saved_views_are_ones_own(client, office, scene):
    client.force_login(office.assigner)
    before = Entry.objects.count()
    save = reverse("directives:save-view")
    answer = client.post(save, {"name": "Quá hạn", "query": "tinh-hinh=qua-han&la=gi"})
    assert (answer.status_code, answer.url) == (303, f"{LIST}?tinh-hinh=qua-han")
    client.post(save, {"name": "Quá hạn", "query": "tinh-hinh=sap-den-han"})
    view = SavedView.objects.get()
    assert (view.query, view.user) == ("tinh-hinh=sap-den-han", office.assigner)
    assert Entry.objects.count() == before + 2
    assert client.post(save, {"name": " ", "query": ""}).status_code == 303
    assert Entry.objects.count() == before + 2, "a view needs a name"
    page = client.get(f"{LIST}?tinh-hinh=sap-den-han")
    assert page.context["saved"] == [
        {"name": "Quá hạn", "url": f"{LIST}?tinh-hinh=sap-den-han", "current": True, "pk": view.pk}
    ]
    client.force_login(office.leader)
    drop = reverse("directives:drop-view", args=[view.pk])
    assert client.post(drop).status_code == 404
    assert client.get(LIST).context["saved"] == []
    client.force_login(office.assigner)
    assert client.get(drop).status_code == 405
    assert client.post(drop).status_code == 303
    assert not SavedView.objects.exists()
    assert [entry.action for entry in Entry.objects.order_by("number")][-3:] == ["save_view", "save_view", "drop_view"]


def test_many_at_once_each_with_its_entry(client, office):
    first, second = (make_directive(office, "confirmed", at) for at in (1, 2))
    bare = actions.confirm_directive(office.clerk, make_directive(office, "bare", 3))
    client.force_login(office.assigner)
    there = reverse("directives:bulk")
    assert len(client.get(there).context["rows"]) == 3
    before = Entry.objects.count()
    numbers = [first.number, second.number, bare.number]
    answer = client.post(there, {"act": "assign_directive", "so": numbers, "giao-support": [office.home.pk]})
    assert answer.status_code == 409
    assert [one.number for one, _said in answer.context["refused"]] == [bare.number]
    assert "chưa có cơ quan chủ trì" in answer.content.decode()
    assert Entry.objects.count() == before + 2
    assert {one.state for one in Directive.objects.filter(number__in=numbers[:2])} == {State.ASSIGNED}
    answer = client.post(there, {"act": "assign_directive", "so": [bare.number], "giao-lead": office.works.pk})
    assert answer.status_code == 303
    bare.refresh_from_db()
    assert (bare.state, bare.lead) == (State.ASSIGNED, office.works)
    make_directive(office, "confirmed", 4)
    before = Entry.objects.count()
    tried = client.post(there, {"reckon": "1", "so": ["1"], "giao-workdays": "3", "giao-from_day": "2025-04-28"})
    assert "06/05/2025" in tried.content.decode()
    assert client.post(there, {"act": "xoa", "so": ["1"]}).status_code == 404
    assert Entry.objects.count() == before


def test_many_drafts_confirmed_at_once(client, office):
    drafts = [make_directive(office, "draft", at) for at in range(3)]
    client.force_login(office.clerk)
    there = reverse("directives:bulk")
    assert client.post(there, {"act": "assign_directive", "so": [1]}).status_code == 404, "a clerk does not assign"
    assert client.post(there, {"act": "confirm_directive", "so": [one.number for one in drafts]}).status_code == 303
    assert {one.state for one in Directive.objects.all()} == {State.CONFIRMED}
    assert "Chưa chọn" in client.post(there, {"act": "confirm_directive"}, follow=True).content.decode()
    client.force_login(office.officer)
    assert client.get(there).status_code == 404


@pytest.mark.parametrize("who", ["assigner", "officer", "leader", "inspector", "clerk", "head", "other"])
def test_what_waits_is_counted_as_its_rows(client, office, scene, who):
    user = getattr(office, who)
    client.force_login(user)
    page = client.get(reverse("directives:mine"))
    groups = page.context["groups"]
    assert groups, "everybody of the scene has something to do"
    for group in groups:
        listed = client.get(f"{LIST}?cua-toi={group['wait'].key}")
        assert group["count"] == listed.context["total"] == len(listed.context["rows"])
        for row in listed.context["rows"]:
            assert offered(user, row.directive), "what waits for somebody can be done by them"
    assert len(waits(user)) >= len(groups)


def test_the_next_fourteen_days(client, office, scene):
    client.force_login(office.officer)
    ahead = client.get(reverse("directives:mine")).context["ahead"]
    wanted = Directive.objects.filter(
        lead=office.finance, state__in=OPEN, current_due__range=(TODAY, TODAY + timedelta(days=14)),
    )  # fmt: skip
    assert {row.number for row in ahead} == set(wanted.values_list("number", flat=True))
    assert ahead


def test_my_deadlines_as_a_calendar(client, office, scene):
    client.force_login(office.other)
    answer = client.get(reverse("directives:calendar"))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(b"".join(answer.streaming_content))
    events = calendar.walk("VEVENT")
    mine = Directive.objects.filter(lead=office.works, state__in=[State.ASSIGNED, State.IN_PROGRESS, State.CONFIRMED])
    given = mine.exclude(current_due=None).exclude(state=State.CONFIRMED)
    assert {event["dtstart"].dt for event in events} == {one.current_due for one in given}
    assert str(events[0]["url"]).startswith("http://testserver/nhiem-vu/")


def test_every_page_of_the_scene_opens_for_everybody(client, office, scene):
    for who in (office.assigner, office.officer, office.other, office.leader):
        client.force_login(who)
        for one in Directive.objects.all():
            page = client.get(f"{LIST}{one.number}/")
            if page.status_code == 404:
                assert not who.sees_all()
                continue
            names = {verb.name for verb in VERBS}
            assert {verb.name for verb in page.context["others"]} <= names
            for verb in [*page.context["others"], *filter(None, [page.context["main"]])]:
                form = client.get(reverse("directives:act", args=[one.number, verb.slug]))
                assert form.status_code == 200, "what is offered may be done"


@pytest.mark.parametrize(
    ("kind", "who", "main"),
    [
        ("draft", "clerk", "confirm_directive"),
        ("confirmed", "assigner", "assign_directive"),
        ("assigned", "head", "accept_directive"),
        ("assigned", "assigner", None),
        ("accepted", "officer", "start_work"),
        ("in_progress", "officer", "report_done"),
        ("returned", "officer", "report_done"),
        ("in_progress", "other", "report_progress"),
        ("reported", "inspector", "accept_report"),
        ("asked", "leader", "grant_extension"),
        ("asked", "officer", "report_done"),
        ("suspended", "leader", "resume_directive"),
        ("done", "leader", None),
        ("withdrawn", "leader", None),
    ],
)
def test_one_main_thing_to_do(client, office, kind, who, main):
    one = make_directive(office, kind, 1)
    client.force_login(getattr(office, who))
    found = client.get(f"{LIST}{one.number}/").context["main"]
    assert (found and found.name) == main


def test_the_timeline_tells_what_changed(client, office):
    one = make_directive(office, "extended", 1)
    events = timeline(one)
    assert [event.what for event in events][:2] == ["Đồng ý gia hạn", "Đề nghị gia hạn"]
    granted, asked = events[:2]
    was, now = one.original_due, one.current_due
    assert [str(change) for change in granted.changes] == [f"Thời hạn hiện tại: {was:%d/%m/%Y} → {now:%d/%m/%Y}"]
    assert (granted.who, granted.words) == ("Phạm Văn Đạo", "Đồng ý một lần")
    assert "Chờ ý kiến thẩm định" in asked.words
    given = next(event for event in events if event.what == "Giao nhiệm vụ")
    assert "Trạng thái: Đã xác nhận → Đã giao" in [str(change) for change in given.changes]
    assert "Cơ quan phối hợp: — → Sở Nội vụ, Sở Xây dựng" in [str(change) for change in given.changes]
    entry = Entry.objects.get(number=granted.number)
    assert granted.hash == entry.hash
    client.force_login(office.officer)
    assert entry.hash[:8] in client.get(f"{LIST}{one.number}/").content.decode()


def test_the_timeline_tells_reports_reasons_and_answers(office):
    done = timeline(make_directive(office, "done", 1))
    assert done[0].words == "Đủ sản phẩm"
    assert "Minh chứng: — → Tỷ lệ giải ngân: 41,2 %" in [str(change) for change in done[1].changes]
    assert done[1].words == "Đã hoàn thành, kèm sản phẩm."
    returned = timeline(make_directive(office, "returned", 2))
    assert returned[0].words == "Thiếu số liệu của hai huyện"
    money = timeline(make_directive(office, "resources", 3))
    assert "Vốn kế hoạch: — → 125.000.000.000 đồng" in [str(change) for change in money[0].changes]


def test_the_page_tells_of_money_parts_and_clears(client, office):
    one = make_directive(office, "resources", 1)
    whole = make_directive(office, "with-parts", 2)
    client.force_login(office.officer)
    page = client.get(f"{LIST}{one.number}/").content.decode().replace("\xa0", " ")
    assert "125.000.000.000 đồng" in page
    assert "38,6 %" in page
    part = whole.subtasks.get()
    assert part.task not in client.get(f"{LIST}{whole.number}/").content.decode(), "not given yet: not theirs to see"
    client.force_login(office.leader)
    assert f"{part.number}. {part.task}" in client.get(f"{LIST}{whole.number}/").content.decode()
    assert f"nhiệm vụ số {whole.number}" in client.get(f"{LIST}{part.number}/").content.decode()


def test_words_of_a_notice_are_shown_as_text(client, office):
    one = actions.enter_directive(office.clerk, None, task="<script>alert(1)</script>", basis="<b>x</b>")
    client.force_login(office.clerk)
    for there in (LIST, f"{LIST}{one.number}/", f"{LIST}{one.number}/sua/"):
        page = client.get(there).content
        assert b"<script>alert" not in page
        assert b"<b>x" not in page
