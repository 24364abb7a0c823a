"""Texts made to be slow or strange are read in time that grows with their length and nothing else.

Nothing is timed here. Each text is long enough that work growing with its square would not end in minutes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import namro

MEGABYTE = 1_000_000


def over(piece: str, size: int = MEGABYTE) -> Callable[[], str]:
    """A piece again and again."""
    return lambda: piece * (size // len(piece.encode()) + 1)


LARGE: dict[str, Callable[[], str]] = {
    "figures": over("1"),
    "figures and points": over("1."),
    "groups of figures": over(".123"),
    "opening brackets": over("("),
    "closing brackets": over(")"),
    "brackets in brackets": lambda: "(" * (MEGABYTE // 2) + ")" * (MEGABYTE // 2),
    "stars": over("*"),
    "bars": over("|"),
    "dashes": over("-"),
    "dots": over("."),
    "slashes": over("/"),
    "spaces": lambda: "a" + " " * MEGABYTE + "b",
    "line ends": lambda: "a" + "\n" * MEGABYTE + "b",
    "no-break spaces": over("\u00a0"),
    "alternating marks": over("a,b;"),
    "one word": over("a"),
    "capitals": over("A"),
    "Cyrillic after Latin": lambda: "a" + "\u0411" * (MEGABYTE // 2),
    "a pile of marks": lambda: "a" + "\u0301\u0302" * (MEGABYTE // 4),
    "marks in another order": over("e\u0301\u0302\u0323"),
    "năm": over("năm "),
    "thứ": over("thứ "),
    "tăng": over("tăng "),
    "so với": over("so với "),
    "one long sentence": over("Bộ Tài chính báo cáo tăng trưởng kinh tế và "),
}

# Each of these holds a finding or a mark every few characters: less of it is as much work.
DENSE: dict[str, Callable[[], str]] = {
    "list marks": lambda: "a)\n" * 100_000,
    "list marks within list marks": lambda: "\n".join("1." * (1 + n % 40) + " x" for n in range(2_000)),
    "percentages": over("1% ", 40_000),
    "ranges without end": over("1%-", 40_000),
    "amounts without currency": over("1 tỷ ", 60_000),
    "growth": over("GRDP tăng 1%, ", 60_000),
    "ranks": over("xếp thứ 1/63 ", 60_000),
    "months": over("6 tháng đầu năm ", 60_000),
    "days": over("1/1/2024 ", 60_000),
    "citations": over("Nghị quyết số 465/NQ-CP ngày 1/1/2024, ", 60_000),
    "acronyms": over("Ủy ban nhân dân (UBND) ", 60_000),
    "provinces": over("Bình Dương tăng 1%; ", 60_000),
    "headings": over("I. TÌNH HÌNH\n", 60_000),
    "cells": over("| a | 1,5% |\n", 60_000),
    "lost words": over("tăng 12,7% ngân sách nhà nước, hơn 50,1 nghìn tỷ\n", 60_000),
}


@pytest.mark.parametrize("name", [*LARGE, *DENSE])
def test_read_to_its_end(name: str) -> None:
    text = (LARGE | DENSE)[name]()
    reading = namro.read(text)
    spans = [f.span for f in (*reading.measures, *reading.references, *reading.goals, *reading.acronyms)]
    assert all(0 <= s.start < s.end <= len(reading.text) for s in spans)


@pytest.mark.parametrize("name", ["percentages", "growth", "ranks", "provinces", "citations"])
def test_twice_the_text_holds_twice_the_findings(name: str) -> None:
    text = DENSE[name]()[:3_000]
    text = text[: text.rindex(" ")] + ". "
    one = namro.read(text)
    two = namro.read(text + "\n\n" + text)
    assert len(two.measures) == 2 * len(one.measures)
    assert len(two.references) == 2 * len(one.references)
    assert one.measures or one.references


@pytest.mark.parametrize(
    "text", ["\x00", "\ud7ff", "\U0010ffff", "😀 tăng 5%", "\u202e5%", "İ tăng 5%", "ﬁ 5%", "５％"]
)
def test_strange_characters(text: str) -> None:
    reading = namro.read(text)
    assert all(m.span.end <= len(reading.text) for m in reading.measures)
