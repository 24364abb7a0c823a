"""The verbs of a directive's page: each an action, its word in the address, and its words for people.

Which of them a person may do follows from the table of rules; here stands in addition which make sense now (nothing is
granted that nobody asked for) and which of them is the one to offer first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.office.directives.access import possible
from namro.office.directives.models import Answer, Directive
from namro.office.directives.states import State


@dataclass(frozen=True, slots=True)
class Verb:
    """An action on one directive: `slug` in the address, `words` on its button, `about` above its form."""

    name: str
    slug: str
    words: Promise
    about: Promise
    grave: bool = False


VERBS = (
    Verb("confirm_directive", "xac-nhan", _("Xác nhận"), _("Từ lúc xác nhận, nhiệm vụ được tính vào sổ.")),
    Verb(
        "assign_directive",
        "giao",
        _("Giao nhiệm vụ"),
        _("Cơ quan chủ trì thấy nhiệm vụ ngay khi giao. Thời hạn ban đầu giữ nguyên từ lúc này."),
    ),
    Verb("accept_directive", "nhan", _("Nhận việc"), _("Cơ quan chủ trì nhận thực hiện nhiệm vụ.")),
    Verb("refuse_directive", "tu-choi", _("Từ chối nhận"), _("Nhiệm vụ trở lại người giao, kèm lý do."), grave=True),
    Verb("start_work", "bat-dau", _("Bắt đầu thực hiện"), _("Ghi nhận công việc đã bắt đầu.")),
    Verb("report_done", "hoan-thanh", _("Báo cáo hoàn thành"), _("Kèm sản phẩm: tệp, đường dẫn hoặc số liệu.")),
    Verb("report_progress", "bao-cao", _("Báo cáo tiến độ"), _("Đã làm được gì, còn vướng gì.")),
    Verb("accept_report", "chap-nhan", _("Chấp nhận kết quả"), _("Nhiệm vụ được ghi là hoàn thành.")),
    Verb("return_report", "tra-lai", _("Yêu cầu thực hiện lại"), _("Nhiệm vụ trở lại cơ quan chủ trì, kèm lý do.")),
    Verb("grant_extension", "dong-y-gia-han", _("Đồng ý gia hạn"), _("Chỉ thời hạn hiện tại thay đổi.")),
    Verb("refuse_extension", "khong-gia-han", _("Không gia hạn"), _("Thời hạn hiện tại giữ nguyên.")),
    Verb("ask_extension", "gia-han", _("Đề nghị gia hạn"), _("Gửi trước khi hết hạn; người giao việc quyết định.")),
    Verb("add_evidence", "minh-chung", _("Bổ sung minh chứng"), _("Tệp, đường dẫn hoặc số liệu.")),
    Verb("set_resources", "nguon-luc", _("Cập nhật nguồn lực"), _("Vốn kế hoạch và số đã giải ngân, tính bằng đồng.")),
    Verb("add_subtask", "viec-con", _("Thêm việc con"), _("Một phần của nhiệm vụ, có cơ quan và thời hạn riêng.")),
    Verb("edit_directive", "sua", _("Sửa nội dung"), _("Chỉ sửa được trước khi giao.")),
    Verb("set_parts", "co-quan", _("Cơ quan tham gia"), _("Cơ quan phối hợp và cơ quan theo dõi.")),
    Verb("resume_directive", "tiep-tuc", _("Tiếp tục thực hiện"), _("Nhiệm vụ trở lại trạng thái trước khi tạm dừng.")),
    Verb("reopen_directive", "mo-lai", _("Mở lại"), _("Kết quả đã chấp nhận nay xét lại, kèm lý do."), grave=True),
    Verb("suspend_directive", "tam-dung", _("Tạm dừng"), _("Không tính quá hạn trong thời gian tạm dừng."), grave=True),
    Verb(
        "unconfirm_directive",
        "ra-soat-lai",
        _("Đưa về rà soát"),
        _("Nhiệm vụ rời sổ; nội dung trở lại bàn rà soát."),
        grave=True,
    ),
    Verb(
        "withdraw_directive", "rut", _("Rút nhiệm vụ"), _("Không tính nữa nhưng vẫn đọc được, kèm lý do."), grave=True
    ),
)
"""In the order in which they are offered beside each other."""

BY_SLUG = {verb.slug: verb for verb in VERBS}
BY_NAME = {verb.name: verb for verb in VERBS}

_FIRST = (
    "grant_extension",
    "accept_report",
    "confirm_directive",
    "assign_directive",
    "accept_directive",
    "start_work",
    "report_done",
    "report_progress",
    "resume_directive",
)
"""Which is offered first, of those that are possible; the others are never the main thing to do."""


def offered(user: Any, directive: Directive) -> list[Verb]:
    """What this person may do now and what makes sense now, the main one first."""
    names = set(possible(user, directive))
    asked = next((one for one in directive.extensions.all() if one.answer == Answer.ASKED), None)
    if asked is None or asked.asked_by_id == user.pk:
        names -= {"grant_extension", "refuse_extension"}
    if asked is not None or directive.current_due is None:
        names.discard("ask_extension")
    if directive.state == State.RETURNED:
        names.discard("start_work")  # allowed, but what is wanted is a better report
    if names & {"unconfirm_directive"} and directive.finding_id is None:
        names.discard("unconfirm_directive")
    main = main_of(names, directive)
    found = [verb for verb in VERBS if verb.name in names]
    return sorted(found, key=lambda verb: verb.name != main)


def main_of(names: set[str], directive: Directive) -> str | None:
    """The one to offer first; None where nothing waits for this person."""
    if directive.state == State.ASSIGNED:
        names = names - {"assign_directive"}  # it is given already: giving it anew is for when something was wrong
    return next((name for name in _FIRST if name in names), None)
