"""The store of files: kept by their content, so the same file is kept once and a changed one is seen.

A file takes its name only when it is whole and on the disk. What is in the database without a file, or the other way
round, is told by `namro office check`. Files are never served by their own kind: see `views`.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from namro.errors import ActionError
from namro.office.common import clock
from namro.office.common.models import StoredFile

_PIECE = 1 << 20
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
)


def store(pieces: Iterable[bytes]) -> StoredFile:
    """Keep a file; its record, new or already there.

    Raises ActionError: `upload-too-large`, `upload-empty`, `store-full`.
    """
    limit = settings.ENVIRONMENT.upload_megabytes * 1_000_000
    folder = Path(settings.ENVIRONMENT.files)
    digest, size, head = hashlib.sha256(), 0, b""
    part: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".part-")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > limit:
                    raise ActionError("upload-too-large", limit=settings.ENVIRONMENT.upload_megabytes)
                head = head or piece[:16]
                digest.update(piece)
                file.write(piece)
            if not size:
                raise ActionError("upload-empty")
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
    except OSError as error:
        raise ActionError("store-full", reason=error.strerror or str(error)) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    record, _ = StoredFile.objects.get_or_create(
        sha256=digest.hexdigest(), defaults={"size": size, "kind": kind_of(head), "stored_at": clock.now()}
    )
    return record


def pieces_of(file: Path) -> Iterable[bytes]:
    """A file's content, a megabyte at a time."""
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece


def path_of(sha256: str) -> Path:
    """Where a stored file is on the disk."""
    return Path(settings.ENVIRONMENT.files) / sha256[:2] / sha256


def kind_of(head: bytes) -> str:
    """The kind told by a file's first bytes; text where they hold no control character, else unknown."""
    for magic, kind in _SIGNATURES:
        if head.startswith(magic):
            return kind
    return "application/octet-stream" if any(byte < 9 for byte in head) else "text/plain"


def safe_name(name: str) -> str:
    r"""A file's own name, without folders, control characters and what systems reserve; at most 150 characters.

    >>> safe_name("../../x"), safe_name("C:\\a\\b:c.docx"), safe_name("..")
    ('x', 'b_c.docx', 'tep')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("_" if c in '<>:"|?*' or not c.isprintable() else c for c in last).strip(". ")
    if not kept:
        return "tep"
    stem, dot, suffix = kept.rpartition(".")
    if len(kept) > 150:
        kept = f"{stem[: 149 - len(suffix)]}.{suffix}" if dot and len(suffix) < 20 else kept[:150]
    return kept
