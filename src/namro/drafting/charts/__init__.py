"""Pictures of series: lines with goals, ranks over time, tile maps, small multiples by region."""

from namro.drafting.charts.lines import line_picture
from namro.drafting.charts.multiples import region_picture
from namro.drafting.charts.pictures import SUFFIXES, Picture, write_picture
from namro.drafting.charts.ranks import rank_picture
from namro.drafting.charts.tiles import tile_picture, tile_places

__all__ = [
    "SUFFIXES",
    "Picture",
    "line_picture",
    "rank_picture",
    "region_picture",
    "tile_picture",
    "tile_places",
    "write_picture",
]
