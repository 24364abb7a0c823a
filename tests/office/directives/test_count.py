"""The official count: the published example, the cells, and the tally that follows every action."""

from __future__ import annotations

from datetime import date

import pytest

from namro.office.directives import actions, queries, tallies
from namro.office.directives.access import visible
from namro.office.directives.counting import Basis, Count, Standing
from namro.office.directives.models import Directive
from namro.office.directives.states import State

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 10)


def test_the_published_count_of_2017(office):
    """Report 1270/BC-TCTTTg: 21,914 given, of which 14,068 + 1,983 done and 5,640 + 223 not."""
    now = date(2017, 12, 20)
    kinds = [
        (14_068, State.DONE, date(2017, 6, 1), date(2017, 5, 31)),
        (1_983, State.DONE, date(2017, 6, 1), date(2017, 6, 2)),
        (5_640, State.IN_PROGRESS, date(2017, 12, 20), None),
        (223, State.IN_PROGRESS, date(2017, 12, 19), None),
    ]
    rows = [
        {"state": state, "original_due": due, "current_due": due, "done_on": done}
        for many, state, due, done in kinds
        for _ in range(many)
    ]
    Directive.objects.bulk_create(
        (
            Directive(number=number, task="Việc", entered_at="2017-01-01T00:00:00Z", lead=office.finance, **row)
            for number, row in enumerate(rows, 1)
        ),
        batch_size=2000,
    )
    tallies.rebuild()
    for counted in (queries.count(Directive.objects.all(), now), queries.count_all(now)):
        assert counted.total == 21_914
        assert (counted.done_on_time, counted.done_late, counted.in_time, counted.overdue) == (
            14_068,
            1_983,
            5_640,
            223,
        )
        assert round(float(counted.share_done * 100), 1) == 73.2
        assert round(float(counted.share_done_of_due * 100), 1) == 98.6
        assert round(float(counted.share_on_time_of_due * 100), 1) == 86.4


def test_each_cell_links_to_rows_that_add_up(office):
    make = [
        (State.DONE, date(2025, 6, 1), date(2025, 6, 1)),
        (State.DONE, date(2025, 6, 1), date(2025, 6, 2)),
        (State.DONE, None, date(2025, 6, 2)),
        (State.ASSIGNED, TODAY, None),
        (State.REPORTED, date(2025, 6, 9), None),
        (State.CONFIRMED, date(2025, 6, 17), None),
        (State.CONFIRMED, date(2025, 6, 18), None),
        (State.REFUSED, None, None),
        (State.SUSPENDED, date(2025, 6, 1), None),
        (State.WITHDRAWN, date(2025, 6, 1), None),
        (State.DRAFT, date(2025, 6, 1), None),
    ]
    for number, (state, due, done) in enumerate(make, 1):
        Directive.objects.create(
            number=number, task="Việc", state=state, original_due=due, current_due=due, done_on=done,
            entered_at="2025-01-01T00:00:00Z", lead=office.finance if number % 2 else office.works,
        )  # fmt: skip
    tallies.rebuild()
    counted = queries.count(Directive.objects.all(), TODAY)
    assert counted == Count(1, 1, 3, 1, 1, 1, 2, 1)
    assert queries.count_all(TODAY) == counted
    assert sum(queries.count_by(Directive.objects.all(), "agency", TODAY).values(), Count()) == counted
    assert queries.tallied(TODAY) == queries.count_by(Directive.objects.all(), "agency", TODAY)
    for which in Standing:
        if which is not Standing.NOT_COUNTED:
            rows = Directive.objects.filter(queries.standing_filter(which, TODAY))
            assert rows.count() == getattr(counted, which.value.replace("-", "_")), which
    told = [queries.standing_of(one, TODAY) for one in Directive.objects.order_by("number")]
    assert told.count(Standing.NOT_COUNTED) == 2
    assert told.count(Standing.DUE_SOON) == counted.due_soon


def test_an_extension_moves_the_current_deadline_only(office):
    one = actions.enter_directive(office.assigner, task="Lập kế hoạch", due=date(2025, 6, 12), lead=office.finance)
    one = actions.confirm_directive(office.assigner, one)
    one = actions.assign_directive(office.assigner, one)
    one = actions.ask_extension(office.officer, one, wanted_due=date(2025, 7, 1), why="Chờ ý kiến")
    one = actions.grant_extension(office.leader, one, due=date(2025, 6, 25))
    assert (one.original_due, one.current_due) == (date(2025, 6, 12), date(2025, 6, 25))
    office.set_day(date(2025, 6, 20))
    one = actions.accept_directive(office.head, one)
    one = actions.report_done(
        office.officer, one, text="Đã xong", evidence=[{"title": "Kế hoạch", "url": "https://example.vn/kh.pdf"}]
    )
    actions.accept_report(office.inspector, one)
    assert queries.count_all(date(2025, 6, 30), Basis.ORIGINAL) == Count(done_late=1)
    assert queries.count_all(date(2025, 6, 30), Basis.CURRENT) == Count(done_on_time=1)
    assert tallies.kept() == tallies.reckoned()


def test_a_unit_sees_its_own_work_and_an_inspector_all(office):
    one = actions.enter_directive(office.assigner, task="Việc của Sở Tài chính", lead=office.finance)
    assert not visible(office.officer).exists(), "a draft is not yet anyone's work"
    one = actions.confirm_directive(office.clerk, one)
    actions.assign_directive(office.assigner, one, due=date(2025, 7, 1), support=[office.home])
    assert visible(office.officer).count() == 1
    assert not visible(office.other).exists()
    assert not visible(office.administrator).exists()
    assert visible(office.inspector).count() == 1
