"""Pages of people and bodies through their real addresses: administrators use them, for others they do not exist."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from namro.office.accounts.models import Agency, Post, User
from namro.office.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(office, client):
    """An administrator's browser, who has just said again who they are."""
    client.force_login(office.administrator)
    client.post(reverse("account_reauthenticate"), {"password": "quantri" * 2})
    return client


def test_a_person_from_first_day_to_last(office, desk):
    given = {"username": "lan", "name": "Mai Thị Lan", "email": "", "agency": office.finance.pk, "role": "officer"}
    page = desk.post(reverse("accounts:new_person"), given)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    user = User.objects.get(username="lan")
    password = page.context["password"]
    assert password in page.content.decode()
    assert user.check_password(password)

    at = [user.pk]
    desk.post(reverse("accounts:rename", args=at), {"name": "Mai Thị Ngọc Lan", "email": "lan@tinh.vn", "version": 0})
    post = {"agency": office.works.pk, "role": "head", "begins": "10/06/2025", "version": 1}
    assert desk.post(reverse("accounts:add_post", args=at), post).status_code == 303
    first = user.posts.get(agency=office.finance)
    desk.post(reverse("accounts:end_post", args=[user.pk, first.pk]), {"ends": "09/06/2025", "version": 2})
    held = [(one.agency, one.begins, one.ends) for one in Post.objects.filter(user=user).order_by("pk")]
    assert held == [(office.finance, None, date(2025, 6, 9)), (office.works, date(2025, 6, 10), None)]

    again = desk.post(reverse("accounts:new_password", args=at), {"version": 3})
    assert again.context["password"] != password
    desk.post(reverse("accounts:change", args=[user.pk, "ngung"]), {"version": 4, "note": "chuyển công tác"})
    user.refresh_from_db()
    assert not user.is_active
    page = desk.get(reverse("accounts:person", args=at)).content.decode()
    assert "Mai Thị Ngọc Lan" in page
    assert "chuyển công tác" in page
    assert again.context["password"] not in page
    assert [one.action for one in Entry.objects.order_by("number")] == [
        "create_user", "rename_user", "set_posts", "set_posts", "set_password", "deactivate_user",
    ]  # fmt: skip


def test_what_matters_asks_again_who_it_is_and_then_goes_on(office, client):
    client.force_login(office.administrator)
    address = reverse("accounts:change", args=[office.officer.pk, "ngung"])
    asked = client.post(address, {"version": 0})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not Entry.objects.exists()
    client.post(asked["Location"], {"password": "quantri" * 2})
    office.officer.refresh_from_db()
    assert not office.officer.is_active
    assert Entry.objects.get().action == "deactivate_user"


def test_a_form_made_before_another_changed_it_is_refused(office, desk):
    at = [office.officer.pk]
    desk.post(reverse("accounts:rename", args=at), {"name": "Một", "version": 0})
    answer = desk.post(reverse("accounts:rename", args=at), {"name": "Hai", "version": 0}, follow=True)
    assert "Hồ Văn Trị đã sửa tên và thư điện tử" in answer.content.decode()
    assert User.objects.get(pk=office.officer.pk).name == "Một"


def test_the_last_administrator_is_told_why_not(office, desk):
    answer = desk.post(reverse("accounts:change", args=[office.administrator.pk, "ngung"]), {"version": 0}, follow=True)
    assert "Phải còn ít nhất một quản trị" in answer.content.decode()


def test_a_body_merges_into_another(office, desk):
    desk.post(
        reverse("accounts:new_agency"), {"name": "Sở Tài chính và Đầu tư", "short": "STCĐT", "begins": "01/07/2025"}
    )
    heir = Agency.objects.get(short="STCĐT")
    desk.post(
        reverse("accounts:edit_agency", args=[heir.pk]), {"name": heir.name, "parent": office.agency.pk, "version": 0}
    )
    end = {"ends": "30/06/2025", "successor": heir.pk}
    assert desk.post(reverse("accounts:end_agency", args=[office.finance.pk]), end).status_code == 303
    office.finance.refresh_from_db()
    assert (office.finance.ends, office.finance.successor) == (date(2025, 6, 30), heir)
    tree = [(row["body"].name, row["depth"]) for row in desk.get(reverse("accounts:agencies")).context["tree"]]
    assert tree[tree.index((office.agency.name, 0)) + 1] == (heir.name, 1)
    page = desk.get(reverse("accounts:agency", args=[heir.pk])).content.decode()
    assert "Sở Tài chính</a>" in page, "whom it came after"


def test_wrong_days_are_said_beside_the_field(office, desk):
    answer = desk.post(reverse("accounts:end_agency", args=[office.finance.pk]), {"ends": "31/02/2025"})
    assert answer.status_code == 422
    assert answer.context["ending"].errors


@pytest.mark.parametrize(("wanted", "found"), [("khong co ai", 0), ("vu thi tai", 1), ("TAICHINH", 1), ("Đạo", 1)])
def test_people_are_found_without_marks(office, desk, wanted, found):
    assert len(desk.get(reverse("accounts:people"), {"q": wanted}).context["page"].rows) == found


def test_people_are_narrowed_and_paged(office, desk):
    def named(**query):
        return [one.username for one in desk.get(reverse("accounts:people"), query).context["page"].rows]

    assert named(agency=office.finance.pk) == ["taichinh", "giamdoc"]
    assert named(role="head") == ["giamdoc"]
    assert named(state="inactive") == []
    User.objects.bulk_create(User(username=f"n{i:03}", name=f"Người {i:03}", key=f"nguoi {i:03}") for i in range(60))
    first = desk.get(reverse("accounts:people")).context["page"]
    second = desk.get(reverse("accounts:people"), {"after": first.older}).context["page"]
    seen = [one.pk for one in (*first.rows, *second.rows)]
    assert (len(first.rows), len(seen), len(set(seen))) == (50, 68, 68)


@pytest.mark.parametrize(("address", "queries"), [("people", 7), ("agencies", 5), ("matrix", 4), ("me", 8)])
def test_questions_to_the_database(office, desk, django_assert_num_queries, address, queries):
    desk.get(reverse(f"accounts:{address}"))
    with django_assert_num_queries(queries):
        desk.get(reverse(f"accounts:{address}"))


def told(answer, number):
    """What a page says, without what differs from request to request."""
    words = re.sub(r"[A-Za-z0-9]{64}", "…", answer.content.decode())
    return words.replace(f"/{number}/", "/…/")


OTHERS = ("clerk", "assigner", "inspector", "leader", "officer", "head", "other")


@pytest.mark.parametrize("who", OTHERS)
def test_for_everybody_else_people_do_not_exist(office, client, who):
    client.force_login(getattr(office, who))
    nobody = client.get(reverse("accounts:person", args=[999_999]))
    for address in ("people", "new_person", "new_agency"):
        assert client.get(reverse(f"accounts:{address}")).status_code == 404
    hidden = client.get(reverse("accounts:person", args=[office.head.pk]))
    assert hidden.status_code == 404
    assert told(hidden, office.head.pk) == told(nobody, 999_999)
    for name in ("rename", "add_post", "new_password"):
        assert client.post(reverse(f"accounts:{name}", args=[office.head.pk]), {"name": "x"}).status_code == 404
    assert client.post(reverse("accounts:change", args=[office.head.pk, "ngung"])).status_code == 404
    assert client.post(reverse("accounts:end_agency", args=[office.home.pk]), {"ends": "1/1/2025"}).status_code == 404
    body = client.get(reverse("accounts:agency", args=[office.finance.pk]))
    assert body.status_code == 200
    assert ("Vũ Thị Tài" if who == "head" else "Đỗ Văn Đốc") not in body.content.decode()
    assert not Entry.objects.exists()


def test_the_matrix_is_the_rules(office, client):
    from namro.office.config.matrix import TABLES

    client.force_login(office.officer)
    page = client.get(reverse("accounts:matrix"))
    assert page.status_code == 200
    shown = {(table["key"], row["name"]): row for table in page.context["tables"] for row in table["rows"]}
    assert set(shown) == {(table.app, name) for table in TABLES for name in table.rules}
    report = shown["directives", "report_done"]
    assert [bool(cell["may"]) for cell in report["cells"]] == [False, False, True, True, False, False, False]
    assert [str(state) for state in report["states"]] == ["Đã nhận việc", "Đang thực hiện", "Yêu cầu thực hiện lại"]


def test_my_account_tells_my_posts(office, client):
    client.force_login(office.officer)
    page = client.get(reverse("accounts:me")).content.decode()
    for words in ("Vũ Thị Tài", "Chuyên viên thực hiện", "Sở Tài chính", "Chưa dùng mã một lần"):
        assert words in page
