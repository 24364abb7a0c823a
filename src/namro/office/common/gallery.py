"""Samples for the gallery of components: invented work of an invented office, every component in every state."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms

from namro.office.common.marks import MARKS

DAY = date(2026, 3, 12)
"""The day of the samples, so that the pictures of two days are alike."""


class SampleForm(forms.Form):
    """One field of each kind."""

    lead = forms.ChoiceField(label="Cơ quan chủ trì", choices=[("", "Chọn cơ quan"), ("1", "Sở Tài chính")])
    due = forms.DateField(
        label="Thời hạn",
        required=False,
        help_text="Ngày theo dương lịch, ví dụ 30/10/2026.",
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "short-input", "inputmode": "numeric"}),
    )
    why = forms.CharField(label="Lý do xin gia hạn", widget=forms.Textarea(attrs={"rows": 3}), help_text="Một hai câu.")
    file = forms.FileField(label="Tệp minh chứng", required=False, help_text="Tối đa 64 MB mỗi tệp.")
    part = forms.ChoiceField(
        label="Vai trò của cơ quan",
        choices=[("lead", "Chủ trì"), ("support", "Phối hợp"), ("follow", "Theo dõi")],
        widget=forms.RadioSelect,
    )
    sub = forms.BooleanField(label="Tính cả nhiệm vụ con", required=False, help_text="Mỗi nhiệm vụ con là một dòng.")


class SampleFilter(forms.Form):
    """A filter of three fields."""

    agency = forms.ChoiceField(label="Cơ quan", choices=[("", "Mọi cơ quan"), ("12", "Sở Tài chính")], required=False)
    standing = forms.ChoiceField(label="Tình trạng", choices=[("", "Mọi tình trạng")], required=False)
    q = forms.CharField(label="Có các chữ", required=False, widget=forms.TextInput(attrs={"type": "search"}))


def samples() -> dict[str, Any]:
    """The context of `gallery.html`."""
    filled = SampleForm(initial={"lead": "1", "due": DAY}, prefix="good")
    wrong = SampleForm({"wrong-due": "30/13/2026", "wrong-lead": ""}, prefix="wrong")
    return {
        "today": DAY,
        "keys": list(MARKS),
        "count": _count(14068, 1983, 5640, 223, 311, 18, 402, 9),
        "agencies": [
            ("Sở Tài chính", _count(41, 3, 18, 6), 68),
            ("Sở Nông nghiệp và Môi trường", _count(22, 9, 11, 14), 68),
            ("Ủy ban nhân dân thành phố Thủ Dầu Một", _count(12, 0, 4, 0), 68),
        ],
        "rows": _rows(),
        "chips": [
            {"words": "Sở Tài chính", "name": "agency", "value": "12"},
            {"words": "quá hạn", "name": "standing", "value": "overdue"},
            {"words": "từ thông báo 465/TB-VPCP", "name": "notice", "value": "3"},
        ],
        "filter_form": SampleFilter(prefix="filter"),
        "saved": [
            {"name": "Quá hạn của tôi", "url": "?a", "current": True},
            {"name": "Đầu tư công quý I", "url": "?b", "current": False},
        ],
        "entries": _entries(),
        "uploads": _uploads(),
        "form": filled,
        "wrong": wrong,
        "page": SimpleNamespace(newer="a", older="b"),
        "tabs": [
            {"words": "Theo thời hạn hiện hành", "url": "?1", "current": True, "number": 21914},
            {"words": "Theo thời hạn ban đầu", "url": "?2", "current": False, "number": None},
        ],
        "clears": _CLEARS,
        "facts": [
            {"name": "Số", "value": "465/TB-VPCP"},
            {"name": "Ngày", "value": "08/09/2026"},
            {"name": "Cơ quan ban hành", "value": "Văn phòng Chính phủ"},
            {"name": "Người ký", "value": ""},
        ],
        "desk_keys": [
            {"keys": ["j", "k"], "words": "mục sau, mục trước"},
            {"keys": ["Enter"], "words": "xác nhận"},
            {"keys": ["e"], "words": "sửa"},
            {"keys": ["x"], "words": "bỏ"},
            {"keys": ["Ctrl", "Z"], "words": "lấy lại"},
        ],
        "links": [{"url": "#", "text": "Tải Excel"}, {"url": "#", "text": "Tải Word"}],
    }


def _count(*numbers: int) -> SimpleNamespace:
    cells = ("done_on_time", "done_late", "in_time", "overdue")
    apart = ("no_deadline", "no_deadline_done", "due_soon", "suspended")
    one = SimpleNamespace(**dict.fromkeys(cells + apart, 0) | dict(zip(cells + apart, numbers, strict=False)))
    one.done = one.done_on_time + one.done_late
    one.with_deadline = one.done + one.in_time + one.overdue
    one.due = one.done + one.overdue
    one.share_done = one.done / one.with_deadline
    one.share_done_of_due = one.done / one.due
    one.share_on_time_of_due = one.done_on_time / one.due
    return one


_CLEARS: dict[str, dict[str, str | None]] = {
    "person": {"state": "clear", "words": "Giao Sở Tài chính chủ trì"},
    "task": {"state": "clear", "words": "rà soát, điều chuyển vốn các dự án giải ngân chậm"},
    "responsibility": {"state": "vague", "words": "phối hợp với các cơ quan liên quan"},
    "authority": {"state": "missing", "words": None},
    "time": {"state": "clear", "words": "trước ngày 15 tháng 3 năm 2026"},
    "result": {"state": "vague", "words": "báo cáo Ủy ban nhân dân tỉnh"},
}


def _rows() -> list[SimpleNamespace]:
    told = (
        ("Rà soát, điều chuyển vốn các dự án giải ngân dưới 60 % kế hoạch sang dự án hấp thụ tốt", "overdue", -12, 3),
        ("Hoàn thành thủ tục chủ trương đầu tư đường Vành đai 4, đoạn qua địa bàn tỉnh", "due-soon", 5, 0),
        ("Tổ chức đối thoại với doanh nghiệp, tháo gỡ khó khăn về đất đai", "in-time", 41, 1),
        ("Trình đề án phát triển vườn ươm doanh nghiệp", "done-on-time", -30, 4),
        ("Công bố quy hoạch phân khu phía Bắc", "done-late", -60, 2),
        ("Tiếp tục nâng cao chỉ số cải cách hành chính", "no-deadline", None, 0),
        ("Báo cáo kết quả xử lý kiến nghị của cử tri", "returned", 2, 1),
    )
    rows = []
    for place, (task, standing, days, evidence) in enumerate(told):
        due = None if days is None else DAY + timedelta(days)
        rows.append(
            SimpleNamespace(
                number=1204 - place,
                url=f"?row={place}",
                task=task,
                from_words="465/TB-VPCP, mục 2",
                lead_name="" if standing == "no-deadline" else "Sở Tài chính",
                support_names=["Sở Xây dựng", "Ủy ban nhân dân thành phố Dĩ An"] if place % 2 == 0 else [],
                due=due,
                original_due=due - timedelta(20) if due and place == 1 else due,
                standing=standing,
                state_words="",
                clears=_CLEARS if place % 2 else {key: {"state": "clear"} for key in _CLEARS},
                evidence_count=evidence,
            )
        )
    return rows


def _entries() -> list[dict[str, Any]]:
    at = datetime(2026, 3, 11, 16, 20)
    return [
        {
            "at": at,
            "who": "Trần Thị Bình, Văn phòng Ủy ban nhân dân tỉnh",
            "what": "Yêu cầu thực hiện lại",
            "words": "Báo cáo chưa có số vốn đã điều chuyển của từng dự án.",
        },
        {
            "at": at - timedelta(2),
            "who": "Nguyễn Văn An, Sở Tài chính",
            "what": "Báo cáo hoàn thành",
            "files": [{"url": "#", "name": "bao-cao-218.docx", "size": 184_320}],
        },
        {
            "at": at - timedelta(20),
            "who": "Lê Minh Châu, Văn phòng Ủy ban nhân dân tỉnh",
            "what": "Gia hạn",
            "changes": [{"name": "Thời hạn hiện hành", "before": "28/02/2026", "after": "15/03/2026"}],
        },
        {"at": at - timedelta(45), "who": "Lê Minh Châu", "what": "Giao nhiệm vụ"},
    ]


def _uploads() -> list[dict[str, Any]]:
    return [
        {"name": "TB-465-VPCP.docx", "size": 48_212, "state": "read", "url": "#", "url_text": "Rà soát"},
        {"name": "TB-12-UBND.pdf", "size": 2_310_004, "state": "reading"},
        {"name": "TB-13-UBND.pdf", "size": 990, "state": "waiting"},
        {
            "name": "TB-465-VPCP (1).docx",
            "size": 48_212,
            "state": "duplicate",
            "said": "Cùng nội dung với thông báo 465/TB-VPCP đã nhận ngày 09/09/2026.",
        },
        {
            "name": "anh-chup.pdf",
            "size": 7_800_000,
            "state": "failed",
            "said": "Tệp chỉ có ảnh chụp, không có chữ. Hãy gửi bản có chữ, hoặc nhập nhiệm vụ bằng tay.",
        },
    ]
