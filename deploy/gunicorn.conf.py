"""Gunicorn for an office: `gunicorn -c deploy/gunicorn.conf.py namro.office.config.wsgi`.

Its settings come from the office's own: NAMRO_LISTEN, NAMRO_WORKERS, NAMRO_THREADS, NAMRO_BEHIND_PROXY.
"""

from __future__ import annotations

from typing import Any

from namro.office.config.server import options
from namro.office.config.start import collect, set_up

set_up()

from django.conf import settings  # noqa: E402  (after it is set up)

globals().update(options(settings.ENVIRONMENT))


def on_starting(_server: Any) -> None:
    """Collect the pages' files of this release; `namro office init` has brought the database to its shape."""
    collect()
