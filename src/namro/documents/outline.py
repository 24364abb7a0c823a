"""Outline: the elements of a page, in order, with how much text and how much of it is links each one holds.

Closes what the page leaves open (p, li, tr, td) as the HTML standard does, and keeps a closing tag inside its table
cell. Every element is pushed and popped once, so the cost grows with the page and nothing else. Does not decide which
element is the document: `page` does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from namro.documents.markup import Tag, Text, tokens

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead
    tr ul
"""
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
BLOCKS = frozenset(_BLOCK_NAMES.split())
_VOID = frozenset(_VOID_NAMES.split())
_CELLS = frozenset({"td", "th", "caption"})
_TABLE_PARTS = frozenset({"table", "tr", "td", "th", "caption"})
_GROUPS = frozenset({"tbody", "thead", "tfoot", "colgroup"})  # they hold rows and say nothing


@dataclass(slots=True)
class Element:
    """An element: its name and attributes, its place in the events, and the characters of its subtree."""

    name: str
    parent: int
    attributes: dict[str, str]
    start: int
    end: int = 0
    text: int = 0
    linked: int = 0
    links: int = 0


@dataclass(slots=True)
class Outline:
    """`events` in page order: a text, the number of an element that opens, or ~number of one that closes."""

    elements: list[Element] = field(default_factory=list)
    events: list[str | int] = field(default_factory=list)
    heading: str = ""  # of <title>
    card: str = ""  # of <meta property="og:title">


def outline(page: str) -> Outline:
    """The elements of a page."""
    builder = _Builder()
    for token in tokens(page):
        if isinstance(token, Text):
            builder.text(token.text)
        elif token.closes:
            builder.close(token.name)
        else:
            builder.open(token)
    return builder.finish()


class _Builder:
    def __init__(self) -> None:
        self.result = Outline([Element("html", -1, {}, 0)], [0])
        self.stack = [0]  # open elements
        self.tables: list[int] = []  # of these, tables, rows and cells
        self.lists: list[int] = []  # and lists and items
        self.scopes: list[Counter[str]] = [Counter()]  # names open, by table cell
        self.links = 0  # open links
        self.titled = False

    def text(self, text: str) -> None:
        top = self.result.elements[self.stack[-1]]
        if self.titled:
            self.result.heading = self.result.heading or text
            return
        size = len(text) - text.count(" ") - text.count("\n")
        top.text += size
        if self.links:
            top.linked += size
        self.result.events.append(text)

    def open(self, tag: Tag) -> None:
        name = tag.name
        if name in _GROUPS or name in ("html", "body"):
            return
        if name == "title":
            self.titled = not self.result.heading
            return
        if name == "meta":
            if tag.attributes.get("property") == "og:title":
                self.result.card = tag.attributes.get("content", "")
            return
        self._close_implied(name)
        number = self._add(name, tag.attributes)
        if name in _VOID:
            self._pop()
            return
        self.scopes[-1][name] += 1
        if name in _CELLS and self.tables:
            self.scopes.append(Counter())
        if name == "table" or (name in _TABLE_PARTS and self.tables):
            self.tables.append(number)
        elif name in ("li", "ul", "ol"):
            self.lists.append(number)
        elif name == "a":
            self.links += 1

    def close(self, name: str) -> None:
        if name == "title":
            self.titled = False
        elif name in _TABLE_PARTS and self.tables:
            self._close_table_part(name)
        elif self.scopes[-1][name]:
            self._pop_to_name(name)

    def finish(self) -> Outline:
        while self.stack:
            self._pop()
        elements = self.result.elements
        for element in reversed(elements[1:]):
            above = elements[element.parent]
            above.text += element.text
            above.linked += element.linked
            above.links += element.links + (element.name == "a")
        return self.result

    def _add(self, name: str, attributes: dict[str, str]) -> int:
        number = len(self.result.elements)
        self.result.elements.append(Element(name, self.stack[-1], attributes, len(self.result.events)))
        self.result.events.append(number)
        self.stack.append(number)
        return number

    def _pop(self) -> None:
        number = self.stack.pop()
        element = self.result.elements[number]
        if self.tables and self.tables[-1] == number:
            self.tables.pop()
            if element.name in _CELLS:
                self.scopes.pop()
        elif self.lists and self.lists[-1] == number:
            self.lists.pop()
        if element.name == "a":
            self.links -= 1
        if element.name not in _VOID and element.name != "html":
            self.scopes[-1][element.name] -= 1
        element.end = len(self.result.events)
        self.result.events.append(~number)

    def _pop_to(self, number: int) -> None:
        while self.stack[-1] != number:
            self._pop()
        self._pop()

    def _pop_to_name(self, name: str) -> None:
        while self.result.elements[self.stack[-1]].name != name:
            self._pop()
        self._pop()

    def _name(self, numbers: list[int]) -> str:
        return self.result.elements[numbers[-1]].name if numbers else ""

    def _close_implied(self, name: str) -> None:
        """What the standard closes by itself before this element."""
        if name in BLOCKS and self._name(self.stack) == "p":
            self._pop()
        if name == "a" and self.scopes[-1]["a"]:
            self._pop_to_name("a")
        if name == "li" and self._name(self.lists) == "li" and self.lists[-1] > self._cell():
            self._pop_to(self.lists[-1])
        if name in ("td", "th", "tr", "caption") and self._name(self.tables) in _CELLS:
            self._pop_to(self.tables[-1])
        if name == "tr" and self._name(self.tables) == "tr":
            self._pop_to(self.tables[-1])
        if name in ("td", "th") and self._name(self.tables) == "table":  # a cell without a row
            self.tables.append(self._add("tr", {}))
            self.scopes[-1]["tr"] += 1

    def _close_table_part(self, name: str) -> None:
        if name in ("tr", "table") and self._name(self.tables) in _CELLS:
            self._pop_to(self.tables[-1])
        if name == "table" and self._name(self.tables) == "tr":
            self._pop_to(self.tables[-1])
        if self._name(self.tables) == name or {name, self._name(self.tables)} <= _CELLS:
            self._pop_to(self.tables[-1])

    def _cell(self) -> int:
        return self.tables[-1] if self.tables else 0
