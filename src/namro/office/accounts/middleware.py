"""What somebody must do before anything else: change a one-time password, set up a second factor where one is needed.

Also closes the pages of allauth that an office does not have: sign-up, and all that needs mail. They do not exist.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from requests import RequestException

log = logging.getLogger(__name__)

CLOSED = frozenset(
    {
        "account_signup",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_confirm_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "socialaccount_signup",
        "socialaccount_connections",
    }
)
"""Names of addresses of allauth that are not open here."""

ALWAYS = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
_LOOKS = frozenset({"common:theme", "common:language", "health"})
PASSWORD_PAGE = "account_change_password"
FACTOR_PAGE = "mfa_index"


class SignInSteps:
    """Middleware: leads to the step that is still to be done, whatever address was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; what stands in its way is seen to once the address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """The page of the step, or None where nothing stands in the way."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in CLOSED:
            raise Http404
        if name in ALWAYS or name in _LOOKS or not request.user.is_authenticated:
            return None
        if must_change_password(request):
            return None if name == PASSWORD_PAGE else _led(request, PASSWORD_PAGE, _password_words())
        if needs_second_factor(request) and not name.startswith("mfa_") and name != PASSWORD_PAGE:
            return _led(request, FACTOR_PAGE, _factor_words())
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """An identity provider that does not answer is not a fault of ours: the page says so."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith("openid_connect_") and isinstance(exception, (RequestException, KeyError, ValueError)):
            log.warning("the identity provider gave no answer that makes sense: %s", type(exception).__name__)
            return render(request, "socialaccount/authentication_error.html", status=503)
        return None


def must_change_password(request: HttpRequest) -> bool:
    """Whether the password was given by an administrator, and was what the person signed in with."""
    user: Any = request.user
    if not user.must_change_password or not user.has_usable_password():
        return False
    return all(record["method"] != "socialaccount" for record in get_authentication_records(request, user))


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether the office wants a second factor and the person has none yet."""
    if not settings.ENVIRONMENT.require_second_factor:
        return False
    return not is_mfa_enabled(request.user)


def _led(request: HttpRequest, name: str, words: str) -> HttpResponseBase:
    messages.info(request, words)
    return redirect(name)


def _password_words() -> str:
    return _("Mật khẩu này do quản trị đặt và chỉ dùng một lần; hãy đặt mật khẩu của riêng mình để tiếp tục.")


def _factor_words() -> str:
    return _("Cơ quan yêu cầu mã một lần hoặc khóa truy cập; hãy đặt một trong hai để tiếp tục.")
