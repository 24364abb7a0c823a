"""Pages of notices: who sees what, a newer text and what it takes over, the original, and the gold of a reading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from namro.office.directives import actions as register
from namro.office.directives.models import Directive
from namro.office.notices import access, actions
from namro.office.notices.gold import gold_of
from namro.office.notices.models import FindingState
from namro.office.review import actions as review
from namro.office.review.confirming import confirm

from .reading import SHORT, read_in, version_of

pytestmark = pytest.mark.django_db
PAGES = ("item", "text", "edit", "gold")


def directives(version):
    return list(version.findings.filter(kind="directives").order_by("start"))


def test_an_uncorrected_export_is_what_was_read(office):
    for content in (SHORT, (Path(__file__).parents[3] / "examples" / "notice.txt").read_text("utf-8")):
        version = version_of(office, content)
        gold = gold_of(version)
        assert {name: value for name, value in gold.items() if name != "id"} == version.reading


def test_a_corrected_export_can_be_scored(office, client, tmp_path):
    """The scorer takes it as gold: what a person dropped is then a false finding of the reader."""
    version = version_of(office)
    first, second, *_ = directives(version)
    review.drop_finding(office.clerk, second)
    review.edit_finding(office.clerk, first, changes={"lead": ["Sở Kế hoạch"], "task": "Lập kế hoạch"})
    client.force_login(office.clerk)
    answer = client.get(reverse("notices:gold", args=[version.notice_id]))
    assert "attachment" in answer["Content-Disposition"]
    gold = json.loads(b"".join(answer.streaming_content))
    assert gold["directives"][0]["lead"] == ["Sở Kế hoạch"]
    assert "task" not in gold["directives"][0]
    assert len(gold["directives"]) == len(version.reading["directives"]) - 1
    scorer = Path(__file__).parents[4] / "shared" / "tools" / "score.py"
    if not scorer.exists():
        return
    (tmp_path / "a.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "readings.jsonl").write_text(json.dumps(version.reading) + "\n", "utf-8")
    run = subprocess.run(
        [sys.executable, scorer, tmp_path, "--readings", tmp_path / "readings.jsonl", "--json"],
        capture_output=True,
        check=True,
    )
    scores = json.loads(run.stdout)["directives"]
    assert (scores["recall"], scores["read"] - scores["gold"]) == (1.0, 1)


NEWER = SHORT.replace(
    "2. Sở Xây dựng rà soát các dự án chậm tiến độ;", "2. Sở Xây dựng rà soát toàn bộ dự án;"
).replace("3. Sở Nội vụ", "3. Sở Tài chính công khai số liệu hằng tháng.\n\n4. Sở Nội vụ")


def test_a_newer_text_takes_over_what_was_decided(office, client):
    version = version_of(office)
    first, second, third, fourth = directives(version)
    kept, lost = confirm(office.clerk, first), confirm(office.clerk, second)
    review.drop_finding(office.clerk, third)
    newer = version_of(office, NEWER, replaces=version.notice)
    assert newer.ordinal == 2
    states = {newer.text[one.start : one.end][:24]: (one.state, one.same_as_id) for one in directives(newer)}
    assert states[first.read["quote"][:24]] == (FindingState.CONFIRMED, first.pk)
    assert states[third.read["quote"][:24]] == (FindingState.DROPPED, third.pk)
    assert states["Sở Xây dựng rà soát toàn"] == (FindingState.PROPOSED, None)
    assert states["Sở Tài chính công khai s"] == (FindingState.PROPOSED, None)
    assert states[fourth.read["quote"][:24]] == (FindingState.PROPOSED, None)
    assert Directive.objects.count() == 2
    client.force_login(office.clerk)
    page = client.get(reverse("notices:item", args=[version.notice_id])).content.decode()
    warned = page[page.index("Nhiệm vụ không còn trong bản mới") :][:1200]
    assert f"{lost.number}. " in warned
    assert f"{kept.number}. {kept.task[:20]}" not in warned
    taken = next(one for one in directives(newer) if one.same_as_id == first.pk)
    desk = client.get(reverse("review:desk", args=[newer.pk]) + f"?muc={taken.pk}").content.decode()
    assert f"nhiệm vụ số {kept.number}" in desk
    changes = client.get(reverse("notices:changes", args=[version.notice_id])).content.decode()
    assert "toàn bộ</ins>" in changes
    assert "các</del>" in changes or "các dự án chậm" in changes


def test_what_a_person_made_is_made_again_in_the_newer_text(office):
    version = version_of(office)
    second = directives(version)[1]
    review.merge_findings(office.clerk, second, other=directives(version)[2].pk)
    merged = version.findings.get(origin="merged")
    directive = confirm(office.clerk, merged)
    newer = version_of(office, SHORT.replace("phấn đấu giảm 20%", "giảm 25%"), replaces=version.notice)
    again = newer.findings.get(origin="merged")
    assert (again.state, again.same_as_id, Directive.objects.count()) == ("confirmed", merged.pk, 1)
    assert newer.text[again.start : again.end] == directive.quote
    assert newer.findings.filter(kind="directives", state="replaced").count() == 2


def test_a_body_sees_a_notice_once_it_is_given_work_and_only_its_own(office, client):
    version = version_of(office)
    first, second, *_ = directives(version)
    mine, other = confirm(office.clerk, first), confirm(office.clerk, second)
    client.force_login(office.officer)
    item = reverse("notices:item", args=[version.notice_id])
    assert client.get(item).status_code == 404
    register.assign_directive(office.assigner, mine)
    register.assign_directive(office.assigner, other)
    page = client.get(item).content.decode()
    assert mine.task[:40] in page
    assert other.task[:40] not in page
    assert "Văn bản nêu" not in page
    for name in ("text", "gold", "edit", "changes"):
        assert client.get(reverse(f"notices:{name}", args=[version.notice_id])).status_code == 404
    assert client.get(reverse("notices:original", args=[version.notice_id, 1])).status_code == 404
    assert client.get(reverse("review:desk", args=[version.pk])).status_code == 404
    assert "Đã rà soát" not in client.get(reverse("notices:list")).content.decode()


def test_who_only_runs_the_site_sees_none(office, client):
    version = version_of(office)
    client.force_login(office.administrator)
    assert not access.visible(office.administrator).exists()
    for name in PAGES:
        assert client.get(reverse(f"notices:{name}", args=[version.notice_id])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_whoever_works_for_the_office_sees_all(office, client, name):
    version = version_of(office)
    for person in (office.clerk, office.assigner, office.inspector, office.leader):
        client.force_login(person)
        allowed = name != "edit" or person in (office.clerk, office.assigner)
        answer = client.get(reverse(f"notices:{name}", args=[version.notice_id]))
        assert answer.status_code == (200 if allowed else 404)


def test_the_original_goes_out_as_it_came_in_and_is_never_shown(office, client):
    intake = read_in(office, b"<html><body><script>alert(1)</script>" + SHORT.encode() + b"</body></html>", "a.html")
    client.force_login(office.clerk)
    answer = client.get(reverse("notices:original", args=[intake.notice_id, 1]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"<html>")
    assert "<script>alert" not in client.get(reverse("notices:text", args=[intake.notice_id])).content.decode()


def test_the_head_is_mended_and_the_second_of_two_is_told(office, client):
    version = version_of(office)
    notice = version.notice
    client.force_login(office.clerk)
    data = {"kind": "notice", "number": "12A/TB-UBND", "issued_on": "03/06/2025", "version": notice.version}
    assert client.post(reverse("notices:edit", args=[notice.pk]), data).status_code == 303
    notice.refresh_from_db()
    assert (notice.number, notice.number_key, str(notice.issued_on)) == ("12A/TB-UBND", "12a/tb-ubnd", "2025-06-03")
    again = client.post(reverse("notices:edit", args=[notice.pk]), data, follow=True).content.decode()
    assert "Nguyễn Thị Thư" in again
    assert actions.edit_notice.permission.name == "edit_notice"


def test_the_list_asks_as_much_for_many_as_for_one(office, client):
    client.force_login(office.clerk)
    read_in(office)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("notices:list"))
    for number in range(13, 25):
        read_in(office, SHORT.replace("12/TB-UBND", f"{number}/TB-UBND"))
    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("notices:list")).content.decode()
    assert "24/TB-UBND" in page
    assert len(many) == len(few) <= 8


def test_nothing_is_confirmed_twice_though_a_text_between_left_it_out(office, client):
    version = version_of(office)
    second = directives(version)[1]
    one = confirm(office.clerk, second)
    without = "\n".join(line for line in SHORT.splitlines() if not line.startswith("2. "))
    version_of(office, without, replaces=version.notice)
    client.force_login(office.clerk)
    item = reverse("notices:item", args=[version.notice_id])
    assert "Nhiệm vụ không còn trong bản mới" in client.get(item).content.decode()
    third = version_of(office, SHORT + "\n4. Sở Tài chính báo cáo hằng quý.\n", replaces=version.notice)
    again = next(finding for finding in directives(third) if finding.same_as_id == second.pk)
    assert again.state == FindingState.CONFIRMED
    assert "Nhiệm vụ không còn trong bản mới" not in client.get(item).content.decode()
    register.unconfirm_directive(office.clerk, one)
    again.refresh_from_db()
    assert (again.state, again.same_as) == (FindingState.PROPOSED, None)
    assert confirm(office.clerk, again).source == third
