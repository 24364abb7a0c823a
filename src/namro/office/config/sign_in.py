"""Settings of signing in: django-allauth with one-time codes, passkeys and the office's own identity provider.

Nobody makes an account for themselves, and nothing is sent by mail: accounts and new passwords come from an
administrator (`accounts/actions.py`). Whether a second factor is needed is asked on every request
(`accounts/middleware.py`).
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from namro.errors import UsageError
from namro.office.config.environment import Environment, read_environment

__all__ = [
    "ACCESS_TABLES",
    "ACCOUNT_ADAPTER",
    "ACCOUNT_EMAIL_VERIFICATION",
    "ACCOUNT_LOGIN_METHODS",
    "ACCOUNT_LOGOUT_REDIRECT_URL",
    "ACCOUNT_RATE_LIMITS",
    "ACCOUNT_REAUTHENTICATION_TIMEOUT",
    "ACCOUNT_SESSION_REMEMBER",
    "ACCOUNT_SIGNUP_FIELDS",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "EMAIL_BACKEND",
    "MFA_ADAPTER",
    "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_SUPPORTED_TYPES",
    "MFA_TOTP_TOLERANCE",
    "MFA_WEBAUTHN_USER_VERIFICATION",
    "SOCIALACCOUNT_ADAPTER",
    "SOCIALACCOUNT_PROVIDERS",
    "SOCIALACCOUNT_STORE_TOKENS",
    "USERSESSIONS_TRACK_ACTIVITY",
]

OIDC_ID = "co-quan"
"""The identity provider's word in addresses: what is entered there as redirect address ends in it."""


def rates(environment: Environment) -> dict[str, str]:
    """Allauth's rate limits: attempts from an address, and wrong ones for one name, whichever is reached first."""
    rate = environment.sign_in_rate
    wrong = rate.partition("/")[0]
    return {"login": f"{rate}/ip", "login_failed": f"{rate}/ip,{wrong}/5m/key", "reauthenticate": f"{rate}/user"}


def providers(environment: Environment) -> dict[str, Any]:
    """The office's own identity provider, where all it takes is set."""
    if not (environment.oidc_name and environment.oidc_url and environment.oidc_client):
        return {}
    address = urlsplit(environment.oidc_url)
    if address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        # What the provider says is believed because it comes over https from the provider itself.
        raise UsageError("setting-wrong", name="NAMRO_OIDC_URL", given=environment.oidc_url, wanted="https://…")
    app = {
        "provider_id": OIDC_ID,
        "name": environment.oidc_name,
        "client_id": environment.oidc_client,
        "secret": environment.oidc_secret,
        "settings": {"server_url": environment.oidc_url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


_ENVIRONMENT = read_environment(os.environ)

ACCOUNT_ADAPTER = "namro.office.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, and after SESSION_COOKIE_AGE at the latest
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = rates(_ENVIRONMENT)
ALLAUTH_TRUSTED_PROXY_COUNT = int(_ENVIRONMENT.behind_proxy)

MFA_ADAPTER = "namro.office.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
# Browsers give passkeys to https and to http://localhost alone; nothing has to be loosened for either.

SOCIALACCOUNT_ADAPTER = "namro.office.accounts.adapters.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = providers(_ENVIRONMENT)
SOCIALACCOUNT_STORE_TOKENS = False

USERSESSIONS_TRACK_ACTIVITY = False

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the office sends no mail

ACCESS_TABLES = "namro.office.config.matrix.TABLES"
"""The rules of every app, for the page of who may do what: `accounts` may not know the apps above it."""
