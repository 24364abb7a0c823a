"""The only road to annexes that wait, and to what a person may take out."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from namro.office.directives import access as directives
from namro.office.directives.models import Directive
from namro.office.directives.states import State
from namro.office.exchange.models import AnnexUpload
from namro.office.exchange.states import RULES
from namro.office.notices import access as notices
from namro.office.notices.models import Notice


def uploads(user: Any) -> QuerySet[AnnexUpload]:
    """The annexes that were sent, for those who may take them in."""
    if not RULES["accept_annex"].permits(user):
        return AnnexUpload.objects.none()
    return AnnexUpload.objects.filter(notice__in=notices.visible(user))


def annexed(user: Any, notice: Notice) -> QuerySet[Directive]:
    """The directives an annex of a notice lists for a person: those they see, without parts of others and withdrawn."""
    found = directives.visible(user).filter(notice=notice, parent=None).exclude(state=State.WITHDRAWN)
    return found.order_by("start", "number")


def may(user: Any, name: str, subject: Any = None) -> bool:
    """Whether a person may do an action of this app now."""
    rule = RULES[name]
    return rule.permits(user, subject) and rule.fits(subject)
