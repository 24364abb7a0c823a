import csv
import io
import json
import sys

import pytest

from namro.cli.main import main

NOTICE = "Giải ngân vốn đầu tư công 9 tháng năm 2024 đạt 41,2% kế hoạch.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.md", "b/c.txt", ".git/x.txt", "note.xyz", "README.md"):
        (tmp_path / name).write_text(NOTICE, "utf-8")
    return tmp_path


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_folder_is_walked_in_order_and_only_files_that_can_be_read(folder, capsys):
    assert main(["read", str(folder), "--format", "jsonl"]) == 0
    sources = [reading["source"] for reading in lines(capsys.readouterr().out)]
    assert sources == [str(folder / name) for name in ("a.md", "z.txt", "b/c.txt")]


def test_a_broken_file_costs_no_other_and_ends_in_status_1(folder, capsys):
    (folder / "leer.txt").write_bytes(b"")
    given = [str(folder / name) for name in ("z.txt", "leer.txt", "nowhere.txt", "a.md")]
    assert main(["read", *given, "--format", "jsonl", "--lang", "en"]) == 1
    said = capsys.readouterr()
    first, empty, missing, last = lines(said.out)
    assert first["measures"] == last["measures"]
    assert first["measures"][0]["quote"] == "41,2%"
    assert empty == {"source": given[1], "error": {"code": "file-empty", "message": empty["error"]["message"]}}
    assert missing["error"]["code"] == "file-missing"
    assert said.err.splitlines() == [f"namro: {failed['error']['message']}" for failed in (empty, missing)]


def test_standard_input_reads_as_the_file_does(folder, capsys, monkeypatch):
    class Input:
        buffer = io.BytesIO(NOTICE.encode())

    monkeypatch.setattr(sys, "stdin", Input)
    assert main(["read", "-", "--format", "json"]) == 0
    piped = json.loads(capsys.readouterr().out)
    assert main(["read", str(folder / "z.txt"), "--format", "json"]) == 0
    assert piped == json.loads(capsys.readouterr().out) | {"source": "-"}


def test_one_file_is_an_object_in_json_and_a_folder_an_array(folder, capsys):
    assert main(["read", str(folder / "b"), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_a_folder_without_documents_says_so(tmp_path, capsys):
    assert main(["read", str(tmp_path)]) == 1
    assert "không có tệp nào đọc được; các loại đọc được: " in capsys.readouterr().err


def test_the_day_and_the_place_given_stand_in_for_the_document_s_own(folder, capsys):
    call = ["read", str(folder / "z.txt"), "--format", "json", "--on", "16/10/2024", "--place", "Bình Dương"]
    assert main(call) == 0
    document = json.loads(capsys.readouterr().out)["document"]
    assert (document["issued_on"], document["place"]) == ("2024-10-16", "Bình Dương")


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "csv", "html"])
def test_output_to_a_file_is_what_the_screen_would_show(folder, capsys, form):
    call = ["read", str(folder / "z.txt"), "--format", form]
    assert main(call) == 0
    screen = capsys.readouterr().out
    assert main([*call, "-o", str(folder / "out")]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "out").read_bytes().decode() == screen
    assert not list(folder.glob(".out*"))


def test_an_output_that_cannot_be_written_is_one_sentence(folder, capsys):
    target = folder / "nowhere" / "out.json"
    assert main(["read", str(folder / "z.txt"), "-o", str(target)]) == 2
    assert f"Không ghi được {target}" in capsys.readouterr().err


def test_csv_of_a_real_run_parses(folder, capsys):
    assert main(["read", str(folder), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert {row["Giá trị"] for row in rows if row["Loại"] == "Số liệu"} == {"41.2"}
