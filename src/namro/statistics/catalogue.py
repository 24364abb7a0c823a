"""The catalogue: what is measured (indicators) and the series that measure it, with unit, direction and merge rule.

An indicator is a subject ("grdp"); a series is one way of putting it in numbers ("grdp-growth", in per cent). Does not
decide which scope of a series is meant: a scope is part of every observation and is never dropped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from namro.errors import DataError, UsageError


class Aspect(StrEnum):
    """The side of an indicator a series shows, as the reading's measures name it."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"


class Nature(StrEnum):
    """How its figures behave in time and in a sum."""

    FLOW = "flow"  # of a period: capital registered in 2023
    STOCK = "stock"  # on a day, or since ever
    RATE = "rate"  # a quotient: growth, a share, an amount per head
    INDEX = "index"  # a score whose makers alone know how it adds up
    RANK = "rank"


class Better(StrEnum):
    """Which way is good; `NEITHER` is ranked by size, the largest first."""

    UP = "up"
    DOWN = "down"
    NEITHER = ""


class MergeRule(StrEnum):
    """How a merged unit's figure follows from its parts."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted-mean"
    RATIO_OF_SUMS = "ratio-of-sums"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A subject of measurement. `at_nation` is the indicator that answers for the whole country (GRDP → GDP)."""

    code: str
    name_vi: str
    name_en: str
    better: Better
    at_nation: str


@dataclass(frozen=True, slots=True)
class SeriesKind:
    """One way an indicator is put in numbers.

    `unit` is a base unit: amounts stand in đồng and dollars, not in billions. `merge_by` names the weights of a
    weighted mean, or the numerator and denominator of a ratio of sums. `traps` say in words what makes two figures
    of this series look alike without being so. `scope` is the one meant when nobody says. `sole` is false where
    officials state the same indicator by another definition too (population on average or by register), so that
    another figure contradicts nothing.
    """

    code: str
    indicator: str
    aspect: Aspect
    unit: str
    nature: Nature
    better: Better
    merge: MergeRule
    merge_by: tuple[str, ...]
    merge_lag: int
    scope: str
    sole: bool
    name_vi: str
    name_en: str
    definition: str
    traps_vi: str
    traps_en: str

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.name_vi if lang == "vi" else self.name_en

    def traps(self, lang: str) -> str:
        """What makes two of its figures look alike without being so."""
        return self.traps_vi if lang == "vi" else self.traps_en


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure leaves out or is counted against."""

    code: str
    name_vi: str
    name_en: str

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.name_vi if lang == "vi" else self.name_en


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its code."""
    return {
        row["code"]: Indicator(row["code"], row["name_vi"], row["name_en"], Better(row["better"]), row["at_nation"])
        for row in _rows("indicators.csv")
    }


@cache
def series_kinds() -> dict[str, SeriesKind]:
    """Every series by its code, the preferred series of an indicator first. Raises `DataError` with all faults."""
    kinds: dict[str, SeriesKind] = {}
    faults: list[tuple[int | str, str, str]] = []
    for number, row in enumerate(_rows("series.csv"), start=2):
        try:
            if row["code"] in kinds or row["indicator"] not in indicators() or row["scope"] not in scopes():
                raise ValueError("code repeated, or its indicator or scope unknown")
            kinds[row["code"]] = _series_kind(row)
        except ValueError as error:
            faults.append((number, f"{row['code']}: {error}", "use the codes of indicators.csv and scopes.csv"))
    for kind in kinds.values():
        faults += [
            (kind.code, f"merges by the unknown series {code}", "name a series of this file")
            for code in kind.merge_by
            if code not in kinds
        ]
        wanted = {MergeRule.WEIGHTED_MEAN: 1, MergeRule.RATIO_OF_SUMS: 2}.get(kind.merge, 0)
        if len(kind.merge_by) != wanted:
            faults.append((kind.code, f"{kind.merge} needs {wanted} series in merge_by", "name them"))
    if faults:
        raise DataError("statistics/data/series.csv", faults)
    return kinds


@cache
def scopes() -> dict[str, Scope]:
    """Every scope by its code; the empty code is the figure as published, without a reservation."""
    return {row["code"]: Scope(row["code"], row["name_vi"], row["name_en"]) for row in _rows("scopes.csv")}


def series_kind(code: str) -> SeriesKind:
    """The series with that code. Raises `UsageError("series-unknown")`, naming near codes."""
    try:
        return series_kinds()[code]
    except KeyError:
        raise UsageError("series-unknown", text=code, known=_near(code, series_kinds())) from None


def series_of(indicator: str, aspect: Aspect | None = None) -> tuple[SeriesKind, ...]:
    """The series of an indicator, or the one whose own code is given; preferred first.

    Raises `UsageError("series-unknown")`.
    """
    kinds = series_kinds()
    if indicator in kinds and indicator not in indicators():
        return (kinds[indicator],)
    found = tuple(kind for kind in kinds.values() if kind.indicator == indicator and aspect in (None, kind.aspect))
    if not found and indicator not in indicators():
        raise UsageError("series-unknown", text=indicator, known=_near(indicator, [*kinds, *indicators()]))
    return found


def _series_kind(row: dict[str, str]) -> SeriesKind:
    return SeriesKind(
        code=row["code"],
        indicator=row["indicator"],
        aspect=Aspect(row["aspect"]),
        unit=row["unit"],
        nature=Nature(row["nature"]),
        better=indicators()[row["indicator"]].better if row["better"] == "as-indicator" else Better(row["better"]),
        merge=MergeRule(row["merge"]),
        merge_by=tuple(row["merge_by"].split()),
        merge_lag=int(row["merge_lag"] or 0),
        scope=row["scope"],
        sole=row["sole"] == "yes",
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        definition=row["definition"],
        traps_vi=row["traps_vi"],
        traps_en=row["traps_en"],
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("namro.statistics").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _near(code: str, known: Iterable[str]) -> str:
    head = code.split("-")[0]
    listed = sorted(set(known))
    return ", ".join([name for name in listed if head and head in name] or listed)
