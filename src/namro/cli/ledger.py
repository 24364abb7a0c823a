"""`namro ledger`: follow the chain of everything that was done, or write it out."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path
from typing import Any

from namro.cli.arguments import Parser, subcommands
from namro.errors import UsageError, say

NAME = "ledger"
HELP = {
    "vi": "Kiểm tra chuỗi sổ cái: mục nào bị sửa, bị thiếu; hoặc xuất sổ cái ra tệp.",
    "en": "Verify the ledger's chain: which entry was altered or is missing; or write the ledger to a file.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro ledger`."""
    lang = parser.lang
    commands = subcommands(parser)
    verify = commands.add("verify", say("ledger-cli-verify", lang))
    verify.add_argument("--head", type=_head, metavar="NUMBER:HASH", help=say("ledger-cli-head", lang))
    verify.add_argument("--file", type=Path, metavar="FILE", help=say("ledger-cli-file", lang))
    export = commands.add("export", say("ledger-cli-export", lang))
    export.add_argument("file", type=Path, metavar="FILE.jsonl", help=say("ledger-cli-target", lang))


def run(args: Namespace, lang: str) -> int:
    """Verify, or write out."""
    return _export(args.file, lang) if args.command == "export" else _verify(args, lang)


def _verify(args: Namespace, lang: str) -> int:
    import sys
    import time

    from namro.office.ledger import readers

    started = time.monotonic()
    end: readers.End | None
    if args.file is None:
        _set_up()
        links, end = readers.of_database()
    else:
        links, end = readers.of_file(args.file)
    last, fault = readers.verified(links, args.head, end)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", "," if lang == "vi" else ".")
    if fault is not None:
        sys.stdout.write(say(fault.code, lang, number=fault.number, last=last.number) + "\n")
        return 1
    sys.stdout.write(say("ledger-whole", lang, count=last.number, seconds=seconds) + "\n")
    sys.stdout.write(say("ledger-head", lang, head=f"{last.number}:{last.hash}") + "\n")
    return 0


def _export(target: Path, lang: str) -> int:
    import sys

    from namro.cli.output import open_output
    from namro.office.ledger import readers

    _set_up()
    links, _ = readers.of_database()
    count = 0
    with open_output(target, newline="\n") as file:
        for link in links:
            file.write(readers.as_line(link) + "\n")
            count += 1
    sys.stdout.write(say("ledger-exported", lang, count=count, file=target) + "\n")
    return 0


def _set_up() -> None:
    from namro.cli.office import ready

    ready()


def _head(text: str) -> Any:
    from namro.office.ledger.chain import Head

    found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text)
    if not found:
        raise UsageError("ledger-head-form", given=text[:80])
    return Head(int(found[1]), found[2])
