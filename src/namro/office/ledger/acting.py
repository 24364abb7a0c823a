"""Actions: the only way to change a record of the office, each leaving exactly one entry in the ledger.

An action is a function `(actor, subject, **data)` under `@action(permission)`. In one transaction the decorator locks
the subject, asks whether this person may do this now, lets the function change it, saves it, and appends the entry.
Nothing of it remains if any step fails. Does not know what the states are, nor who is who: the permission does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Protocol

from django.db import connection, transaction
from django.dispatch import Signal

from namro.errors import ActionError
from namro.office.common import clock
from namro.office.common.models import Recorded
from namro.office.ledger.chain import GENESIS, Link, canonical
from namro.office.ledger.models import Entry, LedgerHead

acted = Signal()
"""Sent inside the transaction of every action, with its name and its `Done`: indexes follow it."""

PROGRAM = "namro"
"""The actor of what the program does by itself: reading a file that a person sent."""


class Permission(Protocol):
    """Who may do an action, in which states; `check` raises `ActionError`."""

    @property
    def name(self) -> str:
        """How the ledger calls the action."""

    def check(self, actor: Any, subject: Any) -> None:
        """Raise unless the actor may do this to the subject as it now stands."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an action returns when its entry is not simply about its subject.

    `subject` is the record the entry is about: one that was created, or a whole of which several parts changed.
    `before` and `after` replace that record's own state where it is not the thing that changed.
    """

    subject: Any
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    note: str = ""


def action(permission: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function an action. The made function takes `version=`, the subject's as the form had it, and `note=`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def act(
            actor: Any, subject: Recorded | None = None, /, *, version: int | None = None, note: str = "", **data: Any
        ) -> Any:
            with transaction.atomic():
                _take_turn()
                if subject is not None:
                    subject = _locked(subject)
                try:
                    if version is not None and subject is not None and version != subject.version:
                        raise ActionError("action-stale")
                    permission.check(actor, subject)
                    before = subject.record() if subject is not None else None
                    outcome = function(actor, subject, **data)
                except ActionError as error:
                    raise _told(error, subject) from error
                done = outcome if isinstance(outcome, Done) else Done(outcome or subject)
                same = done.subject is subject
                if subject is not None:
                    subject.version += same
                    subject.save()
                if done.before is None and same:
                    done = replace(done, before=before)
                if done.after is None:
                    done.subject.refresh_from_db()  # as the database has it: a number may be rounded there
                    done = replace(done, after=done.subject.record())
                append(_name(actor), permission.name, done.subject.subject, done.before, done.after, done.note or note)
                acted.send(type(done.subject), action=permission.name, done=done)
                return done.subject

        act.permission = permission  # type: ignore[attr-defined]
        return act

    return decorate


def append(
    actor: str, name: str, subject: str, before: dict[str, Any] | None, after: dict[str, Any] | None, note: str = ""
) -> Entry:
    """Add one entry at the end of the chain; must run inside a transaction."""
    head = LedgerHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        head, _ = LedgerHead.objects.get_or_create(pk=1, defaults={"number": 0, "hash": GENESIS})
        head = LedgerHead.objects.select_for_update().get(pk=1)
    link = Link(
        number=head.number + 1,
        at=clock.now().isoformat(timespec="microseconds"),
        actor=actor,
        action=name,
        subject=subject,
        before="" if before is None else canonical(before),
        after="" if after is None else canonical(after),
        note=note,
        previous=head.hash,
    )
    entry = Entry.objects.create(**{name: getattr(link, name) for name in _FIELDS}, hash=link.reckoned())
    head.number, head.hash = entry.number, entry.hash
    head.save()
    return entry


_FIELDS = ("number", "at", "actor", "action", "subject", "before", "after", "note", "previous")


def _take_turn() -> None:
    """Hold the end of the ledger from the start of an action: every action then takes its locks in the same order, so
    that two never wait for one another, and what an action counts (the next number, say) is not counted twice.

    With SQLite the transaction itself begins so.
    """
    if connection.features.has_select_for_update:
        LedgerHead.objects.select_for_update().filter(pk=1).first()


def _locked(subject: Recorded) -> Recorded:
    """The subject as it is now, held until the transaction ends; `action-gone` where it is no more."""
    found = type(subject)._default_manager.select_for_update(of=("self",)).filter(pk=subject.pk).first()
    if found is None:
        raise ActionError("action-gone")
    return found


def _told(error: ActionError, subject: Recorded | None) -> ActionError:
    """The error, with who last acted on the subject and when: whoever came second is told what happened."""
    last = Entry.objects.filter(subject=subject.subject).order_by("-number").first() if subject is not None else None
    if last is not None:
        error.details = {"last_actor": last.actor, "last_action": last.action, "last_at": last.at} | error.details
    return error


def _name(actor: Any) -> str:
    return actor if isinstance(actor, str) else actor.get_username()
