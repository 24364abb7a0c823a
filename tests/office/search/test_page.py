"""The page of search: what was found is marked and escaped, hidden things leave no trace, the address keeps all."""

from __future__ import annotations

import re
from datetime import date

import pytest

from namro.office.directives import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(office):
    office.made = []
    for lead, task in (
        (office.finance, "Giải ngân vốn <b>đầu tư</b> công"),
        (office.works, "Giải ngân dự án nhà ở"),
    ):
        one = actions.enter_directive(office.assigner, task=task, lead=lead, due=date(2025, 6, 1))
        one = actions.confirm_directive(office.clerk, one)
        office.made.append(actions.assign_directive(office.assigner, one))
    return office


def told(client, user, address):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_found_is_marked_and_escaped(works, client):
    page = told(client, works.leader, "/tim/?q=dau+tu")
    assert "&lt;b&gt;<mark>đầu</mark> <mark>tư</mark>&lt;/b&gt;" in page
    assert "<b>đầu" not in page
    assert 'value="dau tu"' in page


def test_a_query_is_shown_as_it_was_typed_and_runs_nothing(works, client):
    page = told(client, works.leader, "/tim/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_what_is_hidden_looks_as_what_is_not_there(works, client):
    hidden = told(client, works.other, "/tim/?q=xyzvon+dau")
    nothing = told(client, works.other, "/tim/?q=xyzvon+cong")
    forms = ("xyzvon dau", "xyzvon cong", "xyzvon+dau", "xyzvon+cong")

    def without_query(page):
        for form in forms:
            page = page.replace(form, "")
        return token.sub("", page)

    token = re.compile(r"[A-Za-z0-9]{64}")
    assert without_query(hidden) == without_query(nothing)
    assert "vốn" not in told(client, works.other, "/tim/?q=giai+ngan")
    assert "nhà ở" in told(client, works.leader, "/tim/?q=giai+ngan&loai=directive")


@pytest.mark.parametrize(
    "address",
    [
        "/tim/",
        "/tim/?q=",
        "/tim/?q=%00",
        "/tim/?loai=nothing&q=a",
        "/tim/?q=a&truoc=x&loai=notice",
        "/tim/?q=a&truoc=99999999999999999999&loai=notice",
        "/tim/?q=a&co-quan=zzz",
    ],
)
def test_no_address_breaks_the_page(works, client, address):
    told(client, works.leader, address)


def test_the_filter_of_the_register_narrows(works, client):
    page = told(client, works.leader, f"/tim/?q=giai+ngan&co-quan={works.works.pk}&tinh-hinh=qua-han")
    assert "nhà ở" in page
    assert "Sở Xây dựng" in page
    assert "công" not in page.split('class="found"')[1].split("</section>")[0]


def test_signed_out_nobody_searches(works, client):
    assert client.get("/tim/?q=a").status_code == 302


@pytest.mark.parametrize(("who", "most"), [("leader", 12), ("officer", 17)])
def test_queries_of_the_page(works, client, who, most, django_assert_max_num_queries):
    for number in range(20):
        one = actions.enter_directive(works.assigner, task=f"Giải ngân {number}", lead=works.finance)
        actions.assign_directive(works.assigner, actions.confirm_directive(works.clerk, one))
    client.force_login(getattr(works, who))
    with django_assert_max_num_queries(most):
        assert client.get("/tim/?q=giai+ngan").status_code == 200
