"""`namro annex`: drafts the assignment annex of a notice, and reads an edited one back."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from namro.cli.arguments import Parser, day
from namro.errors import DocumentError, UsageError, say

if TYPE_CHECKING:  # at run time, only the command that runs pays for what it stands on
    from namro.drafting.annex import Annex, Notice, Row

NAME = "annex"
HELP = {
    "vi": "Soạn phụ lục giao việc từ một văn bản (Word, Excel), hoặc đọc lại phụ lục đã sửa.",
    "en": "Draft the assignment annex of a notice (Word, Excel), or read an edited one back.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro annex`."""
    lang = parser.lang
    parser.add_argument("notice", nargs="?", metavar="NOTICE", help=say("cli-annex-notice", lang))
    parser.add_argument("--read", type=Path, metavar="FILE", help=say("cli-annex-read", lang))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli-annex-output", lang))
    parser.add_argument("--format", choices=("terminal", "json"), default="terminal", help=say("cli-read-format", lang))
    parser.add_argument("--office", metavar="NAME", help=say("cli-annex-office", lang))
    parser.add_argument("--no-letter", action="store_true", help=say("cli-annex-no-letter", lang))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("cli-read-on", lang))
    parser.add_argument("--place", metavar="NAME", help=say("cli-read-place", lang))


def run(args: Namespace, lang: str) -> int:
    """Draft or read one annex, and write or show it."""
    if (args.notice is None) == (args.read is None):
        raise UsageError("cli-annex-one")
    annex = _drafted(args) if args.read is None else _edited(args.read)
    if args.output is None:
        (_show_json if args.format == "json" else _show)(annex, lang)
        return 0
    from namro.cli.output import whole_file
    from namro.drafting.annex_files import write_annex

    with whole_file(args.output) as part:
        write_annex(annex, part, args.output.suffix.lower(), office=args.office, letter=not args.no_letter)
    sys.stderr.write(say("cli-annex-written", lang, target=args.output, count=len(annex.rows)) + "\n")
    return 0


def _drafted(args: Namespace) -> Annex:
    from namro.cli.sources import Failure, read_sources
    from namro.drafting.annex import draft_annex

    (outcome,) = read_sources([args.notice], on=args.on, place=args.place)
    if isinstance(outcome, Failure):
        raise outcome.error
    annex = draft_annex(outcome)
    if not annex.rows:
        raise DocumentError("annex-no-tasks", source=args.notice)
    return annex


def _edited(path: Path) -> Annex:
    from namro.drafting.annex_files import read_annex

    return read_annex(path)


def _show(annex: Annex, lang: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from namro.drafting.annex import SUGGESTED_BY, Column

    console = Console(highlight=False, emoji=False, markup=False)
    if annex.notice:
        console.rule(Text(annex.notice.name, style="bold cyan"), align="left", style="cyan")
    table = Table(box=None, expand=True, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column(Column.NUMBER, justify="right", style="dim", width=4)
    table.add_column(Column.TASK, ratio=5, overflow="fold")
    table.add_column(Column.LEAD, ratio=2, overflow="fold")
    table.add_column(Column.DUE, width=10, overflow="fold")
    table.add_column(Column.OPEN, ratio=2, style="yellow", overflow="fold")
    for row in annex.rows:
        task = Text(row.task)
        if row.suggestion:
            task.append(f"\n{SUGGESTED_BY}: {row.suggestion}", style="dim italic")
        table.add_row(row.number, task, row.lead, row.due_words, row.open, end_section=True)
    console.print(table)


def _show_json(annex: Annex, lang: str) -> None:
    record = {"notice": _notice(annex.notice), "rows": [_row(row) for row in annex.rows]}
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _notice(notice: Notice | None) -> dict[str, object] | None:
    if notice is None:
        return None
    issued_on = notice.issued_on.isoformat() if notice.issued_on else None
    return {"name": notice.name, "issuer": notice.issuer, "issued_on": issued_on, "title": notice.title}


def _row(row: Row) -> dict[str, object]:
    span = row.span
    return {
        "key": row.key,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "number": row.number,
        "task": row.task,
        "lead": [name.strip() for name in row.lead.split(";") if name.strip()],
        "support": [name.strip() for name in row.support.split(";") if name.strip()],
        "due": row.due if isinstance(row.due, str) else row.due.isoformat(),
        "deliverable": row.deliverable,
        "basis": row.basis,
        "open": row.open,
        "suggestion": row.suggestion,
        "extra": dict(row.extra),
    }
