"""Sources: the files a command was given, each read to a reading or to the error that kept it from being read.

Walks folders and takes `-` for standard input. One broken file never costs the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from namro.documents import Document, known_suffixes, read_document, read_stream
from namro.errors import DocumentError, NamroError
from namro.reading.engine import read
from namro.reading.model import Reading

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    error: NamroError

    def as_json(self, lang: str) -> dict[str, Any]:
        """The contract's object for a file that could not be read."""
        return {"source": self.source, "error": {"code": self.error.code, "message": self.error.message(lang)}}


Outcome = Reading | Failure


def find_files(given: Iterable[str]) -> list[str | Failure]:
    """The files to read, in the order given; a folder stands for the readable files under it, sorted."""
    found: list[str | Failure] = []
    for name in given:
        found += _walk(Path(name)) if name != STANDARD_INPUT and Path(name).is_dir() else [name]
    return found


def read_sources(
    sources: Iterable[str | Failure], *, on: date | None = None, place: str | None = None, explain: bool = False
) -> Iterator[Outcome]:
    """Each source read, in order, one at a time."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
            continue
        try:
            yield read(_document(source), on=on, place=place, explain=explain)
        except NamroError as error:
            yield Failure(source, error)
        except Exception as error:  # a fault of ours in one document must not cost the others
            yield Failure(
                source, DocumentError("reading-failed", source=source, reason=f"{type(error).__name__}: {error}")
            )


def _document(source: str) -> Document:
    if source == STANDARD_INPUT:
        return read_stream(sys.stdin.buffer, source)
    return read_document(Path(source))


def _walk(folder: Path) -> list[str | Failure]:
    found: list[str | Failure] = []

    def refuse(error: OSError) -> None:
        name = error.filename or str(folder)
        found.append(Failure(name, DocumentError("file-unreadable", source=name, reason=error.strerror)))

    suffixes = known_suffixes()
    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        readable = sorted(name for name in names if Path(name).suffix.lower() in suffixes and _is_document(name))
        found += [str(Path(here, name)) for name in readable]
    if not found:
        name = str(folder)
        found.append(Failure(name, DocumentError("cli-folder-empty", source=name, known=", ".join(sorted(suffixes)))))
    return found


def _is_document(name: str) -> bool:
    """Not a hidden file, and not the note that tells of its folder."""
    return not name.startswith(".") and Path(name).stem.casefold() != "readme"
