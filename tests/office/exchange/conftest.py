"""A register with work in it: a notice with its findings, directives in several states, evidence, somebody's secret."""

from __future__ import annotations

import hashlib
from datetime import date
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator

from namro.office.common import clock
from namro.office.common.files import store
from namro.office.directives import actions
from namro.office.notices.models import Finding, Notice, Version

TEXT = """THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp tháng 5 năm 2025

III. NHIỆM VỤ
1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát vốn đầu tư công, báo cáo trước ngày 30/6/2025.
2. Sở Nội vụ hoàn thiện đề án sắp xếp, trình trước ngày 05/6/2025.
- Đẩy mạnh cải cách hành chính.
- Triển khai số hóa hồ sơ.
"""
CLAUSES = (
    "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát vốn đầu tư công, báo cáo trước ngày 30/6/2025",
    "Sở Nội vụ hoàn thiện đề án sắp xếp, trình trước ngày 05/6/2025",
    "Đẩy mạnh cải cách hành chính",
    "Triển khai số hóa hồ sơ",
)
OPEN = {"person": {"state": "missing", "words": None, "start": None, "end": None}}


@pytest.fixture
def book(office):
    """`office` with a notice of four confirmed directives: finance's under way, home's overdue, one done, one bare."""
    file = store([TEXT.encode()])
    now = clock.now()
    notice = Notice.objects.create(
        kind="notice",
        number="465/TB-VPUB",
        issuer="Văn phòng Ủy ban nhân dân tỉnh",
        issued_on=date(2025, 5, 20),
        title="Kết luận phiên họp tháng 5",
        entered_at=now,
        entered_by=office.clerk,
    )
    version = Version.objects.create(
        notice=notice,
        ordinal=1,
        name="465.txt",
        file=file,
        digest=hashlib.sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
        reading={"schema": "namro-reading/1", "b": [1.5, None], "a": "đ"},
        read_at=now,
    )
    given = []
    for clause, lead, support, due in (
        (CLAUSES[0], office.finance, [office.works], date(2025, 6, 30)),
        (CLAUSES[1], office.home, [], date(2025, 6, 5)),
        (CLAUSES[2], None, [], None),
        (CLAUSES[3], office.works, [], date(2025, 6, 15)),
    ):
        start = TEXT.index(clause)
        finding = Finding.objects.create(
            of=version, kind="directives", start=start, end=start + len(clause), read={"task": clause}
        )
        words = "; ".join(body.name for body in support)
        given.append(
            actions.confirm_finding(
                office.clerk, finding, task=clause, lead=lead, support=support, support_words=words, due=due,
                lead_words=lead.name if lead else "", clears={} if lead else OPEN, basis="mục III", theme="Tài chính",
            )
        )  # fmt: skip
    first, second, third, fourth = given
    first = actions.assign_directive(office.assigner, first)
    second = actions.assign_directive(office.assigner, second)
    fourth = actions.assign_directive(office.assigner, fourth)
    first = actions.accept_directive(office.officer, first)
    actions.ask_extension(office.officer, first, wanted_due=date(2025, 7, 31), why="Chờ số liệu của các huyện")
    first = actions.grant_extension(office.leader, first)
    fourth = actions.accept_directive(office.other, fourth)
    proof = store([b"%PDF-1.7 minh ch\xe1\xbb\xa9ng"])
    fourth = actions.report_done(
        office.other, fourth, text="Đã số hóa xong", evidence=[{"title": "Biên bản", "file": proof}]
    )
    fourth = actions.accept_report(office.inspector, fourth)
    Authenticator.objects.create(user=office.leader, type="totp", data={"secret": "RIENGTU"})
    return SimpleNamespace(
        **vars(office), notice=notice, source=version, first=first, second=second, third=third, fourth=fourth,
        proof=proof,
    )  # fmt: skip
