"""JSON-stat 2.0 data sets, also as the statistics office writes them: with a NUL byte behind the last brace.

Reads values and status, both as lists and as objects, with the codes in their order. Does not read collections.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from namro.errors import DocumentError
from namro.statistics.sources.cubes import Cube, Dimension


def read_jsonstat(path: Path) -> Cube:
    """The cube of a JSON-stat file; raises `DocumentError("jsonstat-invalid")` where it is none."""
    if not path.exists():
        raise DocumentError("file-missing", source=path)
    return parse_jsonstat(path.read_bytes(), path.name)


def parse_jsonstat(content: bytes, file: str = "") -> Cube:
    """The cube of the bytes of a JSON-stat data set."""
    try:
        data = json.loads(content.rstrip(b"\x00\r\n ").decode("utf-8-sig"), parse_float=Decimal)
        if data.get("class", "dataset") != "dataset" and "dataset" in data:
            data = data["dataset"]
        dimensions = tuple(_dimension(name, data["dimension"][name]) for name in data["id"])
        sizes = [len(dimension.codes) for dimension in dimensions]
        if sizes != list(data["size"]):
            raise ValueError(f"size {data['size']}, codes {sizes}")
        count = 1
        for size in sizes:
            count *= size
        values = _spread(data["value"], count)
        marks = data.get("status") or {}
        if isinstance(marks, str):
            marks = [marks] * count
        status = {at: str(mark) for at, mark in enumerate(_spread(marks, count)) if mark not in (None, "")}
    except (ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise DocumentError("jsonstat-invalid", source=file, problem=f"{type(error).__name__}: {error}") from None
    unit = next((name for side in data["dimension"].values() for name in _units(side)), "")
    return Cube(
        title=data.get("label", ""),
        unit=unit,
        source=data.get("source", ""),
        dimensions=dimensions,
        values=[None if value is None else Decimal(value) for value in values],
        status=status,
    )


def _dimension(name: str, side: dict[str, Any]) -> Dimension:
    category = side["category"]
    labels: dict[str, str] = category.get("label", {})
    index = category.get("index", list(labels))
    codes = list(index) if isinstance(index, list) else sorted(index, key=lambda code: index[code])
    shown = side.get("label") or name
    return Dimension(str(shown), tuple(codes), tuple(labels.get(code, code) for code in codes))


def _units(side: dict[str, Any]) -> list[str]:
    return [unit["base"] for unit in side["category"].get("unit", {}).values() if unit.get("base")]


def _spread(values: Any, count: int) -> list[Any]:
    """A list as it is, an object as the list it leaves gaps in."""
    if isinstance(values, dict):
        return [values.get(str(at)) for at in range(count)]
    if len(values) != count and values:
        raise ValueError(f"{len(values)} values for {count} cells")
    return list(values) or [None] * count
