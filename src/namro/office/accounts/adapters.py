"""How django-allauth behaves in an office: nobody signs up, nothing is mailed, and an identity provider opens only
accounts that an administrator has made.

Secrets of one-time codes are kept encrypted with the site's key. Does not decide who may do what: `roles.py` does.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from namro.errors import ActionError
from namro.office.accounts.actions import link_identity
from namro.office.accounts.models import User
from namro.office.ledger.acting import PROGRAM


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from administrators."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def should_send_confirmation_mail(self, *args: Any, **kwargs: Any) -> bool:
        """Never: the office sends no mail."""
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the office sends no mail."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time codes and passkeys under the office's name, their secrets encrypted."""

    def get_totp_issuer(self) -> str:
        """What the telephone shows beside the code."""
        return settings.ENVIRONMENT.office_name or "Namro"

    def get_totp_label(self, user: Any) -> str:
        """Whose code it is."""
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as passkeys know it: by its name in the address, shown under the office's name."""
        return super().get_public_key_credential_rp_entity() | {"name": self.get_totp_issuer()}

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where the site's key has changed since, one that no code will ever fit."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


class IdentityAdapter(DefaultSocialAccountAdapter):
    """The office's identity provider signs in people who have an account here, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find whose account it is: one linked before, else by user name or by verified e-mail address."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_refusal(request))  # links are made here, by what an administrator entered
        if sociallogin.is_existing:
            return
        user = _known(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(_refusal(request))
        account = sociallogin.account
        try:
            link_identity(PROGRAM, user, provider=account.provider, uid=account.uid, note=account.provider)
        except ActionError as error:
            raise ImmediateHttpResponse(_refusal(request)) from error
        sociallogin.lookup()


def _known(sociallogin: Any) -> User | None:
    """The one active account that the provider's words point to; None where there is none, or where there are two."""
    data = sociallogin.account.extra_data
    told = data.get("userinfo") or data.get("id_token") or data
    found: set[User] = set()
    if name := told.get("preferred_username"):
        found.update(User.objects.filter(username=name, is_active=True))
    if told.get("email") and told.get("email_verified") is True:
        found.update(User.objects.filter(email__iexact=told["email"], is_active=True))
    return found.pop() if len(found) == 1 else None


def _refusal(request: HttpRequest) -> Any:
    return render(request, "accounts/no_account.html", status=403)


def _cipher() -> Fernet:
    key = hashlib.sha256(b"namro second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
