"""What people call the units of the catalogue. Does not convert and does not round."""

from __future__ import annotations

UNIT_NAMES = {
    "VND": ("đồng", "VND"),
    "USD": ("USD", "USD"),
    "VND/person": ("đồng/người", "VND a head"),
    "USD/person": ("USD/người", "USD a head"),
    "person": ("người", "people"),
    "person/km2": ("người/km²", "people per km²"),
    "km2": ("km²", "km²"),
    "project": ("dự án", "projects"),
    "deal": ("lượt", "deals"),
    "enterprise": ("doanh nghiệp", "enterprises"),
    "score": ("điểm", "points"),
    "child/woman": ("con/phụ nữ", "children a woman"),
    "a": ("năm", "years"),
}
"""The code of a unit (UCUM-like, as in the catalogue) to its Vietnamese and English name."""
