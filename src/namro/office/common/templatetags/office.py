"""What pages need beside Django's own tags: figures and days, marks, addresses. Load it with `{% load office %}`.

The filters answer "—" for what is not there, so that a cell is never mistaken for one that was forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.safestring import SafeString

from namro.office.common import clock, figures, marks

register = template.Library()

_CELLS = (("done_on_time", "done"), ("done_late", "done-late"), ("in_time", "in-time"), ("overdue", "late"))


@register.filter
def figure(value: Any, places: int | None = None) -> str:
    """`{{ 1234.5|figure }}` → 1.234,5; `{{ x|figure:1 }}` rounds to one decimal."""
    return figures.figure(None if value == "" else value, places)


@register.filter
def percent(share: Any, places: int = 1) -> str:
    """`{{ count.share_done|percent }}` → 73,2 %, from a share of one."""
    return figures.percent(None if share == "" else share, places)


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ directive.current_due|day }}` → 30/10/2024."""
    return figures.day(value or None)


@register.filter
def moment(value: datetime | str | None) -> str:
    """`{{ report.at|moment }}` → 30/10/2024 14:05."""
    return figures.moment(value)


@register.filter
def file_size(octets: int | None) -> str:
    """`{{ file.size|file_size }}` → 1,2 MB."""
    return figures.file_size(octets)


@register.filter
def clears_words(clears: Mapping[str, Any] | None) -> str:
    """`{{ directive.clears|clears_words }}` → thiếu người, thời gian."""
    return marks.clears_words(clears or {})


@register.filter
def lookup(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """`{{ names|lookup:key }}`: one value of a mapping, empty where it has none."""
    return (mapping or {}).get(key, "")


@register.simple_tag(takes_context=True)
def days_left(context: template.Context, due: date | None, on: date | None = None) -> str:
    """`{% days_left directive.current_due %}` → còn 5 ngày · hạn hôm nay · quá hạn 12 ngày, from the page's day."""
    return figures.days_left(due or None, on or context.get("today") or clock.today())


@register.simple_tag
def state_mark(key: str, words: str = "", shown: bool = True) -> SafeString:
    """`{% state_mark standing %}`: shape and words; `words` instead of its own; `shown=False` only speaks them."""
    return marks.state_mark(key, words or None, shown=shown)


@register.simple_tag
def state_words(key: str) -> str:
    """`{% state_words standing %}`: the words alone."""
    return str(marks.MARKS[str(key)][2]) if str(key) in marks.MARKS else str(key)


@register.simple_tag
def clears_marks(clears: Mapping[str, Any] | None) -> SafeString:
    """`{% clears_marks directive.clears %}`: six small marks in their fixed order, with what they say."""
    return marks.clears_mark(clears or {})


@register.simple_tag
def clear_mark(state: str) -> SafeString:
    """`{% clear_mark "vague" %}`: the mark of one clear, without words."""
    return marks.clear_mark(state)


@register.simple_tag
def clears_rows(clears: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """`{% clears_rows directive.clears as rows %}`: per clear its key, name, state, the state in words, its words."""
    rows = []
    for key, short, name in marks.CLEARS:
        state = marks.clear_state(clears or {}, key)
        told = (clears or {}).get(key)
        words = told.get("words") if isinstance(told, Mapping) else None
        rows.append(
            {
                "key": key,
                "short": short,
                "name": name,
                "state": state,
                "said": marks.CLEAR_STATES[state],
                "words": words,
            }
        )
    return rows


@register.simple_tag
def bar(value: Any, whole: Any, tone: str = "accent") -> SafeString:
    """`{% bar 12 40 "late" %}`: a small bar; tones: accent, done, done-late, in-time, soon, late, none, returned."""
    return marks.bar([(float(value or 0), tone)], float(whole or 0))


@register.simple_tag
def count_bar(count: Any, whole: Any = None) -> SafeString:
    """`{% count_bar count %}`: the four cells of the official count as one bar; `whole` for a common scale."""
    parts = [(float(getattr(count, name)), tone) for name, tone in _CELLS]
    return marks.bar(parts, float(whole or count.with_deadline))


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: Any) -> str:
    """`{% query_with after=key before=None %}`: the current query with some parameters changed, None dropping one."""
    request = context.get("request")
    return _changed(request.GET.copy() if request else QueryDict(mutable=True), changes)


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, name: str, value: str = "") -> str:
    """`{% query_without "agency" "12" %}`: the current query without one value of a parameter, or without any of it."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    kept = [one for one in query.getlist(name) if value and one != str(value)]
    query.setlist(name, kept)
    return _changed(query, {"after": None, "before": None})


@register.simple_tag
def address_with(address: str, **changes: Any) -> str:
    """`{% address_with base standing="overdue" %}`: an address with some parameters of its query changed."""
    path, _mark, query = str(address).partition("?")
    return path + _changed(QueryDict(query, mutable=True), changes)


def _changed(query: QueryDict, changes: Mapping[str, Any]) -> str:
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    text = query.urlencode()
    return f"?{text}" if text else "?"
