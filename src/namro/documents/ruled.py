"""Ruled tables of a PDF page: rows and cells from the lines drawn around them.

Only what is drawn counts: a table needs at least two rows and two columns parted by lines. Cells that no line parts are
one, as in a heading over several columns. A row that goes on over a page break is two rows. Does not guess at tables
without lines, such as the head of a notice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from namro.documents.letters import Letter, lines_of
from namro.documents.tables import table_lines

_MOST_OBJECTS = 20_000  # drawn on a page; beyond this it is a map
_MOST_TABLES = 50  # on one page
_MOST_LEVELS = 300  # rows or columns of one table on one page
_MOST_LINES = 40  # in a cell; one with more is the frame of a page, not a cell
_THIN = 3.0  # points: a line is a path, or a filled rectangle, thinner than this
_SHORT = 8.0  # points of the shortest side of a cell
_TOUCH = 2.5  # points by which lines that are meant to meet may miss each other


@dataclass(frozen=True, slots=True)
class _Rule:
    """A drawn line: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page: its lines of text, and the letters they were made of."""

    lines: list[str]
    letters: frozenset[int]


def ruled_tables(page: Any, letters: Sequence[Letter], pdfium: Any) -> list[Ruled]:
    """The ruled tables of a page from top to bottom; `letters` are the page's, and stand in `Ruled` by number."""
    if page.get_rotation() or pdfium.raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        return []
    flat, upright = _rules(page, pdfium)
    tables = []
    for across, down in _groups(flat, upright):
        table = _table(across, down, letters)
        if table is not None:
            tables.append(table)
    return tables


def _rules(page: Any, pdfium: Any) -> tuple[list[_Rule], list[_Rule]]:
    """The level and the upright lines of a page; a rectangle is four."""
    flat: list[_Rule] = []
    upright: list[_Rule] = []
    for path in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = path.get_bounds()
        wide, tall = right - left, top - bottom
        if tall <= _THIN and wide >= _SHORT:
            flat.append(_Rule((bottom + top) / 2, left, right))
        elif wide <= _THIN and tall >= _SHORT:
            upright.append(_Rule((left + right) / 2, bottom, top))
        elif wide >= _SHORT and tall >= _SHORT:
            flat += [_Rule(bottom, left, right), _Rule(top, left, right)]
            upright += [_Rule(left, bottom, top), _Rule(right, bottom, top)]
    return flat, upright


def _groups(flat: list[_Rule], upright: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """The lines of each table, from the top of the page: those whose upright lines overlap in height."""
    groups: list[tuple[list[_Rule], list[_Rule]]] = []
    floor = 0.0
    for rule in sorted(upright, key=lambda rule: -rule.end):
        if not groups or rule.end < floor - _TOUCH:
            groups.append(([], []))
            floor = rule.start
        groups[-1][1].append(rule)
        floor = min(floor, rule.start)
    spans = [(min(r.start for r in down), max(r.end for r in down)) for _, down in groups]
    for rule in flat if len(groups) <= _MOST_TABLES else ():
        for (across, _), (bottom, top) in zip(groups, spans, strict=True):
            if bottom - _TOUCH <= rule.at <= top + _TOUCH:
                across.append(rule)
                break
    return groups


def _levels(rules: list[_Rule]) -> list[float]:
    """The places of lines, those nearer than a cell can be taken as one."""
    levels: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not levels or at - levels[-1] > _TOUCH:
            levels.append(at)
    return levels


def _table(across: list[_Rule], down: list[_Rule], letters: Sequence[Letter]) -> Ruled | None:
    ys, xs = _levels(across), _levels(down)
    if not (3 <= len(ys) <= _MOST_LEVELS and 3 <= len(xs) <= _MOST_LEVELS):
        return None
    joined_to = _merged(ys, xs, across, down)
    cells: dict[tuple[int, int], list[Letter]] = {}
    taken = set()
    for number, letter in enumerate(letters):
        row, column = bisect_right(ys, letter.middle) - 1, bisect_right(xs, (letter.left + letter.right) / 2) - 1
        if 0 <= row < len(ys) - 1 and 0 <= column < len(xs) - 1:
            cells.setdefault(joined_to[row, column], []).append(letter)
            taken.add(number)
    rows = [
        [lines_of(cells.get((row, column), ())) for column in range(len(xs) - 1)]
        for row in range(len(ys) - 2, -1, -1)  # heights grow upwards
    ]
    if not taken or max(len(cell) for row in rows for cell in row) > _MOST_LINES:
        return None
    return Ruled(table_lines(rows, layout=False), frozenset(taken))


def _merged(
    ys: list[float], xs: list[float], across: list[_Rule], down: list[_Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell of the grid the upper left one of those it forms one cell with."""
    walls = _walls(xs, ys, down)  # (column, row) → a line at the left of it
    floors = _walls(ys, xs, across)  # (row, column) → a line under it
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 2, -1, -1):
        for column in range(len(xs) - 1):
            if column and (column, row) not in walls:
                first[row, column] = first[row, column - 1]
            elif row < len(ys) - 2 and (row + 1, column) not in floors:
                first[row, column] = first[row + 1, column]
            else:
                first[row, column] = (row, column)
    return first


def _walls(places: list[float], steps: list[float], rules: list[_Rule]) -> set[tuple[int, int]]:
    """The steps along each place where a line is drawn."""
    found: set[tuple[int, int]] = set()
    for rule in rules:
        place = bisect_right(places, rule.at + _TOUCH) - 1
        begin = bisect_right(steps, rule.start - _TOUCH)
        end = bisect_right(steps, rule.end + _TOUCH) - 1
        found.update((place, step) for step in range(begin, end))
    return found
