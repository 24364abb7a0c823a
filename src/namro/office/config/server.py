"""The web server: gunicorn with threads, its settings in one place for `namro serve` and for an office's service.

Threads, since a request mostly waits for the database or the disk; why not Django's own server is told in
`docs/decisions/0014-one-server.md`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from namro.office.config.environment import Environment


def options(environment: Environment) -> dict[str, Any]:
    """Gunicorn's settings, from the office's."""
    return {
        "bind": environment.listen,
        "workers": environment.workers,
        "threads": environment.threads,
        "worker_class": "gthread",
        "preload_app": True,  # what is wrong with the settings is seen before a process is made
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 5,
        "limit_request_line": 8190,
        "forwarded_allow_ips": "*" if environment.behind_proxy else "",
        "control_socket_disable": True,
        "logger_class": "namro.office.config.server.JsonLogger",
        "loglevel": environment.log_level.lower(),
    }


class JsonLogger(Logger):
    """Gunicorn's own words go where all others go; requests are told by `common/requests.py`."""

    def setup(self, cfg: Any) -> None:
        """Send everything to the root logger."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True
        self.error_log.setLevel(max(logging.WARNING, self.error_log.level))  # starts and stops are told elsewhere

    def access(self, *_: Any) -> None:
        """Nothing: the request's own line is there."""


class Server(BaseApplication):
    """Gunicorn in this very process, without its command line."""

    def __init__(self, given: dict[str, Any], ready: Callable[[], None]) -> None:
        self._given = given
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        """Take the settings as they were given."""
        for name, value in self._given.items():
            self.cfg.set(name, value)
        self.cfg.set("when_ready", lambda _server: self._ready())

    def load(self) -> Any:
        """The site."""
        from namro.office.config.wsgi import application

        return application
