"""Speed of the register on PostgreSQL, at sizes ten times apart: list, filter, search, one item, the count.

    python -m bench.office [10000 100000 1000000]

Starts a PostgreSQL of its own in a scratch folder (fsync as it comes), loads the register, runs gunicorn with two
workers, and asks pages over HTTP as a leader and as an officer of one body, both signed in. Tells requests a second and
the 95th percentile, and each size as a ratio of the smallest. A page is asked a few times before it is measured. The
client is ours, four threads in one process, and shares the machine with the servers. Where Debian's Redmine is
installed and answers at NAMRO_BENCH_REDMINE, its list and search are asked in the same run.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

SIZES = (10_000, 100_000, 1_000_000)
BINARIES = Path(os.environ.get("NAMRO_BENCH_POSTGRES", "/usr/lib/postgresql/15/bin"))
DB_PORT, WEB_PORT = 54_811, 54_812
THREADS, SECONDS = 4, 6.0

Request = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Speed:
    """What a page did: requests a second, the 95th percentile in milliseconds, and answers that were not 200."""

    rate: float
    p95: float
    wrong: int


def main(arguments: list[str]) -> int:
    """Load and measure each size, and print the table."""
    sizes = tuple(int(one) for one in arguments) or SIZES
    if not (BINARIES / "initdb").exists():
        print(f"no PostgreSQL in {BINARIES}: nothing to measure (NAMRO_BENCH_POSTGRES names another folder)")
        return 1
    told: dict[str, dict[int, Speed]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="namro-bench-") as folder, cluster(Path(folder)) as url:
            environment = os.environ | {
                "DJANGO_SETTINGS_MODULE": "namro.office.config.settings",
                "NAMRO_DATABASE_URL": url,
                "NAMRO_DATA": f"{folder}/data",
                "NAMRO_LOG_LEVEL": "WARNING",
            }
            began = time.perf_counter()
            load = subprocess.run(
                [sys.executable, "-m", "bench.office", "--load", str(size)],
                env=environment,
                check=True,
                text=True,
                stdout=subprocess.PIPE,
            )
            cookies = dict(line.split("=", 1) for line in load.stdout.splitlines() if line.startswith("as-"))
            print(f"{size:>9,} directives loaded in {time.perf_counter() - began:.0f} s", flush=True)
            with server(environment):
                for name, (who, ask) in pages(size).items():
                    speed = measured(WEB_PORT, ask, cookies[f"as-{who}"])
                    told.setdefault(name, {})[size] = speed
                    print(
                        f"    {name:<34} {speed.rate:7.1f}/s   p95 {speed.p95:7.1f} ms"
                        + f"   {speed.wrong} not 200" * bool(speed.wrong),
                        flush=True,
                    )
    print(table(told, sizes))
    print(redmine())
    return 0


def pages(size: int) -> dict[str, tuple[str, Request]]:
    """What is asked, and as whom."""
    from bench import office_data as data

    def body(one: random.Random) -> int:
        return one.randint(1, data.BODIES)

    def words(one: random.Random) -> str:
        return quote(
            one.choice((one.choice(data.OBJECTS), one.choice(data.PLACES), "giai ngan", "465/TB-VPCP", "ke hoach von"))
        )

    def found(rest: str = "") -> Request:
        return lambda one: f"/tim/?q={words(one)}{rest}"

    return {
        "overview": ("leader", lambda one: "/"),
        "count by body": ("leader", lambda one: "/so-lieu/"),
        "list": ("leader", lambda one: "/nhiem-vu/"),
        "list, filtered": ("leader", lambda one: f"/nhiem-vu/?co-quan={body(one)}&tinh-hinh=qua-han"),
        "search": ("leader", found()),
        "search, a word in every third": ("leader", lambda one: "/tim/?q=thuc+hien"),
        "search, a word in 5,000": ("leader", lambda one: f"/tim/?q={quote(one.choice(data.RARE))}"),
        "search, words never together": ("leader", lambda one: f"/tim/?q={quote('du lịch xuất khẩu')}"),
        "search, filtered": ("leader", lambda one: f"/tim/?q={words(one)}&co-quan={body(one)}&tinh-hinh=qua-han"),
        "item": ("leader", lambda one: f"/nhiem-vu/{one.randint(1, size)}/"),
        "a body's overview": ("officer", lambda one: "/"),
        "a body's list": ("officer", lambda one: "/nhiem-vu/"),
        "a body's list, filtered": ("officer", lambda one: "/nhiem-vu/?tinh-hinh=qua-han"),
        "a body's search": ("officer", found()),
    }


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A PostgreSQL of our own, gone afterwards; run as its own user where we are root."""
    home = folder / "cluster"
    folder.chmod(0o755)
    home.mkdir()
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(home, "postgres")

    def run(*command: str) -> None:
        line = ["runuser", "-u", "postgres", "--", *command] if as_root else list(command)
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd=home)

    data = str(home / "data")
    user = ["-U", "postgres"]
    run(str(BINARIES / "initdb"), "-N", "-A", "trust", *user, "-D", data, "--locale", "C.UTF-8", "-E", "UTF8")
    options = f"-p {DB_PORT} -k {home} -c listen_addresses=127.0.0.1 -c shared_buffers=512MB -c max_wal_size=4GB"
    options += " -c maintenance_work_mem=512MB -c random_page_cost=1.1 -c effective_cache_size=2GB"
    run(str(BINARIES / "pg_ctl"), "-w", "-D", data, "-l", str(home / "log"), "-o", options, "start")
    try:
        run(str(BINARIES / "createdb"), "-h", "127.0.0.1", "-p", str(DB_PORT), *user, "namro")
        yield f"postgresql://postgres@127.0.0.1:{DB_PORT}/namro"
    finally:
        run(str(BINARIES / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


@contextlib.contextmanager
def server(environment: dict[str, str]) -> Iterator[None]:
    """Gunicorn with two workers, ready to answer."""
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{WEB_PORT}", "--log-level", "error"]
    running = subprocess.Popen([*command, "namro.office.config.wsgi"], env=environment)
    try:
        for _ in range(300):
            time.sleep(0.1)
            with contextlib.suppress(OSError):
                asked(WEB_PORT, "/so-cai/", "")
                break
        yield
    finally:
        running.terminate()
        running.wait(20)


def measured(port: int, ask: Request, cookie: str) -> Speed:
    """Four threads asking for some seconds, after some that do not count."""
    for number in range(8):
        asked(port, ask(random.Random(number)), cookie)
    times: list[float] = []
    wrong: list[int] = []
    until = time.perf_counter() + SECONDS

    def work(seed: int) -> None:
        one = random.Random(seed)
        while time.perf_counter() < until:
            began = time.perf_counter()
            status = asked(port, ask(one), cookie)
            times.append(time.perf_counter() - began)
            if status != 200:
                wrong.append(status)

    threads = [threading.Thread(target=work, args=(1000 + number,)) for number in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    return Speed(len(times) / spent, 1000 * sorted(times)[int(len(times) * 0.95)], len(wrong))


def asked(port: int, path: str, cookie: str) -> int:
    """The status of a page; its body is read to the end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "vi"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def table(told: dict[str, dict[int, Speed]], sizes: tuple[int, ...]) -> str:
    """Requests a second and p95 at each size, and each p95 over that at the smallest."""
    lines = ["", "| page | " + " | ".join(f"{size:,}: req/s, p95 ms (ratio)" for size in sizes) + " |"]
    lines.append("|---" * (len(sizes) + 1) + "|")
    for name, speeds in told.items():
        least = speeds[sizes[0]].p95
        cells = (f"{one.rate:.0f}, {one.p95:.0f} ({one.p95 / least:.1f})" for one in (speeds[size] for size in sizes))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def redmine() -> str:
    """Redmine's list and search beside ours, where it runs: one request at a time of the same client."""
    address = os.environ.get("NAMRO_BENCH_REDMINE", "")
    if not Path("/usr/share/redmine").is_dir():
        return "Redmine is not installed here (Debian's package redmine): not measured beside."
    if not address:
        return "Redmine is installed; start it and name its address in NAMRO_BENCH_REDMINE to measure it beside."
    port = urlsplit(address).port or 80
    told = []
    for name, path in (("list", "/issues"), ("search", "/search?q=giai+ngan&issues=1")):
        speed = measured(port, lambda one, path=path: path, "")  # type: ignore[misc]
        told.append(f"Redmine, {name}: {speed.rate:.1f}/s, p95 {speed.p95:.0f} ms")
    return "\n".join(told)


def load(size: int) -> None:
    """Fill the database of the environment; prints the cookies of two people who are signed in."""
    import django
    from django.apps import apps
    from django.core.management import call_command
    from django.core.management.color import no_style

    django.setup()
    from django.db import connection, transaction

    from namro.office.common import clock
    from namro.office.directives import tallies

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    today, moment = clock.today(), clock.now().astimezone(UTC)
    people()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")  # as made, keys agree
        later = _without_indexes(cursor)
        _fill(size, today, moment)
        for statement in later:
            cursor.execute(statement)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
        with transaction.atomic():
            tallies.rebuild()
        cursor.execute("VACUUM (ANALYZE)")


def people() -> None:
    """Bodies, a leader and an officer of the fifth body, both signed in."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from bench.office_data import BODIES, body_name
    from namro.office.accounts.models import Agency, Post, User

    for number in range(1, BODIES + 1):
        Agency.objects.create(pk=number, name=body_name(number))
    office = Agency.objects.create(pk=BODIES + 1, name="Văn phòng Ủy ban nhân dân tỉnh")
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for username, agency, role in (
        ("leader", office.pk, "leader"),
        ("officer", 5, "officer"),
        ("clerk", office.pk, "clerk"),
    ):
        user = User.objects.create_user(username, password=None, name=username)
        Post.objects.create(user=user, agency_id=agency, role=role)
        session = store()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session.save()
        print(f"as-{username}={settings.SESSION_COOKIE_NAME}={session.session_key}")


def _fill(size: int, today: date, moment: datetime) -> None:
    from bench import office_data as data
    from namro.office.accounts.models import User
    from namro.office.directives.models import Directive, Evidence, Participation, Report
    from namro.office.ledger.models import Entry, LedgerHead
    from namro.office.notices.models import Notice, Version
    from namro.office.search.models import Indexed

    clerk, officer = (User.objects.get(username=name).pk for name in ("clerk", "officer"))
    entered = moment.isoformat()
    numbers = range(1, size + 1)

    def directives() -> Iterator[tuple[dict[str, Any], tuple[str, ...], list[int]]]:
        return (data.directive(number, today, entered) for number in numbers)

    def notices() -> Iterator[tuple[int, list[str]]]:
        for first in range(1, size + 1, data.A_NOTICE):
            tasks = [data.directive(number, today, entered) for number in range(first, min(first + 4, size + 1))]
            yield (first - 1) // data.A_NOTICE + 1, [piece for _, pieces, _ in tasks for piece in pieces]

    _copy(
        Notice,
        (
            {
                "id": pk,
                "kind": "notice",
                "number": data.notice_number(pk),
                "number_key": data.notice_number(pk).lower(),
                "title": "Kết luận tại phiên họp thường kỳ",
                "issuer": "Văn phòng Ủy ban nhân dân tỉnh",
                "entered_at": entered,
                "issued_on": today - timedelta(days=pk % data.DAYS),
                "entered_by_id": clerk,
            }
            for pk, _ in notices()
        ),
    )
    _copy(
        Version,
        (
            {
                "id": pk,
                "notice_id": pk,
                "ordinal": 1,
                "name": "thong-bao.docx",
                "digest": f"{pk:064x}",
                "text": " ".join(pieces),
                "reading": "{}",
                "read_at": entered,
            }
            for pk, pieces in notices()
        ),
    )
    _copy(Directive, (columns for columns, _, _ in directives()))
    _copy(
        Participation,
        (
            {"directive_id": columns["id"], "agency_id": agency, "part": "support" if place else "lead"}
            for columns, _, agencies in directives()
            for place, agency in enumerate(agencies)
        ),
    )
    done = [number for number in numbers if number % 3 == 0]
    _copy(
        Report,
        (
            {
                "directive_id": number,
                "kind": "completion",
                "text": "Đã hoàn thành.",
                "by_id": officer,
                "at": entered,
                "on": today,
                "outcome": "accepted",
            }
            for number in done
        ),
    )
    title = "Quyết định số {}/QĐ-UBND"
    _copy(
        Evidence,
        (
            {
                "id": number,
                "directive_id": number,
                "kind": "link",
                "title": title.format(number),
                "url": "https://example.vn/",
                "by_id": officer,
                "at": entered,
            }
            for number in done
        ),
    )
    last = ""
    entries = data.chain(numbers, moment - timedelta(days=20))

    def chained() -> Iterator[dict[str, Any]]:
        nonlocal last
        for link in entries:
            last = link.hash
            yield {name: getattr(link, name) for name in link.__slots__}

    _copy(Entry, chained())
    _copy(LedgerHead, [{"id": 1, "number": size, "hash": last}])

    def words() -> Iterator[dict[str, Any]]:
        for columns, pieces, agencies in directives():
            pk = columns["id"]
            yield {"kind": "directive", "key": pk, "directive_id": pk, "vector": data.indexed(pk, pieces, agencies)}
            if pk % 3 == 0:
                told = data.together((*title.format(pk).split(), "https://example.vn/"))
                sight = [data.sight_word(agency) for agency in agencies]
                yield {"kind": "evidence", "key": pk, "directive_id": pk, "vector": data.vector(told, sight)}
        for pk, pieces in notices():
            head = (data.notice_number(pk), "Kết luận tại phiên họp thường kỳ", "Văn phòng Ủy ban nhân dân tỉnh")
            yield {"kind": "notice", "key": pk, "notice_id": pk, "vector": data.vector(data.together((*head, *pieces)))}
            yield {"kind": "head", "key": pk, "notice_id": pk, "vector": data.vector(data.together(head))}

    _copy(Indexed, ({"digest": "", **row} for row in words()), more=("vector",))


def _copy(model: Any, rows: Iterable[dict[str, Any]], more: tuple[str, ...] = ()) -> None:
    """Rows by COPY; what a row does not name has the model's default."""
    from django.db import connection
    from django.db.models import AutoField, BigAutoField
    from django.db.models.fields import NOT_PROVIDED

    fields = model._meta.concrete_fields
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = [one for one in fields if one.attname in first or not isinstance(one, (AutoField, BigAutoField))]
    defaults = {
        one.attname: ""
        if one.default is NOT_PROVIDED and not one.null
        else None
        if one.default is NOT_PROVIDED
        else one.get_default()
        for one in fields
    }
    names = [one.attname for one in fields] + list(more)
    columns = ", ".join(f'"{one.column}"' for one in fields) + "".join(f", {name}" for name in more)
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in chain((first,), rows):
            copy.write_row([row.get(name, defaults.get(name)) for name in names])


def _without_indexes(cursor: Any) -> list[str]:
    """Drop what only speeds reading; the statements that make it again."""
    kept = _rows(
        cursor,
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)"
        " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        " WHERE c.relname ~ '^(directives|search|ledger|notices)_' AND NOT i.indisunique",
    )
    for name, _ in kept:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _, definition in kept]


def _rows(cursor: Any, statement: str) -> list[tuple[Any, ...]]:
    cursor.execute(statement)
    return list(cursor.fetchall())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        load(int(sys.argv[2]))
    else:
        sys.exit(main(sys.argv[1:]))
