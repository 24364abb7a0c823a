"""Themes: the policy area of a piece of work, by the cue words of the gazetteer.

The area most spoken of wins, and of two alike the one named first. Does not decide who is in charge.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from namro.errors import DataError
from namro.places.agencies import Theme, gazetteer
from namro.text import Phrases


class Area(NamedTuple):
    """What a cue word tells: the English slug, and the gazetteer's theme if it is one of its words."""

    slug: str
    theme: Theme | None


@cache
def areas() -> Mapping[str, tuple[Area, ...]]:
    """Cue word → what it tells, from `themes.toml` and the gazetteer; raises `DataError` telling all faults."""
    raw = tomllib.loads(files("namro.reading.directives").joinpath("themes.toml").read_text("utf-8"))
    known = {theme.slug: theme for theme in gazetteer().themes}
    faults: list[tuple[int | str, str, str]] = []
    cues: dict[str, tuple[Area, ...]] = {}
    gathered: set[str] = set()
    for slug, table in raw.items():
        for name in table.get("themes", ()):
            if name not in known:
                faults.append((slug, f"no theme {name!r}", "mend the name"))
                continue
            gathered.add(name)
            for cue in known[name].cues:
                cues.setdefault(cue.lower(), (Area(slug, known[name]),))
        for cue in table.get("cues", ()):
            cues.setdefault(cue, (Area(slug, None),))
    faults.extend((name, "belongs to no slug", "name it under one") for name in known if name not in gathered)
    if faults:
        raise DataError("reading/directives/themes.toml", faults)
    return cues


@cache
def _phrases() -> Phrases[Area]:
    return Phrases((cue, found[0]) for cue, found in areas().items())


def theme_of(lower: str) -> str | None:
    """The English slug of a clause in small letters; None where no cue stands in it.

    >>> theme_of("đẩy mạnh giải ngân vốn đầu tư công")
    'public-investment'
    """
    return _most([area.slug for area in _areas_in(lower)])


def in_area(lower: str) -> Theme | None:
    """The gazetteer's theme of a clause; None where its words speak more of another area than of any theme's."""
    areas_in = _areas_in(lower)
    slug = _most([area.slug for area in areas_in])
    themes = [area.theme for area in areas_in if area.theme is not None and area.slug == slug]
    most = _most([theme.slug for theme in themes])
    return next((theme for theme in themes if theme.slug == most), None)


@lru_cache(maxsize=8)  # one clause is asked for its slug and for its theme
def _areas_in(lower: str) -> tuple[Area, ...]:
    return tuple(hit.value for hit in _phrases().find(lower))


def _most(slugs: list[str]) -> str | None:
    return max(dict.fromkeys(slugs), key=slugs.count, default=None)
