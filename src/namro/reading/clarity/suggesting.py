"""Suggestions: what Namro would fill a gap with, never mixed with what was read.

For a directive that names nobody, or only a place or a crowd: the body usually in charge of its theme, at the centre or
in the province, as it stood on the document's day. For one without a product: what such work usually leaves behind in
official task tables. Rows of the gazetteer that nobody has read in a source are not used. Never suggests a date.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from namro.errors import DataError
from namro.places.agencies import gazetteer
from namro.reading.directives.model import Clear, State, Suggestion, Verdict
from namro.reading.directives.themes import in_area
from namro.reading.model import Header


def suggest(
    lower: str, action: str, lead: tuple[str, ...], clarity: tuple[tuple[Clear, Verdict], ...], header: Header
) -> tuple[Suggestion, ...]:
    """Suggestions for the clears that a clause (`lower`, with its leading verbs) leaves open."""
    states = {clear: verdict.state for clear, verdict in clarity}
    found: list[Suggestion] = []
    if states.get(Clear.PERSON) is not State.CLEAR:
        found.extend(_in_charge(lower, lead, header))
    if states.get(Clear.RESULT) is not State.CLEAR:
        for verb, (product, seen_in) in usual_products().items():
            if verb in action:
                found.append(Suggestion(Clear.RESULT, product, seen_in))
                break
    return tuple(found)


@cache
def usual_products() -> dict[str, tuple[str, str]]:
    """Leading verb → what it usually leaves behind, and the task table where that was seen."""
    file = files("namro.reading.clarity").joinpath("products.csv")
    products = {}
    faults: list[tuple[int | str, str, str]] = []
    for row, cells in enumerate(csv.DictReader(file.read_text("utf-8").splitlines()), start=2):
        if not cells["seen_in"] or not cells["product"]:
            faults.append((row, "no product or no source", "fill the row or drop it"))
        if cells["verb"] in products:
            faults.append((row, f"verb {cells['verb']!r} stands twice", "keep one row a verb"))
        products[cells["verb"]] = (cells["product"], cells["seen_in"])
    if faults:
        raise DataError("reading/clarity/products.csv", faults)
    return products


def _in_charge(lower: str, lead: tuple[str, ...], header: Header) -> list[Suggestion]:
    area = in_area(lower)
    if area is None or not area.read:
        return []
    day = header.day
    local = "UBND" in (header.number or "") or any(name.lower().startswith(("tỉnh ", "thành phố ")) for name in lead)
    bodies = gazetteer().bodies
    found = []
    for path in area.provincial if local else area.central:
        body = bodies[path[-1]]
        if body.read and (day is None or body.stands_on(day)) and _is_current(body.begins, day):
            found.append(Suggestion(Clear.PERSON, body.name, area.cues[0]))
    return found


def _is_current(begins: date | None, day: date | None) -> bool:
    """Without a day of the document only bodies that always stood are safe to name."""
    return day is not None or begins is None
