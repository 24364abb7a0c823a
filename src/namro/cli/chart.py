"""`namro chart`: a picture of a series, with its text alternative."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from namro.cli.arguments import Parser, day
from namro.errors import UsageError, say

if TYPE_CHECKING:
    from namro.drafting.charts import Picture
    from namro.statistics import SeriesKind, Store

NAME = "chart"
HELP = {
    "vi": "Vẽ số liệu: đường kèm mục tiêu, thứ hạng qua các năm, bản đồ ô, các vùng; kèm lời mô tả hình.",
    "en": "Draw figures: a line with its goal, ranks over the years, a tile map, the regions; each also told in words.",
}
KINDS = ("line", "ranks", "map", "regions")


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro chart`."""
    lang = parser.lang
    parser.add_argument("indicator", metavar="INDICATOR", help=say("series-indicator", lang))
    parser.add_argument("--place", action="append", default=[], metavar="NAME", help=say("series-place", lang))
    parser.add_argument("--kind", choices=KINDS, default="line", help=say("chart-kind", lang))
    parser.add_argument("--period", metavar="PERIOD", help=say("series-period", lang))
    parser.add_argument("--map-of", type=day, metavar="DATE", help=say("rank-map-of", lang))
    parser.add_argument("--goal", metavar="GOAL", help=say("chart-goal", lang))
    parser.add_argument("--by", type=int, metavar="YEAR", help=say("pace-by", lang))
    parser.add_argument("--known-on", type=day, metavar="DATE", help=say("series-known-on", lang))
    parser.add_argument("--data", type=Path, action="append", default=[], metavar="FILE", help=say("series-data", lang))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=say("chart-out", lang))


def run(args: Namespace, lang: str) -> int:
    """Draw, write the file, say what it shows."""
    from namro.cli.output import whole_file
    from namro.cli.series_arguments import store_of
    from namro.drafting.charts import SUFFIXES, write_picture

    if args.output is None:
        raise UsageError("chart-output-needed")
    if args.output.suffix.lower() not in SUFFIXES:
        raise UsageError("chart-format-unknown", file=args.output)
    picture = _picture(args, store_of(args), lang)
    with whole_file(args.output) as part:
        write_picture(picture, part)
    sys.stdout.write(say("chart-done", lang, file=args.output, text=picture.text) + "\n")
    return 0


def _picture(args: Namespace, store: Store, lang: str) -> Picture:
    from namro.cli.series_arguments import LAST_DAY_OF_63, place_on, series_with
    from namro.statistics import Period

    period = Period.parse(args.period) if args.period else None
    on = args.map_of or (period.ends if period else LAST_DAY_OF_63)
    places = [place_on(name, on) for name in args.place]
    kind = series_with(store, args.indicator, period, places[0] if places else None)
    match args.kind:
        case "map":
            return _map(args, store, kind, on, places, lang)
        case "ranks":
            return _ranks(args, store, kind, on, places, lang)
        case "regions":
            return _regions(args, store, kind, on, places, lang)
        case _:
            return _line(args, store, kind, places, lang)


def _line(args: Namespace, store: Store, kind: SeriesKind, places: list[str], lang: str) -> Picture:
    from namro.cli.pace import parse_goal
    from namro.cli.series_arguments import place_name
    from namro.drafting.charts import line_picture
    from namro.statistics import PeriodKind, pace

    if not places:
        raise UsageError("chart-place-needed")
    series = store.series(kind.code)
    years = {
        place_name(place): series.of_place(place, kind=PeriodKind.YEAR, known_on=args.known_on) for place in places
    }
    found = None
    if args.goal and args.by:
        found = pace(kind, years[place_name(places[0])], parse_goal(args.goal, kind), args.by)
    return line_picture(kind, years, found, lang=lang)


def _map(args: Namespace, store: Store, kind: SeriesKind, on: date, places: list[str], lang: str) -> Picture:
    from namro.drafting.charts import tile_picture
    from namro.statistics import Period, nation_field, ranking

    if not args.period:
        raise UsageError("chart-period-needed")
    wanted = Period.parse(args.period)
    series = store.series(kind.code)
    period = series.nearest_period(wanted) or wanted
    table = ranking(series, period, nation_field(on), known_on=args.known_on)
    return tile_picture(table, places[0] if places else None, lang=lang)


def _ranks(args: Namespace, store: Store, kind: SeriesKind, on: date, places: list[str], lang: str) -> Picture:
    from namro.drafting.charts import rank_picture
    from namro.statistics import PeriodKind, nation_field, ranking

    if not places:
        raise UsageError("chart-place-needed")
    series, field = store.series(kind.code), nation_field(on)
    tables = [
        ranking(series, period, field, known_on=args.known_on)
        for period in series.periods
        if period.kind is PeriodKind.YEAR
    ]
    return rank_picture(kind, tables, places, lang=lang)


def _regions(args: Namespace, store: Store, kind: SeriesKind, on: date, places: list[str], lang: str) -> Picture:
    from namro.drafting.charts import region_picture
    from namro.places import regions_on
    from namro.statistics import PeriodKind

    series, regions = store.series(kind.code), regions_on(on)
    years = {
        code: series.of_place(code, kind=PeriodKind.YEAR, known_on=args.known_on)
        for region in regions
        for code in region.members
    }
    return region_picture(kind, regions, years, places[0] if places else None, lang=lang)
