"""`namro office`: what an office's administrator does on the machine itself."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from namro.cli.arguments import Parser, subcommands
from namro.errors import UsageError, say

NAME = "office"
HELP = {
    "vi": "Quản trị sổ theo dõi nhiệm vụ: tạo sổ, người dùng, sao lưu, phục hồi, kiểm tra.",
    "en": "Administer the register: make it, its people, back it up, restore it, check it.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro office`."""
    from namro.cli import office_people

    lang = parser.lang
    commands = subcommands(parser)
    init = commands.add("init", say("office-cli-init", lang))
    init.add_argument("--admin", metavar="USER", help=say("office-cli-admin", lang))
    init.add_argument("--name", metavar="NAME", help=say("office-cli-name", lang))
    init.add_argument("--agency", metavar="NAME", help=say("office-cli-init-agency", lang))
    office_people.add_arguments(commands)
    commands.add("check", say("office-cli-check", lang))
    for name in ("backup", "restore", "export", "import"):
        one = commands.add(name, say(f"office-cli-{name}", lang))
        one.add_argument("file", type=Path, metavar="FILE", help=say("office-cli-archive", lang))
    work = commands.add("work", say("office-cli-work", lang))
    work.add_argument("--parent", type=int, metavar="PID", help=say("office-cli-parent", lang))
    manage = commands.add("manage", say("office-cli-manage", lang))
    manage.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help=say("office-cli-rest", lang))


def run(args: Namespace, lang: str) -> int:
    """Do one of the commands."""
    from namro.cli import office_people

    done: dict[str, Callable[[Namespace, str], int]] = {
        "init": _init,
        "check": _check,
        "backup": _write,
        "export": _write,
        "restore": _read,
        "import": _read,
        "work": _work,
        "manage": _manage,
    }
    return done.get(args.command, office_people.run)(args, lang)


def set_up() -> None:
    """Make Django ready. Raises UsageError: `office-not-installed`."""
    try:
        from namro.office.config import start
    except ModuleNotFoundError as error:
        raise UsageError("office-not-installed", module=error.name) from error
    start.set_up()


def ready() -> None:
    """Make Django ready and see that the register is there.

    Raises UsageError: `office-not-installed`, `office-database`, `office-no-register`.
    """
    set_up()
    from django.db import DatabaseError

    from namro.office.common.health import waiting_migrations

    try:
        waiting = waiting_migrations()
    except DatabaseError as error:
        raise UsageError("office-database", reason=str(error).splitlines()[0]) from error
    if waiting:
        raise UsageError("office-no-register")


def prepared() -> None:
    """Make Django ready and bring the register to this release's shape. Raises UsageError: `office-database`."""
    set_up()
    from django.db import DatabaseError

    from namro.office.config import start

    try:
        start.prepare()
    except DatabaseError as error:
        raise UsageError("office-database", reason=str(error).splitlines()[0]) from error


def _init(args: Namespace, lang: str) -> int:
    import sys

    from namro.cli import office_people

    prepared()
    from django.conf import settings

    sys.stdout.write(say("office-made", lang, folder=settings.ENVIRONMENT.data) + "\n")
    return office_people.first_administrator(args, lang)


def _check(args: Namespace, lang: str) -> int:
    import sys

    set_up()
    from namro.office.config.checking import check
    from namro.office.ledger.models import LedgerHead

    faults = 0
    for found in check():
        faults += found.fault
        sys.stdout.write(say(found.code, lang, **found.details) + "\n")
        sys.stdout.flush()
    if not faults:
        head = LedgerHead.objects.filter(pk=1).first()
        sys.stdout.write(say("check-whole", lang) + "\n")
        if head is not None:
            sys.stdout.write(say("ledger-head", lang, head=f"{head.number}:{head.hash}") + "\n")
    return 1 if faults else 0


def _write(args: Namespace, lang: str) -> int:
    import sys

    ready()
    from namro.office.exchange.archive import write_archive

    head = write_archive(args.file, secrets=args.command == "backup")
    for file in (*head.missing, *head.damaged):
        sys.stdout.write(say("office-file-left-out", lang, file=file) + "\n")
    sys.stdout.write(say(f"office-{args.command}-done", lang, file=args.file, files=head.files) + "\n")
    sys.stdout.write(say("ledger-head", lang, head=f"{head.ledger_number}:{head.ledger_hash}") + "\n")
    return 1 if head.missing or head.damaged else 0


def _read(args: Namespace, lang: str) -> int:
    import sys

    prepared()
    from namro.office.exchange.archive import read_archive

    head = read_archive(args.file)
    sys.stdout.write(say("office-restore-done", lang, file=args.file, files=head.files) + "\n")
    if not head.secrets:
        sys.stdout.write(say("office-import-passwords", lang) + "\n")
    sys.stdout.write(say("ledger-head", lang, head=f"{head.ledger_number}:{head.ledger_hash}") + "\n")
    return 0


def _work(args: Namespace, lang: str) -> int:
    import threading

    ready()
    from namro.office.config.worker import stop_on_signals, work

    stop = threading.Event()
    stop_on_signals(stop)
    work(stop, args.parent)
    return 0


def _manage(args: Namespace, lang: str) -> int:
    set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["namro office manage", *args.rest])
    return 0
