"""The only road to people and bodies a person may see.

People are shown to administrators alone; to everybody else their pages do not exist. Bodies are named all over the
register, so whoever is signed in may see them.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from namro.office.accounts.models import Agency, User
from namro.office.accounts.roles import Role
from namro.office.accounts.states import RULES


def administers(user: Any) -> bool:
    """Whether people and bodies are this person's to keep."""
    return bool(user.is_authenticated) and Role.ADMINISTRATOR in user.roles_today()


def people(user: Any) -> QuerySet[User]:
    """The people a person may see."""
    return User.objects.all() if administers(user) else User.objects.none()


def agencies(user: Any) -> QuerySet[Agency]:
    """The bodies a person may see."""
    return Agency.objects.all() if user.is_authenticated else Agency.objects.none()


def possible(user: Any, subject: User | Agency) -> list[str]:
    """The names of all actions this person may do to a person or a body now, in the order of the table."""
    own = {"user": _OF_USERS, "agency": _OF_AGENCIES}[subject.subject.partition(":")[0]]
    return [name for name in own if RULES[name].fits(subject) and RULES[name].permits(user, subject)]


_OF_USERS = (
    "rename_user", "set_posts", "set_password", "clear_second_factor", "deactivate_user", "reactivate_user",
)  # fmt: skip
_OF_AGENCIES = ("edit_agency", "end_agency")
