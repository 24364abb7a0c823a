"""`namro clarity`: the tasks of notices, and which of the six clears each notice leaves open."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from namro.cli.arguments import Parser, day
from namro.errors import UsageError, say

if TYPE_CHECKING:  # at run time, only the command that runs pays for what it stands on
    from namro.drafting.annex_summary import Summary

NAME = "clarity"
_SHOWN = 8  # bodies named on the terminal; the other formats name all
HELP = {
    "vi": "Bảng các văn bản: bao nhiêu nhiệm vụ, và nhiệm vụ nào còn thiếu rõ người, việc, trách nhiệm, thẩm quyền, "
    "thời gian, kết quả.",
    "en": "A table of notices: how many tasks, and how many leave open who, what, duty, power, when or result.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro clarity`."""
    lang = parser.lang
    formats = ("terminal", "json", "csv", "xlsx")
    parser.add_argument("files", nargs="+", metavar="FILE", help=say("cli-read-files", lang))
    parser.add_argument("--format", choices=formats, default="terminal", help=say("cli-read-format", lang))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("cli-read-on", lang))
    parser.add_argument("--place", metavar="NAME", help=say("cli-read-place", lang))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli-read-output", lang))


def run(args: Namespace, lang: str) -> int:
    """Count every notice; 1 if any file failed, after all others were counted."""
    from namro.cli.output import open_output, whole_file
    from namro.cli.records import write_rows
    from namro.cli.sources import Failure, find_files, read_sources
    from namro.drafting.annex_summary import summarise

    if args.format == "xlsx" and args.output is None:
        raise UsageError("cli-clarity-file-wanted")
    told: list[Summary | Failure] = []
    failed = False
    for outcome in read_sources(find_files(args.files), on=args.on, place=args.place):
        if isinstance(outcome, Failure):
            failed = True
            sys.stderr.write(f"{say('cli-name', lang)}: {outcome.error.message(lang)}\n")
            told.append(outcome)
        else:
            told.append(summarise(outcome))
    summaries = [entry for entry in told if not isinstance(entry, Failure)]
    if args.format == "xlsx":
        try:
            from namro.drafting.workbook_clarity import write_clarity
        except ModuleNotFoundError as error:
            raise UsageError("extra-missing", extra="drafting", package=error.name) from error
        with whole_file(args.output) as part:
            write_clarity(_headings(lang), [_cells(summary) for summary in summaries], part)
        return int(failed)
    with open_output(args.output, newline="" if args.format == "csv" else None) as file:
        if args.format == "json":
            records = [entry.as_json(lang) if isinstance(entry, Failure) else _counts(entry) for entry in told]
            file.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
        elif args.format == "csv":
            write_rows([_headings(lang), *map(_cells, summaries)], file)
        else:
            _show(file, summaries, lang)
    return int(failed)


def _counts(summary: Summary) -> dict[str, object]:
    return {
        "source": summary.source,
        "number": summary.number,
        "title": summary.title,
        "tasks": summary.tasks,
        "whole": summary.whole,
        "dated": summary.dated,
        "score": None if summary.score is None else str(summary.score),
        "leads": summary.leads,
        "clears": {
            clear.value: {state.value: count for state, count in states.items()}
            for clear, states in summary.states.items()
        },
    }


def _headings(lang: str) -> list[str]:
    from namro.drafting.marked.labels import label
    from namro.reading.directives.model import Clear, State

    own = [
        label("clarity", name, lang)
        for name in ("source", "number", "title", "leads", "tasks", "whole", "dated", "score")
    ]
    open_states = (State.MISSING, State.VAGUE)
    return own + [f"{label('clear', c, lang)}: {label('state', s, lang)}" for c in Clear for s in open_states]


def _cells(summary: Summary) -> list[str | int]:
    from namro.reading.directives.model import Clear, State

    own = (summary.source or "", summary.number or "", summary.title or "", _leads(summary, "; "))
    open_counts = [summary.states[clear][state] for clear in Clear for state in (State.MISSING, State.VAGUE)]
    score = "" if summary.score is None else int(summary.score)
    return [*own, summary.tasks, summary.whole, summary.dated, score, *open_counts]


def _leads(summary: Summary, between: str, most: int | None = None) -> str:
    """Bodies and how many tasks each has; where more than `most`, how many more there are."""
    named = [f"{name} ({count})" for name, count in summary.leads.items()]
    more = len(named) - most if most else 0
    return between.join(named[:most]) + (f" … (+{more})" if more > 0 else "")


def _show(file: TextIO, summaries: list[Summary], lang: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from namro.drafting.marked.labels import label
    from namro.reading.directives.model import Clear

    console = Console(file=file, highlight=False, emoji=False, markup=False)
    table = Table(box=None, expand=True, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column(label("part", "document", lang), ratio=1, overflow="fold")
    for name in (label("clarity", "tasks", lang), *(label("clear", clear, lang) for clear in Clear)):
        table.add_column(name, justify="right", width=7, overflow="fold")
    for summary in summaries:
        title = Text(summary.number or summary.title or summary.source or "", style="bold")
        counts = [str(summary.open(clear)) if summary.tasks else "" for clear in Clear]
        table.add_row(title, str(summary.tasks), *(Text(n, style="" if n == "0" else "yellow") for n in counts))
    console.print(Text(say("cli-clarity-head", lang), style="bold cyan"))
    console.print(table)
    for summary in summaries:
        if not summary.tasks:
            continue
        console.print()
        console.print(Text(summary.number or summary.title or summary.source or "", style="bold"))
        leads = _leads(summary, ", ", _SHOWN) or label("clarity", "nobody", lang)
        for name, words in (
            ("score", f"{summary.score}/100"),
            ("whole", f"{summary.whole}/{summary.tasks}"),
            ("dated", f"{summary.dated}/{summary.tasks}"),
            ("leads", leads),
        ):
            console.print(Text.assemble((f"  {label('clarity', name, lang)}: ", "dim"), words))
