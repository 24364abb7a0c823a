"""The gold score, held against its floors: exit 1 where one measured value is below its own.

    python tools/score.py [--shared ../shared] [--namro .venv/bin/namro] [--errors 20]

Runs the scorer of the shared folder over the passages for development and compares every value named in
`score-floor.toml`. Does not measure how Namro reads passages nobody has tuned on: those are kept apart.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tools" / "score-floor.toml"

Scores = dict[str, dict[str, dict[str, float] | float]]
Floors = dict[str, dict[str, float]]


def main() -> int:
    """Score, compare, and say in one sentence what is below its floor."""
    asked = _arguments()
    scorer = [sys.executable, str(asked.shared / "tools" / "score.py"), str(asked.shared / "gold" / "dev")]
    command = [*scorer, "--reader", f"{shlex.quote(str(asked.namro))} read --format jsonl"]
    if asked.errors:
        subprocess.run([*command, "--errors", str(asked.errors)], check=False)
    run = subprocess.run([*command, "--json"], capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        print(f"score: the scorer failed: {run.stderr.strip()[-400:]}", file=sys.stderr)
        return 1
    floors: Floors = tomllib.loads(FLOORS.read_text("utf-8"))
    low = below(json.loads(run.stdout), floors)
    if low:
        print(f"score: below the floor of {FLOORS.name}: {'; '.join(low)}.", file=sys.stderr)
        return 1
    print(f"score: all {sum(map(len, floors.values()))} values of {FLOORS.name} are reached")
    return 0


def below(scores: Scores, floors: Floors) -> list[str]:
    """What does not reach its floor, "measures.bound 0.941 < 0.980" each; a value nobody measured is below any floor.

    >>> scores = {"measures": {"f1": 0.99, "bound": {"accuracy": 0.9, "n": 10}}}
    >>> below(scores, {"measures": {"f1": 0.98, "bound": 0.95}})
    ['measures.bound 0.900 < 0.950']
    """
    found = []
    for kind, wanted in floors.items():
        for name, floor in wanted.items():
            value = scores.get(kind, {}).get(name)
            reached = value["accuracy"] if isinstance(value, dict) else value
            if reached is None:
                found.append(f"{kind}.{name} was not measured")
            elif reached < floor:
                found.append(f"{kind}.{name} {reached:.3f} < {floor:.3f}")
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Hold the gold score against its floors.")
    parser.add_argument("--shared", type=Path, default=ROOT / os.environ.get("SHARED", "../shared"))
    parser.add_argument("--namro", type=Path, default=ROOT / os.environ.get("VENV", ".venv") / "bin" / "namro")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors a kind first")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
