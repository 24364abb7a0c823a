"""A scene: a register with work in every state, made by the actions alone: its ledger and tally are true.

`make_scene(office, size=60)` takes the fixture of `conftest.py`, or the like of it: bodies `agency`, `finance`,
`works`, `home`, people `clerk`, `assigner`, `inspector`, `leader`, `officer`, `head` (of finance), `other` (of works).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from namro.office.common import clock, files
from namro.office.directives import actions
from namro.office.directives.models import Directive
from namro.office.notices.models import Notice, Version
from namro.quantities.deadlines import Unit, after

TASKS = (
    "Rà soát, điều chỉnh kế hoạch vốn đầu tư công năm 2025, báo cáo Ủy ban nhân dân tỉnh",
    "Chủ trì tháo gỡ vướng mắc giải phóng mặt bằng dự án đường vành đai phía Nam",
    "Trình phương án sắp xếp trụ sở làm việc sau khi tổ chức lại các cơ quan chuyên môn",
    "Tổng hợp số hộ nghèo được hỗ trợ xóa nhà tạm, nhà dột nát",
    "Công bố danh mục thủ tục hành chính thực hiện không phụ thuộc địa giới",
    "Kiểm tra tiến độ các dự án nhà ở xã hội khởi công trong năm",
    "Báo cáo kết quả giải ngân vốn các chương trình mục tiêu quốc gia",
    "Xây dựng kế hoạch phòng, chống thiên tai và tìm kiếm cứu nạn",
)
THEMES = ("public-investment", "land", "organisation", "housing", "administrative-reform", "housing", "budget", "")
KINDS = (
    "draft", "confirmed", "assigned", "accepted", "refused", "in_progress", "reported", "returned", "done", "done-late",
    "suspended", "withdrawn", "overdue", "soon", "extended", "asked", "no-deadline", "with-parts", "resources", "bare",
)  # fmt: skip
CLEAR = {"state": "clear", "words": "Giao Sở Tài chính", "start": 10, "end": 27}
NOTICE_TEXT = "THÔNG BÁO\nKết luận tại cuộc họp tháng\n"


def make_scene(office: Any, size: int = 60) -> SimpleNamespace:
    """`size` directives, of the kinds in turn; given back by kind, with the notice half of them come from."""
    notice, version = make_notice(office)
    by_kind: dict[str, list[Directive]] = {kind: [] for kind in KINDS}
    for at in range(size):
        kind = KINDS[at % len(KINDS)]
        by_kind[kind].append(make_directive(office, kind, at, version if at % 2 == 0 else None))
    return SimpleNamespace(notice=notice, version=version, kinds=by_kind)


def make_notice(office: Any) -> tuple[Notice, Version]:
    """A notice of conclusions with one version, as the intake leaves it."""
    notice = Notice.objects.create(
        kind="conclusion", number="465/TB-VPCP", issuer="Văn phòng Chính phủ", issued_on=date(2025, 5, 20),
        title="Kết luận cuộc họp về tiến độ giải ngân", entered_at=clock.now(), entered_by=office.clerk,
    )  # fmt: skip
    text = NOTICE_TEXT + "\n".join(
        f"{at}. Giao Sở Tài chính {task[0].lower()}{task[1:]}." for at, task in enumerate(TASKS, 1)
    )
    version = Version.objects.create(
        notice=notice,
        ordinal=1,
        name="465.docx",
        file=None,
        digest="0" * 64,
        text=text,
        reading={},
        read_at=clock.now(),
    )
    return notice, version


def make_directive(office: Any, kind: str, at: int = 0, version: Version | None = None) -> Directive:
    """One directive brought to a kind of `KINDS` by the people whose part it is."""
    today = clock.today()
    lead, officer, head = office.finance, office.officer, office.head
    if kind in ("assigned", "in_progress", "no-deadline") and at // len(KINDS) % 2:
        lead, officer, head = office.works, office.other, office.other
    due: date | None = today + timedelta(days=20 + at % 40)
    fields: dict[str, Any] = {"theme": THEMES[at % len(THEMES)], "clears": _clears(at), "lead": lead}
    if version is not None:
        fields |= _clause(version, at)
    if kind == "soon":
        due = today + timedelta(days=at % 7)
    if kind in ("overdue", "done-late"):
        due = today - timedelta(days=3 + at % 30)
    if kind in ("no-deadline", "bare"):
        due = None
    if kind == "bare":
        fields = {"lead_words": "Sở có liên quan"}
    if kind == "accepted":
        reckoned = after(today, 15, Unit.WORKDAY)
        due = reckoned.due
        fields["due_steps"] = [[step.code, dict(step.details)] for step in reckoned.steps]
        fields["due_words"] = "trong 15 ngày làm việc"
    one = actions.enter_directive(office.clerk, None, task=TASKS[at % len(TASKS)], due=due, **fields)
    if kind in ("draft", "bare"):
        return one
    one = actions.confirm_directive(office.assigner, one)
    if kind == "confirmed":
        return one
    support = [office.works, office.home] if lead is not office.works else [office.home]
    one = actions.assign_directive(office.assigner, one, support=support[: 1 + at % 2], followers=[office.agency])
    if kind == "refused":
        return actions.refuse_directive(office.head, one, reason="Nhiệm vụ thuộc chức năng của Sở Xây dựng")
    if kind == "withdrawn":
        return actions.withdraw_directive(office.leader, one, reason="Trùng với nhiệm vụ đã giao tại văn bản khác")
    if kind in ("assigned", "overdue", "no-deadline"):
        return one
    one = actions.accept_directive(head, one)
    if kind in ("accepted", "soon"):
        return one
    one = actions.start_work(officer, one)
    if kind == "suspended":
        return actions.suspend_directive(office.leader, one, reason="Chờ hướng dẫn của bộ")
    return _worked(office, kind, one, officer)


def _worked(office: Any, kind: str, one: Directive, officer: Any) -> Directive:
    if kind in ("asked", "extended"):
        wanted = one.current_due + timedelta(days=15)
        one = actions.ask_extension(officer, one, wanted_due=wanted, why="Chờ ý kiến thẩm định của Bộ Tài chính")
        if kind == "extended":
            one = actions.grant_extension(office.leader, one, due=wanted - timedelta(days=5), words="Đồng ý một lần")
        return one
    if kind == "with-parts":
        actions.add_subtask(
            officer, one, task="Thu thập số liệu của các xã, phường", due=one.current_due, lead=office.works
        )
        return one
    if kind == "resources":
        return actions.set_resources(
            officer, one, capital_plan=Decimal("125000000000"), disbursed=Decimal("48250500000")
        )
    one = actions.report_progress(officer, one, text="Đã làm việc với ba huyện, còn hai huyện chưa gửi số liệu.")
    if kind == "in_progress":
        return one
    stored = files.store([b"%PDF-1.4 bao cao"])
    shown = [
        {"title": "Báo cáo kết quả.pdf", "file": stored},
        {"title": "Quyết định đã ban hành", "url": "https://vanban.example.vn/123"},
        {"title": "Tỷ lệ giải ngân", "value": Decimal("41.2"), "unit": "%"},
    ]
    one = actions.report_done(officer, one, text="Đã hoàn thành, kèm sản phẩm.", evidence=shown)
    if kind == "reported":
        return one
    if kind == "returned":
        return actions.return_report(office.assigner, one, reason="Thiếu số liệu của hai huyện")
    return actions.accept_report(office.inspector, one, words="Đủ sản phẩm")


def _clears(at: int) -> dict[str, Any]:
    """Clears of every look, in turn."""
    names = ("person", "task", "responsibility", "authority", "time", "result")
    states = ("clear", "missing", "vague")
    return {
        name: CLEAR | {"state": states[(at + place) % 3 if place in (at % 6, (at + 2) % 6) else 0]}
        if (at + place) % 3 != 1 or place not in (at % 6, (at + 2) % 6)
        else {"state": "missing", "words": None, "start": None, "end": None}
        for place, name in enumerate(names)
    }


def _clause(version: Version, at: int) -> dict[str, Any]:
    line = version.text.splitlines()[2 + at % len(TASKS)]
    start = version.text.index(line)
    return {
        "source": version,
        "notice": version.notice,
        "start": start,
        "end": start + len(line),
        "quote": line,
        "basis": f"{version.notice.number}, mục {1 + at % len(TASKS)}",
    }
