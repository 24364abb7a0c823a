"""Roles, and rules that say who may do an action: the one place where permission is decided.

A `Rule` names the roles that may act, where the person must stand to the directive (in its lead body, say), the states
in which it may be done, and whom it must not be done by. The tables of rules stand in each app's `states.py`; nothing
but `Rule.check` and `Rule.permits` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from namro.errors import ActionError


class Role(StrEnum):
    """What a person does in a body, by the post they hold there."""

    CLERK = "clerk"  # văn thư: takes notices in and reviews what was read
    ASSIGNER = "assigner"  # chuyên viên giao việc: assigns, follows, returns, accepts
    OFFICER = "officer"  # chuyên viên cơ quan chủ trì: reports
    HEAD = "head"  # thủ trưởng cơ quan: accepts or refuses what the body is given
    INSPECTOR = "inspector"  # kiểm tra: sees all, returns, accepts
    LEADER = "leader"  # lãnh đạo: sees all, decides on time, suspension and withdrawal
    ADMINISTRATOR = "administrator"  # quản trị: people, bodies and settings; no task


OFFICE_ROLES = frozenset({Role.CLERK, Role.ASSIGNER, Role.INSPECTOR, Role.LEADER})
"""Roles that see the whole register; the others see what their own bodies take part in."""


class Part(StrEnum):
    """How a body takes part in a directive."""

    LEAD = "lead"
    SUPPORT = "support"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Who:
    """A role; with `part`, only in a body that takes that part in the directive."""

    role: Role
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do an action and in which states; `to` is the state it leads to, None where the state stays.

    `not_by` names the attribute of the subject that holds a person who must not be the one to act.
    """

    name: str
    who: tuple[Who, ...]
    states: tuple[str, ...] = ()
    to: str | None = None
    not_by: str = ""

    def permits(self, actor: Any, subject: Any = None) -> bool:
        """Whether the person's posts allow it, whatever the state; the program itself may do what the rule names."""
        if isinstance(actor, str):
            return True
        if not actor.is_active:
            return False
        if self.not_by and getattr(subject, f"{self.not_by}_id", None) == actor.pk:
            return False
        for post in actor.posts_today():
            for one in self.who:
                if one.role == post.role and (one.part is None or _stands(post.agency_id, one.part, subject)):
                    return True
        return False

    def fits(self, subject: Any) -> bool:
        """Whether the subject is in a state in which it may be done."""
        return not self.states or subject is None or subject.state in self.states

    def check(self, actor: Any, subject: Any = None) -> None:
        """Raise `ActionError`: `action-own-report`, `action-not-yours`, `action-state`."""
        if not self.permits(actor, subject):
            own = self.not_by and getattr(subject, f"{self.not_by}_id", None) == getattr(actor, "pk", None)
            raise ActionError("action-own-report" if own else "action-not-yours", action=self.name)
        if not self.fits(subject):
            raise ActionError("action-state", action=self.name, state=subject.state)


def _stands(agency: int, part: Part, subject: Any) -> bool:
    """Whether a body, or one it succeeded, takes a part in the subject."""
    return subject is not None and agency in subject.bodies_with(part)
