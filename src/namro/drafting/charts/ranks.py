"""A bump chart: how places rose and fell among the units of one map, year by year.

A year is drawn with the number of units that had a value; years of another map are left out, for a rank among 63 is no
rank among 34.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from namro.drafting.charts.pictures import COLOURS, DASHES, FAINT, Picture
from namro.errors import UsageError
from namro.places import unit_coded
from namro.statistics import Ranking, SeriesKind

_LEAST = 2


def rank_picture(kind: SeriesKind, tables: Sequence[Ranking], places: Sequence[str], *, lang: str = "vi") -> Picture:
    """Rankings in order of time, some places marked. All are of one field.

    Raises `UsageError("chart-nothing")` for fewer than two rankings with a value of a marked place.
    """
    field = tables[-1].field if tables else None
    drawn = [table for table in tables if field and table.field.members == field.members and table.known]
    marked = [place for place in places if sum(table.of(place) is not None for table in drawn) >= _LEAST][
        : len(COLOURS)
    ]
    if not field or not marked:
        raise UsageError("chart-nothing", series=kind.code, place=", ".join(places) or "…")
    years = [f"{table.period.ends.year}" for table in drawn]
    labels = {year: [year, f"{table.known}/{table.field.size}"] for year, table in zip(years, drawn, strict=True)}
    points = [
        {"year": year, "rank": standing.rank, "place": standing.place, "name": unit_coded(standing.place).name}
        for year, table in zip(years, drawn, strict=True)
        for standing in table.standings
    ]
    lit = [point for point in points if point["place"] in marked]
    x: dict[str, Any] = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "axis": {
            "labelAngle": 0,
            "labelExpr": f"{_lookup(labels)}[datum.value]",
            "grid": False,
            "domain": False,
            "ticks": False,
            "orient": "top",
            "offset": 16,
        },
    }
    y: dict[str, Any] = {
        "field": "rank",
        "type": "quantitative",
        "title": {"vi": "Thứ hạng", "en": "Rank"}[lang],
        "scale": {"reverse": True, "domain": [1, field.size], "nice": False},
        "axis": {"values": _ticks(field.size), "grid": True},
    }

    def by_place(range_: Sequence[Any]) -> dict[str, Any]:
        scale = {"domain": marked, "range": list(range_[: len(marked)])}
        return {"field": "place", "type": "nominal", "legend": None, "scale": scale}

    layers = [
        {
            "data": {"values": [point for point in points if point["place"] not in marked]},
            "mark": {"type": "line", "color": FAINT, "strokeWidth": 0.7, "opacity": 0.7},
            "encoding": {"x": x, "y": y, "detail": {"field": "place"}},
        },
        {
            "data": {"values": lit},
            "mark": {"type": "line", "strokeWidth": 2.6},
            "encoding": {"x": x, "y": y, "color": by_place(COLOURS), "strokeDash": by_place(DASHES)},
        },
        {
            "data": {"values": lit},
            "mark": {"type": "circle", "size": 260, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": by_place(COLOURS)},
        },
        {
            "data": {"values": lit},
            "mark": {"type": "text", "color": "white", "fontSize": 10, "fontWeight": "bold"},
            "encoding": {"x": x, "y": y, "text": {"field": "rank"}},
        },
        *_end_labels(_last_of_each(lit, marked), x, {**y, "field": "label_at"}, by_place(COLOURS)),
    ]
    names = ", ".join(unit_coded(place).name for place in marked)
    subtitle = {"vi": "dưới mỗi năm: số đơn vị có số liệu", "en": "below each year: units with a value"}[lang]
    spec = {
        "width": max(360, 62 * len(years)),
        "height": 14 * field.size if field.size > 40 else 18 * field.size,
        "title": {"text": f"{kind.name(lang)}: {names}", "subtitle": subtitle},
        "layer": layers,
    }
    head = {
        "vi": ("Địa phương", "Năm", "Hạng", "Số đơn vị có số liệu"),
        "en": ("Place", "Year", "Rank", "Units with a value"),
    }
    rows = []
    for year, table in zip(years, drawn, strict=True):
        for place in marked:
            standing = table.of(place)
            shown = str(standing.rank) if standing else "–"
            rows.append((unit_coded(place).name, year, shown, f"{table.known}/{table.field.size}"))
    text = f"{kind.name(lang)}. " + " ".join(_path(place, years, drawn, lang) for place in marked)
    return Picture(spec, f"{kind.name(lang)}: {names}", text, head[lang], rows, lang)


def _path(place: str, years: Sequence[str], tables: Sequence[Ranking], lang: str) -> str:
    steps = [
        f"{year}: {standing.rank}/{table.known}"
        for year, table in zip(years, tables, strict=True)
        if (standing := table.of(place))
    ]
    word = {"vi": "thứ hạng", "en": "rank"}[lang]
    return f"{unit_coded(place).name}, {word} {'; '.join(steps)}."


def _last_of_each(points: list[dict[str, Any]], marked: Sequence[str]) -> list[dict[str, Any]]:
    """The last point of each place, its label a line's height from the next."""
    ends = [[point for point in points if point["place"] == place][-1] for place in marked]
    placed: list[dict[str, Any]] = []
    for end in sorted(ends, key=lambda point: point["rank"]):
        at = max(end["rank"], placed[-1]["label_at"] + 1.1) if placed else end["rank"]
        placed.append({**end, "label_at": at})
    return placed


def _end_labels(
    ends: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], colour: dict[str, Any]
) -> list[dict[str, Any]]:
    """Names behind the last points, on a white edge that keeps the lines below from showing through."""
    mark = {"type": "text", "align": "left", "dx": 14, "fontSize": 11, "fontWeight": "bold"}
    encoding = {"x": x, "y": y, "text": {"field": "name"}}
    return [
        {"data": {"values": ends}, "mark": {**mark, "stroke": "white", "strokeWidth": 5}, "encoding": encoding},
        {"data": {"values": ends}, "mark": mark, "encoding": {**encoding, "color": colour}},
    ]


def _ticks(size: int) -> list[int]:
    return [1, *range(10, size - 2, 10), size]


def _lookup(labels: dict[str, list[str]]) -> str:
    """A Vega expression: an object from a year to its two lines."""
    pairs = ", ".join(f"'{year}': ['{lines[0]}', '{lines[1]}']" for year, lines in labels.items())
    return f"({{{pairs}}})"
