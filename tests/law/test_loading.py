"""Broken instruments, one fault each, with the words the error must hold; and acts that change with the days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from namro.errors import DataError, UsageError
from namro.law import Confidence, Fact, Facts, Finding, Subject, judge, load_library
from namro.law.loading import load_act

HEAD = """
[act]
number = "1/2030"
vi = "Thử"
en = "Trial"
force = "law"
valid_from = 2030-01-01
valid_to = "open"
source = "gazette"
[sources.gazette]
address = "the gazette"
[[goal]]
id = "village"
vi = "Làng"
en = "Village"
[[group]]
id = "all"
vi = "Chung"
en = "All"
[[rule]]
id = "r"
goal = "village"
kind = "all_of"
groups = ["all"]
value = "all"
unit = "tiêu chuẩn"
article = "1"
source = "gazette"
confidence = "read"
valid_from = 2030-01-01
valid_to = "open"
"""
STANDARD = """
[[standard]]
id = "s"
goal = "village"
group = "all"
vi = "Dân số"
en = "Population"
fact = "population"
op = ">="
value = 100
unit = "người"
article = "2"
source = "gazette"
confidence = "read"
valid_from = 2030-01-01
valid_to = "open"
"""

BROKEN = [
    ('source = "gazette"\nconfidence', "confidence", ("s: no source", "name a source of the [sources] table")),
    (
        'source = "gazette"\nconfidence',
        'source = "hearsay"\nconfidence',
        ("'hearsay' is not in [sources]", "add it there"),
    ),
    ('article = "2"\n', "", ("s: no article", 'add article = "…"')),
    ('confidence = "read"', 'confidence = "memory"', ("confidence = 'memory'", "use one of read, carried_over")),
    ('valid_to = "open"', "", ("s: no valid_to", 'write valid_to = 2026-01-01, or valid_to = "open"')),
    (
        "valid_from = 2030-01-01",
        "valid_from = 2029-01-01",
        ("begins on 2029-01-01, before its act", "not before 2030-01-01"),
    ),
    ('valid_to = "open"', "valid_to = 2029-12-31", ("ends on 2029-12-31, before it begins on 2030-01-01", "in order")),
    ('unit = "người"', 'unit = "km2"', ("unit 'km2' is not that of population", "use 'người'")),
    ('fact = "population"', 'fact = "souls"', ("unknown fact 'souls'", "add the term to vocabulary.toml")),
    ('op = ">="', 'op = "=="', ("op = '=='", "use one of >=, >, <=, <")),
    ("value = 100", 'value = "many"', ("value is not a number", "write value = 12")),
    ('goal = "village"', 'goal = "town"', ("unknown goal 'town'", "use one of village")),
    ('group = "all"', 'group = "some"', ("unknown group 'some'", "use one of all")),
    ('vi = "Dân số"', 'vn = "Dân số"', ("unknown key 'vn'", "use one of id, goal")),
    (
        "value = 100",
        "value = 100\npoints = [3, 1]\nupper = 200",
        ("points are not a pair", "write points = [least, most]"),
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), BROKEN, ids=[words[0] for _, _, words in BROKEN])
def test_a_broken_row_is_refused_with_file_line_and_remedy(old: str, new: str, words: tuple[str, ...]) -> None:
    with pytest.raises(DataError) as refused:
        load_act("trial", HEAD + STANDARD.replace(old, new, 1))
    told = str(refused.value)
    line = (HEAD + STANDARD).count("\n", 0, (HEAD + STANDARD).index("[[standard]]")) + 1
    assert "law/instruments/trial/thresholds.toml" in told
    assert f"row {line}: " in told
    for word in words:
        assert word in told


def test_all_faults_of_a_file_are_told_at_once() -> None:
    broken = STANDARD.replace('source = "gazette"\n', "").replace('unit = "người"', 'unit = "km2"')
    other = STANDARD.replace('article = "2"', "").replace('id = "s"', 'id = "t"')
    with pytest.raises(DataError) as refused:
        load_act("trial", HEAD + broken + other)
    assert len(refused.value.faults) == 3


def test_rows_of_one_id_may_not_overlap_in_time() -> None:
    first = STANDARD.replace('valid_to = "open"', "valid_to = 2030-06-30")
    second = STANDARD.replace("valid_from = 2030-01-01", "valid_from = 2030-06-30")
    with pytest.raises(DataError, match="overlaps the row of the same id in line"):
        load_act("trial", HEAD + first + second)


def test_a_file_that_is_not_toml_is_told_so() -> None:
    with pytest.raises(DataError, match="is not TOML"):
        load_act("trial", HEAD + "value = \n")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "thresholds.toml").write_text(text, "utf-8")


def test_two_acts_may_not_set_one_goal_on_one_day(tmp_path: Path) -> None:
    write(tmp_path, "first", HEAD + STANDARD)
    write(tmp_path, "second", HEAD + STANDARD)
    with pytest.raises(DataError, match="first: and second both set village on 2030-01-01"):
        load_library(tmp_path)


def test_a_new_act_and_a_changed_threshold_are_data_alone(tmp_path: Path) -> None:
    """A value corrected from a day on is a second row; the day decides."""
    first = STANDARD.replace('valid_to = "open"', "valid_to = 2030-06-30")
    second = STANDARD.replace("valid_from = 2030-01-01", "valid_from = 2030-07-01").replace("100", "200")
    write(tmp_path, "trial", HEAD + first + second)
    laws = load_library(tmp_path)

    def found(on: date) -> Finding | None:
        fact = Fact("population", Decimal(150), "người", "test", date(2030, 1, 1), Confidence.EXAMPLE)
        return judge("village", Facts([fact]), on=on, subject=Subject("Làng"), laws=laws).finding

    assert found(date(2030, 6, 30)) is Finding.MET
    assert found(date(2030, 7, 1)) is Finding.NOT_MET
    with pytest.raises(UsageError) as refused:
        found(date(2029, 12, 31))
    assert refused.value.code == "law-none-that-day"
    assert "trial (2030-01-01 – …)" in refused.value.message("en")
