"""What every page knows: the office's name, the day, the theme, and the ways through the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.office.common import clock

THEMES: dict[str, str | Promise] = {
    "auto": _("Theo máy"),
    "light": _("Sáng"),
    "dark": _("Tối"),
    "contrast": _("Tương phản cao"),
}
THEME_COOKIE = "theme"


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the navigation: its words, the name of its address, and the roles it is for (none: everybody)."""

    words: str | Promise
    name: str
    roles: frozenset[str] = frozenset()


WAYS = (
    Way(_("Tổng quan"), "dashboards:overview"),
    Way(_("Việc của tôi"), "directives:mine"),
    Way(_("Nhiệm vụ"), "directives:list"),
    Way(_("Văn bản"), "notices:list"),
    Way(_("Tìm kiếm"), "search:search"),
    Way(_("Trao đổi"), "exchange:index"),
    Way(_("Sổ cái"), "ledger:head"),
    Way(_("Người dùng"), "accounts:people", frozenset({"administrator"})),
)
"""The main navigation. An entry whose address the site does not have is left out."""


def office(request: HttpRequest) -> dict[str, Any]:
    """The variables of `base.html`."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "office_name": settings.ENVIRONMENT.office_name,
        "today": clock.today(),
        "theme": theme if theme in THEMES else "auto",
        "themes": list(THEMES.items()),
        "languages": settings.LANGUAGES,
        "nav": _ways(request),
    }


def _ways(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    here = getattr(request.resolver_match, "view_name", "") or ""
    exact = {way.name for way in WAYS}
    ways = []
    for way in WAYS:
        if way.roles and not way.roles & {str(role) for role in user.roles_today()}:
            continue
        try:
            address = reverse(way.name)
        except NoReverseMatch:
            continue
        current = here == way.name
        within = here not in exact and here.split(":")[0] == way.name.split(":")[0] and way.name != "directives:mine"
        ways.append({"words": way.words, "address": address, "current": current, "within": within})
    return ways
