"""Numbering: the list marks Word shows but does not store in the text ("I.", "1.2.", "a)", "-").

Follows WordprocessingML (ECMA-376 part 1, 17.9): counters belong to the abstract list, a level begins anew after a
higher one, an override begins a list anew. Bullets of any shape are shown as "-".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from namro.documents.marks import list_mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST_CHAIN = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str


class Numbering:
    """The lists of a file and where each stands."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # abstract list → its levels
        self._lists: dict[str, str] = {}  # list → abstract list
        self._overrides: dict[str, dict[int, int]] = {}  # list → level → start
        self._counts: dict[str, list[int | None]] = {}
        self._styles: dict[str, tuple[str | None, str | None, int | None]] = {}  # style → base, list, level
        for element in numbering if numbering is not None else ():
            if element.tag == W + "abstractNum":
                self._levels[element.get(W + "abstractNumId", "")] = _levels(element)
            elif element.tag == W + "num":
                self._read_list(element)
        for style in styles if styles is not None else ():
            if style.tag == W + "style":
                base = style.find(W + "basedOn")
                number, level = _numbered(style.find(W + "pPr"))
                self._styles[style.get(W + "styleId", "")] = (_val(base), number, level)

    def mark(self, properties: Element | None) -> str:
        """The mark before a paragraph with these properties (`w:pPr`), counted on; empty where it shows none."""
        number, level = _numbered(properties)
        if number is None and properties is not None:
            number, styled = self._of_style(_val(properties.find(W + "pStyle")))
            level = styled if level is None else level
        abstract = self._lists.get(number or "")
        if number is None or abstract is None:
            return ""
        at = min(max(level or 0, 0), _LEVELS - 1)
        levels = self._levels.get(abstract, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        for overridden, start in self._overrides.pop(number, {}).items():
            counts[overridden] = start - 1
        now = counts[at]
        counts[at] = levels[at].start if now is None else now + 1
        counts[at + 1 :] = [None] * (_LEVELS - at - 1)
        if levels[at].kind == "bullet":
            return "-"
        return _PLACE.sub(lambda match: _shown(levels, counts, int(match.group(1)) - 1), levels[at].pattern).strip()

    def _read_list(self, element: Element) -> None:
        number = element.get(W + "numId", "")
        self._lists[number] = _val(element.find(W + "abstractNumId")) or ""
        for override in element.findall(W + "lvlOverride"):
            level = _whole(override.get(W + "ilvl"), 0)
            start = override.find(W + "startOverride")
            if start is not None and 0 <= level < _LEVELS:
                self._overrides.setdefault(number, {})[level] = _whole(_val(start), 1)

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        level = None
        for _ in range(_LONGEST_CHAIN):
            if style is None or style not in self._styles:
                break
            style, number, own = self._styles[style]
            level = own if level is None else level
            if number is not None:
                return number, level
        return None, None


def _levels(abstract: Element) -> dict[int, _Level]:
    found = {}
    for level in abstract.findall(W + "lvl"):
        at = _whole(level.get(W + "ilvl"), 0)
        start = _whole(_val(level.find(W + "start")), 0)
        kind = _val(level.find(W + "numFmt")) or "decimal"
        found[at] = _Level(start, kind, _val(level.find(W + "lvlText")) or "")
    return found


def _shown(levels: dict[int, _Level], counts: list[int | None], at: int) -> str:
    level = levels.get(at)
    if level is None or level.kind in ("none", "bullet"):
        return ""
    count = counts[at]
    return list_mark(level.start if count is None else count, level.kind)


def _numbered(properties: Element | None) -> tuple[str | None, int | None]:
    numbered = properties.find(W + "numPr") if properties is not None else None
    if numbered is None:
        return None, None
    level = numbered.find(W + "ilvl")
    return _val(numbered.find(W + "numId")), None if level is None else _whole(_val(level), 0)


def _val(element: Element | None) -> str | None:
    return None if element is None else element.get(W + "val")


def _whole(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,6}", value) else default
