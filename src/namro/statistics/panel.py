"""Panels: many observations as sorted columns, in memory or on disk, for whole-table questions.

A panel answers "every latest figure known on a day" and "every rank of every period" in one pass over its columns; it
gives the same answers as `Series` and `ranking`, which serve the single question. Values are whole numbers of one
decimal step, so they stay exact. Needs numpy (extra `statistics`). Does not check figures: a store does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from namro.errors import UsageError
from namro.statistics.catalogue import Better
from namro.statistics.observations import Observation

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Ints = NDArray[numpy.signedinteger[Any]]

_COLUMNS = ("period", "place", "known", "value")
_CHUNK_ROWS = 1 << 20  # rows looked at in one go: bounds the memory of a query, not its answer
_NEVER = 2**31 - 1  # the day of a figure that is known on no day


@dataclass(frozen=True)
class Panel:
    """One series and scope, sorted by period, place and recency.

    `period` and `place` are positions in `periods` and `places`; `known` is the ordinal of the day a figure became
    known; `value` counts steps of ten to the power `-digits`; `starts` is the first row of every period and place.
    """

    periods: tuple[str, ...]
    places: tuple[str, ...]
    digits: int
    period: Ints
    place: Ints
    known: Ints
    value: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.value)

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> Panel:
        """The panel of some observations of one series and scope. Raises `UsageError("panel-mixed")`."""
        numpy = _numpy()
        rows = sorted(observations, key=lambda seen: (seen.period.order, seen.place, seen.recency))
        if len({(seen.series, seen.scope) for seen in rows}) > 1:
            raise UsageError("panel-mixed")
        digits = max((max(0, -int(seen.value.as_tuple().exponent)) for seen in rows), default=0)
        periods = tuple(dict.fromkeys(seen.period.iso for seen in rows))
        places = tuple(sorted({seen.place for seen in rows}))
        period_at = {code: at for at, code in enumerate(periods)}
        place_at = {code: at for at, code in enumerate(places)}
        columns = {
            "period": numpy.array([period_at[seen.period.iso] for seen in rows], numpy.int32),
            "place": numpy.array([place_at[seen.place] for seen in rows], numpy.int32),
            "known": numpy.array(
                [seen.known_on.toordinal() if seen.known_on else _NEVER for seen in rows], numpy.int32
            ),
            "value": numpy.array([int(seen.value.scaleb(digits)) for seen in rows], numpy.int64),
        }
        return cls.of_columns(periods, places, digits, **columns)

    @classmethod
    def of_columns(
        cls,
        periods: tuple[str, ...],
        places: tuple[str, ...],
        digits: int,
        *,
        period: Ints,
        place: Ints,
        known: Ints,
        value: Ints,
    ) -> Panel:
        """The panel of columns that are sorted already, by period, place and recency."""
        numpy = _numpy()
        key = period.astype(numpy.int64) * max(1, len(places)) + place
        starts = numpy.flatnonzero(numpy.diff(key, prepend=-1)) if len(key) else numpy.zeros(0, numpy.int64)
        return cls(periods, places, digits, period, place, known, value, starts)

    def save(self, folder: Path) -> None:
        """Write the panel as one file a column, to be opened without being read."""
        numpy = _numpy()
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*_COLUMNS, "starts"):
            numpy.save(folder / f"{name}.npy", getattr(self, name))
        head = {"periods": self.periods, "places": self.places, "digits": self.digits}
        (folder / "panel.json").write_text(json.dumps(head), "utf-8")

    @classmethod
    def open(cls, folder: Path) -> Panel:
        """The panel in a folder; its columns are mapped, not loaded."""
        numpy = _numpy()
        head = json.loads((folder / "panel.json").read_text("utf-8"))
        columns = {name: numpy.load(folder / f"{name}.npy", mmap_mode="r") for name in (*_COLUMNS, "starts")}
        return cls(tuple(head["periods"]), tuple(head["places"]), head["digits"], **columns)

    def known_on(self, day: date) -> Panel:
        """The latest figure known on a day of every period and place that had one."""
        numpy = _numpy()
        kept = [numpy.zeros(0, numpy.int64), *self._latest(day.toordinal())]
        rows = numpy.concatenate(kept)
        return Panel(
            self.periods,
            self.places,
            self.digits,
            self.period[rows],
            self.place[rows],
            self.known[rows],
            self.value[rows],
            numpy.arange(len(rows)),
        )

    def ranks(self, better: Better) -> Ints:
        """The competition rank of every row among the rows of its period; one figure a place is expected.

        Raises `UsageError("panel-vintages")` where a place has two: ask for `known_on` first.
        """
        numpy = _numpy()
        if len(self.starts) != len(self):
            raise UsageError("panel-vintages")
        key = self.value if better is Better.DOWN else -self.value
        order = numpy.lexsort((key, self.period))
        period, value = self.period[order], self.value[order]
        at = numpy.arange(len(order))
        new_period = numpy.concatenate(([True], period[1:] != period[:-1]))[: len(order)]
        new_value = new_period | numpy.concatenate(([True], value[1:] != value[:-1]))[: len(order)]
        first_of_period = numpy.maximum.accumulate(numpy.where(new_period, at, 0))
        first_of_value = numpy.maximum.accumulate(numpy.where(new_value, at, 0))
        ranks = numpy.empty(len(order), numpy.int32)
        ranks[order] = first_of_value - first_of_period + 1
        placed: Ints = ranks
        return placed

    def decimals(self) -> list[Decimal]:
        """The values as they went in."""
        return [Decimal(int(value)).scaleb(-self.digits) for value in self.value]

    def _latest(self, day: int) -> Iterator[Ints]:
        numpy = _numpy()
        starts, size, done = self.starts, len(self), 0
        while done < len(starts):
            # A chunk ends where a period and place ends, so that no group is cut.
            row = starts[done]
            after = max(done + 1, int(numpy.searchsorted(starts, row + _CHUNK_ROWS, side="right")) - 1)
            if starts[-1] < row + _CHUNK_ROWS:
                after = len(starts)
            end = size if after >= len(starts) else starts[after]
            known = self.known[row:end]
            at = numpy.where(known <= day, numpy.arange(end - row), -1)
            last = numpy.maximum.reduceat(at, starts[done:after] - row)
            yield last[last >= 0] + row
            done = after


def _numpy() -> Any:
    try:
        import numpy
    except ImportError:
        raise UsageError("extra-missing", extra="statistics", package="numpy") from None
    return numpy
