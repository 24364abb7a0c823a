"""`tools/score.py` holds measured values against their floors; the scorer here is a stand-in for the shared one."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "score.py"
FLOORS = tomllib.loads((ROOT / "tools" / "score-floor.toml").read_text("utf-8"))


def reached() -> dict[str, dict[str, Any]]:
    """A score in which every value stands exactly on its floor."""
    return {
        kind: {key: floor if key == "f1" else {"accuracy": floor, "n": 9} for key, floor in floors.items()}
        for kind, floors in FLOORS.items()
    }


def score(folder: Path, result: str) -> subprocess.CompletedProcess[str]:
    """The tool run against a scorer that does what `result` says."""
    (folder / "tools").mkdir()
    (folder / "tools" / "score.py").write_text(result, "utf-8")
    return subprocess.run([sys.executable, TOOL, "--shared", folder], capture_output=True, text=True, encoding="utf-8")


def test_values_on_their_floors_pass(tmp_path: Path) -> None:
    run = score(tmp_path, f"print({json.dumps(reached())!r})")
    assert (run.returncode, run.stderr) == (0, "")


def test_a_value_below_its_floor_fails_by_name(tmp_path: Path) -> None:
    result = reached()
    result["measures"]["bound"]["accuracy"] = 0.5
    run = score(tmp_path, f"print({json.dumps(result)!r})")
    floor = FLOORS["measures"]["bound"]
    assert run.returncode == 1
    assert run.stderr == f"score: below the floor of score-floor.toml: measures.bound 0.500 < {floor:.3f}.\n"


def test_a_scorer_that_breaks_fails_with_its_words(tmp_path: Path) -> None:
    run = score(tmp_path, "raise SystemExit('no gold files in here')")
    assert run.returncode == 1
    assert "no gold files in here" in run.stderr


@pytest.mark.parametrize("missing", [("references", "f1"), ("sections", "role")], ids=" ".join)
def test_what_nobody_measured_is_below_any_floor(missing: tuple[str, str]) -> None:
    result = reached()
    del result[missing[0]][missing[1]]
    assert runpy.run_path(str(TOOL))["below"](result, FLOORS) == [f"{missing[0]}.{missing[1]} was not measured"]
