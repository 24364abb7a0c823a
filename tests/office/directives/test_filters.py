"""The register's filter: from the address to rows and words, and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from namro.office.common import marks
from namro.office.directives import filters
from namro.office.directives.counting import Basis, Standing
from namro.office.directives.filters import Filter, read_filter
from namro.office.directives.models import CLEARS, Directive
from namro.office.directives.queries import count
from namro.office.directives.states import State
from tests.office.scene import make_scene

TODAY = date(2025, 6, 10)
some = st.lists
records = st.integers(0, 2**40)
wanted_filters = st.builds(
    Filter,
    agencies=some(records, max_size=3, unique=True).map(tuple),
    part=st.sampled_from(list(filters.PARTS.values())),
    states=some(st.sampled_from(list(State)), max_size=3, unique=True).map(tuple),
    standings=some(st.sampled_from(list(filters.STANDINGS.values())), max_size=3, unique=True).map(tuple),
    basis=st.sampled_from(list(Basis)),
    notices=some(records, max_size=2, unique=True).map(tuple),
    themes=some(st.sampled_from(["", "housing", "land", "việc riêng", "a&b=c"]), max_size=2, unique=True).map(tuple),
    due_from=st.none() | st.dates(),
    due_to=st.none() | st.dates(),
    missing=some(st.sampled_from(CLEARS), max_size=3, unique=True).map(tuple),
    unassigned=st.booleans(),
    mine=st.sampled_from(["", "1", "nhan", "giao"]),
    number=st.none() | st.integers(1, 2**31),
    order=st.sampled_from(list(filters.ORDERS.values())),
)


@given(wanted_filters)
def test_a_filter_is_its_address(wanted):
    assert read_filter(QueryDict(wanted.query())) == (wanted, [])


@given(
    st.text(max_size=40), st.sampled_from(["co-quan", "tinh-hinh", "tu", "thieu", "q", "van-ban", "vai-tro", "cua-toi"])
)
def test_whatever_stands_in_an_address_is_read_or_told(text, name):
    query = QueryDict(mutable=True)
    query[name] = text
    wanted, faults = read_filter(query)
    assert read_filter(QueryDict(wanted.query())) == (wanted, [])
    assert len(faults) <= 1
    if faults:
        assert (wanted, name in str(faults[0])) == (Filter(), True)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tinh-hinh=qua-han", Filter(standings=(Standing.OVERDUE,))),
        ("standing=overdue", Filter(standings=(Standing.OVERDUE,))),
        ("tinh-hinh=qua-han&co-so=ban-dau", Filter(standings=(Standing.OVERDUE,), basis=Basis.ORIGINAL)),
        ("tu=01/06/2025&den=2025-06-30", Filter(due_from=date(2025, 6, 1), due_to=date(2025, 6, 30))),
        ("co-quan=khong", Filter(agencies=(filters.NONE,))),
        ("co-quan=1&co-quan=2&vai-tro=bat-ky", Filter(agencies=(1, 2), part="any")),
        ("q=%2312", Filter(number=12)),
        ("tinh-hinh=not-counted", Filter()),
        ("co-quan=&tu=&", Filter()),
    ],
)
def test_words_of_the_address(query, wanted):
    assert read_filter(QueryDict(query))[0] == wanted


def rows(query, office, user=None):
    wanted, faults = read_filter(QueryDict(query))
    assert not faults
    return set(wanted.apply(Directive.objects.all(), TODAY, user or office.assigner))


@pytest.mark.django_db
class TestRows:
    """The rows of each kind of filter, against the same said in Python."""

    @pytest.fixture(autouse=True)
    def _scene(self, office):
        self.scene = make_scene(office, 40)
        self.all = list(Directive.objects.prefetch_related("parts"))

    def test_by_body_and_part(self, office):
        led = {one for one in self.all if one.lead_id == office.works.pk}
        assert rows(f"co-quan={office.works.pk}", office) == led
        assert led
        part = {
            one
            for one in self.all
            if any(p.agency_id == office.works.pk and p.part == "support" for p in one.parts.all())
        }
        assert rows(f"co-quan={office.works.pk}&vai-tro=phoi-hop", office) == part
        assert rows(f"co-quan={office.works.pk}&vai-tro=bat-ky", office) == led | part
        assert rows("co-quan=khong", office) == {one for one in self.all if one.lead_id is None}
        either = rows(f"co-quan=khong&co-quan={office.works.pk}", office)
        assert either == led | {one for one in self.all if one.lead_id is None}

    def test_by_standing_the_rows_add_up_to_the_count(self, office):
        for basis, word in ((Basis.CURRENT, "hien-tai"), (Basis.ORIGINAL, "ban-dau")):
            counted = count(Directive.objects.all(), TODAY, basis)
            for key, which in filters.STANDINGS.items():
                found = rows(f"tinh-hinh={key}&co-so={word}", office)
                assert len(found) == getattr(counted, which.value.replace("-", "_")), (key, word)

    def test_by_state_theme_notice_number(self, office):
        assert {one.state for one in rows("trang-thai=da-bao-cao&trang-thai=lam-lai", office)} == {
            "reported",
            "returned",
        }
        assert rows("chu-de=housing", office) == {one for one in self.all if one.theme == "housing"}
        assert rows("chu-de=khong", office) == {one for one in self.all if not one.theme}
        assert rows(f"van-ban={self.scene.notice.pk}", office) == {one for one in self.all if one.notice_id}
        assert rows("van-ban=khong", office) == {one for one in self.all if not one.notice_id}
        assert {one.number for one in rows("q=7", office)} == {7}
        assert rows("chua-giao=1", office) == {one for one in self.all if one.state == "confirmed"}

    def test_by_deadline(self, office):
        until = TODAY + timedelta(days=25)
        found = rows(f"tu={TODAY}&den={until}", office)
        assert found == {one for one in self.all if one.current_due and TODAY <= one.current_due <= until}
        first = rows(f"tu={TODAY}&den={until}&co-so=ban-dau", office)
        assert first == {one for one in self.all if one.original_due and TODAY <= one.original_due <= until}

    @pytest.mark.parametrize("word", list(filters.MISSING))
    def test_what_is_missing_is_what_the_marks_show_as_missing(self, office, word):
        clear = filters.MISSING[word]
        wanted = {one for one in self.all if marks.clear_state(one.clears, clear) == "missing"}
        assert rows(f"thieu={word}", office) == wanted
        assert {one.pk for one in self.scene.kinds["bare"]} <= {one.pk for one in wanted}, "nothing said is missing"

    def test_kinds_narrow_each_other(self, office):
        found = rows(f"co-quan={office.finance.pk}&tinh-hinh=qua-han&van-ban={self.scene.notice.pk}", office)
        for one in found:
            assert (one.lead_id, one.notice_id) == (office.finance.pk, self.scene.notice.pk)
            assert one.current_due < TODAY
        assert found

    def test_what_waits_for_each(self, office):
        assert {one.state for one in rows("cua-toi=1", office, office.officer)} == {
            "assigned", "accepted", "in_progress", "returned",
        }  # fmt: skip
        assert {one.lead_id for one in rows("cua-toi=1", office, office.other)} == {office.works.pk}
        assert {one.state for one in rows("cua-toi=1", office, office.inspector)} == {"reported"}
        assert {one.state for one in rows("cua-toi=1", office, office.clerk)} == {"draft"}
        assert not rows("cua-toi=1", office, office.administrator)
        waiting = rows("cua-toi=gia-han", office, office.leader)
        assert waiting == set(self.scene.kinds["asked"])

    def test_the_sentence(self, office):
        query = f"co-quan={office.finance.pk}&tinh-hinh=qua-han&van-ban={self.scene.notice.pk}"
        wanted, _faults = read_filter(QueryDict(query))
        assert wanted.sentence() == "Sở Tài chính · quá hạn · từ 465/TB-VPCP"
        chips = wanted.chips()
        assert [chip.name for chip in chips] == ["co-quan", "tinh-hinh", "van-ban"]
        assert Filter().sentence() == "mọi nhiệm vụ"
        more = "thieu=thoi-gian&chua-giao=1&chu-de=housing&tu=2025-06-01&co-so=ban-dau&q=4&cua-toi=nhan"
        said = read_filter(QueryDict(more))[0].sentence()
        assert said == (
            "chủ đề nhà ở · thời hạn từ 01/06/2025 theo thời hạn ban đầu · thiếu thời gian · chưa giao"
            " · chờ nhận việc · số 4"
        )

    def test_a_notice_one_does_not_see_is_not_named(self, office):
        wanted, _faults = read_filter(QueryDict(f"van-ban={self.scene.notice.pk}"))
        assert "465" not in wanted.sentence(Directive.objects.none())
        assert "465" in wanted.sentence(Directive.objects.all())
