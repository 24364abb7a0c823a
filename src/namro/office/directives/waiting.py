"""What waits for a person: the directives that go no further until they, or somebody of their body, acts.

Follows from roles and states alone. Whoever may act but is not expected to (a leader may assign) is not waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.roles import Role
from namro.office.directives.access import own_agencies
from namro.office.directives.models import Answer, Extension
from namro.office.directives.states import GIVEN, State

ANY_WAIT = "1"
WAIT_WORDS: dict[str, Promise] = {
    "lam-lai": _("Phải thực hiện lại"),
    "nhan": _("Chờ nhận việc"),
    "bao-cao": _("Đang thực hiện, phải báo cáo"),
    "gia-han": _("Đề nghị gia hạn chờ quyết định"),
    "xem-xet": _("Báo cáo hoàn thành chờ xem xét"),
    "giao": _("Chờ giao"),
    "xac-nhan": _("Dự thảo chờ xác nhận"),
}
"""What directives may wait for, by its word in the address."""
_ABOUT: dict[str, Promise] = {
    "lam-lai": _("Báo cáo đã bị trả lại."),
    "nhan": _("Mới giao cho cơ quan."),
    "bao-cao": _("Báo cáo tiến độ, hoặc báo cáo hoàn thành kèm sản phẩm."),
    "gia-han": _("Đồng ý hay không, trước khi hết hạn."),
    "xem-xet": _("Chấp nhận kết quả hoặc yêu cầu thực hiện lại."),
    "giao": _("Đã xác nhận mà chưa có cơ quan nhận, hoặc cơ quan từ chối."),
    "xac-nhan": _("Nhập tay, chưa tính vào sổ."),
}
_WORKERS = frozenset({Role.OFFICER, Role.HEAD})
_DRAFTERS = frozenset({Role.CLERK, Role.ASSIGNER})
_JUDGES = frozenset({Role.ASSIGNER, Role.INSPECTOR, Role.LEADER})
_DECIDERS = frozenset({Role.ASSIGNER, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Wait:
    """Directives that wait for the same thing, by its key in `WAIT_WORDS`."""

    key: str
    rows: Q

    @property
    def words(self) -> str:
        """What they wait for."""
        return str(WAIT_WORDS[self.key])

    @property
    def about(self) -> str:
        """What is to be done."""
        return str(_ABOUT[self.key])


def waits(user: Any) -> list[Wait]:
    """What may wait for this person, the most pressing first; each may be empty of rows."""
    roles = user.roles_today()
    found: list[Wait] = []
    if roles & _WORKERS:
        own = Q(lead__in=own_agencies(user))
        found.append(Wait("lam-lai", own & Q(state=State.RETURNED)))
        found.append(Wait("nhan", own & Q(state=State.ASSIGNED)))
        found.append(Wait("bao-cao", own & Q(state__in=(State.ACCEPTED, State.IN_PROGRESS))))
    if roles & _DECIDERS:
        asked = Extension.objects.filter(directive=OuterRef("pk"), answer=Answer.ASKED).exclude(asked_by=user)
        found.append(Wait("gia-han", Q(Exists(asked), state__in=GIVEN)))
    if roles & _JUDGES:
        found.append(Wait("xem-xet", Q(state=State.REPORTED) & (Q(reported_by=None) | ~Q(reported_by=user))))
    if Role.ASSIGNER in roles:
        found.append(Wait("giao", Q(state__in=(State.CONFIRMED, State.REFUSED))))
    if roles & _DRAFTERS:
        found.append(Wait("xac-nhan", Q(state=State.DRAFT)))
    return found


def waiting_filter(user: Any, key: str = ANY_WAIT) -> Q:
    """The directives that wait for this person, for one thing or for any."""
    found = Q(pk__in=())
    for one in waits(user):
        if key in (ANY_WAIT, one.key):
            found |= one.rows
    return found
