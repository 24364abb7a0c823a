from dataclasses import replace
from decimal import Decimal

from namro.drafting.annex_summary import summarise
from namro.reading.directives.model import Clear, State
from tests.drafting.directives import READING


def test_tasks_and_open_clears_are_counted():
    summary = summarise(READING)
    assert (summary.tasks, summary.whole, summary.dated) == (3, 1, 2)
    assert [summary.open(clear) for clear in Clear] == [2, 0, 0, 0, 1, 1]
    assert summary.states[Clear.PERSON] == {State.CLEAR: 1, State.VAGUE: 1, State.MISSING: 1}
    assert summary.score == Decimal(83)  # 14 clear of 18, and 2 vague at a half each
    assert summary.leads == {"Sở Tài chính": 1, "Các sở, ngành": 1, "=HYPERLINK(1)": 1}


def test_a_task_that_was_not_judged_is_not_called_whole():
    unjudged = replace(READING, directives=tuple(replace(d, clarity=()) for d in READING.directives))
    assert summarise(unjudged).whole == 0
