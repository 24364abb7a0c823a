"""A tile-grid map: one equal tile a unit, laid out as the country lies, for the map of 63 or of 34.

Shade and figure both tell the value; a unit without one is a white tile with a dash. Tiles say nothing of area or
border.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from namro.drafting.charts.pictures import INK, RULE, Picture
from namro.drafting.charts.words import axis_title, bare, shown, unit_scale, when
from namro.errors import DataError, UsageError
from namro.places import unit_coded
from namro.statistics import Ranking

_WIDTH, _HEIGHT = 74, 44
_LINE_LENGTH = 10
_LINE_HEIGHT = 11.5
# One hue from light to dark (after ColorBrewer's Blues): in grey it stays a scale, and letters on it can be read.
_SHADES = ("#eff3ff", "#bdd7e7", "#6baed6", "#2171b5", "#08519c")
_DARK_FROM = 3  # shades with white letters


@cache
def tile_places() -> dict[str, tuple[int, int]]:
    """Row and column of every unit. Raises `DataError` where two share a tile."""
    text = files("namro.drafting.charts").joinpath("tiles.csv").read_text("utf-8")
    rows_of = csv.DictReader(io.StringIO(text, newline=""))
    tiles = {row["code"]: (int(row["row"]), int(row["column"])) for row in rows_of}
    seen: dict[tuple[str, int, int], str] = {}
    faults: list[tuple[int | str, str, str]] = []
    for code, (row, column) in tiles.items():
        other = seen.setdefault((code[:5], row, column), code)
        if other != code:
            faults.append((code, f"on the tile of {other}", "give it another"))
    if faults:
        raise DataError("drafting/charts/tiles.csv", faults)
    return tiles


def tile_picture(table: Ranking, marked: str | None = None, *, lang: str = "vi") -> Picture:
    """A ranking over the nation as a map; `marked` is outlined. Raises `UsageError("chart-nothing")` without values."""
    if not table.known:
        raise UsageError("chart-nothing", series=table.kind.code, place=table.field.name)
    values = {standing.place: standing.observation.value for standing in table.standings}
    scale, _ = unit_scale(table.kind.unit, values.values(), lang)
    shades = _shades(values)
    cells: list[dict[str, Any]] = []
    for code in table.field.members:
        row, column = tile_places()[code]
        value = values.get(code)
        figure = "–" if value is None else bare(value / scale, lang)
        shade = shades.get(code)
        cells.append(
            {
                "row": row,
                "column": column,
                "label": "\n".join(label := [*_lines(unit_coded(code).name), figure]),
                "lines": len(label),
                "fill": "#ffffff" if shade is None else _SHADES[shade],
                "ink": "#ffffff" if shade is not None and shade >= _DARK_FROM else INK,
                "stroke": INK if code == marked else RULE,
                "width": 3 if code == marked else 0.6,
            }
        )
    rows_count = max(cell["row"] for cell in cells) + 1
    columns_count = max(cell["column"] for cell in cells) + 1
    kind = table.kind
    place: dict[str, Any] = {"axis": None, "type": "ordinal"}
    grid: dict[str, Any] = {
        "x": {"field": "column", "scale": {"domain": list(range(columns_count)), "padding": 0.04}, **place},
        "y": {"field": "row", "scale": {"domain": list(range(rows_count)), "padding": 0.04}, **place},
    }
    raw = {"scale": None, "legend": None}
    spec: dict[str, Any] = {
        "width": _WIDTH * columns_count,
        "height": _HEIGHT * rows_count,
        "title": {
            "text": f"{kind.name(lang)}, {when(table.period, lang)}",
            "subtitle": _subtitle(table, scale, lang),
        },
        "data": {"values": cells},
        "layer": [
            {
                "mark": {"type": "rect", "cornerRadius": 3},
                "encoding": {
                    **grid,
                    "color": {"field": "fill", "type": "nominal", **raw},
                    "stroke": {"field": "stroke", "type": "nominal", **raw},
                    "strokeWidth": {"field": "width", "type": "quantitative", **raw},
                },
            },
            *_labels(grid, raw),
        ],
    }
    head = {"vi": ("Hạng", "Địa phương", "Giá trị", "Nguồn"), "en": ("Rank", "Place", "Value", "Source")}[lang]
    rows = [
        (
            str(standing.rank),
            unit_coded(standing.place).name,
            shown(standing.observation.value, kind.unit, lang),
            standing.observation.source,
        )
        for standing in table.standings
    ]
    return Picture(spec, f"{kind.name(lang)}, {when(table.period, lang)}", _text(table, lang), head, rows, lang)


def _labels(grid: dict[str, Any], raw: dict[str, Any]) -> list[dict[str, Any]]:
    """Name and figure on every tile: a layer for labels of two lines, one for those of three."""
    mark = {"type": "text", "fontSize": 10, "lineBreak": "\n", "lineHeight": _LINE_HEIGHT, "baseline": "middle"}
    colour = {"field": "ink", "type": "nominal", **raw}
    return [
        {
            "transform": [{"filter": f"datum.lines == {lines}"}],
            # The base line of several lines is the first one's, so they are lifted by half of the others.
            "mark": {**mark, "dy": -_LINE_HEIGHT * (lines - 1) / 2},
            "encoding": {**grid, "text": {"field": "label"}, "color": colour},
        }
        for lines in (2, 3)
    ]


def _shades(values: dict[str, Decimal]) -> dict[str, int]:
    """Fifths by rank: as many units in every shade, so that one large city does not make the rest pale."""
    ordered = sorted(values.values())
    count = len(ordered)
    return {code: min(len(_SHADES) - 1, ordered.index(value) * len(_SHADES) // count) for code, value in values.items()}


def _lines(name: str) -> list[str]:
    """A name in one line, or in two of about the same length."""
    if len(name) <= _LINE_LENGTH:
        return [name]
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    if not blanks:
        return [name]
    middle = min(blanks, key=lambda at: abs(at - len(name) / 2))
    return [name[:middle].removesuffix(" -"), name[middle + 1 :].removeprefix("- ")]


def _subtitle(table: Ranking, scale: Decimal, lang: str) -> str:
    words = {
        "vi": "{unit}; {known}/{size} đơn vị có số liệu; màu đậm dần theo năm nhóm bằng nhau",
        "en": "{unit}; {known} of {size} units with a value; darker by equal fifths",
    }[lang]
    return words.format(unit=axis_title(table.kind, scale, lang), known=table.known, size=table.field.size)


def _text(table: Ranking, lang: str) -> str:
    def named(standings: Any) -> str:
        return ", ".join(
            f"{unit_coded(item.place).name} {shown(item.observation.value, table.kind.unit, lang)}"
            for item in standings
        )

    words = {
        "vi": "{title}. {known}/{size} đơn vị có số liệu. Đứng đầu: {top}. Đứng cuối: {bottom}.",
        "en": "{title}. {known} of {size} units with a value. First: {top}. Last: {bottom}.",
    }[lang]
    return words.format(
        title=f"{table.kind.name(lang)}, {when(table.period, lang)}",
        known=table.known,
        size=table.field.size,
        top=named(table.standings[:3]),
        bottom=named(table.standings[-3:]),
    )
