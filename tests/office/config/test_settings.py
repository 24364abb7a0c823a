"""What Django is told, in the ways an office may run it."""

import json
import os
import re
import subprocess
import sys

import pytest

from namro.office.config import settings as module

_ASK = """
import json, sys
from namro.office.config import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def asked(tmp_path, names, **environment):
    """The settings of another environment, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", _ASK, *names],
        env={"PATH": os.environ["PATH"], "NAMRO_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_https_makes_cookies_and_headers_strict(tmp_path):
    names = (
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "SECURE_HSTS_SECONDS",
        "CSRF_TRUSTED_ORIGINS",
        "SECURE_SSL_REDIRECT",
    )
    told = asked(tmp_path, names, NAMRO_HTTPS="1", NAMRO_HOSTS="so.tinh.vn,.tinh.vn")
    assert told == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-namro-session",
        "SECURE_HSTS_SECONDS": 31536000,
        "CSRF_TRUSTED_ORIGINS": ["https://so.tinh.vn", "https://*.tinh.vn"],
        "SECURE_SSL_REDIRECT": False,
    }
    told = asked(tmp_path, ("SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"), NAMRO_HTTPS="1", NAMRO_BEHIND_PROXY="1")
    assert told == {"SECURE_SSL_REDIRECT": True, "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]}


def test_without_https_nothing_is_promised_of_it(tmp_path):
    told = asked(tmp_path, ("SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_HTTPONLY", "DEBUG"))
    assert told == {
        "SESSION_COOKIE_SECURE": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_HTTPONLY": True,
        "DEBUG": False,
    }


def test_djangos_own_check_for_deployment_finds_nothing(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            "PATH": os.environ["PATH"],
            "NAMRO_DATA": str(tmp_path),
            "NAMRO_HTTPS": "1",
            "NAMRO_BEHIND_PROXY": "1",
            "DJANGO_SETTINGS_MODULE": "namro.office.config.settings",
        },
        capture_output=True,
        text=True,
    )
    # W005, W021: whether all of a domain is by https, and for ever, is not one site's to say.
    left = set(re.findall(r"security\.W\d+", run.stderr)) - {"security.W005", "security.W021"}
    assert not left


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        (
            "postgresql://an:b%40c@db:5433/so",
            {"USER": "an", "PASSWORD": "b@c", "HOST": "db", "PORT": 5433, "NAME": "so"},
        ),
        ("postgres:///so?host=/run/PG&sslmode=require", {"HOST": "/run/PG", "NAME": "so", "USER": ""}),
    ],
)
def test_a_database_address_is_read(url, wanted):
    told = module._databases(url)
    assert {name: told[name] for name in wanted} == wanted
    if "sslmode" in url:
        assert told["OPTIONS"]["sslmode"] == "require"


def test_another_kind_of_database_is_refused():
    from namro.errors import UsageError

    with pytest.raises(UsageError, match="NAMRO_DATABASE_URL"):
        module._databases("mysql://db/so")
