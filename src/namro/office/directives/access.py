"""The only road to directives a person may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from namro.office.accounts.queries import lineage
from namro.office.accounts.roles import Part, Role
from namro.office.directives.models import Directive, Participation
from namro.office.directives.states import RULES, State

_WORKERS = frozenset({Role.OFFICER, Role.HEAD})
_SHOWN_TO_BODIES = tuple(state for state in State.values if state not in (State.DRAFT, State.CONFIRMED))


def visible(user: Any) -> QuerySet[Directive]:
    """The directives a person may see: all, those their bodies take part in once given, or none.

    What is not in it does not exist for them: every page and count starts here.
    """
    if user.sees_all():
        return Directive.objects.all()
    own = own_agencies(user)
    if not own:
        return Directive.objects.none()
    part = Participation.objects.filter(directive=OuterRef("pk"), agency__in=own)
    return Directive.objects.filter(Exists(part), state__in=_SHOWN_TO_BODIES)


def own_agencies(user: Any) -> set[int]:
    """The bodies whose work a person does, and those these took over from; asked once a request."""
    kept: set[int] | None = getattr(user, "_own_agencies", None)
    if kept is None:
        kept = lineage(post.agency_id for post in user.posts_today() if post.role in _WORKERS)
        user._own_agencies = kept
    return kept


def may(user: Any, name: str, directive: Directive | None = None) -> bool:
    """Whether a person may do an action now: what pages ask before they offer a button."""
    rule = RULES[name]
    return rule.fits(directive) and rule.permits(user, directive)


def possible(user: Any, directive: Directive) -> list[str]:
    """The names of all actions this person may do to this directive now, in the order of the table."""
    still = _Still(directive)
    return [name for name, rule in RULES.items() if rule.states and rule.fits(still) and rule.permits(user, still)]


class _Still:
    """A directive that does not change while many rules are asked of it: its bodies are looked up once."""

    def __init__(self, directive: Directive) -> None:
        self._directive = directive
        self._bodies: dict[Part, set[int]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._directive, name)

    def bodies_with(self, part: Part) -> set[int]:
        """As the directive has them."""
        if part not in self._bodies:
            self._bodies[part] = self._directive.bodies_with(part)
        return self._bodies[part]
