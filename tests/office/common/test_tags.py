"""The tags of pages: what they write, in both languages, and that nothing is written as code."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Engine
from django.test import RequestFactory
from django.utils import translation

from namro.office.common import context, marks
from namro.office.directives.counting import Count, Standing
from namro.office.directives.models import CLEARS
from namro.office.directives.states import State
from namro.office.notices.models import IntakeState

OFFICE = Path(context.__file__).parent
ENGINE = Engine(libraries={"office": "namro.office.common.templatetags.office"})
NBSP = "\N{NO-BREAK SPACE}"
CLEAR = {key: {"state": "clear", "words": "…"} for key in CLEARS}


def written(template: str, **values: object) -> str:
    return ENGINE.from_string("{% load office %}" + template).render(Context(values))


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (Decimal("1234567.00"), "1.234.567", "1,234,567"),
        (0, "0", "0"),
        (-12, "-12", "-12"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (None, "—", "—"),
        ("", "—", "—"),
    ],
)
def test_a_figure_is_written_as_the_page_speaks(value, vi, en):
    assert written("{{ value|figure }}", value=value) == vi
    with translation.override("en"):
        assert written("{{ value|figure }}", value=value) == en


def test_halves_are_rounded_upward():
    assert written("{{ value|figure:1 }}", value=Decimal("0.25")) == "0,3"
    assert written("{{ value|figure:0 }}", value=1234.5) == "1.235"


def test_the_shares_of_the_published_example():
    count = Count(14068, 1983, 5640, 223)
    template = "{{ c.share_done|percent }} {{ c.share_done_of_due|percent }} {{ c.share_on_time_of_due|percent }}"
    assert written(template, c=count).replace(NBSP, "") == "73,2% 98,6% 86,4%"
    assert written("{{ share|percent }}", share=Fraction(1, 3)) == f"33,3{NBSP}%"
    assert written("{{ share|percent }}", share=None) == "—"


def test_days_and_moments():
    assert written("{{ d|day }} {{ none|day }}", d=date(2024, 10, 30)) == "30/10/2024 —"
    late = datetime(2024, 10, 30, 20, 0, tzinfo=UTC)  # already the 31st in Việt Nam
    assert written("{{ d|day }} {{ d|moment }}", d=late) == "31/10/2024 31/10/2024 03:00"
    assert written("{{ d|moment }}", d=late.isoformat()) == "31/10/2024 03:00"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 17), "còn 5 ngày"),
        (date(2026, 3, 12), "hạn hôm nay"),
        (date(2026, 2, 28), "quá hạn 12 ngày"),
        (None, ""),
    ],
)
def test_how_far_off_a_deadline_is(due, words):
    assert written("{% days_left due %}", due=due, today=date(2026, 3, 12)) == words


def test_sizes():
    sizes = [820, 1_200_000, 64_000_000, 999_999, None]
    assert [written("{{ s|file_size }}", s=s).replace(NBSP, " ") for s in sizes] == [
        "820 B", "1,2 MB", "64 MB", "1 MB", "—",
    ]  # fmt: skip


@pytest.mark.parametrize("key", [*Standing, *State, *IntakeState])
def test_every_standing_and_state_has_a_mark_and_words(key):
    mark = written("{% state_mark key %}", key=key)
    assert "<svg" in mark
    assert 'aria-hidden="true"' in mark
    assert str(marks.MARKS[key][2]) in mark
    assert "style=" not in mark


def test_the_seven_shapes_differ_without_colour():
    seven = ["done-on-time", "done-late", "in-time", "due-soon", "overdue", "no-deadline", "returned"]
    assert len({marks.MARKS[key][0] for key in seven}) == 7
    assert len({marks.MARKS[key][1] for key in seven}) == 7
    assert [key for key, (_shape, tone, _words) in marks.MARKS.items() if tone == "late"] == ["overdue"]


def test_words_of_a_mark_may_be_given_and_are_escaped():
    assert "&lt;b&gt;" in written("{% state_mark key words %}", key="overdue", words="<b>")
    assert "&lt;b&gt;" in written("{% state_mark key %}", key="<b>")
    assert 'class="unseen"' in written('{% state_mark "overdue" shown=False %}')


def test_the_six_clears_in_their_order_and_what_they_say():
    assert [key for key, _short, _name in marks.CLEARS] == list(CLEARS)
    told = CLEAR | {"person": {"state": "missing"}, "time": {"state": "missing"}, "result": {"state": "vague"}}
    assert written("{{ c|clears_words }}", c=told) == "thiếu người, thời gian; chưa rõ kết quả"
    assert written("{{ c|clears_words }}", c=CLEAR) == "rõ cả sáu"
    assert "thiếu người, việc, trách nhiệm" in written("{% clears_marks c %}", c={})
    assert written("{% clears_marks c %}", c=told).count("<g ") == 6


def test_rows_of_clears_hold_their_words():
    rows = written("{% clears_rows c as rows %}{% for r in rows %}{{ r.name }}={{ r.words }};{% endfor %}", c=CLEAR)
    assert rows.startswith("Rõ người=…;Rõ việc=…;")


def test_bars_have_attributes_and_no_style():
    drawn = written("{% count_bar c 40 %}", c=Count(10, 0, 5, 5))
    assert drawn.count("<rect") == 4  # the ground and three lengths: nought has none
    assert 'width="25.0"' in drawn
    assert "style=" not in drawn
    assert written("{% bar 3 0 %}").count("<rect") == 1


def test_a_query_changes_one_parameter_and_keeps_the_rest():
    request = RequestFactory().get("/", {"agency": ["1", "2"], "q": "đất", "after": "k"})
    assert written('{% query_with q="" after=None %}', request=request) == "?agency=1&amp;agency=2"
    assert written('{% query_without "agency" "1" %}', request=request) == "?agency=2&amp;q=%C4%91%E1%BA%A5t"
    assert written('{% query_without "agency" %}', request=request) == "?q=%C4%91%E1%BA%A5t"
    assert written("{% query_with q=None agency=None after=None %}", request=request) == "?"
    assert written('{% address_with u standing="overdue" %}', u="/nhiem-vu/?agency=1") == (
        "/nhiem-vu/?agency=1&amp;standing=overdue"
    )


def test_the_theme_of_a_page_is_one_we_have():
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False)
    request.COOKIES["theme"] = '"><script>'
    assert context.office(request)["theme"] == "auto"
    request.COOKIES["theme"] = "contrast"
    assert context.office(request)["theme"] == "contrast"


def test_dark_is_the_same_whether_chosen_or_the_machines():
    sheet = (OFFICE / "static/namro/office.css").read_text("utf-8")
    chosen = sheet.split(':root[data-theme="dark"] {')[1].split("}")[0].split()
    machines = sheet.split(':root[data-theme="auto"] {')[1].split("}")[0].split()
    assert chosen == machines


def test_no_template_or_script_asks_for_what_the_policy_refuses():
    refused = ("style=", "<style", "onclick", "hx-on", "javascript:", "//cdn", "eval(")
    for path in [*OFFICE.rglob("*.html"), OFFICE / "static/namro/office.js"]:
        text = path.read_text("utf-8")
        assert not [word for word in refused if word in text], path
