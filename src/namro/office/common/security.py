"""What browsers are told to refuse, and how much a request may bring in.

The policy names no source but the site itself and allows nothing inline. A body that says it is too long is refused
before a byte of it is read; one that lies about its length is cut off while it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import loader

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
NOT_USED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics", "interest-cohort")
_PERMISSIONS = ", ".join(f"{name}=()" for name in NOT_USED)

Respond = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeaders:
    """Middleware: the policy on every answer that has none of its own, and pages of people kept nowhere."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with them."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        user = getattr(request, "_cached_user", None)  # who was asked for already: no question to the database here
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def policy() -> str:
    """The policy; forms may go on to an identity provider where the office has one."""
    provider = _origin(settings.ENVIRONMENT.oidc_url)
    return POLICY.replace("form-action 'self'", f"form-action 'self' {provider}") if provider else POLICY


class BodyLimit:
    """Middleware: a request that says it brings too much is answered before it is read."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > limit():
            return too_large(request)
        return self.get_response(request)


class CountedUpload(FileUploadHandler):
    """Counts what a request really brings in; the files themselves are written by the handler after it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the piece on, unless it is one too many."""
        self.taken += len(raw_data)
        if self.taken > limit():
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Nothing: the next handler has the file."""
        return


def limit() -> int:
    """How many bytes a request may bring in."""
    return int(settings.ENVIRONMENT.request_megabytes) * 1_000_000


def too_large(request: HttpRequest) -> HttpResponse:
    """The page that says so; the connection ends with it, since the rest of the body is not read."""
    words = loader.render_to_string("413.html", {"limit": settings.ENVIRONMENT.request_megabytes}, None)
    response = HttpResponse(words, status=413)
    response["Connection"] = "close"
    return response


def _origin(address: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
