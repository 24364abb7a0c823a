"""Everything of one office as one file, and back: `write_archive` and `read_archive`.

The archive is a zip: `tables/<app>.<model>.jsonl`, one row a line; `ledger.jsonl`; `files/<sha256>`; and `head.json`,
which names the release, the schema, the end of the ledger, and how many rows and what hash each member has. It is of
one moment, however long it takes to write, and appears under its name only when it is whole.

A backup (`secrets=True`) keeps what people sign in with; an export leaves that out, and its people need new passwords.
Reading fills an empty register or changes nothing. Does not merge two offices.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

import namro
from namro.errors import ActionError
from namro.office.common import clock
from namro.office.common.files import path_of, pieces_of
from namro.office.common.models import StoredFile
from namro.office.exchange import tables
from namro.office.ledger.chain import GENESIS, canonical
from namro.office.ledger.models import Entry, LedgerHead

FORMAT = "namro-office/1"
HEAD, LEDGER, TABLES, FILES = "head.json", "ledger.jsonl", "tables/", "files/"
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Head:
    """What `head.json` says of an archive. `missing` and `damaged` are stored files that could not be taken along."""

    release: str
    made_at: str
    office: str
    secrets: bool
    ledger_number: int
    ledger_hash: str
    migrations: dict[str, list[str]]
    columns: dict[str, list[str]]
    rows: dict[str, int]
    members: dict[str, dict[str, Any]]
    files: int = 0
    files_size: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    def to_json(self) -> str:
        """The text of `head.json`."""
        kept = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps({"format": FORMAT, **kept}, ensure_ascii=False, indent=1, sort_keys=True)


def write_archive(path: Path, *, secrets: bool) -> Head:
    """Write the office to `path`, readable by its owner alone; what the archive says of itself.

    Raises ActionError: `store-full`.
    """
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".namro-", suffix=".part")  # 0600 from its first byte
        part = Path(name)
        with os.fdopen(handle, "w+b") as file:
            head = _write(file, secrets=secrets)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise ActionError("store-full", reason=error.strerror or str(error)) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return head


def read_archive(path: Path) -> Head:
    """Fill an empty register from an archive, wholly or not at all; what the archive says of itself.

    Raises DocumentError: `file-missing`, `file-unreadable`, `archive-unreadable`, `archive-altered`,
    `archive-too-large`, `archive-newer`, `archive-older`, `archive-row`, `archive-ledger`. UsageError:
    `archive-not-empty`. ActionError: `store-full`.
    """
    from namro.office.exchange.reading_archive import read

    return read(path)


def read_head(path: Path) -> Head:
    """What an archive says of itself, without reading the rest; errors as of `read_archive`."""
    from namro.office.exchange.reading_archive import opened

    with opened(path) as (_, head):
        return head


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read within is of one moment, and whoever writes need not wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django would begin a writing transaction here (see the settings), and hold up the office while it lasts.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def migrations_here() -> dict[str, list[str]]:
    """The schema: the applied migrations of the apps that an archive holds tables of."""
    wanted = {*tables.APPS, *tables.SIGN_IN_APPS, "ledger"}
    names: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        if app in wanted:
            names.setdefault(app, []).append(name)
    return names


def _write(file: IO[bytes], *, secrets: bool) -> Head:
    made_at = clock.now()
    stamp = made_at.timetuple()[:6]
    members: dict[str, dict[str, Any]] = {}
    columns, rows = {}, {}
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, snapshot():
        last = LedgerHead.objects.filter(pk=1).first()
        for model in tables.carried(secrets=secrets):
            label = tables.label_of(model)
            columns[label] = [one.attname for one in tables.columns_of(model, secrets=secrets)]
            written = tables.rows_of(model, secrets=secrets)
            members[f"{TABLES}{label}.jsonl"] = _lines(archive, f"{TABLES}{label}.jsonl", written, stamp)
            rows[label] = members[f"{TABLES}{label}.jsonl"].pop("rows")
        entries = tables.rows_of(Entry, secrets=True)
        columns["ledger.entry"] = [one.attname for one in tables.columns_of(Entry, secrets=True)]
        members[LEDGER] = _lines(archive, LEDGER, entries, stamp)
        rows["ledger.entry"] = members[LEDGER].pop("rows")
        kept = _stored(archive, stamp)
        head = Head(
            release=namro.__version__,
            made_at=made_at.isoformat(),
            office=settings.ENVIRONMENT.office_name,
            secrets=secrets,
            ledger_number=last.number if last else 0,
            ledger_hash=last.hash if last else GENESIS,
            migrations=migrations_here(),
            columns=columns,
            rows=rows,
            members=members,
            **kept,
        )
        archive.writestr(_named(HEAD, stamp), head.to_json().encode("utf-8"))
    return head


def _lines(archive: ZipFile, name: str, rows: Iterable[dict[str, Any]], stamp: tuple[int, ...]) -> dict[str, Any]:
    """Write a member a line a row; its hash, size and number of rows."""
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(_named(name, stamp), "w", force_zip64=True) as member:
        lines: list[bytes] = []
        for row in rows:
            lines.append(canonical(row).encode("utf-8", "surrogatepass") + b"\n")
            count += 1
            if len(lines) == _ROWS:
                size += _put(member, digest, lines)
        size += _put(member, digest, lines)
    return {"sha256": digest.hexdigest(), "size": size, "rows": count}


def _put(member: IO[bytes], digest: Any, lines: list[bytes]) -> int:
    piece = b"".join(lines)
    lines.clear()
    digest.update(piece)
    member.write(piece)
    return len(piece)


def _stored(archive: ZipFile, stamp: tuple[int, ...]) -> dict[str, Any]:
    """Put the stored files in as they are; those that are gone or no longer what they were are named, not taken."""
    kept: dict[str, Any] = {"files": 0, "files_size": 0, "missing": [], "damaged": []}
    for sha256, size in StoredFile.objects.order_by("pk").values_list("pk", "size").iterator(2000):
        source = path_of(sha256)
        try:
            digest = hashlib.sha256()
            for piece in pieces_of(source):
                digest.update(piece)
        except FileNotFoundError:
            kept["missing"].append(sha256)
            continue
        if digest.hexdigest() != sha256:
            kept["damaged"].append(sha256)
            continue
        info = _named(FILES + sha256, stamp)
        info.compress_type = ZIP_STORED  # documents are mostly packed already
        with archive.open(info, "w", force_zip64=True) as member:
            for piece in pieces_of(source):
                member.write(piece)
        kept["files"] += 1
        kept["files_size"] += size
    return kept


def _named(name: str, stamp: tuple[int, ...]) -> ZipInfo:
    info = ZipInfo(name, date_time=stamp)  # type: ignore[arg-type]
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
