"""Parquet: the tidy form as typed columns, values as exact decimals.

Does not write a value as a float; a table whose values need more than 76 digits is refused by the format.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from namro.errors import DocumentError, UsageError
from namro.statistics.observations import Observation
from namro.statistics.shipped import COLUMNS
from namro.statistics.sources.faults import Cell
from namro.statistics.sources.figures import RawFigure, Reading, accept
from namro.statistics.sources.tidy import tidy_row

_DAYS = ("published_on", "seen_on")


def write_parquet(observations: Iterable[Observation], path: Path) -> None:
    """Write observations with decimal values and dates; text columns are dictionaries."""
    arrow, parquet = _pyarrow()
    seen = list(observations)
    columns: dict[str, Any] = {
        name: arrow.array([row[at] for row in map(tidy_row, seen)], arrow.string()).dictionary_encode()
        for at, name in enumerate(COLUMNS)
        if name not in ("value", *_DAYS)
    }
    digits = max((max(0, -int(item.value.as_tuple().exponent)) for item in seen), default=0)
    whole = max((max(1, item.value.adjusted() + 1) for item in seen), default=1)
    decimal = arrow.decimal128 if whole + digits <= 38 else arrow.decimal256
    columns["value"] = arrow.array([item.value for item in seen], decimal(whole + digits, digits))
    for name in _DAYS:
        columns[name] = arrow.array([getattr(item, name) for item in seen], arrow.date32())
    parquet.write_table(arrow.table({name: columns[name] for name in COLUMNS}), path)


def read_parquet(path: Path) -> list[Observation]:
    """The observations of a file `write_parquet` wrote. Raises `ImportRefusedError` with all faults."""
    if not path.exists():
        raise DocumentError("file-missing", source=path)
    _, parquet = _pyarrow()
    rows = parquet.read_table(path).to_pylist()
    figures = [RawFigure(Cell(number), row) for number, row in enumerate(rows, start=1)]
    return accept(figures, path.name, Reading(small_shares=True))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="pyarrow") from None
    return pyarrow, pyarrow.parquet
