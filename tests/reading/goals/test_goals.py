"""Goals: what governs them, and that they stay apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.reading.goals import find_goals
from namro.reading.model import Goal
from namro.reading.scan import Scan
from namro.reading.sections import find_sections


def goals(text: str) -> tuple[Scan, list[Goal]]:
    scan = Scan(Document.of(text))
    return scan, find_goals(scan, find_sections(scan))


def test_each_clause_of_an_objective_is_a_goal() -> None:
    scan, found = goals(
        "- Chỉ tiêu 2: Tỷ lệ che phủ rừng đạt 42% vào năm 2025; tỷ lệ hộ nghèo giảm còn 2% vào năm 2030."
    )
    assert [(goal.span.of(scan.text), goal.horizon) for goal in found] == [
        ("Tỷ lệ che phủ rừng đạt 42% vào năm 2025", "2025"),
        ("tỷ lệ hộ nghèo giảm còn 2% vào năm 2030", "2030"),
    ]


def test_the_same_words_outside_objectives_are_no_goal() -> None:
    assert goals("Tỷ lệ che phủ rừng đạt 42% vào năm 2020.")[1] == []


def test_a_goal_without_an_end_has_no_horizon() -> None:
    _, (found,) = goals("- Chỉ tiêu 4: Tỷ lệ nữ cán bộ đạt 50% từ năm 2025 trở đi.")
    assert found.horizon is None


def test_a_day_is_a_horizon() -> None:
    _, (found,) = goals("phấn đấu đến hết ngày 31/12/2026 hoàn thành 3.000 km đường")
    assert found.horizon == "2026-12-31"


PIECES = st.sampled_from(
    [
        "phấn đấu",
        "đến năm 2030",
        "trở thành đô thị",
        "đạt 50%",
        "mục tiêu",
        ";",
        ".",
        "\n",
        "vào năm 2025",
        "Quy hoạch",
        "tỉnh",
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_goals_stay_apart_and_hold_their_horizon(pieces: list[str]) -> None:
    scan, found = goals(" ".join(pieces))
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    for goal in found:
        assert goal.horizon is not None
        assert goal.horizon in goal.span.of(scan.text)
