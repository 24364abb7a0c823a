"""`namro data`: what figures there are, for which places and periods; import, export and alerts."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from namro.cli.arguments import Parser, day
from namro.cli.series_arguments import add_common
from namro.errors import UsageError, say

NAME = "data"
HELP = {
    "vi": "Liệt kê số liệu có sẵn theo chỉ tiêu, địa phương và kỳ; nạp, xuất số liệu và nêu cảnh báo.",
    "en": "List the figures there are by indicator, place and period; import and export figures, and raise alerts.",
}


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro data`."""
    lang = parser.lang
    parser.add_argument("indicator", nargs="?", metavar="INDICATOR", help=say("series-indicator", lang))
    parser.add_argument("--place", metavar="NAME", help=say("series-place", lang))
    parser.add_argument("--alerts", action="store_true", help=say("data-alerts", lang))
    parser.add_argument("--on", type=day, metavar="DATE", help=say("data-on", lang))
    parser.add_argument("--import", dest="given", type=Path, metavar="FILE", help=say("data-import", lang))
    parser.add_argument("--mapping", type=Path, metavar="FILE", help=say("data-mapping", lang))
    parser.add_argument("--fdi", action="store_true", help=say("data-fdi", lang))
    parser.add_argument("--small-shares", action="store_true", help=say("data-small-shares", lang))
    parser.add_argument("--into", type=Path, metavar="FILE", help=say("data-into", lang))
    parser.add_argument("--export", type=Path, metavar="FILE", help=say("data-export", lang))
    add_common(parser)


def run(args: Namespace, lang: str) -> int:
    """Import, export, raise alerts, or list."""
    if args.given:
        return _import(args, lang)
    if args.export:
        return _export(args, lang)
    if args.alerts:
        return _alerts(args, lang)
    return _series(args, lang) if args.indicator else _overview(args, lang)


def _import(args: Namespace, lang: str) -> int:
    """Check a file and add its figures to a store of one's own; nothing is written if anything is wrong."""
    from namro.cli.output import whole_file
    from namro.statistics import Store
    from namro.statistics.sources import Reading, read_fdi_workbook, read_mapping, read_observations, tidy_text

    mapping = read_mapping(args.mapping) if args.mapping else None
    if args.fdi:
        found = read_fdi_workbook(args.given, published_on=args.on)
    else:
        found = read_observations(args.given, mapping, Reading(small_shares=args.small_shares))
    if args.into is None:
        sys.stdout.write(say("data-checked", lang, file=args.given, count=len(found)) + "\n")
        return 0
    before = Store(read_observations(args.into, None, Reading(small_shares=True)) if args.into.exists() else ())
    after = before.adding(found)
    with whole_file(args.into) as part:
        part.write_text(tidy_text(after), "utf-8", newline="")
    added = len(after) - len(before)
    sys.stdout.write(say("data-imported", lang, file=args.into, count=added, total=len(after)) + "\n")
    return 0


def _export(args: Namespace, lang: str) -> int:
    from namro.cli.series_arguments import store_of
    from namro.statistics import series_of
    from namro.statistics.sources import write_observations

    store = store_of(args)
    codes = [kind.code for kind in series_of(args.indicator)] if args.indicator else store.codes
    seen = [item for code in codes for item in store.series(code).observations if item.was_known(args.known_on)]
    if args.place:
        places = _places(args)
        seen = [item for item in seen if item.place in places]
    write_observations(seen, args.export)
    sys.stdout.write(say("data-exported", lang, file=args.export, count=len(seen)) + "\n")
    return 0


def _alerts(args: Namespace, lang: str) -> int:
    from namro.cli.figure_tables import Answer, rounded, show, when_words
    from namro.cli.series_arguments import place_name, store_of
    from namro.drafting.marked.figures import number
    from namro.statistics import alerts, series_kind, series_of

    if not args.place or not args.on:
        raise UsageError("data-alerts-incomplete")
    place = _place(args)
    codes = [kind.code for kind in series_of(args.indicator)] if args.indicator else None
    found = alerts(store_of(args), place, args.on, codes)

    def figures(given: Mapping[str, Decimal]) -> str:
        return ", ".join(
            f"{say(f'alert-{name}', lang)} {number(rounded(value), lang)}" for name, value in given.items()
        )

    show(
        Answer(
            data={
                "place": place,
                "on": args.on.isoformat(),
                "alerts": [
                    {
                        "kind": alert.kind,
                        "series": alert.series,
                        "period": alert.period.iso,
                        "figures": {name: f"{value:f}" for name, value in alert.figures.items()},
                        "sources": [seen.source for seen in alert.observations],
                    }
                    for alert in found
                ],
            },
            title=say("data-alerts-title", lang, place=place_name(place), count=len(found)),
            head=tuple(
                say(code, lang)
                for code in ("data-head-alert", "data-head-series", "data-head-period", "data-head-figures")
            ),
            rows=[
                (
                    say(f"alert-{alert.kind}", lang),
                    series_kind(alert.series).name(lang),
                    when_words(alert.period, lang),
                    figures(alert.figures),
                )
                for alert in found
            ],
            csv_head=("kind", "series", "place", "period", "figures"),
            csv_rows=[
                (
                    alert.kind,
                    alert.series,
                    alert.place,
                    alert.period.iso,
                    " ".join(f"{k}={v}" for k, v in alert.figures.items()),
                )
                for alert in found
            ],
        ),
        args.format,
        args.output,
    )
    return 0


def _overview(args: Namespace, lang: str) -> int:
    from namro.cli.figure_tables import Answer, show
    from namro.cli.series_arguments import store_of
    from namro.statistics import series_kinds

    store = store_of(args)
    listed = []
    for kind in series_kinds().values():
        series = store.series(kind.code)
        if args.place and not _places(args) & set(series.places):
            continue
        if series.observations:
            listed.append((kind, series))
    figures = sum(len(series.observations) for _, series in listed)
    show(
        Answer(
            data={
                "series": [
                    {
                        "code": kind.code,
                        "indicator": kind.indicator,
                        "name": kind.name(lang),
                        "unit": kind.unit,
                        "figures": len(series.observations),
                        "places": len(series.places),
                        "first": series.periods[0].iso,
                        "last": series.periods[-1].iso,
                    }
                    for kind, series in listed
                ]
            },
            title=say("data-title", lang, series=len(listed), figures=figures),
            head=tuple(
                say(code, lang)
                for code in (
                    "data-head-code",
                    "data-head-name",
                    "data-head-count",
                    "data-head-places",
                    "data-head-periods",
                )
            ),
            rows=[
                (
                    kind.code,
                    kind.name(lang),
                    str(len(series.observations)),
                    str(len(series.places)),
                    f"{series.periods[0].ends.year}–{series.periods[-1].ends.year}",
                )
                for kind, series in listed
            ],
            csv_head=("code", "indicator", "name", "unit", "figures", "places", "first", "last"),
            csv_rows=[
                (
                    kind.code,
                    kind.indicator,
                    kind.name(lang),
                    kind.unit,
                    len(series.observations),
                    len(series.places),
                    series.periods[0].iso,
                    series.periods[-1].iso,
                )
                for kind, series in listed
            ],
        ),
        args.format,
        args.output,
    )
    return 0


def _series(args: Namespace, lang: str) -> int:
    from namro.cli.figure_tables import Answer, show, value_words, when_words
    from namro.cli.series_arguments import place_name, store_of
    from namro.statistics import scopes, series_of
    from namro.statistics.shipped import COLUMNS
    from namro.statistics.sources.tidy import tidy_row

    store = store_of(args)
    kinds = series_of(args.indicator)
    places = _places(args) if args.place else None
    seen = [
        item
        for kind in kinds
        for item in store.series(kind.code).observations
        if (places is None or item.place in places) and item.was_known(args.known_on)
    ]
    rows: list[tuple[str, ...]]
    codes: tuple[str, ...]
    if places is None:
        groups: dict[tuple[str, str, str], int] = {}
        for item in seen:
            key = (item.series, when_words(item.period, lang), scopes()[item.scope].name(lang))
            groups[key] = groups.get(key, 0) + 1
        rows = [(*key, str(count)) for key, count in groups.items()]
        codes = ("data-head-code", "data-head-period", "data-head-scope", "data-head-count")
    else:
        rows = [
            (
                item.series,
                when_words(item.period, lang),
                value_words(item.value, item.unit, lang),
                item.published_on.isoformat() if item.published_on else "",
                f"{item.source} ({say(f'confidence-{item.confidence}', lang)})",
            )
            for item in seen
        ]
        codes = ("data-head-code", "data-head-period", "data-head-value", "data-head-published", "data-head-source")
    show(
        Answer(
            data={"observations": [dict(zip(COLUMNS, tidy_row(item), strict=True)) for item in seen]},
            title=", ".join(kind.name(lang) for kind in kinds)
            + ("" if places is None else f": {place_name(min(places))}"),
            head=tuple(say(code, lang) for code in codes),
            rows=rows,
            notes=sorted({say("series-trap", lang, trap=kind.traps(lang)) for kind in kinds if kind.traps(lang)}),
            csv_head=COLUMNS,
            csv_rows=[tidy_row(item) for item in seen],
        ),
        args.format,
        args.output,
    )
    return 0


def _place(args: Namespace) -> str:
    """The code of the place asked for, on the day asked for, else on the last day of the old map."""
    from namro.cli.series_arguments import LAST_DAY_OF_63, place_on

    return place_on(args.place, args.on or LAST_DAY_OF_63)


def _places(args: Namespace) -> set[str]:
    """The codes a name has on either map: Hà Nội is two units in the figures, of the 63 and of the 34."""
    from datetime import timedelta

    from namro.cli.series_arguments import LAST_DAY_OF_63, place_name, place_on

    days = [args.on] if args.on else [LAST_DAY_OF_63, LAST_DAY_OF_63 + timedelta(days=1)]
    codes = [place_on(args.place, day) for day in days]
    return {code for code in codes if place_name(code) == place_name(codes[0])}
