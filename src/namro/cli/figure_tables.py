"""A command's answer in three forms: lines and a table on the terminal, one JSON object, or CSV rows.

On the terminal figures are rounded to four decimals and large amounts take their scale; JSON and CSV keep every digit.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from namro.cli.output import open_output
from namro.drafting.marked.figures import day_words, number, period_words
from namro.statistics import Period
from namro.statistics.units import UNIT_NAMES

FORMATS = ("terminal", "json", "csv")
_SHOWN_DECIMALS = Decimal("0.0001")
_NO_BREAK = "\u00a0"
_UNITS = {**UNIT_NAMES, "rank": ("", "")}  # a rank needs no unit beside it
_SCALES = ((12, ("nghìn tỷ", "trillion")), (9, ("tỷ", "billion")), (6, ("triệu", "million")))


@dataclass(slots=True)
class Answer:
    """What a command has to say: `lines` above a table, `notes` below it, and `data` for programs.

    `marks` are the rows of the table that stand out.
    """

    data: dict[str, Any]
    title: str
    lines: list[str] = field(default_factory=list)
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    marks: frozenset[int] = frozenset()
    notes: list[str] = field(default_factory=list)
    csv_head: Sequence[str] = ()
    csv_rows: Sequence[Sequence[Any]] = ()


def show(answer: Answer, form: str, output: Path | None = None) -> None:
    """Write an answer in a form, to standard output or a file."""
    with open_output(output, newline="" if form == "csv" else None) as file:
        if form == "json":
            json.dump(answer.data, file, ensure_ascii=False, indent=1, default=str)
            file.write("\n")
        elif form == "csv":
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(answer.csv_head)
            writer.writerows(answer.csv_rows)
        else:
            _show_terminal(answer, file)


def value_words(value: Decimal, unit: str, lang: str) -> str:
    """A value with its unit as people read it.

    >>> value_words(Decimal("520205000000000"), "VND", "vi").replace(chr(160), " ")
    '520,205 nghìn tỷ đồng'
    """
    at = 0 if lang == "vi" else 1
    scale = ""
    if unit.startswith(("VND", "USD")):
        for exponent, names in _SCALES:
            if abs(value) >= Decimal(10) ** exponent:
                value, scale = value.scaleb(-exponent), names[at] + _NO_BREAK
                break
    name = _UNITS.get(unit, (unit, unit))[at]
    shown = number(rounded(value), lang)
    return f"{shown}{_NO_BREAK}{scale}{name}".rstrip(_NO_BREAK)


def rounded(value: Decimal) -> Decimal:
    """A value to four decimals at most."""
    exponent = int(value.as_tuple().exponent)
    return value if exponent >= -4 else value.quantize(_SHOWN_DECIMALS)


def when_words(period: Period, lang: str) -> str:
    """A period as people name it; a stock by its day."""
    if period.begins is None:
        return {"vi": "lũy kế đến ", "en": "to "}[lang] + day_words(period.ends, lang)
    return period_words(period.iso, lang)


def _show_terminal(answer: Answer, file: Any) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=file, highlight=False, emoji=False, markup=False)
    console.print(Text(answer.title, style="bold"))
    for line in answer.lines:
        console.print(line, soft_wrap=False)
    if answer.rows:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=any(answer.head))
        if answer.marks:
            table.add_column("", no_wrap=True)  # colour alone marks nothing on paper
        for name in answer.head:
            table.add_column(name, overflow="fold")
        for at, row in enumerate(answer.rows):
            lead = ("▸" if at in answer.marks else "",) if answer.marks else ()
            table.add_row(*lead, *row, style="bold cyan" if at in answer.marks else None)
        console.print(table)
    for note in answer.notes:
        console.print(Text(note, style="dim"))
