"""Notices for tests: taken in and read as the worker does."""

from __future__ import annotations

from pathlib import Path

from namro.office.common import files
from namro.office.notices import actions, worker
from namro.office.notices.models import Intake, Version

EXAMPLES = Path(__file__).parents[3] / "examples"
SHORT = """ỦY BAN NHÂN DÂN TỈNH AN GIANG
-------

Số: 12/TB-UBND

An Giang, ngày 02 tháng 6 năm 2025

THÔNG BÁO

KẾT LUẬN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

III. NHIỆM VỤ, GIẢI PHÁP

1. Sở Tài chính chủ trì, phối hợp với Sở Xây dựng xây dựng kế hoạch giải ngân, báo cáo Ủy ban nhân dân tỉnh
trước ngày 30 tháng 6 năm 2025.

2. Sở Xây dựng rà soát các dự án chậm tiến độ; lập danh mục dự án cần thu hồi.

3. Sở Nội vụ trình phương án sắp xếp trong tháng 7 năm 2025, phấn đấu giảm 20% đầu mối.
"""


def sent(office, content, name="thong-bao.txt", batch="b", **data) -> Intake:
    """A file taken in, not yet read."""
    raw = content if isinstance(content, bytes) else content.encode()
    return actions.take_in(office.clerk, None, batch=batch, name=name, file=files.store([raw]), **data)


def read_in(office, content=SHORT, name="thong-bao.txt", **data) -> Intake:
    """A file taken in and read."""
    intake = sent(office, content, name, **data)
    while worker.step(READER):
        pass
    intake.refresh_from_db()
    return intake


def version_of(office, content=SHORT, **data) -> Version:
    """The text that came of a file."""
    intake = read_in(office, content, **data)
    assert intake.state == "read", (intake.state, intake.error_code, intake.error_details)
    return intake.notice.versions.order_by("-ordinal").first()


class InProcess:
    """A reader that answers as the process does, without starting one."""

    def limit(self, path):
        return 1.0

    def read(self, path, name, *, on, place):
        import json

        from namro.office.notices.reading_process import answered

        return json.loads(json.dumps(answered(str(path), name, on, place)))


READER = InProcess()
