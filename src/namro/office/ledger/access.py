"""Who may read the ledger's entries: its head is for everybody, what was done for those who inspect or lead."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from namro.office.ledger.models import Entry

READERS = frozenset({"inspector", "leader"})


def reads(user: Any) -> bool:
    """Whether a person may read entries."""
    return bool(user.is_authenticated and user.is_active and {str(role) for role in user.roles_today()} & READERS)


def visible(user: Any) -> QuerySet[Entry]:
    """The entries a person may read: all or none."""
    return Entry.objects.all() if reads(user) else Entry.objects.none()
