"""What became of a directive, told from the ledger: who, when, what, and what changed, in words.

Each entry's records before and after are compared column by column; nothing is told that the ledger does not hold. What
an entry of a report or an extension adds is told by its own words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.office.accounts.models import Agency
from namro.office.accounts.roles import Part
from namro.office.common.answers import action_name
from namro.office.common.figures import day, figure
from namro.office.directives.forms import EVERY_WORDS
from namro.office.directives.models import Directive
from namro.office.directives.states import State
from namro.office.directives.themes import theme_name
from namro.office.ledger.acting import PROGRAM
from namro.office.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """A column that changed, its name and values in words; empty where there was nothing."""

    name: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.name}: {self.before or '—'} → {self.after or '—'}"


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the ledger in words."""

    number: int
    hash: str
    at: datetime
    who: str
    what: str
    words: str = ""
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of the records that entries speak of by number."""

    agencies: Mapping[int, str]
    people: Mapping[str, str]

    def agency(self, pk: Any) -> str:
        return self.agencies.get(pk, f"#{pk}") if pk else ""


def timeline(directive: Directive) -> list[Event]:
    """The directive's entries in words, newest first."""
    entries = list(Entry.objects.filter(subject=directive.subject).order_by("-number"))
    records = [(_loaded(entry.before), _loaded(entry.after)) for entry in entries]
    names = _named([entry.actor for entry in entries], [one for pair in records for one in pair])
    return [_event(entry, before, after, names) for entry, (before, after) in zip(entries, records, strict=True)]


def changes(before: Mapping[str, Any], after: Mapping[str, Any], agency: Callable[[Any], str]) -> list[Change]:
    """What differs between two records of a directive, in words; `agency` names a body by its number."""
    found = []
    for column, (name, said) in _COLUMNS.items():
        old, new = before.get(column), after.get(column)
        if old != new:
            found.append(Change(str(name), said(old), said(new)))
    if before.get("lead_id") != after.get("lead_id"):
        lead = agency(before.get("lead_id")), agency(after.get("lead_id"))
        found.append(Change(_("Cơ quan chủ trì"), *lead))
    for part, name in ((Part.SUPPORT, _("Cơ quan phối hợp")), (Part.FOLLOW, _("Cơ quan theo dõi"))):
        old, new = _bodies(before, part, agency), _bodies(after, part, agency)
        if old != new:
            found.append(Change(name, old, new))
    for one in _added(before, after, "evidence"):
        found.append(Change(_("Minh chứng"), "", _evidence_words(one)))
    return found


def _event(entry: Entry, before: Mapping[str, Any], after: Mapping[str, Any], names: _Names) -> Event:
    told = [] if not before else changes(before, after, names.agency)
    what = action_name(entry.action)
    return Event(
        number=entry.number,
        hash=entry.hash,
        at=datetime.fromisoformat(entry.at),
        who=_("Namro") if entry.actor == PROGRAM else names.people.get(entry.actor, entry.actor),
        what=what[:1].upper() + what[1:],
        words=_words(before, after, entry.note),
        changes=told,
    )


def _words(before: Mapping[str, Any], after: Mapping[str, Any], note: str) -> str:
    """What was said: the text of a report, why more time is asked, a reason, an answer."""
    said = [one["text"] for one in _added(before, after, "reports")]
    for one in _added(before, after, "extensions"):
        said.append(_("Xin gia hạn đến %(day)s. %(why)s") % {"day": _day(one["wanted_due"]), "why": one["why"]})
    for name, column in (("extensions", "words"), ("reports", "answer")):
        earlier_ones = {one["id"]: one for one in before.get(name, ())}
        for one in after.get(name, ()):
            earlier = earlier_ones.get(one["id"])
            if earlier is not None and one[column] and one[column] != earlier[column]:
                said.append(one[column])
    reason = after.get("reason", "")
    if reason and reason != before.get("reason") and reason not in said:
        said.append(reason)
    return "\n".join([*said, note] if note else said)


def _added(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    known = {one["id"] for one in before.get(name, ())}
    return [one for one in after.get(name, ()) if one["id"] not in known]


def _evidence_words(one: Mapping[str, Any]) -> str:
    if one["value"] is not None:
        return f"{one['title']}: {figure(Decimal(one['value']))} {one['unit']}".strip()
    return str(one["title"])


def _bodies(record: Mapping[str, Any], part: Part, agency: Callable[[Any], str]) -> str:
    return ", ".join(sorted(agency(pk) for pk, one in record.get("parts", ()) if one == part.value))


def _named(actors: Iterable[str], records: Iterable[Mapping[str, Any]]) -> _Names:
    wanted: set[int] = set()
    for record in records:
        wanted |= {pk for pk, _part in record.get("parts", ())} | {record.get("lead_id") or 0}
    people = get_user_model().objects.filter(username__in=set(actors))
    return _Names(
        dict(Agency.objects.filter(pk__in=wanted - {0}).values_list("pk", "name")),
        {one.username: one.get_full_name() for one in people},
    )


def _loaded(text: str) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _day(value: str | None) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _state(value: str | None) -> str:
    return str(State(value).label) if value else ""


def _amount(value: str | None) -> str:
    return f"{figure(Decimal(value))} {_('đồng')}" if value is not None else ""


def _plain(value: str | None) -> str:
    text = value or ""
    return text if len(text) <= 300 else text[:300].rsplit(" ", 1)[0] + "…"


_COLUMNS: dict[str, tuple[Promise, Callable[[Any], str]]] = {
    "state": (gettext_lazy("Trạng thái"), _state),
    "original_due": (gettext_lazy("Thời hạn ban đầu"), _day),
    "current_due": (gettext_lazy("Thời hạn hiện tại"), _day),
    "done_on": (gettext_lazy("Ngày hoàn thành"), _day),
    "task": (gettext_lazy("Nội dung nhiệm vụ"), _plain),
    "responsibility": (gettext_lazy("Trách nhiệm"), _plain),
    "authority": (gettext_lazy("Thẩm quyền"), _plain),
    "deliverable": (gettext_lazy("Sản phẩm"), _plain),
    "recipient": (gettext_lazy("Báo cáo cho"), _plain),
    "lead_words": (gettext_lazy("Cơ quan chủ trì theo văn bản"), _plain),
    "support_words": (gettext_lazy("Cơ quan phối hợp theo văn bản"), _plain),
    "due_words": (gettext_lazy("Thời hạn theo văn bản"), _plain),
    "every": (gettext_lazy("Định kỳ"), lambda value: str(EVERY_WORDS.get(value, ""))),
    "theme": (gettext_lazy("Chủ đề"), lambda value: theme_name(value) if value else ""),
    "basis": (gettext_lazy("Căn cứ"), _plain),
    "capital_plan": (gettext_lazy("Vốn kế hoạch"), _amount),
    "disbursed": (gettext_lazy("Đã giải ngân"), _amount),
}
