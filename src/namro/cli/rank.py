"""`namro rank`: a place's rank in the nation and its region, or the whole ranking."""

from __future__ import annotations

from argparse import Namespace

from namro.cli.arguments import Parser, day
from namro.cli.series_arguments import add_common
from namro.errors import say

NAME = "rank"
HELP = {
    "vi": "Xếp hạng một chỉ tiêu trong cả nước hoặc một vùng theo địa giới của kỳ, kèm số đơn vị có số liệu.",
    "en": "Rank an indicator over the nation or a region on the map of the period, with how many units have a value.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro rank`."""
    lang = parser.lang
    parser.add_argument("indicator", metavar="INDICATOR", help=say("series-indicator", lang))
    parser.add_argument("--period", required=True, metavar="PERIOD", help=say("series-period", lang))
    parser.add_argument("--place", metavar="NAME", help=say("series-place", lang))
    parser.add_argument("--region", metavar="NAME", help=say("rank-region", lang))
    parser.add_argument("--scope", metavar="CODE", help=say("series-scope", lang))
    parser.add_argument("--map-of", type=day, metavar="DATE", help=say("rank-map-of", lang))
    add_common(parser)


def run(args: Namespace, lang: str) -> int:
    """Rank and show."""
    from namro.cli.figure_tables import Answer, show, value_words, when_words
    from namro.cli.series_arguments import place_name, place_on, series_with, store_of
    from namro.places import unit_coded
    from namro.statistics import Field, Period, Ranking, nation_field, ranking, region_field

    store = store_of(args)
    wanted = Period.parse(args.period)
    on = args.map_of or wanted.ends
    place = place_on(args.place, on) if args.place else None
    kind = series_with(store, args.indicator, wanted, place)
    series = store.series(kind.code)
    period = series.nearest_period(wanted) or wanted

    fields: list[Field] = []
    if args.region:
        fields = [region_field(args.region, on)]
    else:
        fields = [nation_field(on)]
        if place is not None and place.startswith("GSO"):
            fields.append(region_field(unit_coded(place, on).region, on))
    tables: list[Ranking] = [
        ranking(series, period, field, scope=args.scope, known_on=args.known_on) for field in fields
    ]
    standings = [table.of(place) if place else None for table in tables]

    def sentence(table: Ranking) -> str:
        details = {"known": table.known, "size": table.field.size, "field": table.field.name}
        standing = table.of(place) if place else None
        if place is None:
            return say("rank-known" if table.complete else "rank-known-partly", lang, **details)
        if standing is None:
            return say("rank-none", lang, **details)
        tie = say("rank-tied", lang) if standing.tied else ""
        code = "rank-full" if table.complete else "rank-partial"
        return say(code, lang, **details, rank=standing.rank, best=standing.best, worst=standing.worst, tie=tie)

    title = f"{kind.name(lang)}, {when_words(period, lang)}"
    lines, notes = [], []
    if place and standings[0] is not None:
        seen = standings[0].observation
        lines.append(f"{place_name(place)}: {value_words(seen.value, kind.unit, lang)} ({seen.source})")
    lines += [sentence(table) for table in tables]
    if tables[0].other_scopes:
        names = ", ".join(place_name(code) for code in tables[0].other_scopes)
        notes.append(say("rank-other-scope", lang, places=names))
    if tables[0].missing and len(tables[0].missing) < tables[0].field.size:
        names = ", ".join(place_name(code) for code in tables[0].missing)
        notes.append(say("rank-missing", lang, count=len(tables[0].missing), places=names))
    if kind.traps(lang):
        notes.append(say("series-trap", lang, trap=kind.traps(lang)))
    shown = tables[0].standings
    show(
        Answer(
            data={
                "series": kind.code,
                "period": period.iso,
                "unit": kind.unit,
                "place": place,
                "rankings": [
                    {
                        "field": table.field.code,
                        "name": table.field.name,
                        "map_of": table.field.day.isoformat(),
                        "size": table.field.size,
                        "known": table.known,
                        "complete": table.complete,
                        "missing": list(table.missing),
                        "standing": standing and _standing(standing),
                        "standings": [_standing(item) for item in table.standings],
                    }
                    for table, standing in zip(tables, standings, strict=True)
                ],
            },
            title=title,
            lines=lines,
            head=tuple(say(code, lang) for code in ("rank-head-rank", "rank-head-place", "rank-head-value")),
            rows=[
                (
                    f"{item.rank}{'=' if item.tied else ''}",
                    place_name(item.place),
                    value_words(item.observation.value, kind.unit, lang),
                )
                for item in shown
            ],
            marks=frozenset(at for at, item in enumerate(shown) if item.place == place),
            notes=notes,
            csv_head=(
                "series",
                "period",
                "field",
                "rank",
                "tied",
                "known",
                "size",
                "place",
                "name",
                "value",
                "unit",
                "source",
            ),
            csv_rows=[
                (
                    kind.code,
                    period.iso,
                    table.field.code,
                    item.rank,
                    int(item.tied),
                    table.known,
                    table.field.size,
                    item.place,
                    place_name(item.place),
                    f"{item.observation.value:f}",
                    kind.unit,
                    item.observation.source,
                )
                for table in tables
                for item in table.standings
            ],
        ),
        args.format,
        args.output,
    )
    return 0


def _standing(item: object) -> dict[str, object]:
    from namro.statistics import Standing

    assert isinstance(item, Standing)
    seen = item.observation
    return {
        "place": item.place,
        "rank": item.rank,
        "tied": item.tied,
        "best": item.best,
        "worst": item.worst,
        "value": f"{seen.value:f}",
        "status": seen.status,
        "published_on": seen.published_on.isoformat() if seen.published_on else None,
        "source": seen.source,
        "confidence": seen.confidence,
    }
