"""What is logged, and in what form: one line of JSON an event, on standard error, without secrets.

A line holds `time`, `level`, `event`, `logger`, and of a request its `request` id, `user` id, `method`, `path`,
`status` and `ms`. Passwords, tokens, codes, cookies and keys are masked in every text before it is written, whoever
logged it; query strings are never logged, since people search for names.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

MASK = "•••"
current_request: ContextVar[str] = ContextVar("current_request", default="")
"""The id of the request that is being answered; empty outside of one."""

_FIELDS = ("user", "method", "path", "status", "ms", "count", "seconds")
"""What a logger may give in `extra` beside its words."""

_NAMES = (
    r"(?:pass(?:word|wd|phrase)?\d?|old_?password|mật khẩu|token|secret|code|otp|api_?key|key|authorization|cookie)"
)
_NAMED = re.compile(
    rf"""
    (?P<name> ["']? [\w-]* \b(?:\w+[_-])?{_NAMES} ["']? \s* [:=] \s* )   # password=, "csrfmiddlewaretoken": , Cookie:
    (?P<value> "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | (?:bearer\s+|basic\s+)? [^\s,;&'")\]}}]+ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COOKIE_LINE = re.compile(r"(?i)\b((?:set-)?cookie|authorization)(['\"]?\s*[:=]\s*)[^\n\r]+")
_MIDDLEWARE_TOKEN = re.compile(
    r"(?i)(csrfmiddlewaretoken|sessionid|namro-session|namro-csrf|csrftoken)(=|['\"]?\s*:\s*)\S+"
)
_IN_ADDRESS = re.compile(r"(?P<start>[a-z][a-z0-9+.-]*://[^\s:/@]+:)[^\s@/]+(?=@)", re.IGNORECASE)


def masked(text: str) -> str:
    """A text without what must not be written down.

    >>> masked("sign-in of lan with password=abc123 refused")
    'sign-in of lan with password=••• refused'
    >>> masked("postgresql://namro:s3cret@db/namro")
    'postgresql://namro:•••@db/namro'
    """
    for secret in getattr(settings, "LOGGING_SECRETS", ()):
        text = text.replace(secret, MASK)
    text = _IN_ADDRESS.sub(rf"\g<start>{MASK}", text)
    text = _COOKIE_LINE.sub(rf"\1\2{MASK}", text)
    text = _MIDDLEWARE_TOKEN.sub(rf"\1\2{MASK}", text)
    return _NAMED.sub(rf"\g<name>{MASK}", text)


class JsonLines(logging.Formatter):
    """A record as one line of JSON, its texts masked."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": masked(record.getMessage()),
        }
        if request := current_request.get():
            line["request"] = request
        for name in _FIELDS:
            value = record.__dict__.get(name)
            if value is not None and value != "":
                line[name] = masked(value) if isinstance(value, str) else value
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_settings(level: str) -> Mapping[str, Any]:
    """Django's LOGGING: everything to standard error as JSON, nothing by mail."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "namro.office.config.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # Every request is told once, by `common/requests.py`; Django's own words on 4xx would be a second line.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {
                "level": "CRITICAL"
            },  # strangers at the door: the request's line tells it
            "django.db.backends": {"level": "WARNING"},  # at DEBUG it writes every query with its values
        },
    }
