import csv
import io
import json

import pytest
from openpyxl import load_workbook

from namro.cli.main import main

CLEARS = ["person", "task", "responsibility", "authority", "time", "result"]


@pytest.fixture
def notices(tmp_path):
    (tmp_path / "a.txt").write_text("GRDP năm 2024 tăng 7%.\n", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    return [str(tmp_path / name) for name in ("a.txt", "b.txt")]


def test_json_counts_each_notice_and_tells_of_a_broken_file(notices, capsys):
    assert main(["clarity", *notices, "--format", "json"]) == 1
    said = capsys.readouterr()
    counted, failed = json.loads(said.out)
    assert (counted["source"], counted["tasks"], list(counted["clears"])) == (notices[0], 0, CLEARS)
    assert failed["error"]["code"] == "file-empty"
    assert said.err.count("\n") == 1


def test_csv_and_xlsx_hold_the_same_table(notices, capsys, tmp_path):
    target = tmp_path / "sau-ro.xlsx"
    assert main(["clarity", notices[0], "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert main(["clarity", notices[0], "--format", "xlsx", "-o", str(target)]) == 0
    sheet = load_workbook(target).active
    assert [
        [str(cell or "") if cell != 0 else "0" for cell in row] for row in sheet.iter_rows(values_only=True)
    ] == rows
    assert len(rows[0]) == 8 + 2 * len(CLEARS)


def test_the_clears_that_tasks_leave_open_are_counted(tmp_path, capsys):
    notice = tmp_path / "c.txt"
    notice.write_text("THÔNG BÁO\nII. NHIỆM VỤ\n1. Giao Sở Nội vụ rà soát biên chế trong tháng 11 năm 2025.\n", "utf-8")
    assert main(["clarity", str(notice), "--format", "json"]) == 0
    (counted,) = json.loads(capsys.readouterr().out)
    assert (counted["tasks"], counted["dated"], counted["leads"]) == (1, 1, {"Sở Nội vụ": 1})
    assert counted["clears"]["time"] == {"clear": 1, "vague": 0, "missing": 0}
    assert main(["clarity", str(notice)]) == 0
    shown = capsys.readouterr().out
    assert "Nhiệm vụ nêu thời hạn: 1/1" in shown
    assert "Sở Nội vụ (1)" in shown


def test_xlsx_wants_a_file(notices, capsys):
    assert main(["clarity", notices[0], "--format", "xlsx"]) == 2
    assert "cần tên tệp" in capsys.readouterr().err


def test_the_terminal_shows_a_line_a_notice(notices, capsys):
    assert main(["clarity", notices[0]]) == 0
    assert "nhiệm vụ" in capsys.readouterr().out
