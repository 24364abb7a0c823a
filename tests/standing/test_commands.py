"""`namro assess` and `namro law` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from namro.cli import assess, law
from namro.cli.arguments import Parser
from namro.errors import UsageError

BINH_DUONG = ["Bình Dương", "--against", "centrally-run-city"]


def run(command: ModuleType, *given: str, lang: str = "en") -> int:
    parser = Parser(prog=f"namro {command.NAME}", description=command.HELP[lang], lang=lang)
    command.add_arguments(parser)
    status: int = command.run(parser.parse_args(list(given)), lang)
    return status


def test_assess_shows_each_standard_with_its_threshold_figure_finding_and_article(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(assess, *BINH_DUONG, "--on", "2024-10-16", lang="vi") == 0
    shown = capsys.readouterr().out
    assert "16/10/2024: không đạt" in shown
    (share,) = [line for line in shown.splitlines() if "Tỷ lệ số quận" in line and "Điều 4" in line]
    for word in ("≥ 60%", "55,56%", "không đạt", "4,44%", "Điều 4; lawnetHue, lvn27"):
        assert word in share
    assert "chưa rõ có cùng cách tính" in " ".join(shown.split())


def test_explain_shows_sources_with_their_addresses(capsys: pytest.CaptureFixture[str]) -> None:
    run(assess, *BINH_DUONG, "--on", "2024-10-16", "--explain")
    shown = capsys.readouterr().out
    assert (
        "https://luatvietnam.vn/linh-vuc-khac/tieu-chi-thanh-pho-truc-thuoc-trung-uong-883-92535-article.html" in shown
    )
    assert "area = 2,694.64 km2, source" in shown


def test_compare_shows_why_two_days_differ(capsys: pytest.CaptureFixture[str]) -> None:
    run(assess, *BINH_DUONG, "--compare", "2024-10-16", "2026-01-01")
    shown = " ".join(capsys.readouterr().out.split())
    assert "2024-10-16: not met under 1211/2016/UBTVQH13" in shown
    assert "Tỉnh Bình Dương is part of Thành phố Hồ Chí Minh since 2025-07-01; the goal is closed" in shown


def test_json_is_whole_and_html_goes_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(assess, *BINH_DUONG, "--on", "2024-10-16", "--format", "json")
    record = json.loads(capsys.readouterr().out)["answers"][0]
    assert record["verdict"] == "not_met"
    assert {line["id"]: line["verdict"] for line in record["lines"]}["27.city.quan"] == "not_met"
    target = tmp_path / "answer.html"
    run(assess, *BINH_DUONG, "--on", "2024-10-16", "--format", "html", "-o", str(target))
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_a_template_is_filled_in_and_read_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "facts.toml"
    run(assess, *BINH_DUONG, "--on", "2024-10-16", "--template", str(target))
    assert "left blank" in capsys.readouterr().out
    text = target.read_text("utf-8")
    filled = text.replace('fact = "budget_balance"\nvalue = ""', 'fact = "budget_balance"\nvalue = "thiếu"')
    filled = filled.replace(
        'unit = "mức"\nas_of = ""\nsource = ""', 'unit = "mức"\nas_of = 2023-12-31\nsource = "Sở Tài chính"'
    )
    assert filled != text
    target.write_text(filled, "utf-8")
    run(assess, *BINH_DUONG, "--on", "2024-10-16", "--facts", str(target), "--format", "json")
    record = json.loads(capsys.readouterr().out)["answers"][0]
    assert {line["id"]: line["verdict"] for line in record["lines"]}["27.city.budget"] == "not_met"


def test_a_ward_comes_with_its_own_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "ward.toml"
    target.write_text(
        '[place]\nname = "Phường Dĩ An"\nkind = "ward"\n'
        '[[fact]]\nfact = "population"\nvalue = 20999\nunit = "người"\nas_of = 2026-01-01\nsource = "báo cáo"\n'
        '[[fact]]\nfact = "mountainous"\nvalue = "không"\nunit = "có/không"\nas_of = 2026-01-01\nsource = "báo cáo"\n',
        "utf-8",
    )
    run(assess, "Phường Dĩ An", "--against", "ward", "--on", "2026-06-01", "--facts", str(target), "--format", "json")
    record = json.loads(capsys.readouterr().out)["answers"][0]
    assert record["place"] == "Phường Dĩ An"
    population = next(line for line in record["lines"] if line["id"] == "112.ward.pop")
    assert population["verdict"] == "unknown"  # border, island and heritage are not told: the floor may be 10,500


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([*BINH_DUONG], "law-cli-day-wanted"),
        (["Nơi Không Có", "--against", "ward", "--on", "2026-01-01"], "place-unknown"),
        (["Hà Nội", "--against", "hamlet", "--on", "2026-01-01"], "law-goal-unknown"),
        (["Hà Nội", "--against", "ward", "--on", "2026-01-01"], "law-kind-differs"),
        ([*BINH_DUONG, "--on", "2010-01-01"], "law-none-that-day"),
        ([*BINH_DUONG, "--on", "2024-10-16", "--format", "docx"], "law-cli-file-wanted"),
    ],
)
def test_a_wrong_call_is_refused(given: list[str], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        run(assess, *given)
    assert refused.value.code == code


def test_law_lists_acts_with_how_many_rows_rest_on_which_confidence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(law) == 0
    shown = capsys.readouterr().out
    (total,) = [line.split() for line in shown.splitlines() if line.startswith("Total")]
    assert total == ["Total", "385", "225", "349", "36"]
    assert "2023-01-01 – 2025-12-31" in shown
    assert "a draft, not in force" in shown


def test_law_shows_one_act_and_refuses_an_unknown_one(capsys: pytest.CaptureFixture[str]) -> None:
    run(law, "units-27-2022", "--format", "json")
    (record,) = json.loads(capsys.readouterr().out)
    assert len(record["rows"]) == 16
    assert all(row["article"] and row["sources"] and row["confidence"] and row["valid_from"] for row in record["rows"])
    run(law, "units-27-2022")
    assert "27.city.quan" in capsys.readouterr().out
    with pytest.raises(UsageError):
        run(law, "lost")
