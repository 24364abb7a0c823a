"""The reviewed readings beside the examples, with every quotation found in its text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(p.name.removesuffix(".reading.toml") for p in EXAMPLES.glob("*.reading.toml"))
KINDS = ("measures", "references", "goals", "sections", "acronyms", "directives")


def source_of(name: str) -> Path:
    """The document a reviewed reading belongs to."""
    return next(p for p in EXAMPLES.glob(f"{name}.*") if not p.name.endswith(".toml"))


def reviewed(name: str, text: str) -> dict[str, Any]:
    """The reviewed reading of an example, each finding with `start` and `end` in `text`."""
    table = tomllib.loads((EXAMPLES / f"{name}.reading.toml").read_text("utf-8"))
    for kind in KINDS:
        for finding in table.get(kind, []):
            finding["start"], finding["end"] = _where(finding, text)
    return table


def _where(finding: dict[str, Any], text: str) -> tuple[int, int]:
    nth = finding.get("nth", 1)
    if "quote" in finding or "short" in finding:
        return _occurrence(finding.get("quote") or finding["short"], text, nth)
    start, _ = _occurrence(finding["first"], text, nth)
    _, end = _occurrence(finding["last"], text, 1, start)
    return start, end


def _occurrence(words: str, text: str, nth: int, after: int = 0) -> tuple[int, int]:
    # White space may differ, and marks of emphasis may stand between words.
    pattern = re.compile(r"[\s*|]+".join(re.escape(w) for w in words.split()))
    for match in pattern.finditer(text, after):
        nth -= 1
        if nth == 0:
            return match.span()
    raise AssertionError(f"not in the text: {words}")
