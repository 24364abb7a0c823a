"""What may be done to people and bodies, and by whom: administrators, and they only.

The states are those of the records themselves: a person is active or not, a body stands or has ended.
"""

from __future__ import annotations

from namro.office.accounts.models import BodyState, PersonState
from namro.office.accounts.roles import Role, Rule, Who

_ADMINISTRATORS = (Who(Role.ADMINISTRATOR),)
_ACTIVE = (PersonState.ACTIVE,)

RULES = {
    rule.name: rule
    for rule in (
        Rule("create_user", _ADMINISTRATORS, to=PersonState.ACTIVE),
        Rule("rename_user", _ADMINISTRATORS, tuple(PersonState)),
        Rule("set_posts", _ADMINISTRATORS, tuple(PersonState)),
        Rule("set_password", _ADMINISTRATORS, _ACTIVE),
        Rule("clear_second_factor", _ADMINISTRATORS, _ACTIVE),
        Rule("link_identity", _ADMINISTRATORS, _ACTIVE),
        Rule("deactivate_user", _ADMINISTRATORS, _ACTIVE, PersonState.INACTIVE),
        Rule("reactivate_user", _ADMINISTRATORS, (PersonState.INACTIVE,), PersonState.ACTIVE),
        Rule("create_agency", _ADMINISTRATORS, to=BodyState.STANDING),
        Rule("edit_agency", _ADMINISTRATORS, tuple(BodyState)),
        Rule("end_agency", _ADMINISTRATORS, (BodyState.STANDING,), BodyState.ENDED),
    )
}
