"""The texts that are measured: the example documents, the real ones where they are at hand, and mixes of both."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEGABYTE = 1_000_000


def documents() -> list[str]:
    """Every example in plain text, and what `SHARED` holds of real notices."""
    paths = [p for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".md") and p.name != "README.md"]
    shared = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
    for folder in ("seed", "corpus"):
        paths += (shared / folder).glob("*.txt")
    return [path.read_text("utf-8") for path in sorted(paths)]


def seed() -> str:
    """The notice everything began with, or the example of its kind."""
    shared = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
    paths = [*sorted((shared / "seed").glob("*.txt")), ROOT / "examples" / "notice.txt"]
    return paths[0].read_text("utf-8")


def mix(size: int) -> str:
    """Whole documents one after another until `size` bytes are reached, cut there."""
    texts = documents()
    parts: list[str] = []
    length = 0
    while length < size:
        for text in texts:
            parts.append(text)
            length += len(text.encode()) + 2
            if length >= size:
                break
    return "\n\n".join(parts).encode()[:size].decode("utf-8", "ignore")
