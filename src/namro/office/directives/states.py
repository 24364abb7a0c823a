"""States of a directive, and the one table of what may be done in each, by whom, leading where.

Overdue and due-soon are not states: they follow from the deadline and the day, in `counting.py`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.roles import Part, Role, Rule, Who


class State(models.TextChoices):
    """How far a directive has come."""

    DRAFT = "draft", _("Dự thảo")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    ASSIGNED = "assigned", _("Đã giao")
    ACCEPTED = "accepted", _("Đã nhận việc")
    REFUSED = "refused", _("Từ chối nhận")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    REPORTED = "reported", _("Đã báo cáo hoàn thành")
    RETURNED = "returned", _("Yêu cầu thực hiện lại")
    DONE = "done", _("Hoàn thành")
    SUSPENDED = "suspended", _("Tạm dừng")
    WITHDRAWN = "withdrawn", _("Đã rút")


S = State
OPEN = (S.CONFIRMED, S.ASSIGNED, S.ACCEPTED, S.REFUSED, S.IN_PROGRESS, S.REPORTED, S.RETURNED)
"""Not done and still to be done."""
COUNTED = (*OPEN, S.DONE)
"""What the official count is of; suspended ones are told apart, drafts and withdrawn ones are not in it."""
WORKING = (S.ACCEPTED, S.IN_PROGRESS, S.RETURNED)
GIVEN = (S.ASSIGNED, *WORKING, S.REPORTED)

_OFFICE = (Who(Role.CLERK), Who(Role.ASSIGNER))
_ASSIGNERS = (Who(Role.ASSIGNER), Who(Role.LEADER))
_JUDGES = (Who(Role.ASSIGNER), Who(Role.INSPECTOR), Who(Role.LEADER))
_LEAD = (Who(Role.OFFICER, Part.LEAD), Who(Role.HEAD, Part.LEAD))
_HEAD = (Who(Role.HEAD, Part.LEAD),)
_INVOLVED = (*_LEAD, Who(Role.OFFICER, Part.SUPPORT), Who(Role.HEAD, Part.SUPPORT))
_EVERYBODY = tuple(Who(role) for role in Role)

RULES = {
    rule.name: rule
    for rule in (
        Rule("enter_directive", _OFFICE, to=S.DRAFT),
        Rule("confirm_finding", _OFFICE, to=S.CONFIRMED),
        Rule("unconfirm_directive", _OFFICE, (S.CONFIRMED,)),
        Rule("edit_directive", _OFFICE, (S.DRAFT, S.CONFIRMED, S.REFUSED)),
        Rule("confirm_directive", _OFFICE, (S.DRAFT,), S.CONFIRMED),
        Rule("assign_directive", _ASSIGNERS, (S.CONFIRMED, S.REFUSED, S.ASSIGNED), S.ASSIGNED),
        Rule("accept_directive", _LEAD, (S.ASSIGNED,), S.ACCEPTED),
        Rule("refuse_directive", _HEAD, (S.ASSIGNED,), S.REFUSED),
        Rule("start_work", _LEAD, (S.ACCEPTED, S.RETURNED), S.IN_PROGRESS),
        Rule("report_progress", _INVOLVED, WORKING),
        Rule("report_done", _LEAD, WORKING, S.REPORTED),
        Rule("return_report", _JUDGES, (S.REPORTED,), S.RETURNED, not_by="reported_by"),
        Rule("accept_report", _JUDGES, (S.REPORTED,), S.DONE, not_by="reported_by"),
        Rule("reopen_directive", (Who(Role.INSPECTOR), Who(Role.LEADER)), (S.DONE,), S.RETURNED),
        Rule("ask_extension", _LEAD, (S.ASSIGNED, *WORKING)),
        Rule("grant_extension", _ASSIGNERS, GIVEN),
        Rule("refuse_extension", _ASSIGNERS, GIVEN),
        Rule("add_evidence", _INVOLVED, (*WORKING, S.REPORTED)),
        Rule("set_resources", (*_LEAD, Who(Role.ASSIGNER)), (S.ASSIGNED, *WORKING)),
        Rule("set_parts", _ASSIGNERS, (S.CONFIRMED, S.REFUSED, *GIVEN)),
        Rule("add_subtask", (*_LEAD, Who(Role.ASSIGNER)), (S.ASSIGNED, *WORKING), S.CONFIRMED),
        Rule("suspend_directive", _ASSIGNERS, OPEN, S.SUSPENDED),
        Rule("resume_directive", _ASSIGNERS, (S.SUSPENDED,)),
        Rule("withdraw_directive", (Who(Role.LEADER), Who(Role.ASSIGNER)), (S.DRAFT, *OPEN, S.SUSPENDED), S.WITHDRAWN),
        Rule("save_view", _EVERYBODY),
        Rule("drop_view", _EVERYBODY),
    )
}
