"""From the fields of a row to a checked observation: series, place, period, value, unit.

Every reader of a format ends here, so a fault is the same fault in all of them. Does not take a name for a unit that
had gone by then, a fraction for a percentage, or one of two figures that disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from namro.errors import UsageError
from namro.places import NATION, region_coded, region_named, unit_coded, unit_named
from namro.statistics.catalogue import Aspect, SeriesKind, scopes, series_kind
from namro.statistics.observations import Confidence, Observation, ObservationStatus
from namro.statistics.periods import Period
from namro.statistics.sources.faults import Cell, Fault, ImportRefusedError
from namro.text import fold


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A figure as a file gives it: `fields` by the names of `shipped.COLUMNS`, `cells` where each of them stands."""

    at: Cell
    fields: Mapping[str, Any]
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def where(self, name: str) -> Cell:
        """The cell of a field, or the row."""
        return self.cells.get(name, self.at)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the figures of a file are to be taken.

    `map_on` is the day whose names the places bear, by default the end of each figure's period. `decimal` is the mark
    before the decimals of a number written as text. `small_shares` says that shares below one per cent are meant.
    """

    map_on: date | None = None
    decimal: str = "."
    small_shares: bool = False


def accept(
    figures: Iterable[RawFigure], file: str, reading: Reading | None = None, faults: Iterable[Fault] = ()
) -> list[Observation]:
    """The observations of a file. Raises `ImportRefusedError` with every fault; `faults` are those found before."""
    reading = reading or Reading()
    found = list(faults)
    held: dict[tuple[object, ...], tuple[Observation, RawFigure]] = {}
    for raw in figures:
        before = len(found)
        observation = _Check(raw, reading, found).observation()
        if observation is None or len(found) > before:
            continue
        key = (*observation.key, observation.published_on, observation.source)
        first = held.setdefault(key, (observation, raw))
        if first[0].value != observation.value:
            details = {"first": first[1].at.row, "old": first[0].value, "new": observation.value}
            found.append(Fault(raw.where("value"), "import-duplicate", details))
    if found:
        raise ImportRefusedError(file, found)
    return [observation for observation, _ in held.values()]


def number(value: object, decimal: str = ".") -> Decimal:
    """A number of a cell, exactly as far as the cell holds it. Raises `ValueError` for text that is none.

    A spreadsheet keeps fifteen digits; more of a float is noise.

    >>> number("1.234,5", ","), number(0.1 + 0.2)
    (Decimal('1234.5'), Decimal('0.3'))
    """
    if isinstance(value, bool) or value is None:
        raise ValueError(value)
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(format(value, ".15g"))
    text = str(value).strip().replace("\u2212", "-")
    pattern = _POINT if decimal == "." else _COMMA
    if not pattern.fullmatch(text):
        raise ValueError(value)
    grouping = "," if decimal == "." else "."
    return Decimal(text.replace(grouping, "").replace(decimal, "."))


_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")

_SCALES = {
    "nghìn tỷ": 12,
    "thousand billion": 12,
    "trillion": 12,
    "tỷ": 9,
    "tỉ": 9,
    "billion": 9,
    "triệu": 6,
    "million": 6,
    "nghìn": 3,
    "ngàn": 3,
    "thousand": 3,
    "1000": 3,
}
_UNIT_WORDS = {
    "đồng": "VND",
    "vnđ": "VND",
    "vnd": "VND",
    "usd": "USD",
    "đô la mỹ": "USD",
    "người": "person",
    "persons": "person",
    "dự án": "project",
    "projects": "project",
    "lượt": "deal",
    "deals": "deal",
    "km²": "km2",
    "km2": "km2",
    "doanh nghiệp": "enterprise",
    "enterprises": "enterprise",
    "điểm": "score",
    "points": "score",
    "đồng/người": "VND/person",
    "usd/người": "USD/person",
    "người/km2": "person/km2",
    "người/km²": "person/km2",
}
_STATUS_WORDS = {
    "ước tính": "estimate",
    "ước": "estimate",
    "e": "estimate",
    "sơ bộ": "preliminary",
    "p": "preliminary",
    "chính thức": "official",
    "a": "official",
}


def unit_exponent(unit: str, base: str) -> int | None:
    """The power of ten between a unit as written and a base unit; None where they do not fit.

    >>> unit_exponent("triệu USD", "USD"), unit_exponent("tỷ đồng", "VND"), unit_exponent("ha", "km2")
    (6, 9, None)
    """
    text = " ".join(unit.lower().split())
    if text == base.lower():
        return 0
    for word, exponent in ((" ", 0), *_SCALES.items()):
        rest = text.removeprefix(word).strip()
        if (text.startswith(word) or exponent == 0) and (rest == base.lower() or _UNIT_WORDS.get(rest) == base):
            return exponent
    return None


class _Check:
    """One figure on its way; faults go to the list."""

    def __init__(self, raw: RawFigure, reading: Reading, faults: list[Fault]) -> None:
        self.raw, self.reading, self.faults = raw, reading, faults

    def observation(self) -> Observation | None:
        kind, period = self._series(), self._period()
        place = self._place(period) if period else None
        value = self._value(kind) if kind else None
        source = self._text("source")
        if not source:
            self._fault("source", "import-source-missing")
        scope = self._text("scope") or (kind.scope if kind and not self.raw.fields.get("scope") else "")
        if self.raw.fields.get("scope") == "":
            scope = ""
        if scope not in scopes():
            self._fault("scope", "import-scope-unknown", scope=scope, known=", ".join(filter(None, scopes())))
        status, confidence = self._status(), self._confidence()
        published_on, seen_on = self._day("published_on"), self._day("seen_on")
        if kind is None or period is None or place is None or value is None:
            return None
        return Observation(
            kind.code, place, period, value, kind.unit, scope, status, published_on, seen_on, source, confidence
        )

    def _fault(self, name: str, code: str, **details: Any) -> None:
        self.faults.append(Fault(self.raw.where(name), code, details))

    def _text(self, name: str) -> str:
        value = self.raw.fields.get(name)
        return "" if value is None else str(value).strip()

    def _series(self) -> SeriesKind | None:
        try:
            return series_kind(self._text("indicator"))
        except UsageError:
            self._fault("indicator", "import-series-unknown", text=self._text("indicator"))
            return None

    def _period(self) -> Period | None:
        value = self.raw.fields.get("period")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        try:
            return value if isinstance(value, Period) else Period.parse(str(value))
        except UsageError:
            self._fault("period", "import-period-unknown", text=value)
            return None

    def _place(self, period: Period) -> str | None:
        name = self._text("place")
        day = self.reading.map_on or period.ends
        try:
            place, gone = find_place(name, day, period)
        except UsageError:
            self._fault("place", "import-place-unknown", text=name)
            return None
        if gone:
            self._fault("place", "import-place-not-then", text=name, day=day.isoformat(), ended=gone.isoformat())
            return None
        return place

    def _value(self, kind: SeriesKind) -> Decimal | None:
        raw = self.raw.fields.get("value")
        exponent = unit_exponent(self._text("unit") or kind.unit, kind.unit)
        if exponent is None:
            self._fault("unit", "import-unit", unit=self._text("unit"), wanted=kind.unit, series=kind.code)
            return None
        try:
            value = number(raw, self.reading.decimal)
        except (ValueError, InvalidOperation):
            self._fault("value", "import-not-a-number", text=raw)
            return None
        if kind.aspect is Aspect.SHARE and 0 < abs(value) < 1 and not self.reading.small_shares:
            self._fault("value", "import-fraction", value=value, percent=(value * 100).normalize())
            return None
        if exponent:
            value = Decimal(f"{value.scaleb(exponent).normalize():f}")
        return value

    def _status(self) -> ObservationStatus:
        text = self._text("status").lower()
        try:
            return ObservationStatus(_STATUS_WORDS.get(text, text))
        except ValueError:
            self._fault("status", "import-status-unknown", text=text)
            return ObservationStatus.UNSTATED

    def _confidence(self) -> Confidence:
        text = self._text("confidence") or Confidence.OFFICIAL_COPY
        try:
            return Confidence(text)
        except ValueError:
            self._fault("confidence", "import-confidence-unknown", text=text, known=", ".join(Confidence))
            return Confidence.OFFICIAL_COPY

    def _day(self, name: str) -> date | None:
        value = self.raw.fields.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self._text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._fault(name, "import-not-a-day", text=text)
            return None


_NATION_NAMES = {"viet nam", "ca nuoc", "toan quoc", "tong so", "vn", "whole country"}
_BEFORE_THE_MERGER = date(2025, 6, 30)


def find_place(name: str, day: date, period: Period) -> tuple[str, date | None]:
    """The code a code or name means on a day, and the last day of the unit where it had gone by the period.

    Raises `UsageError` for a name nobody bore.
    """
    if fold(name).strip() in _NATION_NAMES:
        return NATION, None
    begun = period.begins or period.ends
    if name.startswith("GSO"):
        unit = unit_coded(name)
        return unit.code, unit.ends if unit.ends is not None and unit.ends < begun else None
    if name.startswith("REG"):
        return region_coded(name).code, None
    try:
        unit = unit_named(name, day)
    except UsageError:
        return region_named(name, day).code, None
    if day > _BEFORE_THE_MERGER:
        try:
            earlier = unit_named(name, _BEFORE_THE_MERGER)
        except UsageError:
            return unit.code, None
        if earlier.name != unit.name and earlier.ends is not None and earlier.ends < day:
            return unit.code, earlier.ends
    return unit.code, None
