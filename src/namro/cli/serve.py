"""`namro serve`: the register in a browser, with everything it needs made at the first start."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from namro.cli.arguments import Parser
from namro.errors import UsageError, say

NAME = "serve"
HELP = {
    "vi": "Mở sổ theo dõi nhiệm vụ trên máy này; lần đầu tự tạo cơ sở dữ liệu.",
    "en": "Serve the register of directives on this machine; the first start makes its database.",
}
HOST, PORT = "127.0.0.1", 8465
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro serve`."""
    lang = parser.lang
    parser.add_argument("--host", default=HOST, metavar="ADDRESS", help=say("serve-cli-host", lang))
    parser.add_argument("--port", type=int, default=PORT, metavar="NUMBER", help=say("serve-cli-port", lang))
    parser.add_argument("--workers", type=int, default=1, metavar="NUMBER", help=say("serve-cli-workers", lang))
    parser.add_argument("--demo", action="store_true", help=say("serve-cli-demo", lang))


def run(args: Namespace, lang: str) -> int:
    """Make what is wanting, tell the address, and serve until stopped."""
    import os
    import sys

    from namro.cli.office import set_up

    if sys.stderr.isatty():  # a person at a terminal reads the address, not a line for every request
        os.environ.setdefault("NAMRO_LOG_LEVEL", "WARNING")
    set_up()
    from django.conf import settings

    _check_host(args.host, settings.ENVIRONMENT.hosts)
    _check_port(args.host, args.port)
    from django.db import connections

    from namro.office.config import demo, start
    from namro.office.config.server import Server, options

    start.prepare()
    if args.demo:
        demo.enter()
    told = _told(args, lang)
    connections.close_all()  # the processes to come open their own
    worker = _start_worker()

    def ready() -> None:
        sys.stdout.write(told)
        sys.stdout.flush()

    host = f"[{args.host}]" if ":" in args.host and not args.host.startswith("[") else args.host
    given = options(settings.ENVIRONMENT) | {
        "bind": f"{host}:{args.port}",
        "workers": max(1, args.workers),
        "post_fork": lambda _server, _process: worker.forget(),
    }
    try:
        Server(given, ready).run()
    except SystemExit as end:  # gunicorn's way of saying that it stopped
        return int(end.code or 0) if isinstance(end.code, int) else 0
    finally:
        if os.getpid() == worker.owner:
            worker.end()
    return 0


def _check_host(host: str, names: tuple[str, ...]) -> None:
    if host not in _LOOPBACK and not set(names) - _LOOPBACK:
        raise UsageError("serve-hosts-needed", host=host)


def _check_port(host: str, port: int) -> None:
    """Refuse a port that is taken, in a sentence, before anything is made."""
    import socket

    if not 0 < port < 65536:
        raise UsageError("serve-port-wrong", port=port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host.strip("[]"), port))
        except OSError as error:
            raise UsageError("serve-port-taken", host=host, port=port, reason=error.strerror) from error


def _told(args: Namespace, lang: str) -> str:
    """The address, and how to sign in."""
    from namro.office.accounts.models import User
    from namro.office.config import demo

    host = "127.0.0.1" if args.host in ("0.0.0.0", "::", "localhost") else args.host
    lines = [say("serve-address", lang, address=f"http://{host}:{args.port}/")]
    people = demo.people()
    if people:
        lines.append(say("serve-demo-people", lang))
        width = max(len(one.username) for one in people)
        lines += [f"  {one.username:<{width}}  {one.password}  {one.name}, {one.role_words(lang)}" for one in people]
        lines.append(say("serve-demo-kept", lang, file=demo.sign_in_file()))
    elif not User.objects.exists():
        lines.append(say("serve-nobody", lang))
    else:
        lines.append(say("serve-sign-in", lang))
    lines.append(say("serve-stop", lang))
    return "\n".join(lines) + "\n"


class _Worker:
    """The reader of incoming files, a process beside the server that ends with it."""

    def __init__(self, process: Any, owner: int) -> None:
        self.process, self.owner = process, owner

    def forget(self) -> None:
        """In a process made of this one: the reader is not its child."""
        self.process.returncode = 0

    def end(self) -> None:
        """Let it finish the file in hand, for a while."""
        import subprocess

        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _start_worker() -> _Worker:
    import os
    import subprocess
    import sys

    command = [sys.executable, "-m", "namro.cli.main", "office", "work", "--parent", str(os.getpid())]
    return _Worker(subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True), os.getpid())
