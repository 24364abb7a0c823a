"""The count divided: it adds up, each figure is the number of the rows behind it, and the tally never differs."""

from __future__ import annotations

import contextlib
import csv
import io
from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from namro.errors import ActionError
from namro.office.dashboards import queries as overview
from namro.office.dashboards import tables
from namro.office.directives import actions, queries, tallies
from namro.office.directives.access import visible
from namro.office.directives.counting import Basis, Count
from namro.office.directives.filters import Filter, read_filter
from namro.office.directives.models import Directive
from namro.office.directives.states import State
from namro.office.notices.models import Notice

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 10)

days = st.none() | st.integers(-60, 60).map(lambda number: TODAY + timedelta(days=number))
rows = st.lists(
    st.tuples(
        st.sampled_from(State.values), days, days, days, st.integers(0, 3), st.sampled_from(["", "budget", "=1"])
    ),
    max_size=25,
)
TRIES = hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def a_register(office, made):
    Directive.objects.all().delete()
    notices = list(Notice.objects.all()) or [
        Notice.objects.create(
            kind="notice", number=f"{number}/TB", entered_at="2025-01-01T00:00:00Z", entered_by=office.clerk
        )
        for number in (1, 2)
    ]
    bodies = [None, office.finance, office.works, office.home]
    Directive.objects.bulk_create(
        Directive(
            number=number, task="Việc", state=state, original_due=due, current_due=due and (later or due),
            done_on=(done or TODAY) if state == State.DONE else None, lead=bodies[body], theme=theme,
            notice=[None, *notices][body % 3], entered_at="2025-01-01T00:00:00Z",
        )
        for number, (state, due, later, done, body, theme) in enumerate(made, 1)
    )  # fmt: skip
    tallies.rebuild()


def register_of(query, user):
    wanted, faults = read_filter(QueryDict(query))
    assert not faults
    return wanted.apply(visible(user), TODAY, user).count()


@TRIES
@given(rows)
def test_every_table_adds_up_and_every_figure_is_its_rows(office, made):
    a_register(office, made)
    whole = queries.count(Directive.objects.all(), TODAY)
    for basis in Basis:
        assert queries.count_all(TODAY, basis) == queries.count(Directive.objects.all(), TODAY, basis)
    for group, _ in tables.GROUPS.values():
        for wanted in (Filter(), Filter(basis=Basis.ORIGINAL), Filter(themes=("",)), Filter(due_from=TODAY)):
            found = tables.counted(office.leader, wanted, group, TODAY)
            shown, total = tables.rows_of(found, group, wanted), tables.total_of(found.values(), wanted)
            assert sum((row.count for row in shown), Count()) == total.count
            if wanted == Filter():
                assert total.count == whole
            for row in (*shown, total):
                assert row.count.with_deadline == sum(cell.number for cell in row.cells[:4])
                assert row.count.total == sum(cell.number for cell in row.cells[:6])
                for cell in row.cells:
                    if cell.query is not None:
                        assert register_of(cell.query, office.leader) == cell.number, (group, row.words, cell)


def test_of_those_due_soon_the_link_is_of_those_due_soon(office):
    a_register(
        office, [("assigned", TODAY, None, None, 1, ""), ("assigned", TODAY + timedelta(days=30), None, None, 1, "")]
    )
    wanted, _ = read_filter(QueryDict("tinh-hinh=sap-den-han"))
    total = tables.total_of(tables.counted(office.leader, wanted, "theme", TODAY).values(), wanted)
    cell = total.cells[2]
    assert (cell.key, cell.number, register_of(cell.query, office.leader)) == ("in_time", 1, 1)


steps = st.lists(
    st.sampled_from(
        ["enter", "confirm", "assign", "accept", "refuse", "report", "return", "take", "reopen", "ask", "grant",
         "suspend", "resume", "withdraw", "tomorrow", "next-month"]
    ),
    max_size=25,
)  # fmt: skip


@hypothesis_settings(parent=TRIES, max_examples=40)
@given(steps, st.randoms(use_true_random=False))
def test_the_tally_never_differs_from_the_register(office, taken, random):
    """Whatever is done in whatever order: what an action refuses leaves no trace in the tally either."""
    office.set_day(TODAY)
    Directive.objects.all().delete()
    tallies.rebuild()
    day = TODAY
    shown = [{"title": "Kết quả", "url": "https://example.vn"}]
    does = {
        "confirm": lambda one: actions.confirm_directive(office.clerk, one),
        "assign": lambda one: actions.assign_directive(
            office.assigner,
            one,
            lead=random.choice([office.finance, office.works]),
            due=day + timedelta(days=random.randint(-9, 40)),
        ),
        "accept": lambda one: actions.accept_directive(office.head, one),
        "refuse": lambda one: actions.refuse_directive(office.head, one, reason="Không thuộc thẩm quyền"),
        "report": lambda one: actions.report_done(office.officer, one, text="Xong", evidence=shown),
        "return": lambda one: actions.return_report(office.inspector, one, reason="Chưa đủ"),
        "take": lambda one: actions.accept_report(office.inspector, one),
        "reopen": lambda one: actions.reopen_directive(office.leader, one, reason="Xem lại"),
        "ask": lambda one: actions.ask_extension(office.officer, one, wanted_due=day + timedelta(days=60), why="Chờ"),
        "grant": lambda one: actions.grant_extension(office.leader, one),
        "suspend": lambda one: actions.suspend_directive(office.leader, one, reason="Chờ luật"),
        "resume": lambda one: actions.resume_directive(office.leader, one),
        "withdraw": lambda one: actions.withdraw_directive(office.leader, one, reason="Trùng"),
    }
    for step in taken:
        if step in ("tomorrow", "next-month"):
            day += timedelta(days=1 if step == "tomorrow" else 30)
            office.set_day(day)
            continue
        made = list(Directive.objects.order_by("pk"))
        if step == "enter" or not made:
            actions.enter_directive(office.assigner, task="Việc", lead=office.finance, due=day + timedelta(days=20))
            continue
        with contextlib.suppress(ActionError):
            does[step](random.choice(made))
    assert tallies.kept() == tallies.reckoned()
    for basis in Basis:
        assert queries.tallied(day, basis) == {
            lead: count
            for lead, count in queries.count_by(Directive.objects.all(), "agency", day, basis).items()
            if any(getattr(count, one.name) for one in fields(Count))
        }


@TRIES
@given(rows)
def test_the_overview_tells_those_who_see_all_the_same_as_the_rows_would(office, made):
    """From the tally or from the rows: one answer."""
    a_register(office, made)
    for sees in (overview.ahead, overview.worse):
        by_tally = sees(office.leader, TODAY)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(office.leader), "sees_all", lambda self: False)
            patch.setattr(overview, "visible", lambda user: Directive.objects.all())
            assert sees(office.leader, TODAY) == by_tally
    for one in overview.ahead(office.leader, TODAY):
        query = Filter(standings=(queries.Standing.IN_TIME,), due_from=one.day, due_to=one.day).query()
        assert register_of(query, office.leader) == one.number


def test_what_got_worse_is_told_from_seven_days(office):
    made = [
        ("assigned", TODAY - timedelta(days=3), None, None, 1, ""),
        ("assigned", TODAY - timedelta(days=20), None, None, 1, ""),
        ("done", TODAY - timedelta(days=20), None, TODAY - timedelta(days=2), 1, ""),
        ("done", TODAY - timedelta(days=20), None, TODAY - timedelta(days=9), 1, ""),
        ("assigned", TODAY, None, None, 1, ""),
    ]
    a_register(office, made)
    one = Directive.objects.get(number=5)
    actions.assign_directive(office.assigner, one, lead=office.finance)
    actions.refuse_directive(office.head, one, reason="Không thuộc thẩm quyền")
    worse = {one.key: one for one in overview.worse(office.leader, TODAY)}
    assert (worse["overdue"].now, worse["overdue"].week, worse["overdue"].before) == (2, 1, 2)
    assert (worse["refused"].now, worse["refused"].week, worse["refused"].before) == (1, 1, 0)
    assert overview.worse(office.other, TODAY)[2].week == 0, "of another body's refusal nothing is told"


def test_the_file_adds_up_and_runs_nothing(office, client):
    a_register(office, [("assigned", TODAY, None, None, 1, "=1"), ("done", None, None, TODAY, 2, "budget")])
    client.force_login(office.leader)
    answer = client.get("/so-lieu/?theo=chu-de&dang=csv")
    told = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert answer["Content-Disposition"].startswith("attachment")
    assert {row[0] for row in told[1:]} == {"'=1", "ngân sách, tài sản công", "Tổng"}
    for column in range(1, 10):
        assert sum(int(row[column]) for row in told[1:-1]) == int(told[-1][column])
