"""Acronyms over whole texts: one finding a form, the text's own words first, broken tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.documents import Document
from namro.errors import DataError
from namro.reading.acronyms import find_acronyms
from namro.reading.acronyms.rules import abbreviations, read_abbreviations
from namro.reading.model import Acronym
from namro.reading.scan import Scan


def acronyms(text: str) -> list[Acronym]:
    return find_acronyms(Scan(Document.of(text)))


def test_the_first_mention_is_marked_and_a_later_definition_counts() -> None:
    text = "Vốn NSNN giao đủ. Tổng thu ngân sách nhà nước (NSNN) đạt khá. NSNN tăng."
    (found,) = acronyms(text)
    assert (found.span.start, found.long, found.defined) == (text.index("NSNN"), "ngân sách nhà nước", True)


def test_the_text_is_believed_before_the_table() -> None:
    (found,) = acronyms("tăng trưởng tổng sản phẩm quốc nội (GRDP) trên địa bàn")
    assert found.long == "tổng sản phẩm quốc nội"
    assert abbreviations()["GRDP"] != found.long


def test_words_before_brackets_that_do_not_spell_the_form_define_nothing() -> None:
    (found,) = acronyms("doanh nghiệp đầu tư nước ngoài (FDI)")
    assert found.defined is False


def test_an_unknown_form_that_is_not_spelled_out_is_left_out() -> None:
    assert acronyms("Công ty ZQW ký hợp đồng") == []


FORMS = st.sampled_from(["UBND", "HĐND", "GRDP", "KT-XH", "FDI", "XYZQ", "III", "USD", "12/TB-VPCP"])


@given(st.lists(st.one_of(FORMS, st.sampled_from(["tỉnh", "và", "của", "đạt", "\n"])), max_size=30))
def test_each_form_is_found_once_at_its_first_place(words: list[str]) -> None:
    scan = Scan(Document.of(" ".join(words)))
    found = find_acronyms(scan)
    shorts = [acronym.short for acronym in found]
    assert len(shorts) == len(set(shorts))
    for acronym in found:
        assert acronym.span.of(scan.text) == acronym.short
        assert acronym.long


def test_a_broken_table_names_its_faults() -> None:
    with pytest.raises(DataError) as error:
        read_abbreviations("short,long,source\nUBND,Ủy ban nhân dân,x\nUBND,,x\n")
    assert "row 3: no long" in str(error.value)
    assert "row 3: UBND stands twice" in str(error.value)
