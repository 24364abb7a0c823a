"""Where a command's result goes: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from namro.errors import UsageError


@contextmanager
def open_output(target: Path | None, *, newline: str | None = None) -> Iterator[TextIO]:
    """Standard output, or a UTF-8 file that takes its name only after the last line was written."""
    if target is None:
        yield sys.stdout
        return
    with (
        whole_file(target) as part,
        part.open("w", encoding="utf-8", errors="backslashreplace", newline=newline) as file,
    ):
        yield file


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; it becomes the target if the block ends well and is removed if not."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=target.suffix)
    except OSError as error:
        raise UsageError("cli-output-unwritable", target=target, reason=error.strerror) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())  # mkstemp's 0600 is for secrets; a result is as open as any file made here
        try:
            part.replace(target)
        except OSError as error:
            raise UsageError("cli-output-unwritable", target=target, reason=error.strerror) from error
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
