"""Answers when something is wrong: with the request, the database, the disk, or ourselves.

A database that does not answer and a full disk are not faults of the program: the page says what is so, that nothing
was half-done, and when to try again.
"""

from __future__ import annotations

import errno
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from namro.office.common.security import too_large

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FULL_WORDS = ("disk is full", "disk full", "no space left", "disk i/o error")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the request brought too much."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return too_large(request)
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database is away, 507 where the disk is full, else 500."""
    return answer_to(sys.exc_info()[1])


def answer_to(error: BaseException | None) -> HttpResponse:
    """The answer to an error that no page handled."""
    if is_full(error):
        return HttpResponse(loader.render_to_string("507.html"), status=507)
    if isinstance(error, (OperationalError, InterfaceError)):
        return HttpResponse(loader.render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def is_full(error: Any) -> bool:
    """Whether an error, or what caused it, says that the disk is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if isinstance(error, OperationalError) and any(words in str(error).lower() for words in _FULL_WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False
