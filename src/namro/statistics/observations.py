"""Observations and their vintages: a figure, its period, place and scope, and the day it became known.

A series forgets nothing: a later figure stands beside the earlier one, and `known_on` asks what was known on a day.
Does not decide which of two disagreeing sources is right; it takes the latest, the surer of two undated ones, and keeps
the others to be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from namro.errors import UsageError
from namro.statistics.catalogue import series_kind
from namro.statistics.periods import Period, PeriodKind


class ObservationStatus(StrEnum):
    """How final a figure is, as its publisher says (ước tính, sơ bộ, chính thức)."""

    OFFICIAL = "official"
    PRELIMINARY = "preliminary"
    ESTIMATE = "estimate"
    UNSTATED = ""


class Confidence(StrEnum):
    """How near a source stands to the office that made the figure; surer first."""

    OFFICIAL_COPY = "official-copy"  # a copy of the office's own table
    NOTICE = "notice"  # stated by a government document
    PRESS = "press"
    SECONDARY = "secondary"  # compiled by others
    DERIVED = "derived"  # computed by somebody from published figures


_SURENESS = {confidence: -place for place, confidence in enumerate(Confidence)}


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure, in the base unit of its series.

    `published_on` is the day it was public at the latest; `seen_on` the day somebody here first read it, which is all
    that is known of an undated source. Two figures of the same key are two vintages.
    """

    series: str
    place: str
    period: Period
    value: Decimal
    unit: str
    scope: str = ""
    status: ObservationStatus = ObservationStatus.UNSTATED
    published_on: date | None = None
    seen_on: date | None = None
    source: str = ""
    confidence: Confidence = Confidence.OFFICIAL_COPY

    @property
    def key(self) -> tuple[str, str, Period, str]:
        """What the figure is a figure of."""
        return self.series, self.place, self.period, self.scope

    @property
    def known_on(self) -> date | None:
        """The first day it can be called known; None where no day is recorded."""
        return self.published_on or self.seen_on

    @property
    def recency(self) -> tuple[date, int]:
        """Sort key of vintages: the later published, then the surer; an undated source gives way to a dated one."""
        return self.published_on or date.min, _SURENESS[self.confidence]

    def was_known(self, on: date | None) -> bool:
        """Whether it was known on a day; without a day, everything is."""
        return on is None or (self.known_on is not None and self.known_on <= on)


class Series:
    """Every vintage of one series, looked up by period, place and scope."""

    def __init__(self, code: str, observations: Iterable[Observation]) -> None:
        self.kind = series_kind(code)
        self.observations = tuple(observations)
        by_period: dict[tuple[Period, str], dict[str, list[Observation]]] = defaultdict(dict)
        for observation in self.observations:
            places = by_period[observation.period, observation.scope]
            places.setdefault(observation.place, []).append(observation)
        for places in by_period.values():
            for vintages in places.values():
                vintages.sort(key=lambda vintage: vintage.recency)
        self._by_period = dict(by_period)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period with a figure, in order."""
        return tuple(sorted({period for period, _ in self._by_period}, key=lambda period: period.order))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Every place with a figure, by code."""
        return tuple(sorted({observation.place for observation in self.observations}))

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """Every scope with a figure."""
        return tuple(sorted({scope for _, scope in self._by_period}))

    def vintages(self, place: str, period: Period, scope: str | None = None) -> tuple[Observation, ...]:
        """Every figure for a place and period, the earliest first."""
        return tuple(self._by_period.get((period, self._scope(scope)), {}).get(place, ()))

    def value(
        self, place: str, period: Period, *, scope: str | None = None, known_on: date | None = None
    ) -> Observation | None:
        """The latest figure known on a day; without a day, the latest of all."""
        for vintage in reversed(self.vintages(place, period, scope)):
            if vintage.was_known(known_on):
                return vintage
        return None

    def values(
        self, period: Period, *, scope: str | None = None, known_on: date | None = None
    ) -> dict[str, Observation]:
        """The latest figure of every place for a period."""
        found = {}
        for place, vintages in self._by_period.get((period, self._scope(scope)), {}).items():
            for vintage in reversed(vintages):
                if vintage.was_known(known_on):
                    found[place] = vintage
                    break
        return found

    def of_place(
        self,
        place: str,
        *,
        kind: PeriodKind | None = None,
        scope: str | None = None,
        known_on: date | None = None,
    ) -> list[Observation]:
        """The latest figure of every period of a place, in order of time; one kind of period where it is given."""
        found = (
            self.value(place, period, scope=scope, known_on=known_on)
            for period in self.periods
            if kind is None or period.kind is kind
        )
        return [observation for observation in found if observation is not None]

    def nearest_period(self, wanted: Period) -> Period | None:
        """The period itself where it has a figure, else the one counted to another day of the same month."""
        periods = self.periods
        if wanted in periods:
            return wanted
        return next((period for period in reversed(periods) if period.closes_with(wanted)), None)

    def _scope(self, scope: str | None) -> str:
        return self.kind.scope if scope is None else scope


class Store:
    """Series by their code. Adding figures gives a new store: a store is never overwritten.

    >>> Store(()).series("grdp").periods
    ()
    """

    def __init__(self, observations: Iterable[Observation]) -> None:
        grouped: dict[str, list[Observation]] = defaultdict(list)
        for observation in observations:
            grouped[observation.series].append(observation)
        self._groups: Mapping[str, Sequence[Observation]] = dict(grouped)
        self._series: dict[str, Series] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The series that hold a figure."""
        return tuple(self._groups)

    def series(self, code: str) -> Series:
        """The series with that code, empty where there are no figures. Raises `UsageError("series-unknown")`."""
        made = self._series.get(code)
        if made is None:
            made = self._series[code] = Series(code, self._groups.get(code, ()))
        return made

    def adding(self, observations: Iterable[Observation]) -> Store:
        """A store with these vintages too; a figure that is here already is not held twice.

        Raises `UsageError("vintage-conflict")` where the same source on the same day says something else.
        """
        held = {_identity(observation): observation for observation in self}
        added = []
        for observation in observations:
            before = held.setdefault(_identity(observation), observation)
            if before is observation:
                added.append(observation)
            elif before.value != observation.value:
                raise UsageError(
                    "vintage-conflict",
                    series=observation.series,
                    place=observation.place,
                    period=observation.period.short,
                    source=observation.source,
                    old=before.value,
                    new=observation.value,
                )
        return Store([*self, *added])

    def __iter__(self) -> Iterator[Observation]:
        for group in self._groups.values():
            yield from group

    def __len__(self) -> int:
        return sum(len(group) for group in self._groups.values())


def _identity(observation: Observation) -> tuple[object, ...]:
    return (*observation.key, observation.published_on, observation.source)
