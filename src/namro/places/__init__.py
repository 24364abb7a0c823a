"""Administrative units of the first level and their regions, each with its days and successors."""

from namro.places.atlas import (
    region_coded,
    region_named,
    regions_on,
    successor,
    unit_coded,
    unit_named,
    units_on,
)
from namro.places.names import PlaceKind, PlaceMention, PlaceName, find_places, place_names
from namro.places.units import NATION, NATION_NAME, Region, Status, Unit

__all__ = [
    "NATION",
    "NATION_NAME",
    "PlaceKind",
    "PlaceMention",
    "PlaceName",
    "Region",
    "Status",
    "Unit",
    "find_places",
    "place_names",
    "region_coded",
    "region_named",
    "regions_on",
    "successor",
    "unit_coded",
    "unit_named",
    "units_on",
]
