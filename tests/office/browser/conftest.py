"""A real site, started as its users start it, and a real browser that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.office.browser.people import PASSWORD, PEOPLE

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PICTURES = ROOT / "build" / "pictures"
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
THEMES = ("light", "dark", "contrast")
WIDTHS = (1280, 360)
# The browser asks nobody but the site: its own errands are turned off.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def needed(there: bool, what: str) -> None:
    """Skip where a program of the system is missing; fail where every part is required."""
    if not there:
        if os.environ.get("NAMRO_REQUIRE_ALL"):
            pytest.fail(f"{what} is missing")
        pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    needed(chromium is not None, "chromium")
    needed(AXE.exists(), "axe-core (npm ci in tests/office/browser)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()


class Site:
    """A running `namro serve` with a folder of its own: an office with people only, or with the demo work."""

    def __init__(self, folder: Path, *, demo: bool = False) -> None:
        self.folder = folder
        self.demo = demo
        self.passwords: dict[str, str] = {}
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, "NAMRO_DATA": str(folder), "NAMRO_SIGN_IN_RATE": "1000/m"}
        if server := os.environ.get("NAMRO_DATABASE_URL"):
            self.environment["NAMRO_DATABASE_URL"] = _new_database(server, f"site_{self.port}")

    def run(self, *arguments: str) -> str:
        """A command of the office, as its administrator types it."""
        done = subprocess.run(
            [sys.executable, "-m", "namro.cli.main", *arguments],
            env=self.environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def __enter__(self) -> Site:
        if not self.demo:
            subprocess.run([sys.executable, str(HERE / "people.py")], env=self.environment, check=True, timeout=120)
            self.passwords = dict.fromkeys(PEOPLE, PASSWORD)
        self.log = (self.folder / "serve.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "namro.cli.main", "serve", "--port", str(self.port), *["--demo"] * self.demo],
            env=self.environment, stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/suc-khoe", timeout=2).close()
                if self.demo:
                    lines = (self.folder / "demo-sign-in.txt").read_text("utf-8").splitlines()
                    self.passwords = dict(line.split()[:2] for line in lines if line.strip())
                return self
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, (self.folder / "serve.log").read_text()
                time.sleep(0.2)
        raise AssertionError("the site did not start: " + (self.folder / "serve.log").read_text())

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


def _new_database(server: str, name: str) -> str:
    """A database of the site's own in the server that the tests started: theirs is emptied under its feet."""
    import psycopg

    with psycopg.connect(urlsplit(server)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("demo"), demo=True) as running:
        yield running


class Person:
    """Somebody at a browser. Keeps what must not happen: errors on the console, requests to anywhere else."""

    def __init__(self, browser, site: Site, username: str | None = None, **options: object) -> None:  # type: ignore[no-untyped-def]
        self.site = site
        self.wrong: list[str] = []
        self.context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "locale": "vi-VN", "reduced_motion": "reduce", **options}
        )
        self.page = self.context.new_page()
        self.page.on("console", lambda message: message.type in ("error", "warning") and self._note(message.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        if username:
            self.sign_in(username)

    def _note(self, what: str) -> None:
        # A refusal (403, 404, 409) the test itself provokes is told on the console too; pages check their status.
        if "the server responded with a status of 4" not in what:
            self.wrong.append(f"{self.page.url}: {what}")

    def _asked(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != urlsplit(self.site.url).netloc:
            self.wrong.append(f"asked {url}")

    def go(self, path: str, status: int = 200) -> None:
        answer = self.page.goto(self.site.url + path)
        assert answer.status == status, f"{path}: {answer.status}"

    def sign_in(self, username: str) -> None:
        self.go("/tai-khoan/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", self.site.passwords[username])
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/tai-khoan/login" not in url)

    def theme(self, name: str) -> None:
        self.context.add_cookies([{"name": "theme", "value": name, "url": self.site.url}])

    def text_size(self, size: str) -> None:
        """Larger text by the reader's own setting: through the object model, which the site's policy leaves open."""
        self.page.evaluate("size => { document.documentElement.style.fontSize = size }", size)

    def close(self) -> None:
        self.context.close()
        assert not self.wrong


@pytest.fixture
def people(browser: object, site: Site) -> Iterator[object]:
    """`people("vanthu")` is that person, signed in, at a window of their own."""
    met: dict[str | None, Person] = {}

    def person(username: str | None) -> Person:
        if username not in met:
            met[username] = Person(browser, site, username)
        return met[username]

    yield person
    for one in met.values():
        one.close()


def findings(page) -> list[str]:  # type: ignore[no-untyped-def]
    """What the accessibility rules find on the page as it stands."""
    # Evaluated by the browser itself: the site's own policy lets no foreign script in.
    page.evaluate(AXE.read_text("utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
