"""Optional libraries: imported where they are needed, and asked for by name where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from namro.errors import DocumentError


def optional(module: str, source: str) -> ModuleType:
    """A module of the `documents` extra; raises DocumentError `format-needs-extra` where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise DocumentError("format-needs-extra", source=source, library=module.partition(".")[0]) from error
