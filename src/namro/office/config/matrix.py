"""Who may do what, in every app: the tables of rules, in the order of the work. An explicit list."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.models import BodyState, PersonState
from namro.office.accounts.roles import Rule
from namro.office.accounts.states import RULES as PEOPLE_RULES
from namro.office.directives.states import RULES as DIRECTIVE_RULES
from namro.office.directives.states import State
from namro.office.exchange.models import UploadState
from namro.office.exchange.states import RULES as EXCHANGE_RULES
from namro.office.notices.models import FindingState, IntakeState
from namro.office.notices.states import RULES as NOTICE_RULES
from namro.office.review.states import RULES as REVIEW_RULES


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one app, and the states of its records in words."""

    app: str
    title: str | Promise
    rules: dict[str, Rule]
    states: dict[str, str | Promise]


TABLES = (
    Table("notices", _("Nhận văn bản"), NOTICE_RULES, dict(IntakeState.choices)),
    Table("review", _("Rà soát"), REVIEW_RULES, dict(FindingState.choices)),
    Table("directives", _("Nhiệm vụ"), DIRECTIVE_RULES, dict(State.choices)),
    Table("exchange", _("Trao đổi"), EXCHANGE_RULES, dict(UploadState.choices)),
    Table("accounts", _("Người dùng và cơ quan"), PEOPLE_RULES, dict([*PersonState.choices, *BodyState.choices])),
)
