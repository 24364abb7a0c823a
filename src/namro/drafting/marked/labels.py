"""Labels: the words people read for the values of a reading, in Vietnamese and English.

Says how a value is named, never what it means: the contract and the glossary do that.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from namro.errors import LANGUAGES


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("namro.drafting.marked").joinpath("labels.toml").read_text("utf-8"))


def label(group: str, value: str, lang: str) -> str:
    """The words for a value of a group.

    >>> label("versus", "same-period", "vi")
    'so với cùng kỳ'
    """
    return _labels()[group][value][LANGUAGES.index(lang)]


def unit_label(unit: str, lang: str) -> str:
    """A unit as people write it; a counted noun or an unlisted symbol as it stands.

    >>> unit_label("km2", "vi"), unit_label("dự án", "en")
    ('km²', 'dự án')
    """
    words = _labels()["unit"].get(unit)
    return words[LANGUAGES.index(lang)] if words else unit
