"""Agencies named in a document."""

from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.places.agencies import gazetteer
from namro.reading.agencies.rules import find_agencies
from namro.reading.scan import Scan


def names(text: str) -> list[str]:
    return [mention.name for mention in find_agencies(Scan(Document.of(text)))]


def test_the_longest_name_is_taken() -> None:
    assert names("vay vốn của Ngân hàng Chính sách xã hội") == ["Ngân hàng Chính sách xã hội"]


def test_both_spellings_of_a_tone_are_one_name() -> None:
    assert names("Uỷ ban Dân tộc") == ["Uỷ ban Dân tộc"]
    assert names("Ủy ban Dân tộc") == ["Ủy ban Dân tộc"]


@given(st.sampled_from(sorted(body.name for body in gazetteer().bodies.values())))
def test_every_body_is_found_by_its_name(name: str) -> None:
    found = find_agencies(Scan(Document.of(f"theo ý kiến của {name} tại phiên họp")))
    assert any(name.startswith(mention.name) or mention.name in name for mention in found)
