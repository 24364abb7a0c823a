"""The ledger's pages: the head for everybody, the entries for those who inspect or lead."""

from __future__ import annotations

from datetime import date

import pytest

from namro.office.directives import actions
from namro.office.ledger import queries
from namro.office.ledger.models import Entry
from namro.office.ledger.templatetags.ledger import subject_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def acted(office):
    """Two days of work."""
    one = actions.enter_directive(office.assigner, task="Việc mật của Sở Tài chính", lead=office.finance)
    office.set_day(date(2025, 6, 11))
    office.one = actions.confirm_directive(office.clerk, one)
    return office


def test_the_head_is_public_and_tells_no_more(acted, client):
    acted.set_day(date(2025, 6, 20))
    for address in ("/so-cai/", "/so-cai/dau.json"):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert queries.head().hash in text
        assert "mật" not in text
        assert "giaoviec" not in text
    told = client.get("/so-cai/dau.json").json()
    assert told["number"] == 2
    assert told["days"][0]["number"] == 2
    assert told["days"][0]["hash"] == told["hash"]


def test_the_head_of_a_past_day_is_its_last_entry(acted):
    acted.set_day(date(2025, 6, 20))
    heads = queries.day_heads(30)
    lasts = [one.number for one in heads]
    assert lasts[0] == 2
    assert sorted(lasts, reverse=True) == lasts
    assert {one.hash for one in heads} <= set(Entry.objects.values_list("hash", flat=True))


@pytest.mark.parametrize("address", ["/so-cai/muc/", "/so-cai/muc/1/"])
def test_entries_are_for_those_who_inspect_or_lead(acted, client, address):
    assert client.get(address).status_code == 302
    for who in ("clerk", "assigner", "officer", "head", "administrator"):
        client.force_login(getattr(acted, who))
        assert client.get(address).status_code == 404, who
        assert client.post("/so-cai/kiem-tra").status_code == 404, who
    for who in ("inspector", "leader"):
        client.force_login(getattr(acted, who))
        assert client.get(address).status_code == 200, who


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [2, 1]),
        ("ai=vanthu", [2]),
        ("viec=enter_directive", [1]),
        ("ve=directive:0", []),
        ("ai=giaoviec&viec=confirm_directive", []),
        ("tu=2030-01-01", []),
        ("den=2020-01-01", []),
        ("tu=nonsense", [2, 1]),
        ("after=nonsense", [2, 1]),
    ],
)
def test_entries_by_who_what_and_when(acted, client, query, numbers):
    client.force_login(acted.inspector)
    assert [one.number for one in client.get(f"/so-cai/muc/?{query}").context["entries"]] == numbers


def test_an_entry_tells_what_changed_and_whether_it_holds(acted, client):
    client.force_login(acted.inspector)
    told = client.get("/so-cai/muc/2/").context
    assert {"name": "state", "before": "draft", "after": "confirmed"} in told["changes"]
    assert told["holds"]
    assert told["chained"]
    Entry.objects.filter(pk=1).update(note="khác")
    assert not client.get("/so-cai/muc/1/").context["holds"]


def test_verify_now(acted, client):
    client.force_login(acted.leader)
    assert "đã kiểm 2 mục" in client.post("/so-cai/kiem-tra", follow=True).content.decode()
    Entry.objects.filter(pk=2).update(actor="kegian")
    told = client.post("/so-cai/kiem-tra", follow=True).content.decode()
    assert "Mục 2" in told
    assert client.get("/so-cai/kiem-tra").status_code == 405


def test_pages_of_entries(acted, client, monkeypatch):
    monkeypatch.setattr("namro.office.ledger.views.PAGE", 1)
    client.force_login(acted.leader)
    first = client.get("/so-cai/muc/")
    assert [one.number for one in first.context["entries"]] == [2]
    second = client.get(f"/so-cai/muc/?after={first.context['older']}")
    assert [one.number for one in second.context["entries"]] == [1]


def test_queries_of_the_pages(acted, client, django_assert_max_num_queries):
    for number in range(60):
        acted.one = actions.edit_directive(acted.assigner, acted.one, task=f"Việc {number}")
    with django_assert_max_num_queries(4):
        client.get("/so-cai/")
    client.force_login(acted.leader)
    for address, most in (("/so-cai/muc/", 7), ("/so-cai/muc/40/", 8)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("subject", "words"), [("directive:12", "Nhiệm vụ 12"), ("unknown:3", "unknown:3"), ("office", "office")]
)
def test_what_an_entry_is_about_is_told_in_words(subject, words):
    assert subject_words(subject) == words
