"""What everybody has: their own account, and the table of who may do what."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from namro.office.accounts.models import ROLE_NAMES
from namro.office.accounts.roles import Part, Role, Rule
from namro.office.common import answers


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """The account of whoever asks."""
    user: Any = request.user
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    shown = {
        "posts": user.posts.select_related("agency").order_by("begins", "pk"),
        "has_codes": Authenticator.Type.TOTP in kinds,
        "has_passkeys": Authenticator.Type.WEBAUTHN in kinds,
        "has_recovery": Authenticator.Type.RECOVERY_CODES in kinds,
        "identity": settings.ENVIRONMENT.oidc_name if SocialAccount.objects.filter(user=user).exists() else "",
        "sessions": UserSession.objects.filter(user=user).count(),
    }
    return render(request, "accounts/me.html", shown)


@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    """Who may do what in which state: the very rules that decide."""
    tables = [
        {
            "key": table.app,
            "title": table.title,
            "rows": [_row(rule, table.states) for rule in table.rules.values()],
        }
        for table in import_string(settings.ACCESS_TABLES)
    ]
    held = request.user.roles_today()
    roles = [{"key": role.value, "name": ROLE_NAMES[role], "own": role in held} for role in Role]
    return render(request, "accounts/matrix.html", {"tables": tables, "roles": roles})


def _row(rule: Rule, states: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": rule.name,
        "words": answers.action_name(rule.name),
        "cells": [_cell(rule, role) for role in Role],
        "states": [states.get(state, state) for state in rule.states],
        "to": states.get(rule.to, rule.to) if rule.to else "",
        "not_by": rule.not_by,
        "by_program": not rule.who,
    }


def _cell(rule: Rule, role: Role) -> dict[str, Any]:
    """Whether a role may, and where it must stand to the directive."""
    parts = [one.part for one in rule.who if one.role == role]
    words = {Part.LEAD: _("chủ trì"), Part.SUPPORT: _("phối hợp"), Part.FOLLOW: _("theo dõi")}
    return {"role": ROLE_NAMES[role], "may": bool(parts), "parts": [words[part] for part in parts if part is not None]}
