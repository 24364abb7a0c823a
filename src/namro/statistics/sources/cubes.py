"""Statistical cubes as PX and JSON-stat 2.0 hold them: dimensions with codes and labels, a value for every crossing.

Both formats are read here without losing the codes or the status of a value. Does not know provinces or periods: a
mapping says which dimension is which.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from namro.errors import UsageError
from namro.statistics.observations import Observation
from namro.statistics.sources.faults import Cell
from namro.statistics.sources.figures import RawFigure, accept
from namro.statistics.sources.mapping import SenderMapping, base_fields


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a cube: its values' codes and labels in order."""

    name: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cube:
    """Values in the order of the dimensions, the last running fastest; `status` holds the marks of some."""

    title: str
    unit: str
    source: str
    dimensions: tuple[Dimension, ...]
    values: Sequence[Decimal | None]
    status: dict[int, str]

    def cells(self) -> Iterator[tuple[int, tuple[int, ...], Decimal | None]]:
        """Every cell: its number, its position in each dimension, its value."""
        sides = (range(len(dimension.codes)) for dimension in self.dimensions)
        for number, position in enumerate(itertools.product(*sides)):
            yield number, position, self.values[number]


_YEAR_LABEL = re.compile(r"(?P<status>sơ bộ|ước tính|ước|prel\.?|est\.?)?\s*(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_STATUS = {"s": "preliminary", "p": "preliminary", "u": "estimate", "ư": "estimate", "e": "estimate"}


def cube_observations(cube: Cube, mapping: SenderMapping, file: str) -> list[Observation]:
    """The observations of a cube. The mapping's `dimensions` names the ones for `place`, `period` and `series`.

    Without a series dimension the mapping's only series is meant. A year label may carry its status ("Sơ bộ 2024").
    Raises `ImportRefusedError` with all faults.
    """
    sides = {role: _side(cube, name, file) for role, name in mapping.dimensions.items()}
    figures = []
    for number, position, value in cube.cells():
        if value is None:
            continue
        fields = base_fields(mapping) | {"value": value, "unit": mapping.unit or cube.unit}
        if mapping.scope is not None:
            fields["scope"] = mapping.scope
        fields["source"] = mapping.source or cube.source
        code = _label(cube, sides, position, "series")
        if code is None:
            fields["indicator"] = next(iter(mapping.series.values()), "")
        elif code[0] in mapping.series or code[1] in mapping.series:
            fields["indicator"] = mapping.series.get(code[0]) or mapping.series[code[1]]
        else:
            continue  # a figure the mapping does not ask for
        place = _label(cube, sides, position, "place")
        name = (
            mapping.place if place is None else mapping.names.get(place[0]) or mapping.names.get(place[1]) or place[1]
        )
        if name in mapping.skip:
            continue
        fields["place"] = name
        period = _label(cube, sides, position, "period")
        label = "" if period is None else period[1]
        match = _YEAR_LABEL.fullmatch(label)
        fields["period"] = match["year"] if match else label
        mark = cube.status.get(number, "")
        fields["status"] = mark if mark else _STATUS.get(((match and match["status"]) or " ")[0].lower(), "")
        figures.append(RawFigure(Cell(number + 1, " × ".join(_names(cube, position))), fields))
    return accept(figures, file, mapping.reading)


def _names(cube: Cube, position: tuple[int, ...]) -> list[str]:
    return [side.labels[at].strip() for side, at in zip(cube.dimensions, position, strict=True)]


def _side(cube: Cube, name: str, file: str) -> int:
    for at, dimension in enumerate(cube.dimensions):
        if dimension.name == name:
            return at
    known = ", ".join(dimension.name for dimension in cube.dimensions)
    raise UsageError("mapping-invalid", file=file, problem=f"dimension {name!r}; there are: {known}")


def _label(cube: Cube, sides: dict[str, int], position: tuple[int, ...], role: str) -> tuple[str, str] | None:
    """Code and label of a cell in the dimension of a role; labels lose the blanks that show hierarchy."""
    if role not in sides:
        return None
    dimension = cube.dimensions[sides[role]]
    at = position[sides[role]]
    return dimension.codes[at].strip(), dimension.labels[at].strip()
