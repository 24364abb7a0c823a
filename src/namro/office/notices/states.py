"""Who may do what to files taken in and to notices; what the program does by itself nobody else may."""

from __future__ import annotations

from namro.office.accounts.roles import Role, Rule, Who
from namro.office.notices.models import IntakeState as S

OFFICE = (Who(Role.CLERK), Who(Role.ASSIGNER))

RULES = {
    rule.name: rule
    for rule in (
        Rule("take_in", OFFICE),
        Rule("retry_intake", OFFICE, (S.FAILED,), S.WAITING),
        Rule("decide_intake", OFFICE, (S.UNDECIDED,), S.WAITING),
        Rule("edit_notice", OFFICE),
        # of the program alone, for whoever sent the file
        Rule("enter_notice", (), (S.READING,), S.READ),
        Rule("enter_version", (), (S.READING,), S.READ),
        Rule("find_duplicate", (), (S.READING,), S.DUPLICATE),
        Rule("hold_intake", (), (S.READING,), S.UNDECIDED),
        Rule("fail_intake", (), (S.READING,), S.FAILED),
    )
}
