"""The register's filter: what the address asks for, as a value, as a condition, and as words that make a sentence.

Every list, count and file of the register starts from the same `Filter`: what cannot be read is left out and told as a
fault, never guessed. Does not decide what a person may see: that is `access.visible`, before this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.office.accounts.models import Agency
from namro.office.accounts.roles import Part
from namro.office.common import marks
from namro.office.common.figures import day as day_words
from namro.office.directives.counting import Basis, Standing
from namro.office.directives.models import Directive, Participation
from namro.office.directives.queries import standing_filter
from namro.office.directives.states import State
from namro.office.directives.themes import theme_name
from namro.office.directives.waiting import ANY_WAIT, WAIT_WORDS, waiting_filter
from namro.office.notices.models import Notice

ANY_PART = "any"
NONE = 0
"""In the place of a body's or a notice's number: those that have none."""
_NO_WORD = "khong"

PARTS = {"chu-tri": Part.LEAD.value, "phoi-hop": Part.SUPPORT.value, "theo-doi": Part.FOLLOW.value, "bat-ky": ANY_PART}
BASES = {"hien-tai": Basis.CURRENT, "ban-dau": Basis.ORIGINAL}
STANDINGS = {
    "xong-dung-han": Standing.DONE_ON_TIME,
    "xong-qua-han": Standing.DONE_LATE,
    "trong-han": Standing.IN_TIME,
    "sap-den-han": Standing.DUE_SOON,
    "qua-han": Standing.OVERDUE,
    "khong-han": Standing.NO_DEADLINE,
    "xong-khong-han": Standing.NO_DEADLINE_DONE,
    "tam-dung": Standing.SUSPENDED,
}
STATES = {
    "du-thao": State.DRAFT,
    "da-xac-nhan": State.CONFIRMED,
    "da-giao": State.ASSIGNED,
    "da-nhan": State.ACCEPTED,
    "tu-choi": State.REFUSED,
    "dang-lam": State.IN_PROGRESS,
    "da-bao-cao": State.REPORTED,
    "lam-lai": State.RETURNED,
    "hoan-thanh": State.DONE,
    "tam-dung": State.SUSPENDED,
    "da-rut": State.WITHDRAWN,
}
MISSING = {
    "nguoi": "person",
    "viec": "task",
    "trach-nhiem": "responsibility",
    "tham-quyen": "authority",
    "thoi-gian": "time",
    "ket-qua": "result",
}
ORDERS = {"thoi-han": "due", "so": "number", "moi": "newest"}
"""The words of the address, each with what it means here."""

PART_WORDS = {
    Part.LEAD.value: gettext_lazy("chủ trì"),
    Part.SUPPORT.value: gettext_lazy("phối hợp"),
    Part.FOLLOW.value: gettext_lazy("theo dõi"),
    ANY_PART: gettext_lazy("tham gia"),
}
STANDING_WORDS = {
    Standing.DONE_ON_TIME: gettext_lazy("hoàn thành đúng hạn"),
    Standing.DONE_LATE: gettext_lazy("hoàn thành quá hạn"),
    Standing.IN_TIME: gettext_lazy("trong hạn"),
    Standing.DUE_SOON: gettext_lazy("sắp đến hạn"),
    Standing.OVERDUE: gettext_lazy("quá hạn"),
    Standing.NO_DEADLINE: gettext_lazy("không có thời hạn"),
    Standing.NO_DEADLINE_DONE: gettext_lazy("hoàn thành, không có thời hạn"),
    Standing.SUSPENDED: gettext_lazy("tạm dừng"),
}
_LARGEST = 2**63 - 1


class Query(Protocol):
    """What an address asks, as Django gives it."""

    def getlist(self, key: str) -> list[str]:
        """All values of a parameter."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter that could not be read, and was left out."""

    name: str
    given: str

    def __str__(self) -> str:
        return _("Không hiểu “%(name)s=%(given)s” trong địa chỉ nên đã bỏ qua.") % {
            "name": self.name,
            "given": self.given[:60],
        }


@dataclass(frozen=True, slots=True)
class Chip:
    """One word of the sentence, with the parameter that is taken out to remove it."""

    words: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which directives, in which order. Several values of one kind widen, several kinds narrow.

    `agencies` and `notices` are numbers of records, `NONE` for those that have none; `themes` are slugs, empty for
    none. `mine` is the key of what waits for whoever asks, or `ANY_WAIT`. `basis` is the deadline by which
    `standings`, `due_from`, `due_to` and the order by deadline are reckoned.
    """

    agencies: tuple[int, ...] = ()
    part: str = Part.LEAD.value
    states: tuple[State, ...] = ()
    standings: tuple[Standing, ...] = ()
    basis: Basis = Basis.CURRENT
    notices: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    missing: tuple[str, ...] = ()
    unassigned: bool = False
    mine: str = ""
    number: int | None = None
    order: str = "due"

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return replace(self, order="due", basis=Basis.CURRENT, part=Part.LEAD.value) != Filter()

    def apply(self, rows: QuerySet[Directive], on: date, user: Any = None) -> QuerySet[Directive]:
        """The rows it asks for, of those given, not yet in order; `user` is whose "mine" is meant."""
        due = f"{self.basis}_due"
        if self.agencies:
            rows = rows.filter(self._of_agencies())
        if self.states:
            rows = rows.filter(state__in=self.states)
        if self.standings:
            rows = rows.filter(_any_of(standing_filter(one, on, self.basis) for one in self.standings))
        if self.notices:
            rows = rows.filter(_among("notice", self.notices))
        if self.themes:
            rows = rows.filter(theme__in=self.themes)
        if self.due_from:
            rows = rows.filter(**{f"{due}__gte": self.due_from})
        if self.due_to:
            rows = rows.filter(**{f"{due}__lte": self.due_to})
        if self.missing:
            rows = rows.filter(_any_of(_missing(one) for one in self.missing))
        if self.unassigned:
            rows = rows.filter(state=State.CONFIRMED)
        if self.mine:
            rows = rows.filter(waiting_filter(user, self.mine)) if user is not None else rows.none()
        if self.number is not None:
            rows = rows.filter(number=self.number)
        return rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it is ordered by, ending in the key."""
        orders = {"due": (f"{self.basis}_due", "pk"), "number": ("number", "pk"), "newest": ("-number", "-pk")}
        return orders[self.order]

    def query(self) -> str:
        """Itself as the query of an address, empty where it asks for everything."""
        query = QueryDict(mutable=True)
        for name, value in self.written():
            query.appendlist(name, value)
        return query.urlencode()

    def chips(self, seen: QuerySet[Directive] | None = None) -> list[Chip]:
        """Its words, in the order of the sentence; a notice is named only where a directive of it is seen."""
        agencies = dict(Agency.objects.filter(pk__in=self.agencies).values_list("pk", "name")) if self.agencies else {}
        notices = self._notice_names(seen)
        words: dict[str, Callable[[str], str]] = {
            "co-quan": lambda value: self._agency_words(_record(value), agencies),
            "trang-thai": lambda value: str(STATES[value].label).lower(),
            "tinh-hinh": lambda value: self._by_basis(str(STANDING_WORDS[STANDINGS[value]])),
            "van-ban": lambda value: notices.get(_record(value), _("từ văn bản đã chọn")),
            "chu-de": lambda value: _("chủ đề %(name)s") % {"name": theme_name(_slug(value))},
            "tu": lambda value: self._by_basis(_("thời hạn từ %(day)s") % {"day": day_words(self.due_from)}),
            "den": lambda value: self._by_basis(_("thời hạn đến %(day)s") % {"day": day_words(self.due_to)}),
            "thieu": lambda value: _("thiếu %(clear)s") % {"clear": _CLEAR_WORDS[MISSING[value]]},
            "chua-giao": lambda value: _("chưa giao"),
            "cua-toi": lambda value: _wait_words(value),
            "q": lambda value: _("số %(number)s") % {"number": value},
        }
        return [Chip(words[name](value), name, value) for name, value in self.written() if name in words]

    def sentence(self, seen: QuerySet[Directive] | None = None) -> str:
        """Its words as one line: "Sở Tài chính · quá hạn · từ thông báo 465/TB-VPCP"."""
        return " · ".join(chip.words for chip in self.chips(seen)) or _("mọi nhiệm vụ")

    def written(self) -> Iterator[tuple[str, str]]:
        """Its parameters with their values, in the order of the sentence."""
        yield from (("co-quan", _NO_WORD if one == NONE else str(one)) for one in self.agencies)
        if self.part != Part.LEAD.value:
            yield "vai-tro", _key(PARTS, self.part)
        yield from (("trang-thai", _key(STATES, one)) for one in self.states)
        yield from (("tinh-hinh", _key(STANDINGS, one)) for one in self.standings)
        if self.basis is not Basis.CURRENT:
            yield "co-so", _key(BASES, self.basis)
        yield from (("van-ban", _NO_WORD if one == NONE else str(one)) for one in self.notices)
        yield from (("chu-de", one or _NO_WORD) for one in self.themes)
        if self.due_from:
            yield "tu", self.due_from.isoformat()
        if self.due_to:
            yield "den", self.due_to.isoformat()
        yield from (("thieu", _key(MISSING, one)) for one in self.missing)
        if self.unassigned:
            yield "chua-giao", "1"
        if self.mine:
            yield "cua-toi", self.mine
        if self.number is not None:
            yield "q", str(self.number)
        if self.order != "due":
            yield "thu-tu", _key(ORDERS, self.order)

    def _of_agencies(self) -> Q:
        if self.part == Part.LEAD.value:
            return _among("lead", self.agencies)
        wanted = [one for one in self.agencies if one != NONE]
        rows = Participation.objects.filter(agency__in=wanted)
        if self.part != ANY_PART:
            rows = rows.filter(part=self.part)
        found = Q(pk__in=rows.values("directive"))
        return found | Q(lead=None) if NONE in self.agencies and self.part == ANY_PART else found

    def _agency_words(self, pk: int, names: Mapping[int, str]) -> str:
        if pk == NONE:
            return _("chưa có cơ quan chủ trì")
        name = names.get(pk) or _("cơ quan không có trong sổ")
        return name if self.part == Part.LEAD.value else f"{name} {PART_WORDS[self.part]}"

    def _by_basis(self, words: str) -> str:
        return words if self.basis is Basis.CURRENT else _("%(words)s theo thời hạn ban đầu") % {"words": words}

    def _notice_names(self, seen: QuerySet[Directive] | None) -> dict[int, str]:
        names = {NONE: _("nhập tay")}
        wanted = [one for one in self.notices if one != NONE]
        if wanted:
            rows = Notice.objects.filter(pk__in=wanted)
            if seen is not None:
                rows = rows.filter(pk__in=seen.filter(notice__in=wanted).values("notice"))
            names |= {one.pk: _("từ %(name)s") % {"name": one.name} for one in rows}
        return names


def read_filter(query: Query) -> tuple[Filter, list[Fault]]:
    """What an address asks for, and what of it could not be read."""
    reading = _Reading(query)
    wanted = Filter(
        agencies=reading.many("co-quan", _record),
        part=reading.one("vai-tro", PARTS.__getitem__, Part.LEAD.value),
        states=reading.many("trang-thai", STATES.__getitem__),
        standings=_once((*reading.many("tinh-hinh", _standing), *reading.many("standing", _standing))),
        basis=reading.one("co-so", _basis, Basis.CURRENT),
        notices=reading.many("van-ban", _record),
        themes=reading.many("chu-de", _slug),
        due_from=reading.one("tu", _day, None),
        due_to=reading.one("den", _day, None),
        missing=reading.many("thieu", MISSING.__getitem__),
        unassigned=reading.one("chua-giao", _yes, False),
        mine=reading.one("cua-toi", _wait, ""),
        number=reading.one("q", _number, None),
        order=reading.one("thu-tu", ORDERS.__getitem__, "due"),
    )
    return wanted, reading.faults


class _Reading:
    """Parameters read one by one; faults gathered on the way."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.faults: list[Fault] = []

    def many(self, name: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
        found = []
        for given in self.query.getlist(name):
            text = given.strip()
            if not text:
                continue
            try:
                found.append(read(text))
            except (KeyError, ValueError):
                self.faults.append(Fault(name, given))
        return _once(found)

    def one(self, name: str, read: Callable[[str], Any], default: Any) -> Any:
        found = self.many(name, read)
        return found[-1] if found else default


_CLEAR_WORDS = {key: words for key, words, _name in marks.CLEARS}


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def _any_of(conditions: Iterable[Q]) -> Q:
    found = Q()
    for one in conditions:
        found |= one
    return found


def _among(column: str, values: Iterable[int]) -> Q:
    """Rows whose column is one of the values, or empty where `NONE` is among them."""
    wanted = [one for one in values if one != NONE]
    found = Q(**{f"{column}__in": wanted}) if wanted else Q()
    return found | Q(**{f"{column}__isnull": True}) if NONE in values else found


def _missing(clear: str) -> Q:
    """As the marks tell it: what is said to be missing, and what is not said at all."""
    return Q(**{f"clears__{clear}__state": "missing"}) | Q(**{f"clears__{clear}__state__isnull": True})


def _key(words: Mapping[str, Any], value: Any) -> str:
    return next(key for key, one in words.items() if one == value)


def _record(text: str) -> int:
    return NONE if text == _NO_WORD else _within(text, 1)


def _number(text: str) -> int:
    return _within(text.removeprefix("#"), 1)


def _within(text: str, least: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and least <= int(text) <= _LARGEST):
        raise ValueError(text)
    return int(text)


def _slug(text: str) -> str:
    if text == _NO_WORD:
        return ""
    if len(text) > 60 or "\0" in text:
        raise ValueError(text)
    return text


def _standing(text: str) -> Standing:
    """In the words of the address, or in those of the count."""
    if text in STANDINGS:
        return STANDINGS[text]
    found = Standing(text)
    if found is Standing.NOT_COUNTED:
        raise ValueError(text)
    return found


def _basis(text: str) -> Basis:
    return BASES[text] if text in BASES else Basis(text)


def _day(text: str) -> date:
    """A day as browsers send it, or as people write it."""
    return datetime.strptime(text, "%d/%m/%Y").date() if "/" in text else date.fromisoformat(text)


def _wait(text: str) -> str:
    if text not in WAIT_WORDS and text != ANY_WAIT:
        raise ValueError(text)
    return text


def _wait_words(value: str) -> str:
    return _("đang chờ tôi") if value == ANY_WAIT else str(WAIT_WORDS[value]).lower()


def _yes(text: str) -> bool:
    return {"1": True, "co": True, "on": True, "0": False, _NO_WORD: False}[text]
