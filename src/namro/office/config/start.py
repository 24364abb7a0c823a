"""What a register needs before it can be used: the shape of its database, its cache table, and its pages' files.

All of it may be done again at any time; what is there already is left as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

_KEPT = 24 * 3600.0  # seconds: no upload takes a day


def set_up() -> None:
    """Make Django ready in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.office.config.settings")
    django.setup()


def prepare() -> None:
    """Bring the database to the shape of this release and collect the pages' files."""
    Path(settings.ENVIRONMENT.data).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    collect()
    sweep()


def sweep() -> None:
    """Remove what uploads left that were broken off with the process that took them: nobody will ever ask for it."""
    before = time.time() - _KEPT
    for left in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < before:
                left.unlink()


def collect() -> None:
    """Collect the pages' files under hashed names, unless those of this very release are there."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    root = Path(settings.STATIC_ROOT)
    mark, digest = root / ".collected", _digest()
    if not (mark.is_file() and mark.read_text("ascii") == digest and (root / "staticfiles.json").is_file()):
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(digest, "ascii")
    staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = staticfiles_storage.load_manifest()


def _digest() -> str:
    """Changes with every file that pages need."""
    from django.contrib.staticfiles.finders import get_finders

    reckoned = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            reckoned.update(f"{name}\0".encode())
            reckoned.update(hashlib.sha256(Path(storage.path(name)).read_bytes()).digest())
    return reckoned.hexdigest()
