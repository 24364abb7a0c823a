"""What of the index a person may find: what they may see, asked of the apps that own the records."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from namro.office.directives import access as directives
from namro.office.directives.models import Directive
from namro.office.notices import access as notices
from namro.office.notices.models import Notice
from namro.office.search.engines import sight_word


def directives_for(user: Any) -> QuerySet[Directive]:
    """The directives a person may find, and the evidence of which."""
    return directives.visible(user)


def notices_for(user: Any) -> QuerySet[Notice]:
    """The notices a person may find."""
    return notices.visible(user)


def reads_whole(user: Any) -> bool:
    """Whether a person may find words of a notice that stand outside its head."""
    return notices.whole(user)


def sight_of(user: Any) -> list[str] | None:
    """The words of sight of a person's bodies: a sieve, not the decision; None for one who sees all."""
    if user.sees_all():
        return None
    return [sight_word(pk) for pk in sorted(directives.own_agencies(user))]
