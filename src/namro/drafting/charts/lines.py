"""A line of a place's yearly figures, with the goal and the path it still needs; several places in one picture.

Draws what is there: a year without a figure is a gap, an estimate is an open point. Draws no line through a gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from namro.drafting.charts.pictures import COLOURS, DASHES, INK, RULE, Picture
from namro.drafting.charts.words import axis_title, shown, unit_scale
from namro.errors import UsageError
from namro.statistics import Observation, ObservationStatus, Pace, PaceMethod, SeriesKind
from namro.statistics.pace import compound

_LEAST = 2  # points that make a line
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


def line_picture(
    kind: SeriesKind, years: Mapping[str, Sequence[Observation]], pace: Pace | None = None, *, lang: str = "vi"
) -> Picture:
    """Yearly figures of up to six places by name, and for the first the goal and its needed path.

    Raises `UsageError("chart-nothing")` where the first place has fewer than two years.
    """
    names = list(years)[: len(COLOURS)]
    if not names or len(years[names[0]]) < _LEAST:
        raise UsageError("chart-nothing", series=kind.code, place=names[0] if names else "…")
    scale, _ = unit_scale(kind.unit, [seen.value for name in names for seen in years[name]], lang)
    points = [
        {
            "year": seen.period.ends.year,
            "value": float(seen.value / scale),
            "place": name,
            "run": f"{name} {run}",
            "open": seen.status is ObservationStatus.ESTIMATE,
        }
        for name in names
        for run, seen in _runs(years[name])
    ]
    ends = [max((p for p in points if p["place"] == name), key=lambda p: int(str(p["year"]))) for name in names]
    marks = {name: (COLOURS[at], DASHES[at], _SHAPES[at]) for at, name in enumerate(names)}
    first, last = min(int(str(p["year"])) for p in points), max(int(str(p["year"])) for p in points)
    path = _path(kind, pace, scale) if pace else []
    last = max(last, pace.by if pace else last)
    x = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [first, last], "nice": False},
        "axis": {
            "format": "d",
            "tickCount": min(12, last - first + 1),
            "tickMinStep": 1,
            "grid": False,
            "labelFlush": False,
        },
    }
    y = {"field": "value", "type": "quantitative", "title": axis_title(kind, scale, lang), "scale": {"zero": False}}

    def by_place(at: int) -> dict[str, Any]:
        return {
            "field": "place",
            "type": "nominal",
            # At the ends of the lines there is room for names only where no path goes on from there.
            "legend": {"orient": "top", "title": None, "symbolSize": 90} if path and len(names) > 1 else None,
            "scale": {"domain": names, "range": [marks[name][at] for name in names]},
        }

    layers: list[dict[str, Any]] = [
        {
            "data": {"values": points},
            "mark": {"type": "line", "strokeWidth": 2.2},
            "encoding": {
                "x": x,
                "y": y,
                "color": by_place(0),
                "strokeDash": {**by_place(1), "legend": None},
                "detail": {"field": "run"},
            },
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "size": 55, "strokeWidth": 1.8, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": by_place(0),
                "shape": by_place(2),
                "fill": {"condition": {"test": "datum.open", "value": "white"}, **by_place(0), "legend": None},
            },
        },
    ]
    if len(names) > 1 and not path:
        layers.append(_labels(_apart(ends, points), x, y, by_place(0)))
    if path:
        layers += _goal_layers(path, x, y, lang)
    spec = {
        "width": 520,
        "height": 300,
        "title": {"text": kind.name(lang), "subtitle": ", ".join(names)},
        "layer": layers,
    }
    rows = [
        (name, str(seen.period.ends.year), shown(seen.value, kind.unit, lang), seen.status, seen.source)
        for name in names
        for seen in years[name]
    ]
    head = {
        "vi": ("Địa phương", "Năm", "Giá trị", "Mức độ", "Nguồn"),
        "en": ("Place", "Year", "Value", "Status", "Source"),
    }
    return Picture(
        spec, f"{kind.name(lang)}: {', '.join(names)}", _text(kind, years, names, pace, lang), head[lang], rows, lang
    )


def _runs(years: Sequence[Observation]) -> list[tuple[int, Observation]]:
    """Each figure with the number of the unbroken run it is in."""
    run, before, found = 0, None, []
    for seen in years:
        year = seen.period.ends.year
        run += before is not None and year != before + 1
        found.append((run, seen))
        before = year
    return found


def _path(kind: SeriesKind, pace: Pace, scale: Decimal) -> list[dict[str, Any]]:
    """The figures year by year from the last one to the goal, at the needed rate."""
    if pace.method is PaceMethod.MEAN_GROWTH:
        years = range(pace.by - pace.years_left + 1, pace.by + 1)
        return [{"year": year, "value": float(pace.needed / scale)} for year in years]
    if pace.last is None:
        return []
    base, start = pace.last.value, pace.last.period.ends.year
    if pace.method is PaceMethod.POINTS:
        values = [base + pace.needed * n for n in range(pace.years_left + 1)]
    else:
        values = [compound(base, pace.needed, n) for n in range(pace.years_left + 1)]
    return [{"year": start + n, "value": float(value / scale)} for n, value in enumerate(values)]


def _goal_layers(path: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    label = {"vi": "cần đạt", "en": "needed"}[lang]
    goal = [{**path[-1], "label": label}]
    return [
        {
            "data": {"values": path},
            "mark": {"type": "line", "color": RULE, "strokeDash": [3, 3], "strokeWidth": 1.6},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": goal},
            "mark": {"type": "point", "shape": "diamond", "size": 90, "filled": True, "color": INK},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": goal},
            "mark": {"type": "text", "align": "right", "dy": -12, "color": INK, "fontSize": 11},
            "encoding": {"x": x, "y": y, "text": {"field": "label"}},
        },
    ]


def _labels(ends: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], colour: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": ends},
        "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 11, "fontWeight": "bold"},
        "encoding": {"x": x, "y": {**y, "field": "label_at"}, "text": {"field": "place"}, "color": colour},
    }


def _apart(ends: list[dict[str, Any]], points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The end labels pushed apart, so that none lies on another: a label is an eighteenth of the height."""
    values = [float(p["value"]) for p in points]
    step = (max(values) - min(values) or 1) / 18
    placed: list[dict[str, Any]] = []
    for end in sorted(ends, key=lambda p: float(p["value"])):
        at = float(end["value"])
        if placed:
            at = max(at, placed[-1]["label_at"] + step)
        placed.append({**end, "label_at": at})
    return placed


def _text(
    kind: SeriesKind, years: Mapping[str, Sequence[Observation]], names: list[str], pace: Pace | None, lang: str
) -> str:
    parts = []
    for name in names:
        seen = years[name]
        if not seen:
            continue
        low, high = min(seen, key=lambda item: item.value), max(seen, key=lambda item: item.value)
        words = {
            "vi": "{name}: {y0} {first}, {y1} {last}; thấp nhất {low} ({yl}), cao nhất {high} ({yh}).",
            "en": "{name}: {first} in {y0}, {last} in {y1}; lowest {low} ({yl}), highest {high} ({yh}).",
        }[lang]
        parts.append(
            words.format(
                name=name,
                first=shown(seen[0].value, kind.unit, lang),
                y0=seen[0].period.ends.year,
                last=shown(seen[-1].value, kind.unit, lang),
                y1=seen[-1].period.ends.year,
                low=shown(low.value, kind.unit, lang),
                yl=low.period.ends.year,
                high=shown(high.value, kind.unit, lang),
                yh=high.period.ends.year,
            )
        )
    if pace:
        words = {"vi": "Mục tiêu {goal} đến năm {by}.", "en": "Goal: {goal} by {by}."}[lang]
        parts.append(words.format(goal=shown(pace.goal.low, kind.unit, lang), by=pace.by))
    return f"{kind.name(lang)}. " + " ".join(parts)
