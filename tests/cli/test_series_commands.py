"""`rank`, `pace`, `check`, `data`, `place`, `chart`: the answers people and programs get."""

import csv
import io
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from namro.cli.arguments import Parser
from namro.errors import DocumentError, UsageError


@pytest.fixture
def namro(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(name: str, *arguments: str, lang: str = "vi", status: int = 0) -> str:
        command = import_module(f"namro.cli.{name}")
        parser = Parser(prog=f"namro {name}", description=command.HELP[lang], lang=lang)
        command.add_arguments(parser)
        assert command.run(parser.parse_args(list(arguments)), lang) == status
        return (
            " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
            if "--format" not in arguments
            else capsys.readouterr().out
        )

    return call


@pytest.mark.parametrize("name", ["rank", "pace", "check", "chart", "data", "place"])
def test_a_command_has_what_the_command_line_asks_for(name: str) -> None:
    command = import_module(f"namro.cli.{name}")
    assert name == command.NAME
    assert set(command.HELP) == {"vi", "en"}
    for lang in command.HELP:
        parser = Parser(prog=name, description=command.HELP[lang], lang=lang)
        command.add_arguments(parser)
        assert "FILE" in parser.format_help()


def test_rank_says_that_it_cannot_yet(namro: Any) -> None:
    shown = namro("rank", "grdp", "--period", "2024-H1", "--place", "Bình Dương")
    assert "Bình Dương: 6,19 %" in shown
    assert "mới có số liệu của 19/63 đơn vị" in shown
    assert "trong khoảng 11–55" in shown
    assert "2/6 đơn vị" in shown


def test_rank_of_the_34_is_of_34(namro: Any) -> None:
    shown = namro("rank", "grdp", "--period", "2025", "--place", "Quảng Ninh", lang="en")
    assert "Việt Nam: rank 1 of 34." in shown
    assert "▸ 1 Quảng Ninh" in shown


def test_rank_as_json_and_csv(namro: Any) -> None:
    asked = ("rank", "fdi-cumulative", "--period", "../2024-06-20", "--place", "Bình Dương", "--format")
    data = json.loads(namro(*asked, "json"))
    nation, region = data["rankings"]
    assert (nation["standing"]["rank"], nation["known"], nation["size"]) == (3, 63, 63)
    assert (region["standing"]["rank"], region["size"]) == (2, 6)
    rows = list(csv.DictReader(io.StringIO(namro(*asked, "csv"))))
    assert len(rows) == 69
    assert rows[2]["place"] == "GSO63-74"
    assert rows[2]["value"] == "41087195468"


def test_pace_beside_the_rate_so_far(namro: Any) -> None:
    shown = namro("pace", "grdp", "--place", "Hà Nội", "--goal", "10", "--by", "2030")
    assert "Còn cần, 2026–2030 10 %/năm" in shown
    assert "Cao nhất, năm 2025 8,16 %/năm" in shown
    assert "phải nhanh hơn mọi năm đã biết" in shown


def test_pace_takes_the_goal_that_was_set_and_marks_a_draft(namro: Any) -> None:
    shown = namro("pace", "grdp", "--place", "Hà Nội", "--by", "2030", lang="en")
    assert "10.5 % – 11 %" in shown
    assert "Draft goal, not adopted" in shown


def test_pace_of_a_merged_unit_is_of_its_successor_and_says_so(namro: Any) -> None:
    shown = namro("pace", "grdp", "--place", "Bình Dương", "--goal", "10", "--by", "2030")
    assert "Bình Dương nay thuộc Hồ Chí Minh" in shown


def test_pace_reads_amounts_with_their_scale_and_refuses_a_short_forecast(namro: Any) -> None:
    asked = (
        "pace",
        "grdp-per-capita",
        "--place",
        "GSO63-74",
        "--goal",
        "300 triệu đồng/người",
        "--by",
        "2030",
        "--forecast",
    )
    shown = namro(*asked, lang="en")
    assert "≥ 300 million VND a head" in shown
    assert "7.7634 % a year" in shown
    assert "is not forecast" in shown
    assert json.loads(namro(*asked, "--format", "json"))["goal"]["low"] == "300000000"


@pytest.mark.parametrize("goal", ["mười", "10 ha", "10-x"])
def test_pace_refuses_a_goal_it_cannot_read(goal: str, namro: Any) -> None:
    with pytest.raises(UsageError, match="10-12"):
        namro("pace", "grdp", "--place", "Hà Nội", "--goal", goal, "--by", "2030")


def test_pace_of_a_cumulative_share_is_a_path(namro: Any, tmp_path: Path) -> None:
    rows = [
        f"disbursement-rate,Bình Dương,{year}-9M,{value},s" for year, value in ((2022, 46), (2023, 51), (2024, "41.2"))
    ]
    (tmp_path / "own.csv").write_text("\n".join(["indicator,place,period,value,source", *rows]) + "\n", "utf-8")
    asked = (
        "pace",
        "disbursement-rate",
        "--place",
        "GSO63-74",
        "--by",
        "2024",
        "--path",
        "--data",
        str(tmp_path / "own.csv"),
    )
    shown = namro(*asked, lang="en")
    assert "9 48.5 % 46 % 51 % 2022–2023 41.2 %" in shown
    (row,) = csv.DictReader(io.StringIO(namro(*asked, "--format", "csv")))
    assert (row["mean"], row["years"], row["reached"]) == ("48.5", "2", "41.2")


def test_check_of_a_reading(namro: Any, tmp_path: Path) -> None:
    measure = {
        "start": 0,
        "end": 5,
        "quote": "6,42%",
        "value": "6.42",
        "unit": "%",
        "bound": "=",
        "aspect": "change",
        "modality": "actual",
        "indicator": "grdp",
        "period": "2024-01-01/2024-06-30",
        "place": "Việt Nam",
    }
    reading = {"document": {"number": "465/TB-VPCP", "issued_on": "2024-10-10"}, "text": "6,42%", "measures": [measure]}
    (tmp_path / "r.json").write_text(json.dumps(reading), "utf-8")
    shown = namro("check", str(tmp_path / "r.json"), lang="en")
    assert "supported" in shown
    assert "Disagrees: 6.43 %" in shown
    (tmp_path / "r.jsonl").write_text(json.dumps(reading) + "\n" + json.dumps(reading) + "\n", "utf-8")
    data = json.loads(namro("check", str(tmp_path / "r.jsonl"), "--format", "json"))
    assert [claim["verdict"] for document in data["documents"] for claim in document["claims"]] == ["supported"] * 2
    (row,) = csv.DictReader(io.StringIO(namro("check", str(tmp_path / "r.json"), "--format", "csv")))
    assert (row["verdict"], row["stated"], row["official"]) == ("supported", "6.42", "6.42")


def test_check_goes_on_after_a_file_that_fails(namro: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.json").write_text("[1]", "utf-8")
    (tmp_path / "good.json").write_text('{"document": {}, "text": "", "measures": []}', "utf-8")
    namro("check", str(tmp_path / "bad.json"), str(tmp_path / "none.json"), str(tmp_path / "good.json"), status=1)


def test_data_lists_what_there_is(namro: Any) -> None:
    data = json.loads(namro("data", "--format", "json"))
    listed = {item["code"]: item for item in data["series"]}
    assert listed["fdi-cumulative"]["places"] == 63
    assert sum(item["figures"] for item in listed.values()) == 7321
    shown = namro("data", "dti", "--place", "Hà Nội")
    assert "bản sao bảng chính thức" in shown
    rows = list(csv.DictReader(io.StringIO(namro("data", "dti", "--place", "Hà Nội", "--format", "csv"))))
    assert {row["place"] for row in rows} == {"GSO63-01", "GSO34-01"}


def test_data_imports_all_or_nothing_and_adds_vintages(namro: Any, tmp_path: Path) -> None:
    own, first, second = tmp_path / "own.csv", tmp_path / "1.csv", tmp_path / "2.csv"
    head = "indicator,place,period,value,unit,published_on,source\n"
    first.write_text(head + "grdp-growth,Bình Dương,2023,5.97,%,2024-01-05,s\n", "utf-8")
    second.write_text(head + "grdp-growth,Bình Dương,2023,6.02,%,2024-06-05,s\n", "utf-8")
    namro("data", "--import", str(first), "--into", str(own))
    assert "2 in all" in namro("data", "--import", str(second), "--into", str(own), lang="en")
    kept = own.read_bytes()
    second.write_text(head + "grdp-growth,Bình Dương,2023,6.5,%,2024-06-05,s\n", "utf-8")
    with pytest.raises(UsageError, match=r"gave 6\.02"):
        namro("data", "--import", str(second), "--into", str(own))
    second.write_text(head + "grdp-growth,Nơi khác,2023,6.5,%,2024-06-05,s\n", "utf-8")
    with pytest.raises(DocumentError, match="row 2, column B"):
        namro("data", "--import", str(second), "--into", str(own))
    assert own.read_bytes() == kept
    known = ("data", "grdp-growth", "--place", "Bình Dương", "--data", str(own), "--format", "csv")
    assert "6.02" in namro(*known)
    assert "6.02" not in namro(*known, "--known-on", "2024-03-01")


def test_data_exports(namro: Any, tmp_path: Path) -> None:
    namro("data", "pci", "--export", str(tmp_path / "pci.csv"))
    assert (tmp_path / "pci.csv-metadata.json").exists()
    with pytest.raises(UsageError, match=r"\.parquet"):
        namro("data", "--export", str(tmp_path / "x.doc"))


def test_data_alerts(namro: Any) -> None:
    shown = namro("data", "grdp-growth", "--alerts", "--place", "Hà Nội", "--on", "2026-11-22")
    assert "chậm so với mục tiêu" not in namro(
        "data", "grdp-growth", "--alerts", "--place", "Hà Nội", "--on", "2024-11-22"
    )
    assert "chậm so với mục tiêu" in shown
    assert "cần 11, cao nhất 8,16" in shown


def test_place_answers_with_the_successor(namro: Any) -> None:
    data = json.loads(namro("place", "Bình Dương", "--on", "2026-01-01", "--format", "json"))
    assert (data["code"], data["region"]) == ("GSO34-79", "REG34-DNB")
    assert data["parts"] == ["GSO63-74", "GSO63-77", "GSO63-79"]
    before = json.loads(namro("place", "GSO63-74", "--on", "2024-01-01", "--format", "json"))
    assert (before["code"], before["becomes"]) == ("GSO63-74", "GSO34-79")


def test_chart_writes_a_picture_and_tells_it(namro: Any, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    shown = namro("chart", "grdp-growth", "--kind", "map", "--period", "2025", "-o", str(path))
    assert "34/34 đơn vị có số liệu" in shown
    assert path.read_text("utf-8").count("<title>") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grdp",), "-o"),
        (("grdp", "-o", "a.gif"), r"\.svg"),
        (("grdp", "-o", "a.svg"), "--place"),
        (("grdp", "--kind", "map", "-o", "a.svg"), "--period"),
    ],
)
def test_chart_says_what_it_needs(arguments: tuple[str, ...], words: str, namro: Any) -> None:
    with pytest.raises(UsageError, match=words):
        namro("chart", *arguments)


def test_periods_without_figures_name_those_that_have_some(namro: Any) -> None:
    with pytest.raises(UsageError, match="2024-H1"):
        namro("rank", "grdp", "--period", "1999")
