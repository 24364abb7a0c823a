"""The log: one line of JSON an event, and no secret in it."""

import json
import logging
import sys

import pytest

from namro.office.config.logs import MASK, JsonLines, masked


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password=hunter22 for lan", "hunter22"),
        ("{'password': 'hunter22', 'login': 'lan'}", "hunter22"),
        ('{"new_password1": "hunt er22"}', "hunt er22"),
        ("Authorization: Bearer abc.def.ghi", "abc.def.ghi"),
        ("Cookie: namro-session=abcdef123; theme=dark", "abcdef123"),
        ("'HTTP_COOKIE': 'namro-session=abcdef123'", "abcdef123"),
        ("csrfmiddlewaretoken=abcdef123&x=1", "abcdef123"),
        ("code=123456", "123456"),
        ("client_secret: s3cr3t", "s3cr3t"),
        ("could not connect to postgresql://namro:pa55@db:5432/so", "pa55"),
    ],
)
def test_what_must_not_be_written_is_masked(text, secret):
    assert secret not in masked(text)
    assert MASK in masked(text)


@pytest.mark.parametrize("text", ["GET /nhiem-vu/12", "3 files read", "notice 465/TB-VPCP entered by vanthu"])
def test_what_may_be_written_stays(text):
    assert masked(text) == text


def test_the_keys_of_the_settings_are_masked_wherever_they_stand(settings):
    settings.LOGGING_SECRETS = ("the-very-key",)
    assert "the-very-key" not in masked("signing with the-very-key failed")


def line_of(record):
    return json.loads(JsonLines().format(record))


def test_an_error_is_one_line_with_its_place_and_no_secret():
    try:
        raise ValueError("password=hunter22")
    except ValueError:
        record = logging.LogRecord("namro", logging.ERROR, __file__, 1, "%s failed", ("token=abc",), sys.exc_info())
    line = line_of(record)
    assert line["level"] == "ERROR"
    assert line["event"] == f"token={MASK} failed"
    assert "ValueError" in line["error"]
    assert "hunter22" not in line["error"]


@pytest.fixture
def lines():
    """What is logged while a test runs, as it would be written."""
    kept = []

    class Keep(logging.Handler):
        def emit(self, record):
            kept.append(JsonLines().format(record))

    handler, root = Keep(level=logging.DEBUG), logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.INFO)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_told_once_without_what_was_searched_for(client, lines, db):
    response = client.get("/tai-khoan/login/?next=/tim/%3Fq%3Dbi-mat")
    requests = [json.loads(line) for line in lines if '"namro.requests"' in line]
    assert len(requests) == 1
    [line] = requests
    assert line["path"] == "/tai-khoan/login/"
    assert line["status"] == response.status_code == 200
    assert line["method"] == "GET"
    assert line["ms"] >= 0
    assert line["request"] == response["X-Request-Id"]
    assert not [line for line in lines if "bi-mat" in line]


def test_signing_in_leaves_no_password_in_the_log(client, lines, office):
    client.post("/tai-khoan/login/", {"login": "vanthu", "password": "wrong-hunter22"})
    client.post("/tai-khoan/login/", {"login": "vanthu", "password": "vanthuvanthu"})
    client.get("/suc-khoe")
    written = "\n".join(lines)
    assert "hunter22" not in written
    assert "vanthuvanthu" not in written
    assert client.cookies["namro-session"].value not in written
    assert client.cookies["namro-csrf"].value not in written


def test_who_asked_is_told_by_their_number(client, lines, office):
    client.force_login(office.clerk)
    client.get("/nhat-ky-khong-co")
    client.get("/tai-khoan/password/change/")
    assert any(json.loads(line).get("user") == office.clerk.pk for line in lines)


def test_the_key_of_an_address_is_not_written(rf):
    from types import SimpleNamespace

    from namro.office.common.requests import _path

    request = rf.get("/tai-khoan/password/reset/key/abc-def123/")
    request.resolver_match = SimpleNamespace(kwargs={"uidb36": "abc", "key": "def123"})
    assert "def123" not in _path(request)
