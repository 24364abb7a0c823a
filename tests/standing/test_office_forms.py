"""Excel facts files and Word answers: the same facts and words as the plain forms."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from namro.drafting.standing_docx import write_docx
from namro.errors import UsageError
from namro.law import judge, library
from namro.standing import answer, gather, read_facts, subject_named, template_rows, write_template

ON = date(2024, 10, 16)


def test_a_spreadsheet_says_what_its_cells_say(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["fact", "value", "unit", "as_of", "source"])
    sheet.append(["area", 2694.64, "km2", datetime(2024, 10, 16), "Quyết định 790"])
    sheet.append(["population", "2,76", "triệu người", 2022, "niên giám"])
    book.save(tmp_path / "f.xlsx")
    area, population = read_facts(tmp_path / "f.xlsx").facts
    assert (str(area.value), area.as_of) == ("2694.64", ON)
    assert (str(population.value), population.as_of) == ("2.76", date(2022, 12, 31))


def test_a_broken_spreadsheet_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "f.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(UsageError, match=r"f\.xlsx has 1 fault\(s\): row 1: This is not well-formed Excel"):
        read_facts(tmp_path / "f.xlsx")


def test_a_spreadsheet_template_read_back_holds_what_was_known(tmp_path: Path) -> None:
    place = subject_named("Bình Dương", ON)
    goal = library().choose("centrally-run-city", ON)[2]
    rows = template_rows(goal, gather(place, ON), ON, "vi")
    write_template(tmp_path / "t.xlsx", place, rows)
    again = read_facts(tmp_path / "t.xlsx", place).facts
    assert [fact.source for fact in again] == [row["source"] for row in rows if row["value"]]


def test_a_word_answer_holds_every_standard_its_source_and_its_trace(tmp_path: Path) -> None:
    place = subject_named("Bình Dương", ON)
    facts = gather(place, ON)
    said = answer(judge("centrally-run-city", facts, on=ON, subject=place), facts, "vi")
    write_docx(tmp_path / "a.docx", [said], ["một điều khác"], "vi")
    document = docx.Document(str(tmp_path / "a.docx"))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[0] for row in rows] == [line.label for line in said.lines]
    assert [row[2] for row in rows] == [line.figure for line in said.lines]
    told = [paragraph.text for paragraph in document.paragraphs]
    assert f"{said.on}: không đạt" in told
    assert "một điều khác" in told
    assert all(source in told for line in said.lines for source in line.sources)
