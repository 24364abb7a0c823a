"""The score of a notice, and suggestions that stay Namro's own."""

from datetime import date
from decimal import Decimal

import pytest

from namro.documents import Document
from namro.places.agencies import gazetteer
from namro.reading.clarity.rules import score, tally
from namro.reading.clarity.suggesting import usual_products
from namro.reading.directives.model import Clear, Directive, State
from namro.reading.directives.rules import find_directives
from namro.reading.directives.themes import areas, theme_of
from namro.reading.model import Header, Kind
from namro.reading.scan import Scan

DAY = date(2025, 11, 24)


def read(text: str, number: str = "1/TB-VPCP") -> list[Directive]:
    header = Header(kind=Kind.NOTICE, issued_on=DAY, number=number)
    return find_directives(Scan(Document.of(text)), header, [])


def test_without_tasks_there_is_no_score() -> None:
    assert score([]) is None


def test_the_score_is_the_mean_of_all_verdicts() -> None:
    tasks = read("1. Sở Y tế rà soát hồ sơ.\n2. Các cơ quan liên quan sớm rà soát hồ sơ.")
    weight = {State.CLEAR: Decimal(1), State.VAGUE: Decimal("0.5"), State.MISSING: Decimal(0)}
    marks = [weight[verdict.state] for task in tasks for _, verdict in task.clarity]
    assert len(marks) == 12
    assert score(tasks) == (sum(marks, Decimal(0)) * 100 / 12).quantize(Decimal(1))


def test_the_tally_counts_every_task_once_a_clear() -> None:
    tasks = read("1. Sở Y tế rà soát hồ sơ.\n2. Sớm rà soát hồ sơ.")
    counts = tally(tasks)
    assert all(sum(counts[clear].values()) == 2 for clear in Clear)
    assert counts[Clear.TIME] == {State.CLEAR: 0, State.VAGUE: 1, State.MISSING: 1}


@pytest.mark.parametrize(("number", "value"), [("1/TB-VPCP", "Bộ Tài chính"), ("1/TB-UBND", "Sở Tài chính")])
def test_the_body_in_charge_is_of_the_issuer_s_level(number: str, value: str) -> None:
    (task,) = read("1. Đẩy mạnh giải ngân vốn đầu tư công.", number)
    assert [s.value for s in task.suggestions if s.clear is Clear.PERSON] == [value]


def test_who_is_named_needs_no_suggestion() -> None:
    (task,) = read("1. Sở Tài chính giải ngân vốn đầu tư công.")
    assert not [s for s in task.suggestions if s.clear is Clear.PERSON]


def test_a_theme_nobody_read_in_a_source_suggests_nobody() -> None:
    unread = next(theme for theme in gazetteer().themes if theme.slug == "chan-nuoi-thu-y")
    assert not unread.read
    (task,) = read("1. Kiểm soát dịch tả lợn trong chăn nuôi.")
    assert not [s for s in task.suggestions if s.clear is Clear.PERSON]


def test_no_suggestion_is_ever_a_date() -> None:
    tasks = read("1. Sớm rà soát quy hoạch đô thị.\n2. Kịp thời xây dựng cơ chế thu hút đầu tư.")
    assert tasks
    assert all(s.clear in (Clear.PERSON, Clear.RESULT) for task in tasks for s in task.suggestions)


def test_every_theme_of_the_gazetteer_has_a_slug_and_every_product_its_source() -> None:
    assert areas()
    assert all(seen_in for _, seen_in in usual_products().values())
    assert theme_of("bảo tồn di sản và lễ hội") == "culture"
    assert theme_of("không rõ lĩnh vực") is None
