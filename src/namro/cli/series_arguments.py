"""What the commands on figures share: indicator, place, period, and figures of one's own beside the shipped.

Turns words of the command line into values of `statistics`; decides nothing about figures.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from namro.cli.arguments import Parser, day
from namro.errors import UsageError, say
from namro.places import NATION, NATION_NAME, region_coded, region_named, unit_coded, unit_named
from namro.statistics import Nature, Period, SeriesKind, Store, series_of, shipped_store
from namro.text import fold

FORMATS = ("terminal", "json", "csv")
LAST_DAY_OF_63 = date(2025, 6, 30)


def add_common(parser: Parser, *, formats: tuple[str, ...] = FORMATS) -> None:
    """`--known-on`, `--data`, `--format` and `-o`."""
    lang = parser.lang
    parser.add_argument("--known-on", type=day, metavar="DATE", help=say("series-known-on", lang))
    parser.add_argument("--data", type=Path, action="append", default=[], metavar="FILE", help=say("series-data", lang))
    parser.add_argument("--format", choices=formats, default="terminal", help=say("series-format", lang))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("cli-read-output", lang))


def store_of(args: Namespace) -> Store:
    """The shipped figures with those of the files given."""
    store = shipped_store()
    if args.data:
        from namro.statistics.sources import Reading, read_observations

        for path in args.data:
            store = store.adding(read_observations(path, reading=Reading(small_shares=True)))
    return store


def place_on(name: str, on: date) -> str:
    """The code of a unit, a region or the nation, by its code or its name on a day. Raises `UsageError`."""
    if name == NATION or fold(name) in ("viet nam", "ca nuoc"):
        return NATION
    if name.startswith("GSO"):
        return unit_coded(name).code
    if name.startswith("REG"):
        return region_coded(name).code
    try:
        return unit_named(name, on).code
    except UsageError as unknown:
        try:
            return region_named(name, on).code
        except UsageError:
            raise unknown from None


def place_name(code: str) -> str:
    """The name of a code."""
    if code == NATION:
        return NATION_NAME
    return region_coded(code).name if code.startswith("REG") else unit_coded(code).name


def series_with(store: Store, indicator: str, period: Period | None, place: str | None = None) -> SeriesKind:
    """The series meant by an indicator: the preferred one that has a value for the period and place.

    Raises `UsageError("series-unknown")`, `UsageError("series-empty")` where no series of it has any figure.
    """
    kinds = [kind for kind in series_of(indicator) if kind.nature is not Nature.RANK or kind.code == indicator]
    if place == NATION and indicator == "grdp":
        kinds = [*series_of("gdp"), *kinds]
    for kind in kinds:
        series = store.series(kind.code)
        near = None if period is None else series.nearest_period(period)
        if period is None:
            if any(place in (None, seen.place) for seen in series.observations):
                return kind
        elif near is not None and (place is None or series.value(place, near) is not None):
            return kind
    for kind in kinds:
        if period is not None and store.series(kind.code).nearest_period(period) is not None:
            return kind
    shown = _periods(store, kinds)
    raise UsageError("series-empty", indicator=indicator, period=period or "…", known=shown or "…")


def _periods(store: Store, kinds: Iterable[SeriesKind]) -> str:
    found = {period for kind in kinds for period in store.series(kind.code).periods}
    return ", ".join(period.short for period in sorted(found, key=lambda period: period.order)[-12:])
