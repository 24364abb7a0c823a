"""Where a ledger may be read from to be verified: the database, or a file that somebody else kept.

A file is a SQLite database, an archive of the office, or its `ledger.jsonl`. Whatever is wrong with it, the entries
before the fault are read and the fault is told by the number it stands at: a page of the file that cannot be read is
`ledger-unreadable`, an entry that is no entry `ledger-entry-altered`.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from namro.errors import DocumentError
from namro.office.ledger.chain import Fault, Head, Link, canonical, verify

FIELDS = ("number", "at", "actor", "action", "subject", "before", "after", "note", "previous", "hash")
MEMBER, HEAD_MEMBER = "ledger.jsonl", "head.json"
_QUERY = (
    "SELECT number, at, actor, action, subject, before, after, note, previous, hash FROM ledger_entry ORDER BY number"
)


End = Callable[[], Head | None]
"""What tells where a source says that its chain ends; None where it cannot be read."""


class BrokenEntryError(Exception):
    """An entry cannot be read; `code` is of the wording table."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def verified(links: Iterable[Link], kept: Head | None = None, end: End | None = None) -> tuple[Head, Fault | None]:
    """Follow a chain; `kept` is a head written down earlier, `end` tells where the source itself says it ends.

    The end is asked before the chain is followed, and again where more came while it was.
    """
    told = end() if end is not None else None
    wanted = {one.number for one in (told, kept) if one is not None}
    met = {0: Head()}
    last = Head()

    def followed() -> Iterator[Link]:
        nonlocal last
        for link in links:
            if link.number in wanted:
                met[link.number] = Head(link.number, link.hash)
            yield link
            last = Head(link.number, link.hash)

    try:
        last, fault = verify(followed())
    except BrokenEntryError as error:
        return last, Fault(last.number + 1, error.code)
    for head in (told, kept):
        if fault is None and head is not None and met.get(head.number) != head:
            cut = head.number > last.number
            fault = Fault(last.number + 1, "ledger-cut-off") if cut else Fault(head.number, "ledger-head-differs")
    if fault is None and end is not None and told is not None and last.number > told.number:
        now = end() or told
        if now.number < last.number:
            fault = Fault(now.number + 1, "ledger-entry-added")
    return last, fault


def of_database() -> tuple[Iterable[Link], End]:
    """The ledger of the office's own database, and where it says it ends."""
    from django.db import connection

    from namro.office.ledger import queries

    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        if Path(name).is_file():
            return of_sqlite(Path(name))
    return queries.links(), queries.head


def of_file(path: Path) -> tuple[Iterable[Link], End | None]:
    """The ledger in a file, and where it says it ends. Raises DocumentError: `ledger-file-none`, `ledger-file-kind`."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise DocumentError("ledger-file-none", source=str(path), reason=error.strerror or str(error)) from error
    if start.startswith(b"SQLite format 3"):
        return of_sqlite(path)
    if start.startswith(b"PK"):
        return _of_archive(path)
    if path.suffix.lower() != ".jsonl" and start[:1] not in (b"{", b""):
        raise DocumentError("ledger-file-kind", source=str(path))
    return _of_lines_file(path), None


def of_sqlite(path: Path) -> tuple[Iterable[Link], End]:
    """The ledger in a SQLite file, opened for reading only; it may be damaged."""
    return _sqlite_links(path), lambda: _sqlite_end(path)


def as_line(link: Link) -> str:
    """An entry as a line of `ledger.jsonl`."""
    return canonical({name: getattr(link, name) for name in FIELDS})


def of_line(line: bytes) -> Link:
    """The entry in a line. Raises BrokenEntryError where the line is not, byte for byte, what `as_line` writes."""
    try:
        row = json.loads(line)
        link = Link(**{name: row[name] for name in FIELDS})
        same = as_line(link).encode("utf-8", "surrogatepass") == line.rstrip(b"\n") and row.keys() == set(FIELDS)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenEntryError("ledger-entry-altered") from error
    if not same or not isinstance(link.number, int):
        raise BrokenEntryError("ledger-entry-altered")
    return link


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes  # letters that are no UTF-8 are an alteration, not a crash
    return connection


def _sqlite_links(path: Path) -> Iterator[Link]:
    try:
        with closing(_opened(path)) as connection:
            for row in connection.execute(_QUERY):
                yield Link(*map(_text, row))
    except sqlite3.Error as error:
        raise BrokenEntryError("ledger-unreadable") from error


def _sqlite_end(path: Path) -> Head | None:
    try:
        with closing(_opened(path)) as connection:
            row = connection.execute("SELECT number, hash FROM ledger_ledgerhead WHERE id = 1").fetchone()
            return Head(row[0], _text(row[1])) if row else Head()
    except sqlite3.Error:
        return None


def _text(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenEntryError("ledger-entry-altered") from error


def _of_archive(path: Path) -> tuple[Iterable[Link], End]:
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(HEAD_MEMBER))
            archive.getinfo(MEMBER)
        end = Head(told["ledger_number"], told["ledger_hash"])
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise DocumentError("ledger-file-kind", source=str(path)) from error
    return _archive_links(path), lambda: end


def _archive_links(path: Path) -> Iterator[Link]:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(MEMBER) as member:
            yield from _of_lines(member)
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise BrokenEntryError("ledger-unreadable") from error
    except Exception as error:  # a deflated stream that was cut or changed
        if type(error).__module__ == "zlib":
            raise BrokenEntryError("ledger-unreadable") from error
        raise


def _of_lines_file(path: Path) -> Iterator[Link]:
    try:
        with path.open("rb") as file:
            yield from _of_lines(file)
    except OSError as error:
        raise BrokenEntryError("ledger-unreadable") from error


def _of_lines(file: IO[bytes]) -> Iterator[Link]:
    for line in file:
        yield of_line(line)
