"""Every action of the office done once, as it is meant to be done: who does it, to what, with what.

`DONE[name](office)` does it and gives nothing back; what it needs is made first, by `ground`, which counts entries only
from there on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from namro.office.accounts import actions as people
from namro.office.common import clock, files
from namro.office.directives import actions as work
from namro.office.directives.models import Directive, SavedView
from namro.office.exchange import actions as exchange
from namro.office.exchange.models import AnnexUpload
from namro.office.ledger.acting import PROGRAM
from namro.office.ledger.models import Entry
from namro.office.notices import actions as notices
from namro.office.notices.models import Finding, Intake, IntakeState
from namro.office.review import actions as review
from tests.office.scene import make_directive, make_notice

LINK = [{"title": "Báo cáo", "url": "https://example.vn/bc.pdf"}]
TEXT = "THÔNG BÁO\n1. Giao Sở Xây dựng rà soát quy hoạch, báo cáo trước ngày 30/6/2025."


def ready(office: Any, kind: str) -> Directive:
    """A directive of a kind of the scene, led by finance."""
    one = make_directive(office, kind)
    return Directive.objects.get(pk=one.pk)


def intake(office: Any, state: str = IntakeState.READING, **more: Any) -> Intake:
    """A file taken in, in a state."""
    sent = {"sent_by": office.clerk, "sent_at": clock.now()}
    return Intake.objects.create(batch="b", name="tb.docx", file=files.store([b"words"]), state=state, **sent, **more)


def reading(text: str = TEXT) -> dict[str, Any]:
    """What was read of a text, as little as an action takes."""
    return {"text": text, "document": {"kind": "notice", "number": "12/TB-UBND"}, "directives": [], "measures": []}


def finding(office: Any, **more: Any) -> Finding:
    """A clause waiting to be reviewed, in a version of its own."""
    _notice, version = make_notice(office)
    start = version.text.index("1. Giao")
    end = version.text.index("\n", start)
    read = {"start": start, "end": end, "task": "rà soát"}
    return Finding.objects.create(
        of=version, kind=more.pop("kind", "directives"), start=start, end=end, read=read, **more
    )


def _next_finding(first: Finding) -> Finding:
    text = first.of.text
    start = first.end + 1
    return Finding.objects.create(
        of=first.of, kind=first.kind, start=start, end=text.index("\n", start), read={"task": "tháo gỡ"}
    )


def _doing() -> dict[str, Callable[[Any], tuple[Any, tuple[Any, ...], dict[str, Any]]]]:
    """For each action: the function, and given an office, what it is called with."""
    on = clock.today() + timedelta(days=9)

    def directive(who: str, kind: str, **given: Any) -> Callable[[Any], Any]:
        return lambda office: ((getattr(office, who), ready(office, kind)), given)

    def person(who: str = "officer", **given: Any) -> Callable[[Any], Any]:
        return lambda office: ((office.administrator, getattr(office, who)), given)

    def body(**given: Any) -> Callable[[Any], Any]:
        return lambda office: ((office.administrator, office.works), given)

    def inactive(office: Any) -> Any:
        office.officer.is_active = False
        office.officer.save()
        return (office.administrator, office.officer), {}

    def coded(office: Any) -> Any:
        from allauth.mfa.models import Authenticator

        Authenticator.objects.create(user=office.officer, type=Authenticator.Type.TOTP, data={})
        return (office.administrator, office.officer), {}

    def unconfirmed(office: Any) -> Any:
        return (office.clerk, ready(office, "confirmed")), {}

    def view(office: Any) -> Any:
        return (office.officer, None), {"view": SavedView.objects.create(user=office.officer, name="x", query="")}

    def second(office: Any) -> Any:
        first = finding(office)
        return (office.clerk, first), {"other": _next_finding(first).pk}

    def added(office: Any) -> Any:
        one = finding(office, kind="measures")
        return (office.clerk, one.of), {"kind": "directives", "start": one.start, "end": one.end}

    def undone(office: Any) -> Any:
        from namro.office.review.queries import last_steps

        one = review.drop_finding(office.clerk, finding(office))
        return (office.clerk, one.of), {"steps": list(last_steps(office.clerk, one.of))}

    def dropped(office: Any) -> Any:
        return (office.clerk, review.drop_finding(office.clerk, finding(office))), {}

    def middle(office: Any) -> Any:
        one = finding(office)
        return (office.clerk, one), {"at": one.of.text.index("Sở Tài chính", one.start) + len("Sở Tài chính")}

    def annex(office: Any) -> Any:
        notice, _version = make_notice(office)
        upload = {"notice": notice, "name": "pl.docx", "file": files.store([b"PK"]), "rows": []}
        return AnnexUpload.objects.create(**upload, sent_by=office.clerk, sent_at=clock.now())

    def held(office: Any) -> Any:
        notice, _version = make_notice(office)
        return (office.clerk, intake(office, IntakeState.UNDECIDED, notice=notice)), {"new_version": True}

    return {
        "enter_directive": lambda office: ((office.clerk, None), {"task": "Lập kế hoạch"}),
        "confirm_finding": lambda office: ((office.clerk, finding(office)), {"task": "Rà soát"}),
        "unconfirm_directive": unconfirmed,
        "edit_directive": directive("clerk", "draft", task="Lập kế hoạch khác"),
        "confirm_directive": directive("clerk", "draft"),
        "assign_directive": directive("assigner", "confirmed"),
        "accept_directive": directive("officer", "assigned"),
        "refuse_directive": directive("head", "assigned", reason="Không thuộc chức năng"),
        "start_work": directive("officer", "accepted"),
        "report_progress": directive("officer", "in_progress", text="Một nửa"),
        "report_done": directive("officer", "in_progress", text="Xong", evidence=LINK),
        "return_report": directive("assigner", "reported", reason="Thiếu số liệu"),
        "accept_report": directive("inspector", "reported"),
        "reopen_directive": directive("inspector", "done", reason="Số liệu sai"),
        "ask_extension": lambda office: (
            (office.officer, one := ready(office, "in_progress")),
            {"wanted_due": one.current_due + timedelta(days=9), "why": "Chờ thẩm định"},
        ),
        "grant_extension": directive("leader", "asked"),
        "refuse_extension": directive("leader", "asked", reason="Không đủ lý do"),
        "add_evidence": directive("officer", "in_progress", evidence=LINK),
        "set_resources": directive("officer", "in_progress", capital_plan=Decimal(9), disbursed=Decimal(3)),
        "set_parts": lambda office: ((office.assigner, ready(office, "assigned")), {"support": [office.home]}),
        "add_subtask": directive("officer", "in_progress", task="Thu thập số liệu"),
        "suspend_directive": directive("leader", "in_progress", reason="Chờ hướng dẫn"),
        "resume_directive": directive("leader", "suspended"),
        "withdraw_directive": directive("leader", "assigned", reason="Trùng"),
        "save_view": lambda office: ((office.officer, None), {"name": "Của tôi", "query": "tinh-hinh=overdue"}),
        "drop_view": view,
        "take_in": lambda office: (
            (office.clerk, None), {"batch": "b", "name": "../../x", "file": files.store([b"words"])},
        ),
        "retry_intake": lambda office: ((office.clerk, intake(office, IntakeState.FAILED)), {}),
        "decide_intake": held,
        "enter_notice": lambda office: (
            (PROGRAM, intake(office)), {"reading": reading(), "dues": [], "clarity": None},
        ),
        "enter_version": lambda office: (
            (PROGRAM, intake(office, replaces=make_notice(office)[0])),
            {"reading": reading(), "dues": [], "clarity": None},
        ),
        "find_duplicate": lambda office: ((PROGRAM, intake(office)), {"notice": make_notice(office)[0]}),
        "hold_intake": lambda office: ((PROGRAM, intake(office)), {"notice": make_notice(office)[0]}),
        "fail_intake": lambda office: (
            (PROGRAM, intake(office)), {"code": "document-not-readable", "details": {"file": "x"}},
        ),
        "edit_notice": lambda office: (
            (office.clerk, make_notice(office)[0]), {"issued_on": date(2025, 5, 1), "title": "Kết luận"},
        ),
        "edit_finding": lambda office: ((office.clerk, finding(office)), {"changes": {"task": "rà soát kỹ"}}),
        "drop_finding": lambda office: ((office.clerk, finding(office)), {}),
        "restore_finding": dropped,
        "confirm_other": lambda office: ((office.clerk, finding(office, kind="references")), {}),
        "split_finding": middle,
        "merge_findings": second,
        "add_finding": added,
        "undo_review": undone,
        "finish_review": lambda office: ((office.clerk, make_notice(office)[0]), {}),
        "upload_annex": lambda office: (
            (office.clerk, None),
            {"notice": make_notice(office)[0], "name": "pl.docx", "file": files.store([b"PK"]), "rows": []},
        ),
        "accept_annex": lambda office: ((office.clerk, annex(office)), {"taken": {}}),
        "discard_annex": lambda office: ((office.clerk, annex(office)), {}),
        "export_office": lambda office: ((office.administrator, None), {}),
        "create_user": lambda office: ((office.administrator, None), {"username": "lan", "name": "Mai Thị Lan"}),
        "rename_user": person(name="Vũ Thị Ngọc Tài"),
        "set_posts": person(posts=[]),
        "set_password": person(),
        "clear_second_factor": coded,
        "link_identity": person(provider="co-quan", uid="1"),
        "deactivate_user": person(),
        "reactivate_user": inactive,
        "create_agency": lambda office: ((office.administrator, None), {"name": "Sở Y tế"}),
        "edit_agency": body(short="SXD2"),
        "end_agency": body(ends=on),
    }  # fmt: skip


MODULES = {"accounts": people, "directives": work, "exchange": exchange, "notices": notices, "review": review}


def do(office: Any, name: str) -> SimpleNamespace:
    """Do an action; the entries it left, and how many there were before."""
    args, given = _doing()[name](office)
    before = Entry.objects.count()
    act = next(getattr(module, name) for module in MODULES.values() if hasattr(module, name))
    outcome = act(*args, **given)
    return SimpleNamespace(entries=list(Entry.objects.order_by("number")[before:]), actor=args[0], outcome=outcome)


def known() -> frozenset[str]:
    """The actions that can be done here."""
    return frozenset(_doing())
