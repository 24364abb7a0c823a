"""A PostgreSQL server of the tests' own: made in a temporary folder, thrown away at the end.

`pytest --database=postgres` runs all database tests on one. Needs the programs `initdb` and `postgres`, on the path or
where Debian has them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is; the newest where there are several."""
    if found := shutil.which(name):
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda one: int(one.parts[-3]))
    return str(versions[-1]) if versions else None


def postgres_is_there() -> bool:
    """Whether a server can be made here."""
    return bool(program("initdb") and program("postgres"))


class Postgres:
    """A server on a port of its own, asking no password, caring for no power cut."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="namro-pg-"))
        self.port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._as = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self._call("initdb", "-N", "-A", "trust", "-U", "namro", "-E", "UTF8", "--locale=C.UTF-8", "-D", self.data)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, name: str = "postgres") -> str:
        """What NAMRO_DATABASE_URL is to be."""
        return f"postgresql://namro@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 100,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [str(program("postgres")), "-D", str(self.data), *options],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C of the tests is not the server's
                preexec_fn=_end_with_parent,
                **self._as,
            )
        until = time.monotonic() + 30
        while subprocess.run([str(program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode:
            if self._server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text("utf-8", "replace"))
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop, breaking off who is connected."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(30)
            self._server = None

    def make(self, name: str) -> str:
        """A new database; its address."""
        self._call("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "namro", name)
        return self.url(name)

    def remove(self) -> None:
        """Stop, and leave nothing."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, name: str, *arguments: object) -> None:
        command = [str(program(name)), *map(str, arguments)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self._as)


def _end_with_parent() -> None:
    """Where the tests themselves are killed, the server is stopped by the system (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
