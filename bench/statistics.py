"""Speed of panels beside pandas and DuckDB: ranks of one indicator over all periods, and a full as-known-on query.

    python -m bench.statistics [--large]

63 places x 20 years x 12 months x 5 vintages (75,600 figures), best of nine; with `--large`, panels on disk of one and
ten million figures, beside the same tables in a DuckDB file. Answers are compared before anything is timed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy

from namro.statistics.catalogue import Better
from namro.statistics.panel import Panel

PLACES = tuple(f"GSO63-{n:02}" for n in range(1, 64))
VINTAGES = 5
DAY = date(2020, 6, 30)


def make(months: int, vintages: int = VINTAGES) -> Panel:
    """A panel of 63 places by some months, each figure revised, from a fixed seed."""
    chance = numpy.random.default_rng(7)
    cells = months * len(PLACES)
    period = numpy.repeat(numpy.arange(months, dtype=numpy.int32), len(PLACES) * vintages)
    place = numpy.tile(numpy.repeat(numpy.arange(len(PLACES), dtype=numpy.int32), vintages), months)
    first = date(2005, 1, 1).toordinal()
    span = max(1, 20 * 365 // months)
    release = first + numpy.repeat(numpy.arange(months) * span, len(PLACES) * vintages)
    known = (release + numpy.tile(numpy.arange(vintages) * 90, cells)).astype(numpy.int32)
    value = chance.integers(-500, 2500, cells * vintages)
    periods = tuple(str(at) for at in range(months))
    return Panel.of_columns(periods, PLACES, 2, period=period, place=place, known=known, value=value)


def best_of(times: int, ask: Callable[[], Any]) -> float:
    """The shortest time of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - start)
    return 1000 * min(taken)


def small() -> None:
    """75,600 figures in memory."""
    import duckdb
    import pandas

    panel = make(240)
    day = DAY.toordinal()
    frame = pandas.DataFrame({"period": panel.period, "place": panel.place, "known": panel.known, "value": panel.value})
    base = duckdb.connect()
    base.execute("create table figures as select * from frame")
    latest_sql = f"""select period, place, arg_max(value, known) as value from figures
                     where known <= {day} group by period, place"""
    rank_sql = f"""select period, place, rank() over (partition by period order by value desc) as rank
                   from ({latest_sql})"""

    def pandas_latest() -> Any:
        # The frame is sorted as the panel is, which is pandas' best case.
        return frame[frame["known"] <= day].drop_duplicates(["period", "place"], keep="last")

    def pandas_ranks() -> Any:
        return pandas_latest().groupby("period")["value"].rank(method="min", ascending=False)

    ours = panel.known_on(DAY)
    theirs = base.sql(rank_sql + " order by period, place").fetchnumpy()
    assert (ours.ranks(Better.UP) == theirs["rank"]).all()
    assert (ours.ranks(Better.UP) == pandas_ranks().to_numpy()).all()
    rows = [
        ("known on a day", lambda: panel.known_on(DAY), pandas_latest, lambda: base.sql(latest_sql).fetchnumpy()),
        (
            "ranks of all periods",
            lambda: panel.known_on(DAY).ranks(Better.UP),
            pandas_ranks,
            lambda: base.sql(rank_sql).fetchnumpy(),
        ),
    ]
    print(f"{len(panel):,} figures; milliseconds, best of nine\n{'':24}{'namro':>8}{'pandas':>8}{'duckdb':>8}  ratio")
    for name, *asks in rows:
        times = [best_of(9, ask) for ask in asks]
        print(f"{name:24}" + "".join(f"{one:8.2f}" for one in times) + f"  {min(times[1:]) / times[0]:.1f}")


def large() -> None:
    """One and ten million figures on disk."""
    import duckdb

    print("on disk; milliseconds, best of three")
    for months in (3_175, 31_750):
        with tempfile.TemporaryDirectory() as name:
            made, folder = make(months), Path(name)
            made.save(folder / "panel")
            base = duckdb.connect(str(folder / "figures.duckdb"))
            columns = {key: getattr(made, key) for key in ("period", "place", "known", "value")}
            base.register("columns", columns)
            base.execute("create table figures as select * from columns")
            day = DAY.toordinal()
            sql = f"""select period, place, arg_max(value, known) from figures
                      where known <= {day} group by period, place"""
            del made
            ours = best_of(3, lambda folder=folder: Panel.open(folder / "panel").known_on(DAY))
            ranks = best_of(3, lambda folder=folder: Panel.open(folder / "panel").known_on(DAY).ranks(Better.UP))
            theirs = best_of(3, lambda base=base, sql=sql: base.sql(sql).fetchnumpy())
            base.close()
            print(
                f"{months * len(PLACES) * VINTAGES:>12,}  known on a day {ours:8.1f}, duckdb {theirs:8.1f}; "
                f"with ranks {ranks:8.1f}"
            )


if __name__ == "__main__":
    small()
    if "--large" in sys.argv:
        large()
