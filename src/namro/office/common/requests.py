"""Every request told once in the log: its id, who, what, the answer and how long it took.

The path stands there without its query, and with what an address carries as a key (of a password that is to be set
anew, say) left out.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from namro.office.config.logs import MASK, current_request

log = logging.getLogger("namro.requests")
_SECRET_PARTS = frozenset({"key", "token", "uidb36", "uidb64", "code"})
_QUIET = frozenset({"/suc-khoe"})


class RequestLog:
    """Middleware: gives each request an id, answers with it, and logs one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell it."""
        name = secrets.token_hex(8)
        before = current_request.set(name)
        started = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = name
            level = logging.DEBUG if _is_quiet(request, response) else logging.INFO
            log.log(
                level,
                "request",
                extra={
                    "user": _user(request),
                    "method": request.method,
                    "path": _path(request),
                    "status": response.status_code,
                    "ms": round((time.monotonic() - started) * 1000, 1),
                },
            )
            return response
        finally:
            current_request.reset(before)


def _is_quiet(request: HttpRequest, response: HttpResponseBase) -> bool:
    static = request.path.startswith("/static/")
    return response.status_code < 400 and (static or request.path in _QUIET)


def _user(request: HttpRequest) -> int | None:
    """The id of who asked, where that is known already: a log line must not ask the database."""
    kept = getattr(request, "_cached_user", None)
    return getattr(kept, "pk", None)


def _path(request: HttpRequest) -> str:
    path = request.path
    match = getattr(request, "resolver_match", None)
    for name, value in (match.kwargs if match else {}).items():
        if name in _SECRET_PARTS and value:
            path = path.replace(str(value), MASK)
    return path
