"""Pages by key: every row exactly once, forward and back, whatever ties and empty columns there are."""

from __future__ import annotations

import base64
import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namro.office.common import keyset
from namro.office.directives.models import Directive

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)
ORDERS = [
    ("current_due", "pk"),
    ("-current_due", "-pk"),
    ("current_due", "original_due", "-pk"),
    ("number", "pk"),
    ("-number", "-pk"),
    ("pk",),
]


def fill(dues):
    """Directives with these deadlines: days after `DAY`, None for none."""
    Directive.objects.all().delete()
    Directive.objects.bulk_create(
        Directive(
            number=number,
            task="Việc",
            entered_at="2025-01-01T00:00:00Z",
            current_due=None if due is None else DAY + timedelta(days=due),
            original_due=None if number % 3 else DAY,
        )
        for number, due in enumerate(dues, 1)
    )


def forward(order, size):
    """All rows, page after page, and the token of the last page's first row."""
    seen, after, pages = [], "", []
    while True:
        page = keyset.page(Directive.objects.all(), order, size=size, after=after)
        seen += [row.pk for row in page.rows]
        pages.append(page)
        assert len(page.rows) <= size
        assert len(pages) < 100
        if page.older is None:
            return seen, pages
        after = page.older


def expected(order):
    """The order in plain Python: empty columns last, whichever way the column runs."""
    rows = list(Directive.objects.all())
    for column in reversed(order):
        name = column.lstrip("-")
        full = [row for row in rows if getattr(row, name) is not None]
        empty = [row for row in rows if getattr(row, name) is None]
        rows = sorted(full, key=lambda row, name=name: getattr(row, name), reverse=column.startswith("-")) + empty
    return [row.pk for row in rows]


@given(st.lists(st.none() | st.integers(0, 3), max_size=14), st.integers(1, 5), st.sampled_from(ORDERS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_once_forward_and_back(db, dues, size, order):
    fill(dues)
    seen, pages = forward(order, size)
    assert seen == expected(order)
    assert pages[0].newer is None, "nothing before the first page"
    back, token = [row.pk for row in pages[-1].rows], pages[-1].newer
    while token is not None:
        page = keyset.page(Directive.objects.all(), order, size=size, before=token)
        assert page.rows, "a token leads to rows"
        assert page.older is not None, "one came from there"
        back = [row.pk for row in page.rows] + back
        token = page.newer
    assert back == expected(order)


def test_a_row_that_came_between_moves_nothing_else(db):
    fill([1, 2, 3, 4])
    first = keyset.page(Directive.objects.all(), ("current_due", "pk"), size=2)
    Directive.objects.create(number=99, task="Chen", entered_at="2025-01-01T00:00:00Z", current_due=DAY)
    second = keyset.page(Directive.objects.all(), ("current_due", "pk"), size=2, after=first.older)
    assert [row.number for row in second.rows] == [3, 4]


def token(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "wrong",
    [
        "x", "%%%", "é", token(), token("2025-06-01"), token("2025-06-01", 1, 2), token("hôm qua", 1),
        token("2025-13-01", 1),
        token(True, 1), token([1], 1), token("2025-06-01", None), token("2025-06-01", "a"), token("\0", 1), "W1" * 4000,
        base64.urlsafe_b64encode(b"[" * 5000).decode(), token("2025-06-01", 10**30),
    ],
)  # fmt: skip
def test_a_token_nobody_gave_out_shows_the_first_page(db, wrong):
    fill([2, 1, None])
    for way in ("after", "before"):
        page = keyset.page(Directive.objects.all(), ("current_due", "pk"), size=2, **{way: wrong})
        assert len(page.rows) <= 2
        if wrong != token("2025-06-01", 10**30):  # a key beyond every row is a key
            assert [row.number for row in page.rows] == [2, 1]


def test_the_second_page_begins_in_the_index(db, django_assert_num_queries):
    """Rows with a deadline are asked for with a plain bound; those without only where the page is not full."""
    fill([1, 1, 1, 2, 2, None])
    first = keyset.page(Directive.objects.all(), ("current_due", "pk"), size=2)
    with django_assert_num_queries(1) as asked:
        keyset.page(Directive.objects.all(), ("current_due", "pk"), size=2, after=first.older)
    assert '"current_due" >= ' in asked.captured_queries[0]["sql"]
    with django_assert_num_queries(2):
        keyset.page(Directive.objects.all(), ("current_due", "pk"), size=5, after=first.older)
