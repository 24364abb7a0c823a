"""The archive: all of an office out and in again without loss; broken and hostile ones leave nothing behind."""

from __future__ import annotations

import json
import stat
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection

from namro.errors import DocumentError, UsageError
from namro.office.accounts.models import User
from namro.office.common.files import path_of
from namro.office.common.models import StoredFile
from namro.office.directives import actions
from namro.office.directives.models import Directive, Tally
from namro.office.directives.tallies import kept, reckoned
from namro.office.exchange import reading_archive, tables
from namro.office.exchange.archive import Head, read_archive, read_head, write_archive
from namro.office.ledger.chain import verify
from namro.office.ledger.models import Entry, LedgerHead
from namro.office.search.models import Indexed

pytestmark = pytest.mark.django_db


def emptied():
    """The same database with nothing in it, and a store without files."""
    with connection.cursor() as cursor:
        models = [*tables.carried(secrets=True), Entry, LedgerHead, Tally, Indexed]
        if connection.vendor == "postgresql":
            named = ", ".join(f'"{model._meta.db_table}"' for model in models)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {named} RESTART IDENTITY CASCADE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for model in reversed(models):
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    for file in path_of("0" * 64).parents[1].glob("??/*"):
        file.unlink()


def rewritten(path, change, *, keep_hashes=False):
    """The archive with members changed: `change` gets and gives {name: bytes}; the head follows the new content."""
    with zipfile.ZipFile(path) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    head = json.loads(members["head.json"])
    change(members, head)
    if not keep_hashes:
        import hashlib

        for name in head["members"]:
            if name in members:
                content = members[name]
                head["members"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    members["head.json"] = json.dumps(head).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)


@pytest.fixture
def backup(book, tmp_path):
    path = tmp_path / "out" / "office.zip"
    write_archive(path, secrets=True)
    return path


def test_everything_comes_back_without_loss(book, backup, tmp_path):
    before = {model: list(model._base_manager.order_by("pk").values()) for model in tables.carried(secrets=True)}
    links = list(Entry.objects.order_by("number").values())
    written = read_head(backup)
    emptied()
    assert not User.objects.exists()
    head = read_archive(backup)
    assert isinstance(head, Head)
    assert {model: list(model._base_manager.order_by("pk").values()) for model in before} == before
    assert list(Entry.objects.order_by("number").values()) == links
    assert kept() == reckoned()
    assert path_of(book.proof.sha256).read_bytes().startswith(b"%PDF")
    again = write_archive(tmp_path / "again.zip", secrets=True)
    assert (again.members, again.rows, again.files) == (written.members, written.rows, written.files)
    assert again.ledger_hash == LedgerHead.objects.get().hash


def test_the_next_record_takes_a_free_key_and_the_ledger_goes_on(book, backup):
    emptied()
    read_archive(backup)
    assigner = User.objects.get(username="giaoviec")
    made = actions.enter_directive(assigner, task="Việc mới")
    assert made.number == 5
    assert made.pk > book.fourth.pk
    from namro.office.ledger.chain import Link

    fields = list(Link.__slots__)
    rows = Entry.objects.order_by("number").values(*fields)
    last, fault = verify(Link(**row) for row in rows)
    assert (fault, last.number) == (None, LedgerHead.objects.get().number)


def test_a_backup_is_for_its_owner_alone_and_keeps_secrets(book, backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    emptied()
    read_archive(backup)
    assert User.objects.get(username="lanhdao").check_password("lanhdao" * 2)
    assert Authenticator.objects.get().data == {"secret": "RIENGTU"}


def test_an_export_holds_no_secret_and_its_people_cannot_sign_in_with_an_old_password(book, tmp_path):
    path = tmp_path / "export.zip"
    head = write_archive(path, secrets=False)
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"RIENGTU" not in content
    assert b"md5$" not in content
    assert "password" not in head.columns["accounts.user"]
    emptied()
    read_archive(path)
    leader = User.objects.get(username="lanhdao")
    assert not leader.has_usable_password()
    assert not Authenticator.objects.exists()
    assert write_archive(path, secrets=False).members == head.members


def test_every_table_of_the_office_is_carried_or_known_to_be_left_out():
    carried = {tables.label_of(model) for model in tables.carried(secrets=True)}
    left_out = {
        tables.label_of(model)
        for model in apps.get_models(include_auto_created=True)
        if tables.label_of(model) not in carried and not tables.is_derived(model)
    }
    assert left_out == {
        "ledger.entry",  # in ledger.jsonl
        "ledger.ledgerhead",  # in head.json
        "sessions.session",
        "usersessions.usersession",
        "contenttypes.contenttype",
        "auth.permission",
        "auth.group",
        "auth.group_permissions",
        "accounts.user_groups",
        "accounts.user_user_permissions",
    }


def test_only_an_empty_register_takes_an_archive_in(book, backup):
    with pytest.raises(UsageError) as refused:
        read_archive(backup)
    assert refused.value.code == "archive-not-empty"
    assert "sổ trống" in refused.value.message("vi")


def test_files_that_are_gone_or_changed_are_named_and_the_rest_is_kept(book, tmp_path):
    path_of(book.source.file_id).unlink()
    path_of(book.proof.sha256).write_bytes(b"khac")
    head = write_archive(tmp_path / "a.zip", secrets=True)
    assert (head.missing, head.damaged, head.files) == ([book.source.file_id], [book.proof.sha256], 0)
    emptied()
    read_archive(tmp_path / "a.zip")
    assert StoredFile.objects.count() == 2


def _line(members, name, change):
    rows = [json.loads(line) for line in members[name].splitlines()]
    change(rows)
    members[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def _altered_ledger(members, head):
    _line(members, "ledger.jsonl", lambda rows: rows[1].update(note="sửa"))


def _cut_ledger(members, head):
    _line(members, "ledger.jsonl", lambda rows: rows.pop())
    head["rows"]["ledger.entry"] -= 1


def _strange_name(members, head):
    members["../../x"] = b"x"


def _table_as_path(members, head):
    members["tables/../../x.jsonl"] = b""
    head["members"]["tables/../../x.jsonl"] = {}


def _missing_member(members, head):
    del members["tables/directives.directive.jsonl"]


def _wrong_row(members, head):
    _line(members, "tables/directives.directive.jsonl", lambda rows: rows[0].update(current_due="hôm qua"))


def _wrong_kind(members, head):
    _line(members, "tables/directives.directive.jsonl", lambda rows: rows[0].update(number=[]))


def _row_of_nothing(members, head):
    _line(members, "tables/directives.participation.jsonl", lambda rows: rows[0].update(directive_id=9999))


def _twice(members, head):
    _line(members, "tables/directives.report.jsonl", lambda rows: rows.append(rows[0]))
    head["rows"]["directives.report"] += 1


def _later_migration(members, head):
    head["migrations"]["directives"].append("0999_later")


def _later_column(members, head):
    head["columns"]["notices.notice"].append("mood")


def _later_table(members, head):
    members["tables/notices.mood.jsonl"] = b""
    head["members"]["tables/notices.mood.jsonl"] = {}
    head["rows"]["notices.mood"] = 0
    head["columns"]["notices.mood"] = []


def _file_of_another_content(members, head):
    name = next(name for name in members if name.startswith("files/"))
    members[name] = b"y" * len(members[name])


def _file_too_many(members, head):
    members["files/" + "a" * 64] = b"y"


def _no_head(members, head):
    head.clear()
    head["members"] = {}


def _negative(members, head):
    head["files_size"] = -1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_altered_ledger, "archive-ledger"),
        (_cut_ledger, "archive-ledger"),
        (_strange_name, "archive-altered"),
        (_table_as_path, "archive-newer"),
        (_missing_member, "archive-altered"),
        (_wrong_row, "archive-row"),
        (_wrong_kind, "archive-row"),
        (_row_of_nothing, "archive-row"),
        (_twice, "archive-row"),
        (_later_migration, "archive-newer"),
        (_later_column, "archive-newer"),
        (_later_table, "archive-newer"),
        (_file_of_another_content, "archive-altered"),
        (_file_too_many, "archive-altered"),
        (_no_head, "archive-unreadable"),
        (_negative, "archive-unreadable"),
    ],
)
def test_a_hostile_archive_leaves_nothing_behind(book, backup, change, code):
    rewritten(backup, change)
    emptied()
    with pytest.raises(DocumentError) as refused:
        read_archive(backup)
    assert refused.value.code == code
    assert "\n" not in refused.value.message("vi")
    assert not User.objects.exists()
    assert not Directive.objects.exists()
    assert not Entry.objects.exists()
    assert not list(path_of("0" * 64).parents[1].rglob("*.*"))
    assert not [file for file in path_of("0" * 64).parents[1].rglob("*") if file.is_file()]


def test_a_changed_byte_anywhere_is_seen(book, backup):
    rewritten(
        backup,
        lambda members, head: _line(
            members, "tables/notices.notice.jsonl", lambda rows: rows[0].update(number="466/TB-VPUB")
        ),
        keep_hashes=True,
    )
    emptied()
    with pytest.raises(DocumentError) as refused:
        read_archive(backup)
    assert refused.value.code == "archive-altered"


def test_an_archive_cut_short_or_of_another_kind_is_one_sentence(book, backup, tmp_path):
    whole = backup.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"PK\x03\x04", b"khong phai zip"):
        backup.write_bytes(content)
        with pytest.raises(DocumentError) as refused:
            read_archive(backup)
        assert refused.value.code == "archive-unreadable"
    with pytest.raises(DocumentError) as refused:
        read_archive(tmp_path / "khong-co.zip")
    assert refused.value.code == "file-missing"


def test_what_swells_is_refused_before_it_is_read(book, backup, monkeypatch):
    monkeypatch.setattr(reading_archive, "_SMALL", 1000)

    def swell(members, head):
        members["tables/notices.notice.jsonl"] = b" " * 3_000_000

    rewritten(backup, swell)
    emptied()
    with pytest.raises(DocumentError) as refused:
        read_archive(backup)
    assert refused.value.code == "archive-too-large"


def test_a_long_line_is_refused(book, backup, monkeypatch):
    monkeypatch.setattr(reading_archive, "_LONGEST_LINE", 200)
    emptied()
    with pytest.raises(DocumentError) as refused:
        read_archive(backup)
    assert refused.value.code == "archive-too-large"


def test_a_failed_write_leaves_the_last_archive_as_it_was(book, backup, monkeypatch):
    from namro.errors import ActionError
    from namro.office.exchange import archive

    last = backup.read_bytes()

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_stored", full)
    with pytest.raises(ActionError) as refused:
        write_archive(backup, secrets=True)
    assert refused.value.code == "store-full"
    assert backup.read_bytes() == last
    assert [file.name for file in backup.parent.iterdir()] == [backup.name]


@pytest.mark.django_db(transaction=True)
def test_an_archive_is_of_one_moment(book, tmp_path, monkeypatch):
    """A directive entered while the archive is written is in neither its tables nor its ledger."""
    from threading import Thread

    from django.db import connections

    number = LedgerHead.objects.get().number
    reading = tables.rows_of
    entered = []

    def enter():
        actions.enter_directive(User.objects.get(username="giaoviec"), task="Trong lúc ghi")
        connections.close_all()

    def slow(model, **options):
        if not entered:
            entered.append(Thread(target=enter))
            entered[0].start()
            entered[0].join()
        return reading(model, **options)

    LedgerHead.objects.get()
    monkeypatch.setattr(tables, "rows_of", slow)
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database has one connection")
    head = write_archive(tmp_path / "a.zip", secrets=True)
    assert LedgerHead.objects.get().number == number + 1
    assert head.ledger_number == head.rows["ledger.entry"] == number
    assert head.rows["directives.directive"] == 4
