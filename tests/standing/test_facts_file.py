"""Facts files: three forms, one meaning; and one broken file a mistake, with the words its error must hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from namro.errors import UsageError
from namro.law import Bound, Confidence, Fact, Subject, library
from namro.standing import gather, read_facts, subject_named, template_rows, write_template

BINH_DUONG = Subject("Tỉnh Bình Dương", "province", "GSO63-74", ends=date(2025, 6, 30))
TOML = """
[place]
name = "Tỉnh Bình Dương"
code = "GSO63-74"

[[fact]]
fact = "area"
value = 2694.64
unit = "km2"
as_of = 2024-10-16
source = "Quyết định 790"
"""
CSV = "fact,value,unit,as_of,source\narea,2694.64,km2,2024-10-16,Quyết định 790\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_toml_and_csv_say_the_same(tmp_path: Path) -> None:
    expected = Fact("area", Decimal("2694.64"), "km2", "Quyết định 790", date(2024, 10, 16), Confidence.STATED)
    assert read_facts(write(tmp_path, "f.toml", TOML), BINH_DUONG).facts == (expected,)
    assert read_facts(write(tmp_path, "f.csv", CSV), BINH_DUONG).facts == (expected,)


@pytest.mark.parametrize("written", ["2694,64", "2.694,64", "2,694.64", "2 694,64"])
def test_numbers_as_vietnamese_spreadsheets_write_them(tmp_path: Path, written: str) -> None:
    text = f'fact;value;unit;as_of;source\narea;"{written}";km2;2024;x\n'
    (fact,) = read_facts(write(tmp_path, "f.csv", text)).facts
    assert fact.value == Decimal("2694.64")
    assert fact.as_of == date(2024, 12, 31)


def test_an_empty_value_is_a_fact_not_known(tmp_path: Path) -> None:
    text = "fact,value,unit,as_of,source\narea,,km2,,\npopulation,5,nghìn người,2024,x\n"
    assert [fact.term for fact in read_facts(write(tmp_path, "f.csv", text)).facts] == ["population"]


def test_a_bound_is_read(tmp_path: Path) -> None:
    text = "fact,value,unit,as_of,source,bound\narea,12700,km2,2024,x,at_least\n"
    assert read_facts(write(tmp_path, "f.csv", text)).facts[0].bound is Bound.AT_LEAST


HEAD = "fact,value,unit,as_of,source\n"
BROKEN = [
    ("f.csv", HEAD + "area,5,người,2024,x\n", ("row 2: area is not given in người", "km2, km², ha")),
    ("f.csv", HEAD + "area,5,km2,2026-01-01,x\n", ("row 2", "did not exist on 2026-01-01", "2025-06-30")),
    ("f.csv", HEAD + "area,5,km2,2024,\n", ("row 2: area has no source",)),
    ("f.csv", HEAD + "area,lớn,km2,2024,x\n", ("row 2: area must be a number in km2", "2694.64")),
    ("f.csv", HEAD + "area,NaN,km2,2024,x\n", ("row 2: area must be a number in km2",)),
    ("f.csv", HEAD + "area,5,km2,năm ngoái,x\n", ("row 2", "'năm ngoái' cannot be read", "2024-10-16")),
    ("f.csv", HEAD + "souls,5,người,2024,x\n", ("row 2: There is no fact called souls", "template")),
    ("f.csv", HEAD + "urban_class,VII,loại,2024,x\n", ("row 2: urban_class has no level 'VII'", "II, I")),
    ("f.csv", "fact,value,unit,source\narea,5,km2,x\n", ("row 1: No column as_of",)),
    ("f.csv", "", ("No column fact, value, unit, as_of, source",)),
    ("f.csv", "fact,value,unit,as_of,source,bound\narea,5,km2,2024,x,about\n", ("'about' is not a bound", "at_least")),
    (
        "f.csv",
        "fact,value,unit,as_of,source,confidence\narea,5,km2,2024,x,sure\n",
        ("'sure' is not a confidence", "read"),
    ),
    ("f.toml", "[[fact]\n", ("not well-formed TOML", "template")),
    ("f.toml", TOML.replace("GSO63-74", "GSO63-75"), ("not of Tỉnh Bình Dương",)),
    ("f.toml", TOML.replace('"km2"', '"ha/năm"'), ("row 6: area is not given in ha/năm",)),
    ("f.doc", "x", ("Files", ".doc", ".toml, .csv or .xlsx")),
]


@pytest.mark.parametrize(("name", "text", "words"), BROKEN, ids=[words[0] for _, _, words in BROKEN])
def test_a_broken_file_is_refused_with_file_row_and_remedy(
    tmp_path: Path, name: str, text: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError) as refused:
        read_facts(write(tmp_path, name, text), BINH_DUONG)
    told = refused.value.message("en").replace("Facts files", "Files")
    assert name in told
    for word in words:
        assert word in told
    assert refused.value.message("vi") != refused.value.message("en")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = HEAD + "area,5,người,2024,x\npopulation,5,người,2024,\narea,5,km2,2024,x\n"
    with pytest.raises(UsageError, match=r"2 fault\(s\): row 2: .*; row 3: "):
        read_facts(write(tmp_path, "f.csv", text))


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no file .*nowhere\.csv"):
        read_facts(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("suffix", [".toml", ".csv"])
def test_a_template_read_back_holds_what_was_known(tmp_path: Path, suffix: str) -> None:
    on = date(2024, 10, 16)
    place = subject_named("Bình Dương", on)
    known = gather(place, on)
    goal = library().choose("centrally-run-city", on)[2]
    rows = template_rows(goal, known, on, "vi")
    path = tmp_path / f"template{suffix}"
    write_template(path, place, rows)
    again = read_facts(path, place).facts
    assert {fact.term for fact in again} >= {"population", "area", "urban_districts", "income_ratio"}
    filled = [row for row in rows if row["value"]]
    assert [(f.term, f.as_of.isoformat(), f.source) for f in again] == [
        (r["fact"], r["as_of"], r["source"]) for r in filled
    ]
    assert {row["fact"] for row in rows if not row["value"]} >= {"budget_balance", "urban_class"}
