"""What may go wrong on a machine: processes killed, a full disk, a database that is away, a whole machine lost.

Each in processes of their own with a register of their own, on the database the tests run on.
"""

import contextlib
import http.cookiejar
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from uuid import uuid4

import pytest

from tests.servers import Postgres, postgres_is_there

HERE = Path(__file__).parent
# CI kills as often as the register's promise says; at a desk a part of it tells as much.
KILLS = 200 if os.environ.get("NAMRO_REQUIRE_ALL") else 40


@pytest.fixture
def environment(tmp_path):
    """A register of the test's own, on the kind of database the tests run on."""
    made = {**os.environ, "NAMRO_DATA": str(tmp_path / "data"), "NAMRO_LOG_LEVEL": "ERROR"}
    if server := os.environ.get("NAMRO_DATABASE_URL"):
        made["NAMRO_DATABASE_URL"] = new_database(server)
    return made


def new_database(server):
    import psycopg

    name = f"fault_{uuid4().hex}"
    with psycopg.connect(server.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.rsplit("/", 1)[0] + f"/{name}"


def namro(environment, *arguments, **options):
    command = [sys.executable, "-m", "namro.cli.main", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, **options)


def python(environment, code, **options):
    code = f"from namro.office.config import start\nstart.set_up()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=300, **options
    )


DEMO = "start.prepare()\nfrom namro.office.config import demo\ndemo.enter()"


def test_killed_at_any_moment_nothing_is_half_done(environment):
    command = [sys.executable, str(HERE / "killed.py"), str(KILLS), "7"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1800)
    assert run.returncode == 0, run.stdout + run.stderr
    kinds = run.stdout.partition("kinds: ")[2]
    for act in ("take_in", "confirm_finding", "assign_directive", "report_done", "accept_annex"):
        assert act in kinds
    checked = namro(environment, "office", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


_UPLOADS = """
import itertools, sys
from django.db import OperationalError
from namro.errors import ActionError
from namro.office.accounts.models import User
from namro.office.common import files
from namro.office.common.refusals import answer_to
from namro.office.notices.actions import take_in
clerk = User.objects.get(username="vanthu")
for number in itertools.count():
    try:
        take_in(clerk, batch="full", name="a.txt", file=files.store([str(number).encode() * SIZE]), note="x" * 50_000)
    except (ActionError, OperationalError, OSError) as error:
        print(number, getattr(error, "code", answer_to(error).status_code))
        break
"""


def limited(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond is then refused, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_refuses_a_file_and_leaves_nothing_of_it(environment):
    assert python(environment, DEMO).returncode == 0
    run = python(environment, f"SIZE = 20_000_000\n{_UPLOADS}", preexec_fn=limited(12_000_000))
    assert run.stdout == "0 store-full\n", run.stdout + run.stderr
    files = Path(environment["NAMRO_DATA"], "files")
    assert not list(files.glob(".part-*"))
    checked = namro(environment, "office", "check")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.skipif("NAMRO_DATABASE_URL" in os.environ, reason="the disk of SQLite: a server has its own")
def test_a_full_disk_under_the_database_is_told_and_leaves_it_whole(environment):
    assert python(environment, DEMO).returncode == 0
    size = Path(environment["NAMRO_DATA"], "namro.sqlite3").stat().st_size
    run = python(environment, f"SIZE = 1\n{_UPLOADS}", preexec_fn=limited(size + 300_000))
    number, _, code = run.stdout.strip().partition(" ")
    assert int(number) > 0, "some were taken in before"
    assert code in ("507", "503"), run.stdout + run.stderr
    checked = namro(environment, "office", "check")
    assert checked.returncode == 0, checked.stdout
    after = python(environment, f"SIZE = 1\n{_UPLOADS}".replace("itertools.count()", "range(10_000, 10_003)"))
    assert after.returncode == 0, after.stderr
    assert not after.stdout, "with room again, all goes on"


class Browser:
    """A person at a browser, without the browser."""

    def __init__(self, url):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path, **data):
        body = urllib.parse.urlencode(data).encode() if data else None
        try:
            with self.opener.open(self.url + path, body, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def sign_in(self, username, password):
        page = self.get("/tai-khoan/login/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        return self.get("/tai-khoan/login/", login=username, password=password, csrfmiddlewaretoken=token)


@contextlib.contextmanager
def served(environment, *options):
    """A running `namro serve`, and its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    log = Path(environment["NAMRO_DATA"]).with_suffix(".log")
    with log.open("w") as file:
        command = [sys.executable, "-m", "namro.cli.main", "serve", "--port", str(port), *options]
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
    url, until = f"http://127.0.0.1:{port}", time.monotonic() + 120
    try:
        while True:
            try:
                urllib.request.urlopen(f"{url}/suc-khoe", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.1)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, log.read_text()


def test_a_database_that_is_away_is_told_and_comes_back(tmp_path):
    if not postgres_is_there():
        assert not os.environ.get("NAMRO_REQUIRE_ALL"), "PostgreSQL is not installed"
        pytest.skip("PostgreSQL is not installed")
    server = Postgres()
    try:
        server.start()
        environment = {
            **os.environ,
            "NAMRO_DATA": str(tmp_path / "data"),
            "NAMRO_DATABASE_URL": server.make("away"),
            "NAMRO_LOG_LEVEL": "ERROR",
        }
        with served(environment, "--demo") as url:
            lines = Path(environment["NAMRO_DATA"], "demo-sign-in.txt").read_text("utf-8").splitlines()
            username, password = lines[0].split("\t")[:2]
            browser = Browser(url)
            assert browser.sign_in(username, password)[0] == 200
            assert browser.get("/")[0] == 200
            server.stop()
            status, page = browser.get("/")
            assert status == 503
            assert "Cơ sở dữ liệu đang không trả lời" in page
            assert browser.get("/suc-khoe")[0] == 503
            server.start()
            assert browser.get("/suc-khoe")[0] == 200
            assert browser.get("/")[0] == 200
        checked = namro(environment, "office", "check")
        assert checked.returncode == 0, checked.stdout
    finally:
        server.remove()


def test_a_backup_restored_in_another_place_verifies(environment, tmp_path):
    assert python(environment, DEMO).returncode == 0
    backup = tmp_path / "so.zip"
    written = namro(environment, "office", "backup", str(backup))
    assert written.returncode == 0, written.stderr
    head = re.search(r"\d+:[0-9a-f]{64}", written.stdout)[0]
    elsewhere = environment | {"NAMRO_DATA": str(tmp_path / "elsewhere")}
    if "NAMRO_DATABASE_URL" in elsewhere:
        elsewhere["NAMRO_DATABASE_URL"] = new_database(elsewhere["NAMRO_DATABASE_URL"])
    restored = namro(elsewhere, "office", "restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert namro(elsewhere, "office", "check").returncode == 0
    assert namro(elsewhere, "ledger", "verify", "--head", head).returncode == 0
    assert namro(elsewhere, "ledger", "verify", "--file", str(backup), "--head", head).returncode == 0
    again = namro(elsewhere, "office", "restore", str(backup))
    assert again.returncode != 0, "a register that is not empty takes nothing in"
    with served(elsewhere) as url:
        lines = Path(environment["NAMRO_DATA"], "demo-sign-in.txt").read_text("utf-8").splitlines()
        assert Browser(url).sign_in(*lines[0].split("\t")[:2])[0] == 200, "people sign in as before"


def test_the_server_killed_leaves_no_process_behind(environment):
    with contextlib.suppress(AssertionError), served(environment) as url:
        pids = processes(environment)
        assert len(pids) >= 3, "the master, a process that answers, the reader"
        os.kill(min(pids), signal.SIGKILL)
        until = time.monotonic() + 60
        while processes(environment) and time.monotonic() < until:
            time.sleep(0.2)
        left = processes(environment)
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"{url}/suc-khoe", timeout=5)
    assert not left
    assert namro(environment, "office", "check").returncode == 0


def processes(environment):
    """The processes that work on this very register."""
    wanted = f"NAMRO_DATA={environment['NAMRO_DATA']}".encode()
    found = []
    for one in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if wanted in one.read_bytes().split(b"\0"):
                found.append(int(one.parent.name))
    return found
