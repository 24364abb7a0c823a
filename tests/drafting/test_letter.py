from dataclasses import replace

from namro.drafting.annex import draft_annex
from namro.drafting.letter import cite, full_day, leads_of
from namro.reading.model import Kind, Reference
from namro.text import Span
from tests.drafting.directives import READING


def test_days_are_written_as_the_decree_wants():
    assert [full_day(5, 2, 2025), full_day(29, 3, 2025)] == ["05 tháng 02 năm 2025", "29 tháng 3 năm 2025"]


def test_news_about_a_notice_is_cited_as_the_notice():
    news = replace(
        READING,
        document=replace(READING.document, kind=Kind.NEWS),
        references=(Reference(span=Span(0, 1), rule="r", number="9/TB-UBND", kind=Kind.NOTICE),),
    )
    assert cite(draft_annex(news)).startswith("Thông báo số 9/TB-UBND ngày 05 tháng 10 năm 2025")
    unknown = replace(news, references=())
    assert cite(draft_annex(unknown)).startswith("Văn bản số 9/TB-UBND")


def test_a_body_is_addressed_once_however_it_is_written():
    annex = draft_annex(READING)
    rows = tuple(replace(annex.rows[0], lead=lead) for lead in ("sở Tài chính; Sở Y tế", "Sở Tài Chính", ""))
    assert leads_of(replace(annex, rows=rows)) == ["Sở Tài chính", "Sở Y tế"]
