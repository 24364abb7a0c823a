"""Deadlines of the register as a calendar (iCalendar, RFC 5545): an all-day event on the day each directive is due.

A directive without a deadline is not in it. Does not ask the clock: an event is stamped when its directive was entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from namro.office.directives.models import Directive

_WARN_BEFORE = timedelta(days=7)
_SHORT = 80  # characters of a task in the title of an event


def calendar_of(directives: Iterable[Directive], address: Callable[[Directive], str]) -> bytes:
    """The current deadlines as one .ics file, each with the address of its page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Namro//namro//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Thời hạn nhiệm vụ"))
    for one in directives:
        if one.current_due is not None:
            calendar.add_component(_event(one, address(one)))
    return bytes(calendar.to_ical())


def _event(directive: Directive, address: str) -> Event:
    task = " ".join(directive.task.split())
    title = task if len(task) <= _SHORT else task[:_SHORT].rsplit(" ", 1)[0] + "…"
    event = Event()
    event.add("uid", f"{directive.pk}.directive@namro")
    event.add("sequence", directive.version)
    event.add("dtstamp", directive.entered_at.astimezone(UTC))
    event.add("dtstart", directive.current_due)
    event.add("dtend", directive.current_due + timedelta(days=1))
    event.add("summary", f"{directive.number}. {title}")
    told = [task, directive.lead.name if directive.lead else "", directive.notice.name if directive.notice else ""]
    event.add("description", "\n".join(filter(None, told)))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Sắp đến hạn"))
    alarm.add("trigger", -_WARN_BEFORE)
    event.add_component(alarm)
    return event
