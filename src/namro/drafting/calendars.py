"""Deadlines as a calendar (iCalendar, RFC 5545): an all-day event on the day each task is due.

A recurring duty becomes a recurring event from the notice's own day. A task without a deadline is not in the calendar,
and one whose words name no day is not either: no day is ever guessed. Does not ask the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from namro.drafting.annex import notice_of, row_key
from namro.drafting.annex_basis import Outline
from namro.quantities.deadlines import Every
from namro.reading.directives.model import Directive
from namro.reading.model import Reading

_RULES = {
    Every.WEEK: {"freq": "weekly"},
    Every.MONTH: {"freq": "monthly"},
    Every.QUARTER: {"freq": "monthly", "interval": 3},
    Every.YEAR: {"freq": "yearly"},
}
_WARN_BEFORE = timedelta(days=7)  # as the registers of offices count "sắp đến hạn"
_SHORT = 80  # characters of a task in the title of an event


def deadline_calendar(readings: Iterable[Reading]) -> bytes:
    """The deadlines of all readings as one .ics file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Namro//namro//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Thời hạn nhiệm vụ được giao")
    for reading in readings:
        outline = Outline(reading.text)
        for directive in reading.directives:
            if event := _event(reading, directive, outline):
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(reading: Reading, directive: Directive, outline: Outline) -> Event | None:
    deadline = directive.due
    if deadline is None:
        return None
    day = deadline.due or (reading.document.day if deadline.every else None)
    if day is None:
        return None
    notice = notice_of(reading)
    clause = " ".join(directive.span.of(reading.text).split())
    lead = "; ".join(directive.lead)
    title = clause if len(clause) <= _SHORT else clause[:_SHORT].rsplit(" ", 1)[0] + "…"
    told = [clause, f"{notice.name}, {outline.place_of(directive.span.start)}", deadline.explain()]
    event = Event()
    event.add("uid", f"{row_key(reading.text, directive.span)}.{notice.digest[:16]}@namro")
    event.add("dtstamp", datetime.combine(reading.document.day or day, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", _next(day))
    event.add("summary", f"{lead}: {title}" if lead else title)
    event.add("description", "\n".join(filter(None, told)))
    event.add("transp", "TRANSPARENT")
    if deadline.every:
        event.add("rrule", _RULES[deadline.every])
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Sắp đến hạn")
    alarm.add("trigger", -_WARN_BEFORE)
    event.add_component(alarm)
    return event


def _next(day: date) -> date:
    return day + timedelta(days=1)
