"""Reading an archive of an office into an empty register: nothing of the file is believed before it is checked.

Names of members are compared with those an archive may have and are never used as paths; sizes are held to what
`head.json` says, and that to what a machine can bear; every hash, every row, the keys between tables and the chain of
the ledger are checked before anything is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction

from namro.errors import ActionError, DocumentError, UsageError
from namro.office.common.files import path_of
from namro.office.directives.tallies import rebuild
from namro.office.exchange import tables
from namro.office.exchange.archive import FILES, FORMAT, HEAD, LEDGER, TABLES, Head, migrations_here
from namro.office.ledger import chain
from namro.office.ledger.models import Entry, LedgerHead
from namro.office.search import indexing

_LARGEST_HEAD = 32_000_000  # bytes: a few hundred for a table, and one line for a file that was missing
_LONGEST_LINE = 256_000_000  # bytes: a row with the whole text and reading of the largest file taken in
_MOST_SWELLING = 300  # times: rows of a register pack to a twentieth; deflate's own bound is a thousand
_SMALL = 50_000_000  # bytes that may swell as they like
_ROWS = 500
_FILE = re.compile(r"files/[0-9a-f]{64}")
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, Head]]:
    """The archive and its head, after names and sizes are checked."""
    source = path.name
    try:
        with ZipFile(path) as archive:
            head = _head(archive, source)
            _check_members(archive, head, source)
            yield archive, head
    except FileNotFoundError as error:
        raise DocumentError("file-missing", source=str(path)) from error
    except _BROKEN as error:
        raise DocumentError("archive-unreadable", source=source) from error
    except OSError as error:
        raise DocumentError("file-unreadable", source=str(path), reason=error.strerror or str(error)) from error


def read(path: Path) -> Head:
    """Fill the register; see `archive.read_archive`."""
    with opened(path) as (archive, head):
        found = _models(head, path.name)
        staging: Path | None = None
        moved: list[str] = []
        try:
            staging = _staging(head)
            with transaction.atomic():
                occupied = tables.not_empty()
                if occupied:
                    raise UsageError("archive-not-empty", table=occupied)
                for model in found:
                    _fill(archive, head, model, path.name)
                _ledger(archive, head, path.name)
                _check_keys(path.name)
                _unpack(archive, staging, path.name)
                _settle(found)
                _move(staging, moved)
        except BaseException as error:
            for sha256 in moved:
                path_of(sha256).unlink(missing_ok=True)
            if isinstance(error, DatabaseError):
                raise DocumentError("archive-row", source=path.name, table="", row="", reason=str(error)) from error
            raise
        finally:
            if staging is not None:
                shutil.rmtree(staging, ignore_errors=True)
    return head


def _head(archive: ZipFile, source: str) -> Head:
    try:
        info = archive.getinfo(HEAD)
        if info.file_size > _LARGEST_HEAD:
            raise DocumentError("archive-too-large", source=source, member=HEAD)
        told = json.loads(archive.read(info))
        if told.pop("format") != FORMAT:
            raise DocumentError("archive-unreadable", source=source)
        head = Head(**told)
        _check_kinds(head)
        return head
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DocumentError("archive-unreadable", source=source) from error


def _check_kinds(head: Head) -> None:
    """That the head has the kinds of values it must have: raises ValueError."""
    counts = [head.ledger_number, head.files, head.files_size, *head.rows.values()]
    counts += [member["size"] for member in head.members.values()]
    hashes = [head.ledger_hash, *(member["sha256"] for member in head.members.values())]
    lists = [head.missing, head.damaged, *head.columns.values(), *head.migrations.values()]
    fits = all(type(one) is int and one >= 0 for one in counts) and all(isinstance(one, str) for one in hashes)
    if not fits or not all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in lists):
        raise ValueError("head")


def _check_members(archive: ZipFile, head: Head, source: str) -> None:
    """That the archive holds what its head says, under those names, in those sizes, each once."""
    infos: dict[str, ZipInfo] = {}
    files = files_size = 0
    for info in archive.infolist():
        name = info.filename
        if name in infos or info.flag_bits & 0x1:  # twice, or behind a password
            raise DocumentError("archive-altered", source=source, member=name[:80])
        infos[name] = info
        if _FILE.fullmatch(name):
            files, files_size = files + 1, files_size + info.file_size
        elif name != HEAD and head.members.get(name, {}).get("size") != info.file_size:
            raise DocumentError("archive-altered", source=source, member=name[:80])
        if info.file_size > _SMALL and info.file_size > _MOST_SWELLING * max(info.compress_size, 1):
            raise DocumentError("archive-too-large", source=source, member=name[:80])
    for name in head.members:
        if name not in infos:
            raise DocumentError("archive-altered", source=source, member=name[:80])
    if (files, files_size) != (head.files, head.files_size):
        raise DocumentError("archive-altered", source=source, member=FILES)


def _models(head: Head, source: str) -> list[type[models.Model]]:
    """The tables to fill, in order; an archive of another schema is refused, or read where nothing is lost."""
    here = migrations_here()
    for app, names in head.migrations.items():
        unknown = [name for name in names if name not in here.get(app, [])]
        if unknown:
            raise DocumentError("archive-newer", source=source, release=head.release, migration=f"{app}.{unknown[0]}")
    found = tables.carried(secrets=True)
    carried: list[type[Any]] = [Entry, *found]
    known = {tables.label_of(model): model for model in carried}
    wanted = {*head.columns, *head.rows, *(_label(name) for name in head.members)}
    for label in sorted(wanted):
        if label not in known or label not in head.columns or f"{_member(label)}" not in head.members:
            raise DocumentError("archive-newer", source=source, release=head.release, migration=label)
        _check_columns(known[label], head, source)
    for model in found:
        label = tables.label_of(model)
        if label not in head.columns and head.migrations == here and label not in tables.SECRET_MODELS:
            raise DocumentError("archive-altered", source=source, member=_member(label))
    return [model for model in found if tables.label_of(model) in head.columns]


def _check_columns(model: type[models.Model], head: Head, source: str) -> None:
    label = tables.label_of(model)
    names = set(head.columns[label])
    for name in names:
        try:
            known = model._meta.get_field(name).attname == name
        except FieldDoesNotExist:
            known = any(one.attname == name for one in model._meta.concrete_fields)
        if not known:
            raise DocumentError("archive-newer", source=source, release=head.release, migration=f"{label}.{name}")
    for column in tables.columns_of(model, secrets=head.secrets):
        if column.attname not in names and not (column.has_default() or column.null or column.empty_strings_allowed):
            raise DocumentError(
                "archive-older", source=source, release=head.release, column=f"{label}.{column.attname}"
            )


def _fill(archive: ZipFile, head: Head, model: type[models.Model], source: str) -> None:
    label = tables.label_of(model)
    make = tables.maker(model, head.columns[label])
    records: list[models.Model] = []
    for number, row in enumerate(_rows(archive, head, label, source), 1):
        try:
            records.append(make(row))
        except (KeyError, TypeError, ValueError, ArithmeticError, ValidationError) as error:
            raise DocumentError("archive-row", source=source, table=label, row=number, reason=str(error)) from error
        if len(records) == _ROWS:
            _insert(model, records, number, source)
    _insert(model, records, head.rows[label], source)


def _insert(model: type[models.Model], records: list[models.Model], number: int, source: str) -> None:
    try:
        if records:
            tables.insert(model, records)
    except (DatabaseError, ValueError, TypeError, OverflowError, ValidationError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DocumentError(
            "archive-row", source=source, table=tables.label_of(model), row=number, reason=reason
        ) from error
    records.clear()


def _rows(archive: ZipFile, head: Head, label: str, source: str) -> Iterator[dict[str, Any]]:
    """The rows of a member, its hash and number checked at the end."""
    name = _member(label)
    digest, count = hashlib.sha256(), 0
    with archive.open(name) as file:
        while line := file.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise DocumentError("archive-too-large", source=source, member=name)
            digest.update(line)
            count += 1
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DocumentError("archive-altered", source=source, member=name) from error
            if not isinstance(row, dict):
                raise DocumentError("archive-altered", source=source, member=name)
            yield row
    if digest.hexdigest() != head.members[name]["sha256"] or count != head.rows.get(label):
        raise DocumentError("archive-altered", source=source, member=name)


def _ledger(archive: ZipFile, head: Head, source: str) -> None:
    """Take the ledger in and follow its chain to the head the archive was written under."""
    fields = [one for one in chain.Link.__slots__ if one != "hash"]
    waiting: list[models.Model] = []

    def links() -> Iterator[chain.Link]:
        for row in _rows(archive, head, tables.label_of(Entry), source):
            try:
                link = chain.Link(**{name: row[name] for name in (*fields, "hash")})
            except KeyError as error:
                raise DocumentError("archive-altered", source=source, member=LEDGER) from error
            waiting.append(Entry(**{name: getattr(link, name) for name in (*fields, "hash")}))
            if len(waiting) == _ROWS:
                _insert(Entry, waiting, link.number, source)
            yield link

    told = chain.Head(head.ledger_number, head.ledger_hash)
    last, fault = chain.verify(links(), told)
    if fault is None and last != told:
        fault = chain.Fault(last.number, "ledger-head-differs")
    if fault is not None:
        raise DocumentError("archive-ledger", source=source, number=fault.number)
    _insert(Entry, waiting, last.number, source)
    LedgerHead.objects.all().delete()
    if last.number:
        LedgerHead.objects.create(pk=1, number=last.number, hash=last.hash)


def _check_keys(source: str) -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        raise DocumentError("archive-row", source=source, table="", row="", reason=reason) from error


def _settle(found: list[type[models.Model]]) -> None:
    """What follows from the rows: the next free keys, the tally, the search index."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)
    rebuild()
    indexing.rebuild()


def _staging(head: Head) -> Path:
    folder = Path(settings.ENVIRONMENT.files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < head.files_size:
            raise ActionError("store-full", reason="No space left on device")
        return Path(tempfile.mkdtemp(dir=folder, prefix=".import-"))
    except OSError as error:
        raise ActionError("store-full", reason=error.strerror or str(error)) from error


def _unpack(archive: ZipFile, staging: Path, source: str) -> None:
    """The stored files beside the store, each checked against the hash it is named by."""
    for info in archive.infolist():
        if not _FILE.fullmatch(info.filename):
            continue
        sha256, digest = info.filename.removeprefix(FILES), hashlib.sha256()
        try:
            with (staging / sha256).open("xb") as kept, archive.open(info) as member:
                while piece := member.read(1 << 20):
                    digest.update(piece)
                    kept.write(piece)
        except OSError as error:
            raise ActionError("store-full", reason=error.strerror or str(error)) from error
        if digest.hexdigest() != sha256:
            raise DocumentError("archive-altered", source=source, member=info.filename)


def _move(staging: Path, moved: list[str]) -> None:
    try:
        for staged in sorted(staging.iterdir()):
            target = path_of(staged.name)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                moved.append(staged.name)
                staged.replace(target)
    except OSError as error:
        raise ActionError("store-full", reason=error.strerror or str(error)) from error


def _member(label: str) -> str:
    return LEDGER if label == "ledger.entry" else f"{TABLES}{label}.jsonl"


def _label(member: str) -> str:
    return "ledger.entry" if member == LEDGER else member.removeprefix(TABLES).removesuffix(".jsonl")
