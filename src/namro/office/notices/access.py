"""The only road to notices and to files taken in that a person may see.

Whoever works for the office sees every notice. A body sees those from which it was given work, and of them only the
head and its own clauses. Whoever only runs the site sees none.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from namro.office.accounts.queries import lineage
from namro.office.accounts.roles import Role
from namro.office.notices.models import Intake, Notice
from namro.office.notices.states import RULES

_WORKERS = frozenset({Role.OFFICER, Role.HEAD})
_NOT_YET_GIVEN = ("draft", "confirmed")


def visible(user: Any) -> QuerySet[Notice]:
    """The notices a person may see; what is not in it does not exist for them."""
    if user.sees_all():
        return Notice.objects.all()
    own = _own(user)
    if not own:
        return Notice.objects.none()
    return Notice.objects.filter(pk__in=_given(own).values("notice"))


def whole(user: Any) -> bool:
    """Whether a person may read the whole text and everything found in it."""
    return bool(user.sees_all())


def directives_of(user: Any, notice: Notice) -> QuerySet[Any]:
    """The directives of a notice that a person may see, in the order of the text."""
    found = notice.directives if user.sees_all() else _given(_own(user)).filter(notice=notice)
    return found.select_related("lead").order_by("start", "number")


def intakes(user: Any) -> QuerySet[Intake]:
    """The files taken in, for those who take them in."""
    if not RULES["take_in"].permits(user):
        return Intake.objects.none()
    return Intake.objects.all()


def may(user: Any, name: str, subject: Any = None) -> bool:
    """Whether a person may do an action now."""
    rule = RULES[name]
    return rule.permits(user, subject) and rule.fits(subject)


def _own(user: Any) -> set[int]:
    return lineage(post.agency_id for post in user.posts_today() if post.role in _WORKERS)


def _given(own: set[int]) -> QuerySet[Any]:
    """The directives given to some bodies. The register stands above this app: it is asked by name, not imported."""
    register = apps.get_model("directives", "Directive").objects
    parts = apps.get_model("directives", "Participation").objects.filter(agency__in=own)
    return register.filter(pk__in=parts.values("directive")).exclude(state__in=_NOT_YET_GIVEN)
