"""Small multiples: one panel a region, one line a unit, on the same axes; the highest and lowest of each panel named.

Panels share their axes so that regions can be compared. A unit without two years in a row is not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from namro.drafting.charts.pictures import COLOURS, FAINT, INK, Picture
from namro.drafting.charts.words import axis_title, shown, unit_scale
from namro.errors import UsageError
from namro.places import Region, unit_coded
from namro.statistics import Observation, SeriesKind

_LEAST = 2
_NEAR = 0.06  # two labels nearer than this part of the height lie on each other


def region_picture(
    kind: SeriesKind,
    regions: Sequence[Region],
    years: Mapping[str, Sequence[Observation]],
    marked: str | None = None,
    *,
    lang: str = "vi",
) -> Picture:
    """Yearly figures of every unit by region. Raises `UsageError("chart-nothing")` where no unit has two years."""
    drawn = {place: seen for place, seen in years.items() if len(seen) >= _LEAST}
    if not drawn:
        raise UsageError("chart-nothing", series=kind.code, place="…")
    scale, _ = unit_scale(kind.unit, [item.value for seen in drawn.values() for item in seen], lang)
    values = [float(item.value / scale) for seen in drawn.values() for item in seen]
    low, high = min(values), max(values)
    numbers = sorted({item.period.ends.year for seen in drawn.values() for item in seen})
    x: dict[str, Any] = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [numbers[0], numbers[-1]], "nice": False},
        "axis": {"format": "d", "tickCount": 4, "tickMinStep": 1, "grid": False, "labelFlush": False},
    }
    y: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [low, high], "zero": False},
        "axis": {"tickCount": 4},
    }
    panels = []
    for region in regions:
        members = [code for code in region.members if code in drawn]
        points = [
            {"year": item.period.ends.year, "value": float(item.value / scale), "place": code}
            for code in members
            for item in drawn[code]
        ]
        lit = [point for point in points if point["place"] == marked]
        panels.append(
            {
                "title": {"text": _broken(region.name), "fontSize": 12, "anchor": "start"},
                "width": 190,
                "height": 150,
                "layer": [
                    _lines([point for point in points if point["place"] != marked], x, y, FAINT, 1.2),
                    _lines(lit, x, y, COLOURS[0], 3),
                    *_labels(_named(members, drawn, marked, scale, low, high), x, y),
                ],
            }
        )
    spec = {
        "title": {"text": kind.name(lang), "subtitle": axis_title(kind, scale, lang)},
        "columns": 3,
        "spacing": {"row": 26, "column": 100},
        "concat": panels,
    }
    head = {"vi": ("Vùng", "Địa phương", "Năm", "Giá trị"), "en": ("Region", "Place", "Year", "Value")}[lang]
    rows = [
        (region.name, unit_coded(code).name, str(item.period.ends.year), shown(item.value, kind.unit, lang))
        for region in regions
        for code in region.members
        for item in drawn.get(code, ())
    ]
    text = f"{kind.name(lang)}, {numbers[0]}–{numbers[-1]}. " + " ".join(
        _sentence(region, drawn, kind, lang) for region in regions if any(code in drawn for code in region.members)
    )
    return Picture(spec, kind.name(lang), text, head, rows, lang)


def _lines(
    points: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], colour: str, width: float
) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "line", "color": colour, "strokeWidth": width, "clip": True},
        "encoding": {"x": x, "y": y, "detail": {"field": "place"}},
    }


def _labels(points: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    mark = {"type": "text", "align": "left", "dx": 5, "fontSize": 10, "color": INK}
    encoding = {"x": x, "y": y, "text": {"field": "name"}}
    return [
        {"data": {"values": [point for point in points if not point["lit"]]}, "mark": mark, "encoding": encoding},
        {
            "data": {"values": [point for point in points if point["lit"]]},
            "mark": {**mark, "fontWeight": "bold", "color": COLOURS[0]},
            "encoding": encoding,
        },
    ]


def _named(
    members: Sequence[str],
    drawn: Mapping[str, Sequence[Observation]],
    marked: str | None,
    scale: Any,
    low: float,
    high: float,
) -> list[dict[str, Any]]:
    """End labels of the marked, the highest and the lowest unit, none of them on another."""
    ends = sorted(members, key=lambda code: drawn[code][-1].value)
    wanted = [code for code in dict.fromkeys([marked, *ends[-1:], *ends[:1]]) if code in members]
    placed: list[dict[str, Any]] = []
    for code in wanted:
        last = drawn[str(code)][-1]
        value = float(last.value / scale)
        if all(abs(value - other["value"]) > _NEAR * (high - low) for other in placed):
            name = unit_coded(str(code)).name
            placed.append({"year": last.period.ends.year, "value": value, "name": name, "lit": code == marked})
    return placed


def _broken(name: str) -> list[str]:
    """A region's name in lines that fit its panel."""
    if len(name) <= 30:
        return [name]
    cut = name.rfind(" ", 0, 30)
    return [name[:cut], name[cut + 1 :]]


def _sentence(region: Region, drawn: Mapping[str, Sequence[Observation]], kind: SeriesKind, lang: str) -> str:
    members = [code for code in region.members if code in drawn]
    top = max(members, key=lambda code: drawn[code][-1].value)
    bottom = min(members, key=lambda code: drawn[code][-1].value)
    words = {"vi": "{region}: cao nhất {top}, thấp nhất {bottom}.", "en": "{region}: highest {top}, lowest {bottom}."}[
        lang
    ]

    def named(code: str) -> str:
        return f"{unit_coded(code).name} {shown(drawn[code][-1].value, kind.unit, lang)}"

    return words.format(region=region.name, top=named(top), bottom=named(bottom))
