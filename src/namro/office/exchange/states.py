"""Who may take what out and in. The rows of an accepted annex are written by the register's own actions and rules."""

from __future__ import annotations

from namro.office.accounts.roles import Role, Rule, Who
from namro.office.exchange.models import UploadState

_OFFICE = (Who(Role.CLERK), Who(Role.ASSIGNER))
_WAITING = (UploadState.WAITING.value,)

RULES = {
    rule.name: rule
    for rule in (
        Rule("upload_annex", _OFFICE, to=UploadState.WAITING.value),
        Rule("accept_annex", _OFFICE, _WAITING, UploadState.ACCEPTED.value),
        Rule("discard_annex", _OFFICE, _WAITING, UploadState.DISCARDED.value),
        Rule("export_office", (Who(Role.ADMINISTRATOR),)),
    )
}
