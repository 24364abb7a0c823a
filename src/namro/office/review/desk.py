"""What the review desk shows: the text with its marks, the findings of a kind, and the one that is open as a form.

Everything is asked of the database once, however many findings there are. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.drafting.annex import clean
from namro.drafting.annex_basis import Outline
from namro.errors import has_words, say
from namro.office.accounts.models import Agency
from namro.office.common.answers import lang
from namro.office.directives.models import CLEARS
from namro.office.notices.models import KINDS, LIVE, Finding, FindingState, Version
from namro.office.notices.paper import Paper
from namro.office.notices.queries import Progress
from namro.office.notices.saying import heading, remarks
from namro.office.review import mapping
from namro.office.review.fields import FIELDS, Field, written
from namro.office.review.queries import directives_by_finding
from namro.text import Span, fold

KIND_WORDS = {
    "directives": gettext_lazy("Nhiệm vụ"),
    "measures": gettext_lazy("Số liệu"),
    "goals": gettext_lazy("Mục tiêu"),
    "references": gettext_lazy("Viện dẫn"),
}
_SPLITS = 40  # places offered for a split
_SHORTEST, _SHOWN = 3, 60  # characters of a part at least, and those shown on either side of a place
_ONE_LINE = 36  # characters that a field of one line shows beside its mark
_JOINTS = re.compile(r"[;,.:]\s+|\s+(?=(?:và|đồng thời|trong đó|báo cáo|phối hợp)\s)")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the notice behind a field, and where they stand."""

    words: str
    start: int | None = None
    place: str = ""


@dataclass(slots=True)
class Row:
    """A field of the open finding as the form shows it."""

    field: Field
    value: str
    clear: str = ""
    state: str = ""
    said: Said | None = None
    suggestions: list[dict[str, Any]] = made(default_factory=list)
    matched: list[tuple[str, str]] = made(default_factory=list)
    steps: list[str] = made(default_factory=list)
    read: str = ""

    @property
    def lines(self) -> int:
        """Lines of its field: words that one line would cut get more."""
        return max(self.field.lines, 1 + (len(self.value) > _ONE_LINE))

    @property
    def shown(self) -> str:
        """Its value in words, where it is only to be read."""
        return str(dict(self.field.choices()).get(self.value, self.value)) if self.field.choices else self.value

    @property
    def mended(self) -> bool:
        """Whether a person left it otherwise than it was read."""
        return self.read != self.value


@dataclass(slots=True)
class Item:
    """A finding in the list."""

    finding: Finding
    number: int
    title: str
    about: list[str]
    directive: Any = None

    @property
    def clears(self) -> Mapping[str, Any]:
        """The state of each clear, for its marks."""
        return self.finding.shown.get("clarity") or {}


class Desk:
    """One text on the desk: `kind` is the list that is shown, `chosen` the finding that is open."""

    def __init__(self, version: Version, *, kind: str = "", chosen: str = "", words: str = "") -> None:
        self.version = version
        self.text = version.text
        self.words = words.strip()
        everything = version.findings.exclude(state=FindingState.REPLACED)
        self.findings = list(everything.select_related("decided_by").order_by("start", "-end", "pk"))
        by_id = {str(one.pk): one for one in self.findings}
        self.current = by_id.get(chosen)
        self.kind = self.current.kind if self.current else kind if kind in KINDS else "directives"
        self.listed = [one for one in self.findings if one.kind == self.kind]
        if self.words:
            wanted = fold(self.words)
            self.listed = [one for one in self.listed if wanted in fold(one.shown.get("quote") or self._quote(one))]
        if self.current is None or self.current not in self.listed:
            waiting = [one for one in self.listed if one.state == FindingState.PROPOSED]
            self.current = next(iter(waiting or self.listed), None)
        self.numbers: dict[int, int] = {}
        for each in KINDS:
            same = [one for one in self.findings if one.kind == each and one.state in LIVE]
            self.numbers |= {one.pk: number for number, one in enumerate(same, 1)}

    @cached_property
    def agencies(self) -> list[Agency]:
        """Every body of the office, asked for once."""
        return list(Agency.objects.only("pk", "name", "short", "key"))

    @cached_property
    def _bodies(self) -> dict[str, Agency]:
        names = {fold(body.short): body for body in self.agencies if body.short}
        return names | {body.key: body for body in self.agencies}

    def named(self, words: str) -> Agency | None:
        """The body of a name, as `accounts.queries.agency_named` finds it."""
        return self._bodies.get(fold(words)) if words else None

    @cached_property
    def outline(self) -> Outline:
        """The list marks of the text."""
        return outline_of(self.text)

    def progress(self) -> dict[str, Progress]:
        """How far the review has come, kind by kind."""
        counts = {kind: dict.fromkeys(("confirmed", "dropped", "proposed"), 0) for kind in KINDS}
        for one in self.findings:
            counts[one.kind][one.state] += 1
        return {kind: Progress(**states) for kind, states in counts.items()}

    def items(self) -> list[Item]:
        """The list."""
        directives = directives_by_finding(self.listed) if self.kind == "directives" else {}
        return [
            Item(one, self.numbers.get(one.pk, 0), heading(one, self._quote(one)), remarks(one), directives.get(one.pk))
            for one in self.listed
        ]

    def around(self) -> tuple[Finding | None, Finding | None]:
        """The findings before and after the open one in the list."""
        if self.current not in self.listed:
            return None, None
        at = self.listed.index(self.current)
        return self.listed[at - 1] if at else None, self.listed[at + 1] if at + 1 < len(self.listed) else None

    def after(self, pk: int) -> Finding | None:
        """What to look at when one is decided: the next that waits, else the first that does, else itself."""
        later = [one for one in self.listed if one.state == FindingState.PROPOSED and one.pk != pk]
        here = next((one.start for one in self.listed if one.pk == pk), 0)
        return next((one for one in later if one.start >= here), later[0] if later else None)

    def paragraphs(self, address: str) -> list[Any]:
        """The text with every finding that stands marked, and of directives their bodies and times."""
        live = [one for one in self.findings if one.state in LIVE]
        numbers = {one.pk: self.numbers[one.pk] for one in live if one.kind == "directives"}
        current = self.current.pk if self.current else None
        sections = self.version.reading.get("sections") or ()
        paper = Paper(
            self.text, sections, live, numbers=numbers, current=current, extra=self._quiet(live), address=address
        )
        return list(paper.paragraphs())

    def _quiet(self, live: list[Finding]) -> list[tuple[str, Span]]:
        """Where the bodies and the times of directives are told."""
        found: set[tuple[str, Span]] = set()
        for one in live:
            if one.kind != "directives":
                continue
            shown, span = one.shown, Span(one.start, one.end)
            names = [*(shown.get("lead") or ()), *(shown.get("support") or ())]
            found |= {("agency", place) for place in mapping.places_of(names, self.text, span)}
            due = shown.get("due_read") or {}
            if due.get("start") is not None:
                found.add(("deadline", Span(due["start"], due["end"])))
        return sorted(found, key=lambda one: one[1])

    def rows(self) -> list[Row]:
        """The fields of the open finding."""
        if self.current is None:
            return []
        finding, shown = self.current, self.current.shown
        values = initial_of(finding, self.text)
        read = initial_of(finding, self.text, finding.read) if finding.read is not None else values
        rows = [Row(one, values[one.name], read=read[one.name]) for one in FIELDS[finding.kind]]
        if finding.kind == "directives":
            span = Span(finding.start, finding.end)
            clears = mapping.clears_of(shown, self.text, span)
            by_name = {row.field.name: row for row in rows}
            for clear, name in _FIELD_OF.items():
                by_name[name].clear = clear
                by_name[name].state = clears[clear]["state"]
                by_name[name].said = self._said(clears[clear])
            for at, one in enumerate(shown.get("suggestions") or ()):
                name = _FIELD_OF.get(one.get("clear"), "")
                if name and not (values[name] and one["value"] in values[name]):
                    by_name[name].suggestions.append({**one, "at": at})
            for name in ("lead", "support"):
                by_name[name].matched = [(one, self._match(one)) for one in shown.get(name) or ()]
            by_name["due"].steps = [
                say(code, lang(), **details) for code, details in mapping.due_steps(shown) if has_words(code)
            ]
        return rows

    def splits(self) -> list[tuple[int, str, str]]:
        """Places where the open finding may be split: the offset, the words before and those after."""
        if self.current is None:
            return []
        return split_places(self.text, Span(self.current.start, self.current.end))

    def clause(self) -> str:
        """The words of the open finding."""
        return self._quote(self.current) if self.current else ""

    def basis(self) -> str:
        """Where the open finding stands in the notice."""
        return self.outline.place_of(self.current.start) if self.current else ""

    def _match(self, name: str) -> str:
        body = self.named(name)
        return body.name if body else ""

    def _said(self, clear: Mapping[str, Any]) -> Said | None:
        if not clear["words"]:
            return None
        start = clear["start"]
        return Said(clear["words"], start, self.outline.place_of(start) if start is not None else "")

    def _quote(self, finding: Finding) -> str:
        return clean(self.text[finding.start : finding.end])


_FIELD_OF = dict(zip(CLEARS, ("lead", "task", "responsibility", "authority", "due", "deliverable"), strict=True))


def initial_of(finding: Finding, text: str, shown: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The words each field of a finding is drawn with."""
    shown = finding.shown if shown is None else shown
    values = {one.name: written(one, shown) for one in FIELDS[finding.kind]}
    if finding.kind == "directives":
        span = Span(finding.start, finding.end)
        clears = mapping.clears_of(shown, text, span)
        values["task"] = mapping.task_of(shown, text, span)
        for name in ("responsibility", "authority"):
            values[name] = mapping.said(shown, clears, name)
    return values


def split_places(text: str, span: Span) -> list[tuple[int, str, str]]:
    """Where a clause may be split: after its marks and before the words that join its parts, else before any word."""
    words = span.of(text)
    for pattern in (_JOINTS, _SPACES):
        found = []
        for match in pattern.finditer(words):
            at = span.start + match.end()
            before, after = clean(text[span.start : at]), clean(text[at : span.end])
            if len(before) > _SHORTEST and len(after) > _SHORTEST:
                found.append((at, before[-_SHOWN:], after[:_SHOWN]))
        if found:
            break
    return found[:_SPLITS]


_OUTLINES: dict[str, Outline] = {}


def outline_of(text: str) -> Outline:
    """The outline of a text, kept for the texts looked at last: a text never changes."""
    kept = _OUTLINES.get(text)
    if kept is None:
        if len(_OUTLINES) >= 16:
            _OUTLINES.pop(next(iter(_OUTLINES)))
        kept = _OUTLINES[text] = Outline(text)
    return kept


def keys() -> list[dict[str, Any]]:
    """The keys of the desk, for its help."""
    return [
        {"keys": ["j"], "words": _("mục sau")},
        {"keys": ["k"], "words": _("mục trước")},
        {"keys": ["Enter"], "words": _("xác nhận và sang mục sau")},
        {"keys": ["e"], "words": _("sửa; Esc để thôi")},
        {"keys": ["x"], "words": _("bỏ mục")},
        {"keys": ["s"], "words": _("tách tại con trỏ, hoặc chọn chỗ tách")},
        {"keys": ["m"], "words": _("gộp với mục sau")},
        {"keys": ["a"], "words": _("thêm mục từ đoạn đang chọn")},
        {"keys": ["u"], "words": _("hoàn tác thao tác vừa làm")},
        {"keys": ["/"], "words": _("tìm trong danh sách")},
        {"keys": ["?"], "words": _("xem các phím")},
    ]
