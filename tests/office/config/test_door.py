"""What every answer carries, and what is refused before it is looked at."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from namro.office.common import health, security
from namro.office.common.refusals import answer_to, bad_request

PAGES = ("/suc-khoe", "/tai-khoan/login/", "/khong-co")


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_says_what_browsers_must_refuse(client, db, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_an_identity_provider_may_be_gone_on_to(settings):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, oidc_url="https://id.tinh.vn/realms/x/.well-known")
    assert "form-action 'self' https://id.tinh.vn;" in security.policy()


def test_pages_of_people_are_kept_nowhere(client, office):
    client.force_login(office.clerk)
    response = client.get("/tai-khoan/password/change/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_a_body_that_says_it_is_too_long_is_not_read(settings):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, request_megabytes=1)

    class Unread:
        def read(self, *_):
            raise AssertionError("it was read")

    request = RequestFactory().generic("POST", "/", CONTENT_LENGTH="1000000001")
    request._stream = request._read_started = None
    request.META["wsgi.input"] = Unread()
    answer = security.BodyLimit(lambda _: pytest.fail("it was let in"))(request)
    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()
    assert answer["Connection"] == "close"


@pytest.mark.parametrize("length", ["-1", "a", "1e9"])
def test_a_length_that_is_none_is_refused(length):
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = length
    assert security.BodyLimit(lambda _: pytest.fail("it was let in"))(request).status_code == 413


def test_a_body_that_lied_is_cut_off_while_it_is_read(settings, rf):
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, request_megabytes=1)
    request = rf.post("/", {"file": SimpleUploadedFile("a.txt", b"x" * 1_500_000)})
    from django.core.exceptions import RequestDataTooBig

    with pytest.raises(RequestDataTooBig) as refused:
        request.FILES  # noqa: B018
    assert bad_request(request, refused.value).status_code == 413
    for handler in request.upload_handlers:
        if hasattr(handler, "file"):
            handler.file.close()


def test_uploads_go_to_the_disk_however_small(rf, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    request = rf.post("/", {"file": SimpleUploadedFile("../../x", b"small")})
    with request.FILES["file"] as file:
        assert file.temporary_file_path().startswith(str(tmp_path))
        assert file.name == "x"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("connection refused"), 503),
        (InterfaceError("connection already closed"), 503),
        (OperationalError("database or disk is full"), 507),
        (OSError(28, "No space left on device"), 507),
        (ValueError("ours"), 500),
        (None, 500),
    ],
)
def test_an_error_is_answered_by_its_kind(error, status):
    answer = answer_to(error)
    assert answer.status_code == status
    assert (answer.get("Retry-After") is not None) == (status == 503)
    assert "<h1>" in answer.content.decode()


def test_the_database_away_is_503_with_a_page(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(health, "state", lambda: (_ for _ in ()).throw(OperationalError("gone")))
    answer = client.get("/suc-khoe")
    assert answer.status_code == 503
    assert "Cơ sở dữ liệu đang không trả lời" in answer.content.decode()


def test_language_is_the_persons_then_the_offices_never_the_browsers(client, db):
    page = client.get("/tai-khoan/login/", headers={"accept-language": "en"})
    assert page["Content-Language"] == "vi"
    client.cookies["language"] = "en"
    assert client.get("/tai-khoan/login/")["Content-Language"] == "en"
    client.cookies["language"] = "xx"
    assert client.get("/tai-khoan/login/")["Content-Language"] == "vi"


def test_health_is_told_plainly_and_as_json(client, office):
    plain = client.get("/suc-khoe")
    assert plain.status_code == 200
    assert plain["Content-Type"].startswith("text/plain")
    assert "database: ok\n" in plain.content.decode()
    told = client.get("/suc-khoe", headers={"accept": "application/json"}).json()
    assert told.keys() == {"ok", "database", "migrations", "ledger", "worker", "at"}
    assert told["ok"] is True


def test_health_tells_whether_the_reader_lives(client, db):
    assert client.get("/suc-khoe?format=json").json()["worker"] == "silent"
    health.beat()
    assert client.get("/suc-khoe?format=json").json()["worker"] == "alive"


def test_health_is_503_while_the_database_is_of_another_release(client, db, monkeypatch):
    monkeypatch.setattr(health, "waiting_migrations", lambda: ["directives.0002"])
    answer = client.get("/suc-khoe?format=json")
    assert answer.status_code == 503
    assert json.loads(answer.content)["migrations"] == "waiting"


def test_health_is_503_while_the_database_is_away(client, db, monkeypatch):
    def gone():
        raise OperationalError("password authentication failed for user namro")

    monkeypatch.setattr(health, "_ledger_end", gone)
    monkeypatch.setattr(health.connection, "close", lambda: None)
    answer = client.get("/suc-khoe")
    assert answer.status_code == 503
    assert "namro" not in answer.content.decode()
