"""A directive's life: what is allowed, what must be given, and one entry for each action."""

from __future__ import annotations

from datetime import date

import pytest

from namro.errors import ActionError
from namro.office.directives import actions
from namro.office.directives.models import Directive
from namro.office.directives.states import RULES, State
from namro.office.ledger.models import Entry

pytestmark = pytest.mark.django_db
LINK = [{"title": "Báo cáo", "url": "https://example.vn/bc.pdf"}]


def refused(code, act, *args, **kwargs):
    before = Entry.objects.count(), list(Directive.objects.values())
    with pytest.raises(ActionError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    assert (Entry.objects.count(), list(Directive.objects.values())) == before, "nothing of it remains"
    return caught.value


@pytest.fixture
def assigned(office):
    one = actions.enter_directive(office.clerk, task="Lập kế hoạch giải ngân", lead=office.finance)
    one = actions.confirm_directive(office.clerk, one)
    return actions.assign_directive(office.assigner, one, due=date(2025, 6, 30), support=[office.works])


def test_from_draft_to_done_with_a_return_between(office, assigned):
    one = actions.accept_directive(office.head, assigned)
    one = actions.start_work(office.officer, one)
    refused("done-no-evidence", actions.report_done, office.officer, one, text="Xong")
    one = actions.report_done(office.officer, one, text="Xong", evidence=LINK)
    one = actions.return_report(office.assigner, one, reason="Thiếu số liệu")
    assert (one.state, one.reason) == (State.RETURNED, "Thiếu số liệu")
    one = actions.report_done(office.officer, one, text="Xong, có số liệu", evidence=LINK)
    one = actions.accept_report(office.inspector, one)
    assert (one.state, one.done_on, one.done_by) == (State.DONE, date(2025, 6, 10), office.inspector)
    assert Entry.objects.count() == 9
    assert [report.outcome for report in one.reports.order_by("pk")] == ["returned", "accepted"]


def test_who_reports_does_not_accept(office, assigned):
    from namro.office.accounts.models import Post
    from namro.office.accounts.roles import Role

    Post.objects.create(user=office.officer, agency=office.agency, role=Role.INSPECTOR)
    one = actions.accept_directive(office.head, assigned)
    one = actions.report_done(office.officer, one, text="Xong", evidence=LINK)
    refused("action-own-report", actions.accept_report, office.officer, one)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.states])
def test_no_action_in_a_state_outside_the_table(office, assigned, name):
    act = getattr(actions, name, None)
    if act is None:
        return
    for state in set(State) - set(RULES[name].states):
        Directive.objects.filter(pk=assigned.pk).update(state=state)
        error = refused("action-state", act, "namro", assigned)
        assert error.details["state"] == state


def test_the_second_of_two_is_told_what_the_first_did(office, assigned):
    actions.accept_directive(office.head, assigned)
    error = refused("action-state", actions.accept_directive, office.officer, assigned)
    assert (error.details["last_actor"], error.details["last_action"]) == ("giamdoc", "accept_directive")
    refused("action-stale", actions.start_work, office.officer, assigned, version=assigned.version)


def test_a_deadline_that_was_given_stands(office, assigned):
    refused("due-stands", actions.assign_directive, office.assigner, assigned, due=date(2025, 7, 30))


def test_support_may_report_progress_but_not_completion(office, assigned):
    one = actions.accept_directive(office.head, assigned)
    one = actions.report_progress(office.other, one, text="Đã gửi số liệu")
    refused("action-not-yours", actions.report_done, office.other, one, text="Xong", evidence=LINK)


def test_a_whole_is_done_after_its_parts(office, assigned):
    one = actions.accept_directive(office.head, assigned)
    refused("subtask-later", actions.add_subtask, office.head, one, task="Phần", due=date(2025, 7, 1))
    part = actions.add_subtask(office.head, one, task="Phần việc", due=date(2025, 6, 20))
    assert (part.parent_id, part.lead) == (one.pk, office.finance)
    one.refresh_from_db()
    refused("done-subtasks-open", actions.report_done, office.officer, one, text="Xong", evidence=LINK)


def test_a_successor_takes_over_the_work(office, assigned):
    from namro.office.accounts.models import Agency, Post
    from namro.office.accounts.roles import Role
    from namro.office.directives.access import visible

    new = Agency.objects.create(name="Sở Tài chính và Đầu tư", begins=date(2025, 6, 1))
    office.finance.successor, office.finance.ends = new, date(2025, 5, 31)
    office.finance.save()
    Post.objects.create(user=office.other, agency=new, role=Role.HEAD)
    office.other = type(office.other).objects.get(pk=office.other.pk)
    assert visible(office.other).filter(pk=assigned.pk).exists()
    assert actions.accept_directive(office.other, assigned).lead == office.finance
