"""The only road to a desk: whoever may read a notice whole may look at its review; who may act, the rules say."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from namro.office.notices import access as notices
from namro.office.notices.models import Version
from namro.office.review.states import RULES


def visible(user: Any) -> QuerySet[Version]:
    """The texts whose review a person may see."""
    if not notices.whole(user):
        return Version.objects.none()
    return Version.objects.filter(notice__in=notices.visible(user))


def may_review(user: Any) -> bool:
    """Whether a person may act on the desk."""
    return RULES["edit_finding"].permits(user)
