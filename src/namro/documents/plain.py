"""Plain text and Markdown: the file's content, character for character, with the portal's own lines set aside.

A text saved from a portal keeps lines of its page ("Rating", "Search by :"). They stay in the text, so that offsets
hold, and become asides. Only lines known in `portal_lines.csv`, whole and near the beginning or the end, are set aside;
whether any other line belongs to the document is not decided here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from namro.documents.decode import decode
from namro.documents.document import Document
from namro.errors import DataError
from namro.text import Span, compose

_HEAD_LINES = 12  # lines with text looked at from the beginning: title, date, buttons, summary
_TAIL_LINES = 24  # and from the end: source, search box, stars, lists of other news
_LONGEST = 60  # characters of the longest line that could be a button
_FROM_START = re.compile(r"[^\r\n]+")
_TABLE = "portal_lines.csv"


def read_plain(data: bytes, source: str, kind: str) -> Document:
    """A document whose text is the NFC of the content; `kind` is "txt" or "md". Errors: those of `decode`."""
    text = decode(data, source)
    return Document(text, source, kind, asides=portal_asides(text))


def portal_asides(text: str) -> tuple[Span, ...]:
    r"""The lines of a portal's page at the beginning and the end of a text, in order.

    >>> [span.of("Tin\n\nRating\n") for span in portal_asides("Tin\n\nRating\n")]
    ['Rating']
    """
    head = {span for span in _first_lines(text) if _key(span.of(text)) in _known("head")}
    tail = {span for span in _last_lines(text) if _key(span.of(text)) in _known("tail")}
    return tuple(sorted(head | tail))


def _first_lines(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _FROM_START.finditer(text, 0, min(len(text), 20_000)):
        if len(found) == _HEAD_LINES:
            break
        if not match.group().isspace():
            found.append(_stripped(text, *match.span()))
    return found


def _last_lines(text: str) -> list[Span]:
    found: list[Span] = []
    end = len(text)
    while end > 0 and len(found) < _TAIL_LINES:
        start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
        if not text[start:end].isspace() and start < end:
            found.append(_stripped(text, start, end))
        end = start - 1
    return found


def _stripped(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _key(line: str) -> str:
    return " ".join(line.casefold().split()) if len(line) <= _LONGEST else ""


@cache
def _known(where: str) -> frozenset[str]:
    rows = list(csv.DictReader(files("namro.documents").joinpath(_TABLE).read_text("utf-8").splitlines()))
    faults: list[tuple[int | str, str, str]] = []
    for number, row in enumerate(rows, start=2):
        if row["where"] not in ("head", "tail", "both"):
            faults.append((number, f"where is {row['where']!r}", "write head, tail or both"))
        if not row["line"] or len(row["line"]) > _LONGEST or not row["source"]:
            faults.append((number, "a line or source is missing or too long", f"give both, at most {_LONGEST} letters"))
    if faults:
        raise DataError(_TABLE, faults)
    return frozenset(_key(compose(row["line"])) for row in rows if row["where"] in (where, "both"))
