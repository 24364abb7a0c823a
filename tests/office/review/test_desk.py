"""The desk as a page: every act as a plain form, half a review that survives, and a price that does not grow."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from namro.office.directives.models import Directive
from namro.office.ledger.models import Entry
from namro.office.notices.models import Finding

from ..notices.reading import EXAMPLES, SHORT, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(office, client):
    version = version_of(office)
    client.force_login(office.clerk)
    return Hand(client, version)


class Hand:
    """A person at the desk without a script."""

    def __init__(self, client, version):
        self.client, self.version = client, version
        self.address = reverse("review:desk", args=[version.pk])

    def page(self, query=""):
        return self.client.get(self.address + query).content.decode()

    def do(self, act, **data):
        answer = self.client.post(reverse("review:act", args=[self.version.pk, act]), data)
        assert answer.status_code == 303
        return self.client.get(answer["Location"]).content.decode()

    def findings(self, kind="directives"):
        return list(self.version.findings.filter(kind=kind, state__in=("proposed", "confirmed")).order_by("start"))


def test_what_is_decided_is_told_and_not_a_form(desk):
    one = desk.findings()[0]
    assert 'name="lead"' in desk.page(f"?muc={one.pk}")
    desk.do("xac-nhan", muc=one.pk, version=one.version)
    page = desk.page(f"?muc={one.pk}")
    assert 'name="lead"' not in page
    assert "; ".join(one.shown["lead"]) in page.partition("desk-told")[2]


def test_upload_to_register_without_a_script(desk):
    page = desk.page()
    assert "Đã xác nhận 0/4" in page
    assert 'aria-current="true"' in page
    for done, one in enumerate(desk.findings(), 1):
        page = desk.do("xac-nhan", muc=one.pk, version=one.version)
        assert f"Đã xác nhận {done}/4" in page
    assert Directive.objects.count() == 4
    for kind in ("measures", "goals", "references"):
        for one in desk.findings(kind):
            page = desk.do("xac-nhan", muc=one.pk, version=one.version)
    assert "Kết thúc rà soát" in page
    page = desk.do("ket-thuc")
    desk.version.notice.refresh_from_db()
    assert desk.version.notice.reviewed_at


def test_a_form_that_changes_nothing_leaves_no_entry_and_confirming_keeps_what_was_typed(desk, office):
    one = desk.findings()[0]
    drawn = {"lead": "Sở Tài chính", "support": "Sở Xây dựng", "due": "30/06/2025", "clear-authority": "missing"}
    entries = Entry.objects.count()
    desk.do("sua", muc=one.pk, version=0, **drawn | {"clear-authority": one.read["clarity"]["authority"]})
    assert Entry.objects.count() == entries
    typed = drawn | {"lead": "so noi vu; Sở Tài chính", "due": "hàng quý", "task": "Lập kế hoạch giải ngân"}
    desk.do("xac-nhan", muc=one.pk, version=0, **typed)
    directive = Directive.objects.get()
    assert (directive.lead, directive.every, directive.task) == (office.home, "quarter", "Lập kế hoạch giải ngân")
    assert {part.agency for part in directive.parts.filter(part="support")} == {office.finance, office.works}
    one.refresh_from_db()
    assert one.read["due"] == "2025-06-30"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("due", "31/02/2025", "không phải là ngày"),
        ("due", "khi nào xong", "không phải là ngày"),
        ("task", " ", "Chưa ghi nội dung bắt buộc"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_confirmed(desk, field, typed, told):
    one = desk.findings()[0]
    assert told in desk.do("xac-nhan", muc=one.pk, version=0, **{field: typed})
    assert not Directive.objects.exists()


def test_figures_are_mended_in_the_form_of_figures(desk):
    one = desk.findings("measures")[0]
    page = desk.do("sua", muc=one.pk, version=0, value="1.234,5", period="01/01/2025 – 30/06/2025", bound="≈")
    one.refresh_from_db()
    assert (one.now["value"], one.now["period"], one.now["bound"]) == ("1234.5", "2025-01-01/2025-06-30", "≈")
    assert "đã đọc là" in page
    assert "không phải là số" in desk.do("sua", muc=one.pk, version=one.version, value="nhiều")
    assert "hãy chọn một giá trị" in desk.do("sua", muc=one.pk, version=one.version, aspect="mới")


def test_split_merge_add_drop_restore_and_undo_as_forms(desk):
    first = desk.findings()[0]
    page = desk.page(f"?muc={first.pk}")
    assert 'name="tai"' in page
    at = desk.version.text.index("báo cáo Ủy ban")
    assert "Đã xác nhận 0/5" in desk.do("tach", muc=first.pk, version=0, tai=at)
    left = desk.findings()[0]
    assert "Đã xác nhận 0/4" in desk.do("gop", muc=left.pk, version=0)
    assert "Đã xác nhận 0/5" in desk.do("hoan-tac")
    assert "Đã xác nhận 0/4" in desk.do("hoan-tac")
    assert "Đã xác nhận 0/5" in desk.do("them", loai="directives", chu="Kết luận của chủ tịch")
    assert "không có" not in desk.do("them", loai="directives", chu="Kết luận của chủ tịch")
    assert "Không tìm thấy những chữ này" in desk.do("them", loai="directives", chu="Chưa từng viết")
    desk.do("bo", muc=first.pk, version=desk.findings()[1].version, **{"ly-do": "Không phải nhiệm vụ"})
    first.refresh_from_db()
    assert first.state == "dropped"
    assert Entry.objects.get(action="drop_finding").note == "Không phải nhiệm vụ"
    desk.do("lay-lai", muc=first.pk, version=first.version)
    first.refresh_from_db()
    assert first.state == "proposed"


def test_a_suggestion_is_namro_s_until_it_is_clicked(office, client):
    version = version_of(office, (EXAMPLES / "notice.txt").read_text("utf-8"))
    client.force_login(office.clerk)
    hand = Hand(client, version)
    one = next(one for one in hand.findings() if any(s["clear"] == "person" for s in one.read["suggestions"]))
    page = hand.page(f"?muc={one.pk}")
    assert "Dùng gợi ý này" in page
    hand.do("goi-y", muc=one.pk, version=0, **{"goi-y": 0, "recipient": "Chính phủ"})
    one.refresh_from_db()
    assert one.now["lead"] == [one.read["suggestions"][0]["value"]]
    assert one.now["recipient"] == "Chính phủ", "what was typed beside it is kept"
    assert one.read["lead"] == ["tỉnh Thanh Hóa"]


def test_half_a_review_survives_and_two_people_meet(desk, office):
    first, *_ = desk.findings()
    desk.do("xac-nhan", muc=first.pk, version=0)
    desk.client.logout()
    desk.client.force_login(office.assigner)
    assert "Đã xác nhận 1/4" in desk.page()
    page = desk.do("xac-nhan", muc=first.pk, version=0)
    assert "Nguyễn Thị Thư" in page
    assert "Đã xác nhận 1/4" in page
    assert "xác nhận nhiệm vụ từ văn bản" in page


def test_the_ticked_ones_go_together(desk):
    ticked = [one.pk for one in desk.findings()[:3]]
    page = desk.do("xac-nhan-nhieu", chon=ticked, loai="directives")
    assert "Đã xác nhận 3 mục" in page
    assert "Đã xác nhận 3/4" in page


def test_who_only_looks_has_no_buttons(desk, office):
    desk.client.force_login(office.inspector)
    page = desk.page()
    assert "Đã xác nhận 0/4" in page
    assert "xac-nhan" not in page
    assert "data-open" in page


def test_findings_of_another_text_are_not_touched_from_here(desk, office):
    other = version_of(office, SHORT.replace("12/TB-UBND", "99/TB-UBND"))
    one = other.findings.filter(kind="directives").first()
    answer = desk.client.post(reverse("review:act", args=[desk.version.pk, "xac-nhan"]), {"muc": one.pk})
    assert answer.status_code == 404
    assert desk.client.post(reverse("review:act", args=[desk.version.pk, "khong-co"])).status_code == 404


def long_text(number):
    clause = (
        "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng lập kế hoạch số {0}, báo cáo trước ngày 30 tháng 6 năm 2025."
    )
    return SHORT + "\n".join(f"\n{n}. " + clause.format(n) for n in range(4, number))


def test_the_desk_asks_as_much_for_many_findings_as_for_few(office, client):
    client.force_login(office.clerk)
    asked = []
    for number in (8, 200):
        version = version_of(office, long_text(number).replace("12/TB-UBND", f"{number}/TB-UBND"))
        client.get(reverse("review:desk", args=[version.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("review:desk", args=[version.pk]))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 14, asked


def test_the_desk_of_a_long_notice_is_quick(office, client):
    version = version_of(office, long_text(600))
    assert Finding.objects.filter(of=version, kind="directives").count() >= 600
    client.force_login(office.clerk)
    address = reverse("review:desk", args=[version.pk])
    client.get(address)
    begun = time.process_time()
    assert client.get(address).status_code == 200
    assert time.process_time() - begun < 1


def test_an_empty_list_and_nonsense_in_the_address_are_pages_too(desk):
    for query in ("?muc=abc", "?muc=999999", "?loai=x", "?tim=khong-co-chu-nay", "?loai=goals&tim=%00"):
        assert "desk-list" in desk.page(query)
