"""`namro office`, `namro ledger`, `namro serve`: as an administrator types them, in processes of their own."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """A register with an administrator, made by the command itself."""
    folder = tmp_path_factory.mktemp("register")
    made = namro(
        folder, "office", "init", "--admin", "quantri", "--name", "Hồ Văn Trị", "--agency", "Văn phòng UBND tỉnh"
    )
    assert made.returncode == 0, made.stderr
    assert re.search(r"quantri: .*(?:[a-z0-9]{4}-){3}[a-z0-9]{4}", made.stdout)
    return folder


@pytest.fixture
def kept(register, tmp_path):
    """A copy of its ledger as a SQLite file and as lines, to be altered."""
    target = tmp_path / "namro.sqlite3"
    with sqlite3.connect(register / "data" / "namro.sqlite3") as source, sqlite3.connect(target) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    source.close()
    copy.close()
    lines = tmp_path / "ledger.jsonl"
    assert namro(register, "ledger", "export", str(lines)).returncode == 0
    return target, lines


def namro(folder, *arguments, **more):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NAMRO_")}
    return subprocess.run(
        [sys.executable, "-m", "namro.cli.main", *arguments, "--lang", "en"],
        env=environment | {"NAMRO_DATA": str(folder / "data"), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_people_and_bodies_are_made_and_told(register):
    assert namro(register, "office", "agency", "add", "Sở Tài chính", "--short", "STC").returncode == 0
    added = namro(
        register, "office", "user", "add", "lan", "--name", "Nguyễn Thị Lan", "--agency", "STC", "--role", "officer"
    )
    assert added.returncode == 0, added.stderr
    assert namro(register, "office", "user", "post", "lan", "--agency", "stc", "--role", "head").returncode == 0
    listed = namro(register, "office", "user", "list").stdout
    assert "lan\tNguyễn Thị Lan\t" in listed
    assert listed.count("Sở Tài chính") == 2
    given = namro(register, "office", "user", "password", "lan").stdout
    assert given != added.stdout
    assert namro(register, "office", "user", "deactivate", "lan").returncode == 0
    assert "[inactive]" in namro(register, "office", "user", "list").stdout
    assert namro(register, "office", "check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("office", "user", "password", "nobody"), "no user nobody"),
        (("office", "user", "add", "x", "--name", "X", "--agency", "Sở Không", "--role", "head"), "no body “Sở Không”"),
        (("office", "user", "add", "x", "--name", "X", "--agency", "VP", "--role", "king"), "king"),
        (("office", "user", "deactivate", "quantri"), "administrator"),
        (("serve", "--host", "0.0.0.0"), "NAMRO_HOSTS"),
        (("serve", "--port", "99999"), "no port 99999"),
        (("ledger", "verify", "--head", "12:abc"), "is no head of a ledger"),
        (("ledger", "verify", "--file", "missing.zip"), "cannot be opened"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_sentence(register, arguments, words):
    run = namro(register, *arguments)
    assert run.returncode in (1, 2)
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_without_a_register_the_way_to_one_is_told(tmp_path):
    run = namro(tmp_path, "office", "user", "list")
    assert run.returncode == 2
    assert "namro office init" in run.stderr


def test_a_database_that_is_not_there_is_said_so(tmp_path):
    run = namro(tmp_path, "office", "init", NAMRO_DATABASE_URL="postgresql://namro:geheim@127.0.0.1:1/so")
    assert run.returncode == 2
    assert "NAMRO_DATABASE_URL" in run.stderr
    assert "geheim" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_a_port_that_is_taken_is_said_so(register):
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        run = namro(register, "serve", "--port", str(one.getsockname()[1]))
    assert run.returncode == 2
    assert "--port" in run.stderr


def test_a_whole_ledger_tells_its_head(register, kept):
    database, lines = kept
    told = [
        namro(register, "ledger", "verify", *more).stdout
        for more in ((), ("--file", str(database)), ("--file", str(lines)))
    ]
    heads = {re.search(r"\d+:[0-9a-f]{64}", one)[0] for one in told}
    assert len(heads) == 1
    assert namro(register, "ledger", "verify", "--head", heads.pop()).returncode == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE ledger_entry SET note = 'x' WHERE number = 2", "Entry 2 of the ledger was altered"),
        ("UPDATE ledger_entry SET after = X'FF00' WHERE number = 2", "Entry 2 of the ledger was altered"),
        ("DELETE FROM ledger_entry WHERE number = 1", "entry 1 missing"),
        ("DELETE FROM ledger_entry WHERE number = (SELECT max(number) FROM ledger_entry)", "cut off"),
        ("UPDATE ledger_ledgerhead SET hash = 'x'", "differs"),
    ],
)
def test_raw_sql_on_the_past_is_seen(register, kept, change, words):
    database, _ = kept
    with sqlite3.connect(database) as connection:
        connection.execute(change)
    connection.close()
    run = namro(register, "ledger", "verify", "--file", str(database))
    assert run.returncode == 1
    assert words in run.stdout


def test_a_byte_of_the_lines_is_seen_wherever_it_is_changed(register, kept):
    """Every tenth byte of the first entries, one after another; in this process, since there are many."""
    from namro.office.ledger.readers import of_file, verified

    _, lines = kept
    content = lines.read_bytes()
    _, fault = verified(*of_file(lines)[:1])
    assert fault is None
    second = content.index(b"\n") + 1
    for at in range(0, content.index(b"\n", second), 10):
        altered = bytearray(content)
        altered[at] ^= 1
        lines.write_bytes(altered)
        _, fault = verified(*of_file(lines)[:1])
        assert fault is not None, at
        assert fault.number == 1 + (at >= second)


def test_a_damaged_page_is_told_and_is_no_crash(register, kept):
    database, _ = kept
    with sqlite3.connect(database) as connection:
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ledger_entry'").fetchone()[0]
    connection.close()
    content = bytearray(database.read_bytes())
    content[(root - 1) * page : root * page] = os.urandom(page)
    database.write_bytes(content)
    run = namro(register, "ledger", "verify", "--file", str(database))
    assert run.returncode == 1
    assert "Reading stopped after entry 0" in run.stdout
    assert "Traceback" not in run.stderr


def test_an_archive_is_verified_and_its_change_is_seen(register, tmp_path):
    archive = tmp_path / "so.zip"
    assert namro(register, "office", "export", str(archive)).returncode == 0
    assert namro(register, "ledger", "verify", "--file", str(archive)).returncode == 0
    other = tmp_path / "altered.zip"
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(other, "w") as target:
        for one in source.namelist():
            content = source.read(one)
            target.writestr(one, content.replace(b"quantri", b"quantrj") if one == "ledger.jsonl" else content)
    run = namro(register, "ledger", "verify", "--file", str(other))
    assert run.returncode == 1
    assert "altered" in run.stdout


def test_check_names_each_fault(register, tmp_path):
    """In a copy, spoilt by raw SQL and on the disk."""
    import shutil

    folder = tmp_path / "spoilt"
    shutil.copytree(register, folder)
    with sqlite3.connect(folder / "data" / "namro.sqlite3") as connection:
        connection.execute(
            "INSERT INTO common_storedfile (sha256, size, kind, stored_at) VALUES ('ab', 1, 'x', '2026-01-01')"
        )
        connection.execute("UPDATE ledger_entry SET actor = 'ai' WHERE number = 1")
        columns = {row[1]: "''" for row in connection.execute("PRAGMA table_info(directives_tally)")}
        columns |= {"key": "'k'", "count": "3", "state": "'open'"}
        nulls = ("lead_id", "original_due", "current_due", "on_time_original", "on_time_current")
        columns |= dict.fromkeys(nulls, "NULL")
        connection.execute(
            f"INSERT INTO directives_tally ({', '.join(columns)}) VALUES ({', '.join(columns.values())})"
        )
    connection.close()
    (folder / "data" / "files").mkdir(exist_ok=True)
    (folder / "data" / "files" / "orphan").write_bytes(b"x")
    run = namro(folder, "office", "check")
    assert run.returncode == 1
    for words in ("Entry 1 of the ledger was altered", "tally is wrong in 1", "File ab is gone", "1 files in"):
        assert words in run.stdout


def test_the_commands_are_listed_without_loading_django():
    code = """
import sys
from namro.cli.main import main
main(["--help"]), main(["office"])
print([name for name in sys.modules if name.startswith("django")])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.strip().endswith("[]")
    assert all(name in run.stdout for name in ("serve", "office", "ledger"))


def test_the_sample_work_shows_every_cell_and_is_whole(tmp_path):
    code = """
import json
from namro.office.config import start, demo
start.set_up(); start.prepare()
assert demo.enter() and not demo.enter()
from dataclasses import asdict
from namro.office.common import clock
from namro.office.directives.queries import count_all
from namro.office.directives.models import Directive
print(json.dumps([asdict(count_all(clock.today())), sorted(set(Directive.objects.values_list("state", flat=True)))]))
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NAMRO_")}
    environment["NAMRO_DATA"] = str(tmp_path / "data")
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    cells, states = json.loads(run.stdout)
    assert all(cells.values()), cells
    assert len(states) == 11, states
    assert namro(tmp_path, "office", "check").returncode == 0
    people = Path(environment["NAMRO_DATA"], "demo-sign-in.txt")
    assert people.stat().st_mode & 0o777 == 0o600
    assert len(people.read_text("utf-8").splitlines()) == 12
