"""Pages: the document within an HTML page of a portal.

Leaves out what is the page's and not the document's: navigation, footers, scripts, share and rating widgets, lists of
links. In doubt a block stays: a stray menu line costs nothing, a lost head of a notice costs its number and date. Does
not fetch anything and does not run scripts.
"""

from __future__ import annotations

import re

from namro.documents.decode import decode, settle
from namro.documents.document import Document
from namro.documents.marks import list_mark
from namro.documents.outline import BLOCKS, Element, Outline, outline
from namro.documents.plain import portal_asides
from namro.documents.tables import table_lines
from namro.errors import DocumentError

_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_HEAD = 4_096  # the standard looks for the charset in the first 1,024 bytes; portals put scripts before it
_DECLARED = {"windows-1258": "cp1258", "windows-1252": "cp1252", "iso-8859-1": "cp1252"}

_PAGE_PARTS = "nav footer aside noscript template svg math button select script style iframe object dialog"
_NEVER = frozenset(_PAGE_PARTS.split())
_ROLES = frozenset({"navigation", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Names portals give to what is not the document.
_WIDGET = re.compile(
    r"""(?<![a-z])(?:
        nav|navbar|navigation|menu|submenu|footer|sidebar|breadcrumbs?   # moving about
      | share|sharing|social|facebook|twitter|zalo|print|toolbar         # passing on
      | rating|votes?|stars?|comments?|binh-?luan|danh-?gia              # opinions
      | related|tin-?lien-?quan|other-?news|pagination|banner|login|search(?:-?box)?|font-?size|skip-?links?
    )(?![a-z])""",
    re.VERBOSE | re.IGNORECASE,
)
# An element that holds more than a third of the page's text outside links is no widget, whatever its name: a tag was
# left open, or a theme names its whole page "has-sidebar".
_WIDGET_SHARE = 3
_LINK_LIST = frozenset({"ul", "ol", "div", "section", "table", "tr", "td", "p"})
_LEAST_LINKS = 3
_LINKED = 0.8  # of the characters: citations linked in prose stay far below
_MAIN_SHARE = 0.4
_HEADINGS = frozenset({"h1", "h2", "h3"})
_MOST_SPAN = 60  # columns or rows a cell may be said to span: no annex has more columns


def read_page(data: bytes, source: str) -> Document:
    """The document of a page: title, paragraphs and list items with a blank line between, tables as `table_lines`.

    Raises DocumentError: those of `decode`, and `file-empty` where no text is left.
    """
    label = _CHARSET.search(data[:_HEAD])
    declared = _DECLARED.get(label.group(1).decode("ascii").lower()) if label else None
    found = outline(decode(data, source, declared))
    left_out = _left_out(found)
    main = _main(found, left_out)
    heading = _heading(found, left_out, main)
    lines = _Lines(found, left_out).between(main)
    title = heading[0] if heading else _spaced(found.card) or _spaced(found.heading) or None
    if heading and not heading[1]:
        lines = [heading[0], "", *lines]
    text = settle("\n".join(lines), source)
    return Document(_without_buttons(text, source), source, "html", settle(title, source) if title else None)


def _left_out(page: Outline) -> set[int]:
    """The numbers of the elements that are the page's own."""
    whole = page.elements[0].text
    found = set()
    for number, element in enumerate(page.elements[1:], start=1):
        small = (element.text - element.linked) * _WIDGET_SHARE <= whole
        if (small and _is_widget(element)) or _is_link_list(element):
            found.add(number)
    return found


def _is_widget(element: Element) -> bool:
    if element.name in _NEVER:
        return True
    named = element.attributes
    if named.get("role") in _ROLES or _HIDDEN.search(named.get("style", "")):
        return True
    return _WIDGET.search(f"{named.get('class', '')} {named.get('id', '')}") is not None


def _is_link_list(element: Element) -> bool:
    if element.name not in _LINK_LIST or element.links < _LEAST_LINKS:
        return False
    return element.linked >= _LINKED * element.text


def _main(page: Outline, left_out: set[int]) -> int:
    """The element marked as the article, where it holds a good part of the text; else the whole page."""
    kept = [0] * len(page.elements)
    gone = [False] * len(page.elements)
    for number, element in enumerate(page.elements):
        gone[number] = number in left_out or (element.parent >= 0 and gone[element.parent])
        kept[number] = 0 if gone[number] else element.text - element.linked
    best = max(range(len(kept)), key=lambda n: kept[n] if _is_article(page.elements[n]) else -1)
    return best if kept[best] > 0 and kept[best] >= _MAIN_SHARE * kept[0] else 0


def _is_article(element: Element) -> bool:
    named = element.attributes
    return element.name in ("article", "main") or named.get("role") == "main" or named.get("itemprop") == "articleBody"


def _heading(page: Outline, left_out: set[int], main: int) -> tuple[str, bool] | None:
    """The text of the first h1 that is not all link (a logo), and whether it stands within the main element."""
    inside = page.elements[main]
    skip_to = 0
    for event, item in enumerate(page.events):
        if event < skip_to or isinstance(item, str) or item < 0:
            continue
        element = page.elements[item]
        if item in left_out:
            skip_to = element.end
        elif element.name == "h1" and element.text > element.linked:
            parts = [part for part in page.events[element.start : element.end] if isinstance(part, str)]
            return _spaced("".join(parts)), inside.start <= element.start < inside.end
    return None


class _Lines:
    """Writes the lines of a stretch of events; a blank line parts paragraphs."""

    def __init__(self, page: Outline, left_out: set[int]) -> None:
        self.page = page
        self.left_out = left_out
        self.lines: list[str] = []
        self.parts: list[str] = []
        self.tables: list[_Table] = []
        self.counts: dict[int, int] = {}

    def between(self, main: int) -> list[str]:
        event = self.page.elements[main].start
        last = self.page.elements[main].end
        while event <= last:
            item = self.page.events[event]
            event += 1
            if isinstance(item, str):
                self.parts.append(item)
            elif item < 0:
                self._close(self.page.elements[~item])
            elif item in self.left_out and item != main:
                event = self.page.elements[item].end + 1
            else:
                self._open(item, self.page.elements[item])
        self._paragraph()
        return self.lines

    def _open(self, number: int, element: Element) -> None:
        name = element.name
        if name == "br":
            self._line()
        elif name in BLOCKS:
            self._paragraph()
        if name == "table":
            self.tables.append(_Table())
        elif name == "tr" and self.tables:
            self.tables[-1].open_row()
        elif name in ("td", "th") and self.tables:
            self.tables[-1].open_cell(element, self.lines)
            self.lines = []
        elif name in _HEADINGS and self.tables:
            self.tables[-1].layout = True
        elif name == "li":
            self.parts.append(self._mark(element))

    def _close(self, element: Element) -> None:
        name = element.name
        if name in BLOCKS:
            self._paragraph()
        if name in ("td", "th") and self.tables:
            self.lines = self.tables[-1].close_cell(self.lines)
        elif name == "table" and self.tables:
            table = self.tables.pop()
            if self.tables:
                self.tables[-1].layout = True
            self.lines += [*table_lines(table.rows, layout=table.layout or None), ""]

    def _mark(self, element: Element) -> str:
        above = self.page.elements[element.parent]
        if above.name != "ol":
            return "- "
        self.counts[element.parent] = self.counts.get(element.parent, 0) + 1
        return list_mark(self.counts[element.parent], above.attributes.get("type", "decimal")) + ". "

    def _line(self) -> None:
        text = _spaced("".join(self.parts))
        self.parts = []
        if text and text != "-":
            self.lines.append(text)

    def _paragraph(self) -> None:
        self._line()
        if self.lines and self.lines[-1]:
            self.lines.append("")


class _Table:
    """Rows of a table being read; cells covered by a span of another are empty, so that columns stay in place."""

    def __init__(self) -> None:
        self.rows: list[list[list[str]]] = []
        self.layout = False
        self._outer: list[list[str]] = []
        self._covered: dict[int, int] = {}  # column → rows still covered from above
        self._spans = (1, 1)

    def open_row(self) -> None:
        self.rows.append([])
        self._skip_covered()

    def open_cell(self, element: Element, outer: list[str]) -> None:
        self._outer.append(outer)
        self._spans = (_span(element, "colspan"), _span(element, "rowspan"))

    def close_cell(self, lines: list[str]) -> list[str]:
        """Keep the cell and give back the lines outside of the table."""
        columns, rows = self._spans
        if not self.rows:
            self.rows.append([])
        for number in range(columns):
            if number and len(self.rows[-1]) >= _MOST_SPAN:
                break
            if rows > 1:
                self._covered[len(self.rows[-1])] = rows - 1
            self.rows[-1].append([line for line in lines if line] if number == 0 else [])
        self._skip_covered()
        return self._outer.pop()

    def _skip_covered(self) -> None:
        row = self.rows[-1]
        while self._covered.get(len(row), 0) and len(row) < _MOST_SPAN:
            self._covered[len(row)] -= 1
            row.append([])


def _span(element: Element, name: str) -> int:
    value = element.attributes.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _without_buttons(text: str, source: str) -> str:
    """The text without a portal's own lines at its ends."""
    kept = []
    at = 0
    for span in portal_asides(text):
        kept.append(text[at : span.start].rstrip(" "))
        at = span.end
    kept.append(text[at:])
    left = re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip("\n")
    if not left:
        raise DocumentError("file-empty", source=source)
    return left
