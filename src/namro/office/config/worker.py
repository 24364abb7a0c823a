"""The reader of incoming files as a process of its own, telling the health page that it lives."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from typing import Any

from namro.office.common import health

_EVERY = 20.0


def work(stop: threading.Event, parent: int | None = None) -> None:
    """Read what comes in until told to stop, or until the process `parent`, which started this one, is gone."""
    from namro.office.notices import worker

    beats = threading.Thread(target=_beat, args=(stop, parent), daemon=True)
    beats.start()
    worker.run(stop)
    stop.set()
    beats.join(5)


def stop_on_signals(stop: threading.Event) -> None:
    """Ctrl-C and the system's own way of ending a service end the work after the file in hand."""

    def told(*_: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)


def _beat(stop: threading.Event, parent: int | None) -> None:
    waited = _EVERY
    while not stop.wait(1.0):
        waited += 1.0
        if parent is not None and os.getppid() != parent:
            stop.set()
        if waited >= _EVERY:
            waited = 0.0
            with contextlib.suppress(OSError):  # a full disk must not end the work
                health.beat()
