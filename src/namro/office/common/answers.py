"""Answers of pages: doing an action for a request, saying why it was refused, and sending a file.

Files go out as attachments of no particular kind, so that no browser ever runs what somebody uploaded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from namro.errors import NamroError, has_words, say
from namro.office.common import files
from namro.office.common.models import StoredFile


def lang() -> str:
    """The language of this answer: vi or en."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def said(error: NamroError) -> str:
    """The refusal in the reader's language; where somebody was first, who, what and when."""
    details = error.details
    if error.code in ("action-state", "action-stale") and details.get("last_actor"):
        at = timezone.localtime(datetime.fromisoformat(details["last_at"]))
        return say(
            "action-state-by",
            lang(),
            who=_name_of(details["last_actor"]),
            what=action_name(details["last_action"]),
            when=f"{at:%H:%M %d/%m/%Y}",
        )
    return error.message(lang())


def action_name(name: str) -> str:
    """An action in words, in the reader's language."""
    code = f"did-{name.replace('_', '-')}"
    return say(code, lang()) if has_words(code) else name.replace("_", " ")


def tried(request: HttpRequest, act: Callable[..., Any], *args: Any, **data: Any) -> Any | None:
    """Do an action as the person of the request; None, and a message saying why, where it was refused."""
    try:
        return act(request.user, *args, **data)
    except NamroError as error:
        messages.error(request, said(error))
        return None


def back_to(request: HttpRequest, fallback: str) -> HttpResponse:
    """To the page the form names as `next`, if it is one of ours, else to the fallback (303)."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if wanted and ours else fallback, status=303)


def attachment(stored: StoredFile, name: str) -> FileResponse:
    """A stored file to be saved, never shown: no kind a browser would run, no script, no frame."""
    return sent(files.path_of(stored.sha256).open("rb"), name)


def sent(content: Any, name: str, kind: str = "application/octet-stream") -> FileResponse:
    """Content, an open file or bytes, as an attachment under a safe name."""
    content = BytesIO(content) if isinstance(content, bytes) else content
    response = FileResponse(content, as_attachment=True, filename=files.safe_name(name), content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _name_of(username: str) -> str:
    user = get_user_model().objects.filter(username=username).first()
    return user.get_full_name() if user else username
