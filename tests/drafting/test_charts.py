"""Pictures: they draw what there is, tell it in words, and load nothing from elsewhere."""

import re
import struct
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from namro.drafting.charts import (
    Picture,
    line_picture,
    rank_picture,
    region_picture,
    tile_picture,
    tile_places,
    write_picture,
)
from namro.drafting.charts.pictures import COLOURS
from namro.errors import UsageError
from namro.places import regions_on, units_on
from namro.statistics import Goal, Period, PeriodKind, nation_field, pace, ranking, shipped_store

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
STORE = shipped_store()


def yearly(series: str, place: str) -> list:  # type: ignore[type-arg]
    return STORE.series(series).of_place(place, kind=PeriodKind.YEAR)


def line() -> Picture:
    series = STORE.series("grdp-per-capita")
    years = {"Bình Dương": yearly("grdp-per-capita", "GSO63-74"), "Đồng Nai": yearly("grdp-per-capita", "GSO63-75")}
    found = pace(series.kind, years["Bình Dương"], Goal(Decimal(300_000_000)), 2030)
    return line_picture(series.kind, years, found)


def ranks() -> Picture:
    series, field = STORE.series("grdp-per-capita"), nation_field(OLD)
    tables = [ranking(series, period, field) for period in series.periods]
    return rank_picture(series.kind, tables, ["GSO63-74", "GSO63-22"])


def tiles(period: str = "2024-H1", day: date = OLD, lang: str = "vi") -> Picture:
    table = ranking(STORE.series("grdp-growth"), Period.parse(period), nation_field(day))
    return tile_picture(table, lang=lang)


def multiples() -> Picture:
    series, regions = STORE.series("grdp-per-capita"), regions_on(OLD)
    years = {code: yearly("grdp-per-capita", code) for region in regions for code in region.members}
    return region_picture(series.kind, regions, years, "GSO63-74")


@pytest.mark.parametrize("draw", [line, ranks, tiles, multiples], ids=["line", "ranks", "tiles", "regions"])
def test_an_svg_has_title_and_description_and_nothing_remote(draw: object) -> None:
    picture = draw()  # type: ignore[operator]
    svg = picture.svg()
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title") == picture.title
    assert root.findtext(f"{space}desc") == picture.text
    assert not re.search(r"<script|href=\"http|url\(http", svg)


@pytest.mark.parametrize("draw", [line, ranks, tiles, multiples], ids=["line", "ranks", "tiles", "regions"])
def test_the_names_stand_in_the_drawing_with_their_marks(draw: object) -> None:
    words = "".join(ElementTree.fromstring(draw().svg()).itertext())  # type: ignore[operator]
    assert "Bình Dương" in words
    assert "NaN" not in words
    assert "undefined" not in words


def test_a_png_carries_its_description(tmp_path: Path) -> None:
    picture = tiles()
    write_picture(picture, tmp_path / "map.png")
    content = (tmp_path / "map.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert height > width > 400
    assert picture.text.encode() in content
    assert content.index(b"iTXt") < content.index(b"IDAT")


def test_a_page_has_caption_and_table_and_no_script(tmp_path: Path) -> None:
    picture = line()
    write_picture(picture, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "<script" not in page
    assert f"<figcaption>{picture.text}</figcaption>" in page
    assert page.count("<tr>") == 1 + len(picture.rows)


def test_the_words_tell_the_goal_and_the_ends() -> None:
    text = line().text.replace("\u00a0", " ")
    assert "Bình Dương: 2018 137,67 triệu đồng/người" in text
    assert "Mục tiêu 300 triệu đồng/người đến năm 2030." in text


def test_a_map_says_how_many_units_have_a_value() -> None:
    assert "19/63 đơn vị có số liệu" in tiles().text
    assert "34 of 34 units with a value" in tiles("2025", NEW, "en").text


@pytest.mark.parametrize("day", [OLD, NEW])
def test_every_unit_has_a_tile_of_its_own(day: date) -> None:
    places = [tile_places()[unit.code] for unit in units_on(day)]
    assert len(set(places)) == len(places)


def test_a_bump_chart_says_how_many_were_ranked() -> None:
    picture = ranks()
    assert ("Quảng Ninh", "2022", "2", "63/63") in picture.rows
    assert "63/63" in picture.svg()


def test_years_with_a_gap_are_not_joined() -> None:
    spec = line_picture(STORE.series("grdp-growth").kind, {"Hà Nội": yearly("grdp-growth", "GSO34-01")}).spec
    runs = {point["run"] for point in spec["layer"][0]["data"]["values"]}
    assert len(runs) == 2, "2020 stands alone; 2024 and 2025 are a line"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_letters_on_tiles_can_be_read_in_print() -> None:
    for cell in tiles("2025", NEW).spec["data"]["values"]:
        light, dark = sorted((luminance(cell["fill"]), luminance(cell["ink"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, cell["label"]


def test_lines_differ_by_more_than_colour() -> None:
    years = {f"{at}": yearly("grdp-per-capita", code) for at, code in enumerate(nation_field(OLD).members[:6])}
    layer = line_picture(STORE.series("grdp-per-capita").kind, years).spec["layer"][0]["encoding"]
    dashes = layer["strokeDash"]["scale"]["range"]
    assert len(COLOURS) == len({tuple(dash) for dash in dashes}) == 6


def test_too_few_figures_are_refused() -> None:
    series = STORE.series("grdp-growth")
    with pytest.raises(UsageError, match="too few figures"):
        line_picture(series.kind, {"Kon Tum": yearly("grdp-growth", "GSO63-62")})
    with pytest.raises(UsageError, match="too few figures"):
        tile_picture(ranking(series, Period.parse("2019"), nation_field(OLD)))


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg, \.png, \.html"):
        write_picture(tiles(), tmp_path / "map.gif")
