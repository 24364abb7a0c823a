"""The assignment annex: a row for every task a notice gives, as an office would type it.

A row holds the notice's own words and says which of the six clears the notice leaves open. What Namro would fill a gap
with stands in a column of its own and never in the others. Does not decide who is in charge, and does not merge tasks.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from namro.drafting.annex_basis import Outline
from namro.quantities.deadlines import Every
from namro.reading.directives.model import Clear, Directive, State
from namro.reading.model import Kind, Reading
from namro.text import Span

KIND_NAMES = {
    Kind.NOTICE: "Thông báo",
    Kind.TELEGRAM: "Công điện",
    Kind.DIRECTIVE: "Chỉ thị",
    Kind.DECISION: "Quyết định",
    Kind.RESOLUTION: "Nghị quyết",
    Kind.DECREE: "Nghị định",
    Kind.PLAN: "Kế hoạch",
    Kind.REPORT: "Báo cáo",
    Kind.LETTER: "Công văn",
    Kind.NEWS: "Bản tin",
    Kind.OTHER: "Văn bản",
}
CLEAR_NAMES = {
    Clear.PERSON: "người",
    Clear.TASK: "việc",
    Clear.RESPONSIBILITY: "trách nhiệm",
    Clear.AUTHORITY: "thẩm quyền",
    Clear.TIME: "thời gian",
    Clear.RESULT: "kết quả",
}
EVERY_NAMES = {
    Every.WEEK: "hằng tuần",
    Every.MONTH: "hằng tháng",
    Every.QUARTER: "hằng quý",
    Every.YEAR: "hằng năm",
}
SUGGESTED_BY = "Gợi ý của Namro"


class Column(StrEnum):
    """The columns of the annex, by their headings."""

    NUMBER = "STT"
    TASK = "Nhiệm vụ"
    LEAD = "Cơ quan chủ trì"
    SUPPORT = "Cơ quan phối hợp"
    DUE = "Thời hạn"
    DELIVERABLE = "Sản phẩm"
    BASIS = "Căn cứ"
    OPEN = "Còn thiếu"
    SUGGESTION = SUGGESTED_BY


@dataclass(frozen=True, slots=True)
class Row:
    """A task of the annex, cell by cell.

    `key` ties the row to the characters of its clause; None for a row that a person added. `due` is a day, or words
    such as "hằng tháng", or empty. Several bodies in a cell are divided by "; ". `extra` holds columns an office added.
    """

    key: str | None
    number: str
    task: str
    lead: str = ""
    support: str = ""
    due: date | str = ""
    deliverable: str = ""
    basis: str = ""
    open: str = ""
    suggestion: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def span(self) -> Span | None:
        """The clause in the notice's text."""
        found = KEY.fullmatch(self.key) if self.key else None
        return Span(int(found["start"]), int(found["end"])) if found else None

    @property
    def due_words(self) -> str:
        """The deadline as it is written in the cell."""
        return f"{self.due:%d/%m/%Y}" if isinstance(self.due, date) else self.due


@dataclass(frozen=True, slots=True)
class Notice:
    """The document the tasks come from. `digest` is of its text: a row's span holds for that text only."""

    name: str
    issuer: str | None = None
    issued_on: date | None = None
    title: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """All rows of one notice. `notice` is None where an edited file has lost the record of it."""

    notice: Notice | None
    rows: tuple[Row, ...]


KEY = re.compile(r"n(?P<start>\d{1,9})-(?P<end>\d{1,9})-(?P<check>[0-9a-f]{8})")
_EMPHASIS = re.compile(r"\*+")  # Markdown's marks, which published notices carry and which say nothing
_NOT_FOR_CELLS = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def draft_annex(reading: Reading) -> Annex:
    """The annex of a reading: one row a directive, in the order of the text."""
    outline = Outline(reading.text)
    rows = (_row(reading.text, directive, number, outline) for number, directive in enumerate(reading.directives, 1))
    return Annex(notice_of(reading), tuple(rows))


def notice_of(reading: Reading) -> Notice:
    """How the notice is cited."""
    document = reading.document
    name = KIND_NAMES[told_kind(reading)]
    if document.number:
        name += f" số {document.number}"
    return Notice(
        name=name,
        issuer=document.issuer,
        issued_on=document.day,
        title=clean(document.title) if document.title else None,
        digest=hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def told_kind(reading: Reading) -> Kind:
    """The kind of the document that gives the tasks: of news, that of the document whose number the news bears."""
    document = reading.document
    if document.kind is Kind.NEWS and document.number:
        cited = (reference.kind for reference in reading.references if reference.number == document.number)
        return next(filter(None, cited), Kind.OTHER)
    return document.kind


def row_key(text: str, span: Span) -> str:
    """The identifier that ties a row to its clause: where it stands, and a check on its words."""
    check = hashlib.sha256(span.of(text).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"n{span.start}-{span.end}-{check}"


def clean(words: str) -> str:
    """Words on one line, without marks of emphasis and characters that no cell can hold."""
    return " ".join(_NOT_FOR_CELLS.sub(" ", _EMPHASIS.sub("", words)).split())


def read_due(words: str) -> date | str:
    """A deadline cell: a day where it is one, else the words.

    >>> read_due("30/11/2025"), read_due("hằng tháng")
    (datetime.date(2025, 11, 30), 'hằng tháng')
    """
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words):
        day, month, year = map(int, found.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return words
    return words


def _row(text: str, directive: Directive, number: int, outline: Outline) -> Row:
    return Row(
        key=row_key(text, directive.span),
        number=str(number),
        task=clean(directive.span.of(text)),
        lead=_names(directive.lead),
        support=_names(directive.support),
        due=_due(directive),
        deliverable=clean(directive.deliverable or ""),
        basis=outline.place_of(directive.span.start),
        open=open_clears(directive),
        suggestion="; ".join(clean(f"{CLEAR_NAMES[s.clear]}: {s.value} ({s.because})") for s in directive.suggestions),
    )


def open_clears(directive: Directive) -> str:
    """Which clears the document leaves open: "thiếu: người, thời gian; chưa rõ: kết quả"."""
    shown = []
    for state, words in ((State.MISSING, "thiếu"), (State.VAGUE, "chưa rõ")):
        names = [CLEAR_NAMES[clear] for clear, verdict in directive.clarity if verdict.state is state]
        if names:
            shown.append(f"{words}: {', '.join(names)}")
    return "; ".join(shown)


def _due(directive: Directive) -> date | str:
    if directive.due is None:
        return ""
    if directive.due.every is not None:
        return EVERY_NAMES[directive.due.every]
    return directive.due.due or ""


def _names(names: tuple[str, ...]) -> str:
    cells = (clean(name.replace(";", ",")) for name in names)
    return "; ".join(filter(None, cells))
