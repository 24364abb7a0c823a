"""What may be done on the desk: nothing enters the register unconfirmed, and everything can be undone exactly."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from namro.errors import ActionError
from namro.office.directives import actions as register
from namro.office.directives.models import Directive
from namro.office.ledger.models import Entry
from namro.office.notices.models import LIVE, Finding, FindingState
from namro.office.review import actions
from namro.office.review.confirming import confirm, confirm_all, undo
from namro.office.review.desk import split_places
from namro.office.review.models import Step, columns
from namro.office.review.queries import next_of
from namro.text import Span

from ..notices.reading import EXAMPLES, SHORT, version_of

pytestmark = pytest.mark.django_db


def directives(version):
    return list(version.findings.filter(kind="directives", state__in=LIVE).order_by("start"))


def refused(code, act, *args, **kwargs):
    before = Entry.objects.count(), list(Finding.objects.values()), Step.objects.count()
    with pytest.raises(ActionError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    assert (Entry.objects.count(), list(Finding.objects.values()), Step.objects.count()) == before
    return caught.value


def test_a_confirmed_directive_has_its_six_clears_with_their_places(office):
    version = version_of(office)
    assert not Directive.objects.exists(), "nothing enters the register unconfirmed"
    entries = Entry.objects.count()
    one = confirm(office.clerk, directives(version)[0])
    assert Entry.objects.count() == entries + 1
    assert (one.lead, one.lead_words) == (office.finance, "Sở Tài chính")
    assert [part.agency for part in one.parts.filter(part="support")] == [office.works]
    assert (one.original_due, one.current_due) == (date(2025, 6, 30), date(2025, 6, 30))
    assert one.basis == "mục III, khoản 1"
    assert one.recipient == "Ủy ban nhân dân tỉnh"
    assert one.due_words == "trước ngày 30 tháng 6 năm 2025"
    assert one.due_steps
    assert set(one.clears) == {"person", "task", "responsibility", "authority", "time", "result"}
    for clear in one.clears.values():
        assert clear["state"] in ("clear", "vague", "missing")
        if clear["start"] is not None:
            assert " ".join(version.text[clear["start"] : clear["end"]].split()) == clear["words"]
    assert one.clears["time"]["words"] == "trước ngày 30 tháng 6 năm 2025"
    assert one.quote == version.text[one.start : one.end]


def test_a_body_the_office_does_not_have_stays_as_words(office):
    version = version_of(office, (EXAMPLES / "notice.txt").read_text("utf-8"))
    one = confirm(office.clerk, directives(version)[0])
    assert one.lead is None
    assert one.lead_words == "tỉnh Thanh Hóa"
    monthly = confirm(office.clerk, directives(version)[3])
    assert (monthly.every, monthly.original_due) == ("month", None)


def test_a_correction_stands_beside_what_was_read(office):
    version = version_of(office)
    first = directives(version)[0]
    changed = actions.edit_finding(office.clerk, first, changes={"lead": ["Sở Nội vụ"], "due": None, "due_set": True})
    assert (changed.read["lead"], changed.now["lead"]) == (["Sở Tài chính"], ["Sở Nội vụ"])
    one = confirm(office.clerk, changed)
    assert (one.lead, one.original_due, one.due_steps) == (office.home, None, [])
    changed.refresh_from_db()
    assert changed.read["lead"] == ["Sở Tài chính"]


def test_two_confirm_at_once_and_the_second_is_told(office):
    version = version_of(office)
    first = directives(version)[0]
    second_look = Finding.objects.select_related("of__notice").get(pk=first.pk)
    confirm(office.clerk, first, version=first.version)
    error = refused("action-state", confirm, office.assigner, second_look, version=second_look.version)
    assert (error.details["last_actor"], error.details["last_action"]) == ("vanthu", "confirm_finding")
    assert Directive.objects.count() == 1
    measure = version.findings.filter(kind="measures").first()
    confirm(office.clerk, measure)
    refused("action-state", confirm, office.assigner, measure)


def test_a_form_drawn_before_another_s_edit_is_refused(office):
    first = directives(version_of(office))[0]
    actions.edit_finding(office.assigner, first, changes={"recipient": "Chính phủ"})
    error = refused("action-stale", confirm, office.clerk, first, version=0)
    assert error.details["last_actor"] == "giaoviec"


def test_parts_of_a_clause_are_read_anew_and_inherit_what_governs_it(office):
    version = version_of(office)
    third = directives(version)[0]
    places = split_places(version.text, Span(third.start, third.end))
    at = next(at for at, _left, right in places if right.startswith("báo cáo"))
    actions.split_finding(office.clerk, third, at=at)
    left, right = directives(version)[:2]
    assert version.text[left.start : left.end].endswith("kế hoạch giải ngân")
    assert (left.now["lead"], right.now["lead"]) == (["Sở Tài chính"], ["Sở Tài chính"])
    assert (left.now["due"], right.now["due"]) == (None, "2025-06-30")
    assert right.now["recipient"] == "Ủy ban nhân dân tỉnh"
    assert set(right.now["clarity"]) == {"person", "task", "responsibility", "authority", "time", "result"}
    assert right.made_from == [third.pk]
    refused("split-place", actions.split_finding, office.clerk, left, at=left.start)
    refused("split-place", actions.split_finding, office.clerk, left, at=left.end + 5)


def test_only_neighbours_are_merged(office):
    version = version_of(office)
    first, second, third, *_ = directives(version)
    refused("merge-next", actions.merge_findings, office.clerk, first, other=third.pk)
    confirm(office.clerk, second)
    refused("merge-next", actions.merge_findings, office.clerk, first, other=second.pk)
    actions.merge_findings(office.clerk, third, other=directives(version)[3].pk)
    whole = version.findings.get(origin="merged")
    assert (whole.start, whole.end) == (third.start, directives(version)[-1].end)


def test_words_are_added_once_and_cut_through_nothing(office):
    version = version_of(office)
    first = directives(version)[0]
    start = version.text.index("KẾT LUẬN CỦA")
    added = actions.add_finding(office.clerk, version, kind="directives", start=start, end=start + 30)
    assert added.origin == "added"
    refused(
        "finding-crosses", actions.add_finding, office.clerk, version, kind="directives", start=start, end=start + 30
    )
    refused(
        "finding-crosses",
        actions.add_finding,
        office.clerk,
        version,
        kind="directives",
        start=first.start - 3,
        end=first.start + 20,
    )
    refused("add-place", actions.add_finding, office.clerk, version, kind="directives", start=0, end=10**7)
    refused("add-place", actions.add_finding, office.clerk, version, kind="directives", start=8, end=8)
    nested = actions.add_finding(office.clerk, version, kind="directives", start=first.start + 13, end=first.end)
    assert next_of(first).pk == nested.pk


def test_the_ticked_ones_are_confirmed_all_or_none_and_undone_in_one_go(office):
    version = version_of(office)
    found = list(version.findings.select_related("of__notice").order_by("pk"))
    entries = Entry.objects.count()
    assert confirm_all(office.clerk, [(one, None) for one in found]) == len(found)
    assert Entry.objects.count() == entries + len(found)
    assert not version.findings.filter(state="proposed").exists()
    actions.finish_review(office.clerk, version.notice)
    undo(office.clerk, version)
    assert not version.findings.exclude(state="proposed").exists()
    actions.drop_finding(office.clerk, found[3])
    refused("action-state", confirm_all, office.clerk, [(one, None) for one in version.findings.order_by("pk")])
    refused("review-unfinished", actions.finish_review, office.clerk, version.notice)


def test_what_somebody_changed_since_is_not_undone(office):
    version = version_of(office)
    first = directives(version)[0]
    actions.edit_finding(office.clerk, first, changes={"recipient": "Chính phủ"})
    actions.edit_finding(office.assigner, first, changes={"recipient": "Bộ Tài chính"})
    refused("undo-changed", undo, office.clerk, version)
    undo(office.assigner, version)
    undo(office.clerk, version)
    assert columns(Finding.objects.get(pk=first.pk)) == columns(first)
    refused("undo-nothing", undo, office.clerk, version)


def test_a_directive_at_work_is_not_taken_back(office):
    version = version_of(office)
    one = confirm(office.clerk, directives(version)[0])
    register.assign_directive(office.assigner, one)
    error = refused("action-state", undo, office.clerk, version)
    assert error.details["last_action"] == "assign_directive"


def test_only_the_newest_text_is_reviewed(office):
    version = version_of(office)
    first = directives(version)[0]
    version_of(office, SHORT + "\n4. Sở Tài chính báo cáo hằng tháng.\n", replaces=version.notice)
    for act in (confirm, actions.drop_finding):
        refused("review-old-text", act, office.clerk, first)


@pytest.mark.parametrize("who", ["inspector", "leader", "officer", "head", "administrator"])
def test_only_clerks_and_assigners_review(office, who):
    version = version_of(office)
    first = directives(version)[0]
    person = getattr(office, who)
    refused("action-not-yours", confirm, person, first)
    refused("action-not-yours", actions.drop_finding, person, first)
    refused("action-not-yours", actions.add_finding, person, version, kind="goals", start=0, end=9)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("edit", "drop", "restore", "split", "merge", "add", "confirm", "undo")),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    ),
    max_size=12,
)


class Anything(TestCase):
    """Whatever is done in whatever order, spans stay nested or apart, and undoing all of it gives what was read."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ACTS)
    def test_anything_can_be_undone(self, acts):
        from namro.office.accounts.models import Agency
        from namro.office.accounts.roles import Role

        from ..conftest import person

        class Office:
            clerk = person("vanthu", "Nguyễn Thị Thư", Agency.objects.create(name="Văn phòng"), Role.CLERK)

        version = version_of(Office)
        initial = {one.pk: columns(one) for one in version.findings.all()}
        for name, pick, place in acts:
            with suppress(ActionError):  # refused, as it may be; that nothing of it remains is tested above
                self.do(Office.clerk, version, name, pick, place)
            self.hold(version)
        while Step.objects.filter(of=version, undone=False).exists():
            undo(Office.clerk, version)
            self.hold(version)
        assert {one.pk: columns(one) for one in version.findings.all()} == initial
        assert not Directive.objects.exclude(state="withdrawn").exists()

    def do(self, clerk, version, name, pick, place):
        found = list(version.findings.select_related("of__notice").order_by("start", "pk"))
        one = found[pick % len(found)]
        at = one.start + place % max(1, one.end - one.start)
        match name:
            case "edit":
                actions.edit_finding(clerk, one, changes={"recipient": str(place)})
            case "drop":
                actions.drop_finding(clerk, one)
            case "restore":
                actions.restore_finding(clerk, one)
            case "split":
                actions.split_finding(clerk, one, at=at)
            case "merge":
                following = next_of(one)
                actions.merge_findings(clerk, one, other=following.pk if following else 0)
            case "add":
                start = place % len(version.text)
                actions.add_finding(clerk, version, kind="directives", start=start, end=start + pick % 200)
            case "confirm":
                confirm(clerk, one)
            case "undo":
                undo(clerk, version)

    def hold(self, version):
        live = directives(version)
        for one in live:
            assert 0 <= one.start < one.end <= len(version.text)
            assert version.text[one.start : one.end].strip()
        spans = [Span(one.start, one.end) for one in live]
        for at, a in enumerate(spans):
            for b in spans[at + 1 :]:
                assert not a.overlaps(b) or a.holds(b) or b.holds(a)
        confirmed = {one.pk for one in live if one.state == FindingState.CONFIRMED}
        assert confirmed == set(Directive.objects.exclude(finding=None).values_list("finding_id", flat=True))
