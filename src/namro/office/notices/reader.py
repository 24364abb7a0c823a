"""The reader of the office: asks a process of its own to read files, one after another, and bounds its time.

The process is started when first needed and kept, since starting takes longer than most notices; whatever dies, hangs
or has read its share is replaced. Knows no database.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

MEMORY_MEGABYTES = 3_000  # a document of 64 MB of text takes 0.9 GB; scans bring their pictures
SECONDS = 120  # for any file
SECONDS_A_MEGABYTE = 20  # and for pictures to be read, about 0.3 MB and 3 seconds a page
_SHARE = 200  # files a process reads before a fresh one takes its place


class Reader:
    """Reads one file at a time in a process of its own."""

    def __init__(self, seconds: float | None = None, megabytes: int = MEMORY_MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._read = 0

    def read(self, path: Path, name: str, *, on: str | None, place: str) -> dict[str, Any]:
        """What the process answers: a reading or `{"error": {"code", "details"}}`."""
        process = self._running()
        request = json.dumps({"path": str(path), "name": name, "on": on, "place": place})
        try:
            assert process.stdin is not None
            process.stdin.write(request + "\n")
            process.stdin.flush()
            line = self._answers.get(timeout=self.limit(path))
        except queue.Empty:
            self.close()
            return _refused("reading-too-long", source=name, seconds=round(self.limit(path)))
        except OSError:
            line = ""
        if not line:
            self.close()
            return _refused("reading-died", source=name)
        self._read += 1
        answer: dict[str, Any] = json.loads(line)
        if self._read >= _SHARE or "error" in answer:
            self.close()
        return answer

    def limit(self, path: Path) -> float:
        """The seconds that reading a file may take."""
        if self._seconds is not None:
            return self._seconds
        return SECONDS + SECONDS_A_MEGABYTE * path.stat().st_size / 1_000_000

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._read = self._process, None, 0
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # what was still to be written to it is not wanted any more
                        pipe.close()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        self._answers = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "namro.office.notices.reading_process", str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="surrogatepass",
            env={**os.environ, "OMP_THREAD_LIMIT": "1", "PYTHONIOENCODING": "utf-8:surrogatepass"},
        )
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process


def _listen(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    """Pass on every answer, and an empty one when there are no more."""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            answers.put(line)
    except ValueError:  # closed while it was listened to
        pass
    answers.put("")


def _refused(code: str, **details: Any) -> dict[str, Any]:
    return {"error": {"code": code, "details": details}}
