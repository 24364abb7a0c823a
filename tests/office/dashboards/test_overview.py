"""The first page: five answers, each figure a link to as many rows; a body's people are told of their own work only."""

from __future__ import annotations

import re
from datetime import date

import pytest

from namro.office.directives import actions
from namro.office.directives.models import Directive
from namro.office.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(office):
    """Work of two bodies: some due, some overdue, some with neither notice nor deadline."""
    notice = Notice.objects.create(
        kind="notice",
        number="465/TB-VPCP",
        issued_on=date(2025, 5, 1),
        entered_at="2025-05-01T00:00:00Z",
        entered_by=office.clerk,
    )
    office.made = []
    for number, (lead, due) in enumerate(
        [
            (office.finance, date(2025, 6, 5)),
            (office.finance, date(2025, 6, 12)),
            (office.works, date(2025, 5, 1)),
            (office.works, None),
        ]
    ):
        one = actions.enter_directive(
            office.assigner,
            task=f"Việc số {number}",
            lead=lead,
            due=due,
            notice=notice,
            clears={"person": {"state": "clear"}, "task": {"state": "vague"}},
        )
        one = actions.confirm_directive(office.clerk, one)
        office.made.append(actions.assign_directive(office.assigner, one))
    return office


def page_of(client, user, address="/"):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def figures(answer):
    """Addresses of the register on a page, with the number that each stands under."""
    found = re.findall(
        r'<a[^>]* href="(/nhiem-vu/\?[^"]*)"[^>]*>(?:<span class="day">[^<]*</span> <strong>)?([\d.]+)<',
        answer.content.decode(),
    )
    return [(address.replace("&amp;", "&"), int(number.replace(".", ""))) for address, number in found]


@pytest.mark.parametrize("who", ["leader", "officer", "other"])
@pytest.mark.parametrize(
    "address",
    ["/", "/?co-so=ban-dau", "/so-lieu/", "/so-lieu/?theo=chu-de", "/so-lieu/?theo=van-ban", "/so-lieu/?theo=thang"],
)
def test_every_figure_is_the_number_of_its_rows(register, client, who, address):
    found = figures(page_of(client, getattr(register, who), address))
    assert len(found) > 3
    for link, number in found:
        rows = client.get(link).context["rows"]
        assert len(rows) == number, link


def test_a_body_is_told_of_its_own_work_only(register, client):
    told = page_of(client, register.officer)
    assert (told.context["count"].overdue, told.context["count"].in_time) == (1, 1)
    assert "Sở Xây dựng" not in told.content.decode()
    assert page_of(client, register.leader).context["count"].overdue == 2


def test_who_has_no_work_here_is_shown_where_theirs_is(register, client):
    told = page_of(client, register.administrator)
    assert "count" not in told.context
    assert 'href="/nguoi-dung/' in told.content.decode()
    assert page_of(client, register.administrator, "/so-lieu/").context["count"].total == 0


def test_what_is_missing_is_told_by_notice(register, client):
    row = page_of(client, register.leader).context["clarity"][0]
    assert (row["row"].directives, row["row"].missing) == (4, (0, 0, 4, 4, 4, 4))
    assert page_of(client, register.officer).context["clarity"][0]["row"].directives == 2


def test_an_empty_register_says_what_will_be_here(office, client):
    assert "Số liệu sẽ có ở đây" in page_of(client, office.leader).content.decode()


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("leader", "/", 18),
        ("officer", "/", 27),
        ("leader", "/so-lieu/", 6),
        ("leader", "/so-lieu/?theo=van-ban", 6),
        ("officer", "/so-lieu/", 7),
    ],
)
def test_pages_ask_no_more_at_a_hundred_than_at_four(
    register, client, who, address, most, django_assert_max_num_queries
):
    Directive.objects.bulk_create(
        Directive(
            number=number,
            task="Việc",
            state="assigned",
            lead=register.finance,
            entered_at="2025-01-01T00:00:00Z",
            notice=register.made[0].notice,
            current_due=date(2025, 6, 11),
            original_due=date(2025, 6, 11),
        )
        for number in range(100, 200)
    )
    client.force_login(getattr(register, who))
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
