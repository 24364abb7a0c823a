import json

import pytest

from namro.cli.main import main
from namro.drafting.annex import draft_annex
from namro.drafting.annex_files import write_annex
from tests.drafting.directives import READING


@pytest.fixture
def edited(tmp_path):
    path = tmp_path / "da-sua.xlsx"
    write_annex(draft_annex(READING), path, ".xlsx")
    return path


def test_an_edited_annex_is_read_back_as_json(edited, capsys):
    assert main(["annex", "--read", str(edited), "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["notice"]["name"] == "Thông báo số 9/TB-UBND"
    first = record["rows"][0]
    assert (first["start"], first["end"]) == (READING.directives[0].span.start, READING.directives[0].span.end)
    assert (first["lead"], first["due"]) == (["Sở Tài chính"], "2025-11-30")
    assert record["rows"][2]["due"] == "hằng tháng"


def test_an_edited_annex_may_change_its_form(edited, tmp_path, capsys):
    word = tmp_path / "lai.docx"
    assert main(["annex", "--read", str(edited), "-o", str(word), "--office", "Sở Nội vụ"]) == 0
    assert "Đã ghi 3 nhiệm vụ" in capsys.readouterr().err
    shown = []
    for path in (edited, word):
        assert main(["annex", "--read", str(path), "--format", "json"]) == 0
        shown.append(json.loads(capsys.readouterr().out))
    assert shown[0] == shown[1]


def test_the_terminal_marks_a_suggestion_as_namro_s_own(edited, capsys):
    assert main(["annex", "--read", str(edited)]) == 0
    assert "Gợi ý của Namro: người: Sở Nội vụ" in " ".join(capsys.readouterr().out.split())


NOTICE = """Số: 9/TB-UBND
THÔNG BÁO
Kết luận phiên họp ngày 05 tháng 10 năm 2025
II. NHIỆM VỤ
1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng xây dựng kế hoạch đầu tư công, hoàn thành trước ngày 30/11/2025.
2. Giao Sở Nội vụ rà soát biên chế của các sở.
"""


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "thong-bao.txt"
    path.write_text(NOTICE, "utf-8")
    return path


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_annex_of_a_notice_is_read_back_with_its_links(notice, tmp_path, capsys, form):
    target = tmp_path / f"phu-luc.{form}"
    assert main(["annex", str(notice), "-o", str(target)]) == 0
    capsys.readouterr()
    assert main(["annex", str(notice), "--format", "json"]) == 0
    drafted = json.loads(capsys.readouterr().out)
    assert main(["annex", "--read", str(target), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == drafted
    first, second = drafted["rows"]
    assert (first["lead"], first["support"], first["due"]) == (["Sở Tài chính"], ["Sở Xây dựng"], "2025-11-30")
    assert NOTICE[second["start"] : second["end"]].endswith("rà soát biên chế của các sở")
    assert second["basis"] == "mục II, khoản 2"


def test_the_same_notice_as_a_calendar_and_as_akoma_ntoso(notice, capsys):
    assert main(["read", str(notice), "--format", "ics"]) == 0
    assert "DTSTART;VALUE=DATE:20251130" in capsys.readouterr().out
    assert main(["read", str(notice), "--format", "akn"]) == 0
    assert capsys.readouterr().out.count("<namro:directive ") == 2
    assert main(["read", str(notice), str(notice), "--format", "akn"]) == 2
    assert "chỉ ghi một văn bản" in capsys.readouterr().err


def test_a_notice_without_tasks_leaves_no_file(tmp_path, capsys):
    notice = tmp_path / "tin.txt"
    notice.write_text("GRDP năm 2024 tăng 7%.\n", "utf-8")
    assert main(["annex", str(notice), "-o", str(tmp_path / "a.docx")]) == 1
    assert "không có nhiệm vụ nào" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["tin.txt"]


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        (["annex"], 2, "Cần đúng một trong hai"),
        (["annex", "a.txt", "--read", "b.xlsx"], 2, "Cần đúng một trong hai"),
        (["annex", "--read", "nowhere.xlsx"], 1, "Không thấy tệp nowhere.xlsx"),
        (["annex", "nowhere.txt", "-o", "a.docx"], 1, "Không thấy tệp nowhere.txt"),
        (["annex", "--read", "nowhere.xlsx", "--lang", "en"], 1, "There is no file nowhere.xlsx"),
    ],
)
def test_a_mistake_is_one_sentence(call, status, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(call) == status
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_annex_in_a_form_that_is_none_leaves_no_file(edited, tmp_path, capsys):
    assert main(["annex", "--read", str(edited), "-o", str(tmp_path / "a.pdf")]) == 2
    assert "kết thúc bằng .docx, .xlsx" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [edited.name]
