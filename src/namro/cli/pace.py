"""`namro pace`: the yearly rate a goal still needs, beside the rate so far, the best year and a forecast."""

from __future__ import annotations

import re
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from namro.cli.arguments import Parser
from namro.cli.series_arguments import add_common
from namro.errors import UsageError, say

if TYPE_CHECKING:
    from decimal import Decimal

    from namro.statistics import Goal, SeriesKind, Store

NAME = "pace"
HELP = {
    "vi": "Cho biết mỗi năm còn cần tăng bao nhiêu để đạt mục tiêu, bên cạnh tốc độ đã đạt và năm cao nhất.",
    "en": "Say what yearly rate a goal still needs, beside the rate so far and the best year.",
}
_GOAL = re.compile(
    r"""
    (?P<bound>≥|>=|>|≤|<=|=)?\s*
    (?P<low>-?\d+(?:[.,]\d+)?)
    (?:\s*(?:-|–|\.\.)\s*(?P<high>\d+(?:[.,]\d+)?))?    # a range: 13-13,5
    \s*(?P<unit>\D.*)?                                    # "triệu đồng/người"
    """,
    re.VERBOSE,
)


def add_arguments(parser: Parser) -> None:
    """The arguments of `namro pace`."""
    lang = parser.lang
    parser.add_argument("indicator", metavar="INDICATOR", help=say("series-indicator", lang))
    parser.add_argument("--place", required=True, metavar="NAME", help=say("series-place", lang))
    parser.add_argument("--goal", metavar="GOAL", help=say("pace-goal", lang))
    parser.add_argument("--by", type=int, required=True, metavar="YEAR", help=say("pace-by", lang))
    parser.add_argument("--from", dest="begins", type=int, metavar="YEAR", help=say("pace-from", lang))
    parser.add_argument("--path", action="store_true", help=say("pace-path", lang))
    parser.add_argument("--forecast", action="store_true", help=say("pace-forecast", lang))
    add_common(parser)


def run(args: Namespace, lang: str) -> int:
    """Work out the pace and show it."""
    from datetime import date

    from namro.cli.figure_tables import Answer, rounded, show, value_words
    from namro.cli.series_arguments import LAST_DAY_OF_63, place_name, place_on, series_with, store_of
    from namro.drafting.marked.figures import number
    from namro.statistics import PaceMethod, PeriodKind, forecast, goals_for, pace

    store = store_of(args)
    place = place_on(args.place, date(args.by, 12, 31))
    kind = series_with(store, args.indicator, None, place)
    years = store.series(kind.code).of_place(place, kind=PeriodKind.YEAR, known_on=args.known_on)
    if args.path:
        return _show_path(args, store, kind, place, lang)
    begins, notes = args.begins, []
    before = place_on(args.place, LAST_DAY_OF_63)
    if place_name(before) != place_name(place):
        notes.append(say("pace-successor", lang, before=place_name(before), place=place_name(place)))
    if args.goal:
        goal = parse_goal(args.goal, kind)
    else:
        placed = goals_for(kind.code, place, args.by)
        if not placed:
            raise UsageError("pace-goal-missing", series=kind.code, place=place_name(place), by=args.by)
        goal = placed[-1].goal
        begins = begins or (placed[-1].period.begins and placed[-1].period.begins.year)
        notes.append(
            say("pace-goal-source" if placed[-1].adopted else "pace-goal-draft", lang, source=placed[-1].source)
        )
    found = pace(kind, years, goal, args.by, begins=begins)

    unit = say("pace-points" if found.method is PaceMethod.POINTS else "pace-percent", lang)

    def rate(value: Any) -> str:
        return f"{number(rounded(value), lang)} {unit}"

    needed = rate(found.needed) + (f" – {rate(found.needed_high)}" if found.needed_high is not None else "")
    rows = [(say("pace-row-goal", lang), _goal_words(goal, kind, lang))]
    if found.last:
        when = found.last.period.ends.year
        rows.append((say("pace-row-last", lang, year=when), value_words(found.last.value, kind.unit, lang)))
    rows.append((say("pace-row-needed", lang, begins=args.by - found.years_left + 1, by=args.by), needed))
    if found.so_far is not None and found.first and found.last:
        span = f"{found.first.period.ends.year}–{found.last.period.ends.year}"
        rows.append((say("pace-row-so-far", lang, span=span), rate(found.so_far)))
    if found.best is not None:
        rows.append((say("pace-row-best", lang, year=found.best_year), rate(found.best)))
    rows.append((say("pace-row-verdict", lang), say(f"pace-{found.verdict}", lang)))

    data: dict[str, Any] = {
        "series": kind.code,
        "place": place,
        "unit": kind.unit,
        "method": found.method,
        "goal": {
            "low": f"{goal.low:f}",
            "high": None if goal.high is None else f"{goal.high:f}",
            "bound": goal.bound,
        },
        "begins": found.begins,
        "by": found.by,
        "years_left": found.years_left,
        "needed": f"{found.needed:f}",
        "needed_high": None if found.needed_high is None else f"{found.needed_high:f}",
        "so_far": None if found.so_far is None else f"{found.so_far:f}",
        "best": None if found.best is None else f"{found.best:f}",
        "best_year": found.best_year,
        "verdict": found.verdict,
        "years": [
            {"year": seen.period.ends.year, "value": f"{seen.value:f}", "status": seen.status, "source": seen.source}
            for seen in years
        ],
    }
    if args.forecast:
        try:
            drawn = forecast(years, args.by - years[-1].period.ends.year) if years else None
        except UsageError as refused:
            notes.append(refused.message(lang))
            drawn = None
        if drawn is not None:
            last = drawn.points[-1]
            level = number(drawn.level * 100, lang)
            interval = f"{value_words(last.low, kind.unit, lang)} … {value_words(last.high, kind.unit, lang)}"
            rows.append(
                (
                    say("pace-row-forecast", lang, year=last.year),
                    f"{value_words(last.value, kind.unit, lang)} ({level} %: {interval})",
                )
            )
            error = value_words(drawn.errors[drawn.model], kind.unit, lang)
            notes.append(say("pace-forecast-model", lang, model=say(f"forecast-{drawn.model}", lang), error=error))
            data["forecast"] = {
                "model": drawn.model,
                "level": str(drawn.level),
                "errors": {model: str(value) for model, value in drawn.errors.items()},
                "points": [
                    {"year": point.year, "value": str(point.value), "low": str(point.low), "high": str(point.high)}
                    for point in drawn.points
                ],
            }
    if found.method is PaceMethod.MEAN_GROWTH:
        notes.append(say("pace-mean", lang, begins=found.begins, by=found.by))
    notes += sorted({seen.source for seen in (found.first, found.last) if seen})
    show(
        Answer(
            data=data,
            title=f"{kind.name(lang)}, {place_name(place)}",
            head=("", ""),
            rows=rows,
            notes=notes,
            csv_head=("series", "place", "goal", "by", "needed", "so_far", "best", "best_year", "verdict"),
            csv_rows=[
                (
                    kind.code,
                    place,
                    args.goal or f"{goal.low:f}",
                    args.by,
                    data["needed"],
                    data["so_far"],
                    data["best"],
                    found.best_year,
                    found.verdict,
                )
            ],
        ),
        args.format,
        args.output,
    )
    return 0


def parse_goal(text: str, kind: SeriesKind) -> Goal:
    """A goal as typed: `10`, `>10`, `13-13,5`, `300 triệu đồng/người`. Raises `UsageError("pace-goal-unread")`."""
    from decimal import Decimal

    from namro.statistics import Goal, GoalBound
    from namro.statistics.sources.figures import unit_exponent

    match = _GOAL.fullmatch(text.strip())
    exponent = unit_exponent((match["unit"] or kind.unit).strip(), kind.unit) if match else None
    if match is None or exponent is None:
        raise UsageError("pace-goal-unread", goal=text, unit=kind.unit)

    def value(digits: str) -> Decimal:
        return Decimal(f"{Decimal(digits.replace(',', '.')).scaleb(exponent):f}")

    if match["high"]:
        return Goal(value(match["low"]), value(match["high"]), GoalBound.RANGE)
    bound = {None: "≥", ">=": "≥", "<=": "≤"}.get(match["bound"], match["bound"])
    return Goal(value(match["low"]), None, GoalBound(bound))


def _show_path(args: Namespace, store: Store, kind: SeriesKind, place: str, lang: str) -> int:
    """Month by month: what earlier years had reached, beside what the year `--by` has."""
    from namro.cli.figure_tables import Answer, show, value_words
    from namro.cli.series_arguments import place_name
    from namro.statistics.paths import expected_path, reached

    series = store.series(kind.code)
    path = expected_path(series, place, args.by, known_on=args.known_on)
    done = reached(series, place, args.by, known_on=args.known_on)

    def words(value: Decimal) -> str:
        return value_words(value, kind.unit, lang)

    head = ("month", "mean", "low", "high", "years", "reached")
    table = [
        (item.month, item.mean, item.low, item.high, item.years, seen.value if (seen := done.get(item.month)) else None)
        for item in path
    ]
    show(
        Answer(
            data={
                "series": kind.code,
                "place": place,
                "year": args.by,
                "path": [dict(zip(head, row, strict=True)) for row in table],
            },
            title=f"{kind.name(lang)}, {place_name(place)}, {args.by}",
            head=tuple(say(f"pace-path-{name}", lang) for name in head),
            rows=[
                (
                    str(month),
                    words(mean),
                    words(low),
                    words(high),
                    f"{years[0]}–{years[-1]}",
                    words(now) if now else "–",
                )
                for month, mean, low, high, years, now in table
            ],
            csv_head=head,
            csv_rows=[(*row[:4], len(row[4]), row[5]) for row in table],
        ),
        args.format,
        args.output,
    )
    return 0


def _goal_words(goal: Goal, kind: SeriesKind, lang: str) -> str:
    from namro.cli.figure_tables import value_words
    from namro.statistics import GoalBound

    if goal.high is not None:
        return f"{value_words(goal.low, kind.unit, lang)} – {value_words(goal.high, kind.unit, lang)}"
    mark = "" if goal.bound is GoalBound.EXACT else f"{goal.bound} "
    return f"{mark}{value_words(goal.low, kind.unit, lang)}"
