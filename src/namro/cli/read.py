"""`namro read`: reads documents and shows what they state."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from namro.cli.arguments import Parser, day
from namro.errors import UsageError, say

if TYPE_CHECKING:  # at run time, only the command that runs pays for what it stands on
    from namro.cli.sources import Outcome

NAME = "read"
HELP = {
    "vi": "Đọc văn bản và chỉ ra từng số liệu, mục tiêu, viện dẫn, chữ viết tắt, chỗ chưa rõ, kèm vị trí.",
    "en": "Read documents and show each measure, goal, reference, acronym and unclear place, with where it stands.",
}
FORMATS = ("terminal", "json", "jsonl", "csv", "html", "akn", "ics")
_OWN_LINE_ENDS = ("csv", "ics")
_MANY = 5  # from so many files on, the wait is worth a progress bar


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro read`."""
    lang = parser.lang
    parser.add_argument("files", nargs="+", metavar="FILE", help=say("cli-read-files", lang))
    parser.add_argument("--format", choices=FORMATS, default="terminal", help=say("cli-read-format", lang))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("cli-read-on", lang))
    parser.add_argument("--place", metavar="NAME", help=say("cli-read-place", lang))
    parser.add_argument("--explain", action="store_true", help=say("cli-read-explain", lang))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli-read-output", lang))


def run(args: Namespace, lang: str) -> int:
    """Read every file; 1 if any failed, after all others were read."""
    from namro.cli.output import open_output
    from namro.cli.sources import Failure, find_files, read_sources

    sources = find_files(args.files)
    failed = []

    def watched(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failed.append(outcome)
                sys.stderr.write(f"{say('cli-name', lang)}: {outcome.error.message(lang)}\n")
            yield outcome

    alone = args.files == sources
    if args.format == "akn" and len(sources) != 1:
        raise UsageError("cli-read-one", form="akn")
    with open_output(args.output, newline="" if args.format in _OWN_LINE_ENDS else None) as file:
        outcomes = watched(read_sources(sources, on=args.on, place=args.place, explain=args.explain))
        if len(sources) >= _MANY and sys.stderr.isatty():
            outcomes = _with_progress(outcomes, len(sources), lang)
        match args.format:
            case "json":
                from namro.cli.records import write_json

                write_json(outcomes, file, lang, alone=alone and len(sources) == 1)
            case "jsonl":
                from namro.cli.records import write_json_lines

                write_json_lines(outcomes, file, lang)
            case "csv":
                from namro.cli.records import write_csv

                write_csv(outcomes, file, lang)
            case "html":
                from namro.cli.page import write_page

                write_page(outcomes, file, lang, explain=args.explain)
            case "akn":
                from namro.cli.exchange import write_akn

                write_akn(outcomes, file)
            case "ics":
                from namro.cli.exchange import write_ics

                write_ics(outcomes, file)
            case _:
                from namro.cli.terminal import write_terminal

                write_terminal(outcomes, file, lang, explain=args.explain)
    return 1 if failed else 0


def _with_progress(outcomes: Iterable[Outcome], count: int, lang: str) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import track

    from namro.drafting.marked.labels import label

    console = Console(stderr=True)
    yield from track(outcomes, label("part", "reading", lang), total=count, console=console, transient=True)
