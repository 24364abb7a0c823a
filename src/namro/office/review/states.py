"""Who may do what on the review desk, and to which findings."""

from __future__ import annotations

from namro.office.accounts.roles import Rule
from namro.office.notices.models import FindingState as S
from namro.office.notices.states import OFFICE

RULES = {
    rule.name: rule
    for rule in (
        Rule("edit_finding", OFFICE, (S.PROPOSED,)),
        Rule("drop_finding", OFFICE, (S.PROPOSED,), S.DROPPED),
        Rule("restore_finding", OFFICE, (S.DROPPED,), S.PROPOSED),
        Rule("split_finding", OFFICE, (S.PROPOSED,), S.REPLACED),
        Rule("merge_findings", OFFICE, (S.PROPOSED,), S.REPLACED),
        Rule("confirm_other", OFFICE, (S.PROPOSED,), S.CONFIRMED),
        Rule("add_finding", OFFICE),
        Rule("undo_review", OFFICE),
        Rule("finish_review", OFFICE),
    )
}
