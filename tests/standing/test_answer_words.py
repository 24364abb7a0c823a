"""Every goal of every act, and every reason a trace can give, has its words in both languages."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from namro.law import Facts, Subject, judge, library
from namro.standing import answer

LANGUAGES = ("vi", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("act", sorted(library().acts))
def test_every_goal_can_be_answered_in_words(act: str, lang: str) -> None:
    on = library().acts[act].valid_to or date(2026, 6, 1)
    edition = library().acts[act].edition(on)
    assert edition is not None
    for goal in edition.goals:
        judgement = judge(goal, Facts(), on=on, subject=Subject("x"), act=act)
        said = answer(judgement, Facts(), lang)
        assert said.verdict == "unknown"
        assert said.tallies
        assert all(line.label and line.threshold and line.because for line in said.lines)


def test_every_reason_and_error_raised_here_has_a_sentence_in_both_languages() -> None:
    words = tomllib.loads(files("namro").joinpath("wording.toml").read_text("utf-8"))
    codes = set()
    for room in ("law", "standing"):
        for module in files("namro").joinpath(room).iterdir():
            if module.name.endswith(".py"):
                source = module.read_text("utf-8")
                codes |= {f"law-because-{code}" for code in re.findall(r'Reason\(\s*"([\w-]+)"', source)}
                codes |= set(re.findall(r'UsageError\(\s*"([\w-]+)"', source))
    assert len(codes) > 30
    for code in codes:
        assert {lang for lang in LANGUAGES if words[code][lang]} == set(LANGUAGES), code


def test_the_reading_used_is_said_with_its_doubt() -> None:
    said = answer(judge("urban-class-I", Facts(), on=date(2026, 6, 1), subject=Subject("x")), Facts(), "en")
    assert said.reading == "12-of-15"
    assert said.rivals == ("Under the reading all: cannot tell.",)
    (tally,) = said.tallies
    assert "Điều 9 khoản 3 điểm a; qhhue" in tally
    assert "mọi tiêu chuẩn bắt buộc" in tally
