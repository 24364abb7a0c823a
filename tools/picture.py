"""The README's picture: one notice as `namro read` shows it on a terminal.

    python tools/picture.py

Runs the command itself with colours on and sets what it printed as SVG: no remote font, no script, every run of
words at its own column. A test compares the picture with what the command says now; where they differ, run this again.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
NOTICE = "examples/notice.txt"
PICTURE = ROOT / "docs" / "images" / "notice.svg"
COLUMNS = 92

_CELL, _LINE, _MARGIN = 8.5, 20, 16  # pixels
_PADDED = 2  # spaces before a run that tell that it was set flush right
_INK, _QUIET = "#262c34", "#6b7178"
_COLOURS = {3: "#8c5a0a", 5: "#6e3c82", 6: "#0f5c68"}  # yellow, magenta, cyan: all the terminal view uses
_RUN = re.compile(r"─+|[^ ]+(?: [^ ─]+)*")
_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="One notice, read">
<style>text {{ font: 15px system-ui, "Noto Sans", "Segoe UI", sans-serif; fill: {ink} }}</style>
<rect width="{width}" height="{height}" rx="6" fill="#fcfcfa" stroke="#d5d8dc"/>
{lines}
</svg>
"""


def shown() -> str:
    """What `namro read` prints of the notice on a terminal of `COLUMNS` columns, with its colour codes."""
    environment = os.environ | {"COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "namro.cli.main", "read", NOTICE, "--lang", "en"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    run.check_returncode()
    return run.stdout


def picture() -> str:
    """The same, set as SVG."""
    console = Console(width=COLUMNS, force_terminal=True, color_system="standard")
    rows = console.render_lines(Text.from_ansi(shown().rstrip()), pad=False)
    return _FRAME.format(
        width=COLUMNS * _CELL + 2 * _MARGIN,
        height=len(rows) * _LINE + 2 * _MARGIN,
        ink=_INK,
        lines="\n".join(line for number, row in enumerate(rows) for line in _set(row, number)),
    )


def _set(row: list[Segment], number: int) -> Iterator[str]:
    """The runs of a row. The letters are not all of one width, so what was padded on its left ends where it ended."""
    y = _MARGIN + number * _LINE + 14
    column = 0
    for segment in row:
        for run in _RUN.finditer(segment.text):
            flush_right = run.start() >= _PADDED and run.end() == len(segment.text)
            edge = run.end() if flush_right else run.start()
            x = _MARGIN + (column + cell_len(segment.text[:edge])) * _CELL
            anchor = ' text-anchor="end"' if flush_right else ""
            if run.group()[0] == "─":
                yield f'<path d="M{x} {y - 5}h{len(run.group()) * _CELL}" stroke="{_COLOURS[6]}"/>'
                continue
            manner = _manner(segment.style or Style.null())
            yield f'<text x="{x}" y="{y}"{anchor}{manner}>{escape(run.group(), quote=False)}</text>'
        column += cell_len(segment.text)


def _manner(style: Style) -> str:
    colour = _COLOURS.get(style.color.number or 0) if style.color else _QUIET if style.dim else None
    told = {
        "fill": colour,
        "font-weight": "bold" if style.bold else None,
        "font-style": "italic" if style.italic else None,
        "text-decoration": "underline" if style.underline else None,
    }
    rules = "; ".join(f"{name}: {value}" for name, value in told.items() if value)
    return f' style="{rules}"' if rules else ""


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), "utf-8")
    print(f"{PICTURE.relative_to(ROOT)} written")
