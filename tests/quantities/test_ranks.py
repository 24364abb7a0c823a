"""Ranks, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.quantities.ranks import Rank, find_ranks


@pytest.mark.parametrize(
    ("text", "rank", "quote"),
    [
        ("xếp thứ 34/63 cả nước", Rank(34, 63, "cả nước"), "34/63"),
        ("đứng thứ 5 cả nước", Rank(5, None, "cả nước"), "thứ 5"),
        ("xếp hạng 12/63", Rank(12, 63), "12/63"),
        ("đứng thứ hai trong vùng", Rank(2, None, "trong vùng"), "thứ hai"),
        ("đứng thứ tư cả nước", Rank(4, None, "cả nước"), "thứ tư"),
        ("đứng đầu cả nước về thu hút", Rank(1, None, "cả nước"), "đứng đầu"),
        ("nằm trong nhóm 10 tỉnh", Rank(10, band=True), "nhóm 10 tỉnh"),
        ("thuộc top 5 địa phương", Rank(5, band=True), "top 5 địa phương"),
    ],
)
def test_read(text: str, rank: Rank, quote: str) -> None:
    (mention,) = find_ranks(text)
    assert mention.rank == rank
    assert text[mention.start : mention.end] == quote


@pytest.mark.parametrize(
    "text",
    [
        "sáng thứ 5",
        "thứ năm ngày 16 tháng 10",
        "hội nghị lần thứ 21",
        "kỳ họp thứ 8",
        "khoá xv, kỳ họp thứ 5/2024",
        "xếp thứ 70/63 cả nước",
        "xếp thứ 0/63",
        "thứ 5/6/2024",
        "người đứng đầu cơ quan",
        "tăng 5 bậc so với năm trước",
        "5 nhóm nhiệm vụ",
        "đứng thứ 0",
    ],
)
def test_refused(text: str) -> None:
    assert find_ranks(text) == []


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=999))
def test_written_then_read(one: int, other: int) -> None:
    position, of = sorted((one, other))
    (mention,) = find_ranks(f"xếp thứ {position}/{of} cả nước")
    assert mention.rank == Rank(position, of, "cả nước")


WORDS = st.sampled_from(
    ["xếp", "thứ", "hạng", "5", "5/63", "nhất", "cả nước", "nhóm", "trong", "đứng đầu", "đứng", ","]
)


@given(st.lists(WORDS, max_size=20))
def test_mentions_run_forward(words: list[str]) -> None:
    text = " ".join(words)
    found = find_ranks(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.rank.position >= 1 for m in found)
