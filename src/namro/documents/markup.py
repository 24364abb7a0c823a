"""Markup: HTML as a flat run of tags and texts, in one pass and linear time.

Follows the tokeniser of the HTML standard (section 13.2.5) as far as text needs it: quoted attributes, comments,
declarations, raw text of scripts and titles, character references, tags that are never closed. Builds no tree, so a
page of 100,000 nested tags costs no more than any other of its size; what the tags mean is for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,60})")
_UNTIL_QUOTE = re.compile(r"[^>\"']*")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_WANTED = frozenset(
    {"class", "id", "role", "style", "property", "name", "content", "itemprop", "rowspan", "colspan", "type"}
)
_LONGEST_TAG = 4_000  # characters of a tag in which attributes are looked for; longer ones hold pictures
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_LONG_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")  # longer than any code point; `int` refuses very long ones


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, references resolved, white space as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag; names in small letters."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(page: str) -> Iterator[Tag | Text]:
    """The tags and texts of a page in order; comments and declarations are left out.

    >>> list(tokens("<p>a &amp; b<!-- c --><br>"))
    [Tag(name='p', closes=False, attributes={}), Text(text='a & b'), Tag(name='br', closes=False, attributes={})]
    """
    at = 0
    while at < len(page):
        opens = page.find("<", at)
        if opens < 0:
            opens = len(page)
        if opens > at:
            yield Text(_resolved(page[at:opens]))
        tag = _TAG.match(page, opens)
        if tag is None:
            if opens == len(page):
                return
            at = _after_other(page, opens)
            if at == opens:  # a lone "<" is text: "tỷ lệ < 5%"
                at = opens + 1
                yield Text("<")
            continue
        end = _tag_end(page, tag.end())
        name = tag.group(2).lower()
        closes = bool(tag.group(1))
        yield Tag(name, closes, {} if closes else _attributes(page, tag.end(), end))
        at = end
        if name in _RAW and not closes:
            at = _closing(page, name, end)
            if name in ("title", "textarea"):
                yield Text(_resolved(page[end:at]))


def _after_other(page: str, opens: int) -> int:
    """Where a comment, declaration or broken closing tag ends; `opens` itself where it is none of these."""
    if page.startswith("<!--", opens):
        end = page.find("-->", opens + 2)
        return len(page) if end < 0 else end + 3
    if page.startswith(("<!", "<?", "</"), opens):
        end = page.find(">", opens)
        return len(page) if end < 0 else end + 1
    return opens


def _tag_end(page: str, at: int) -> int:
    """The position after the `>` that ends a tag; one within quotes does not, a tag left open ends with the page."""
    while True:
        match = _UNTIL_QUOTE.match(page, at)
        at = match.end() if match else at
        if at >= len(page):
            return len(page)
        if page[at] == ">":
            return at + 1
        closing = page.find(page[at], at + 1)
        if closing < 0:  # the quote is a slip: end at the next ">"
            end = page.find(">", at)
            return len(page) if end < 0 else end + 1
        at = closing + 1


def _attributes(page: str, start: int, end: int) -> dict[str, str]:
    if end - start <= 2:
        return {}
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(page, start, min(end, start + _LONGEST_TAG)):
        name = match.group(1).lower()
        if name in _WANTED and name not in found:
            found[name] = _resolved(match.group(2) or match.group(3) or match.group(4) or "")
    return found


def _closing(page: str, name: str, start: int) -> int:
    """Where the raw text of an element ends: at its closing tag, else at the end of the page."""
    at = start
    while True:
        at = page.find("</", at)
        if at < 0:
            return len(page)
        if page[at + 2 : at + 2 + len(name)].lower() == name:
            return at
        at += 2


def _resolved(text: str) -> str:
    return unescape(_LONG_REFERENCE.sub("\ufffd", text)) if "&" in text else text
