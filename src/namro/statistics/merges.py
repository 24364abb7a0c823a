"""Series through a merger: a unit's figure from the units it was formed of, where the indicator's rule allows it.

Sums are summed; a rate is a weighted mean with its weights named, or a ratio of two sums; an index or a rank of a
merged unit does not follow from its parts and is refused. Does not guess a missing part, and does not mend a change
of scope between the parts' figures and the merged unit's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from namro.places import unit_coded
from namro.statistics.catalogue import MergeRule, Nature, SeriesKind
from namro.statistics.observations import Confidence, Observation, ObservationStatus, Store
from namro.statistics.periods import Period


class Refusal(StrEnum):
    """Why there is no merged figure."""

    RULE = "rule"  # the indicator is never merged
    PART_MISSING = "part-missing"
    WEIGHT_MISSING = "weight-missing"
    NO_PARTS = "no-parts"  # the unit was not formed from others


@dataclass(frozen=True, slots=True)
class Merged:
    """A figure made of parts, or the reason there is none.

    `parts` are the figures used, `weights` those they were weighed with (for a ratio: the sums' own terms are the
    parts, and `weights` their denominators). `missing` names the unit and series without which it cannot be made.
    """

    kind: SeriesKind
    place: str
    period: Period
    value: Decimal | None
    parts: tuple[Observation, ...] = ()
    weights: tuple[Observation, ...] = ()
    refused: Refusal | None = None
    missing: tuple[tuple[str, str], ...] = ()

    @property
    def known_on(self) -> date | None:
        """The day the last of its terms became known; None where one has no day."""
        days = [term.known_on for term in (*self.parts, *self.weights)]
        return max(day for day in days if day) if days and all(days) else None

    def observation(self) -> Observation | None:
        """It as an observation: derived, and no more final than its least final part."""
        if self.value is None:
            return None
        order = list(ObservationStatus)
        status = max((term.status for term in self.parts), key=order.index)
        sources = "; ".join(dict.fromkeys(term.source for term in (*self.parts, *self.weights)))
        return Observation(
            series=self.kind.code,
            place=self.place,
            period=self.period,
            value=self.value,
            unit=self.kind.unit,
            scope=self.parts[0].scope,
            status=status,
            seen_on=self.known_on,
            source=sources,
            confidence=Confidence.DERIVED,
        )


def merged_value(
    store: Store,
    series: str,
    place: str,
    period: Period,
    *,
    scope: str | None = None,
    known_on: date | None = None,
) -> Merged:
    """The figure of a unit from the units it was formed of.

    A unit formed of one other keeps that unit's figure, unless it is a rank: a rank belongs to its field.
    """
    kind = store.series(series).kind
    parts = unit_coded(place).parts
    if not parts:
        return Merged(kind, place, period, None, refused=Refusal.NO_PARTS)
    if kind.nature is Nature.RANK or (kind.merge is MergeRule.NEVER and len(parts) > 1):
        return Merged(kind, place, period, None, refused=Refusal.RULE)
    make = _Make(store, kind, place, period, parts, scope, known_on)
    if len(parts) == 1 or kind.merge is MergeRule.SUM:
        return make.summed()
    return make.weighted() if kind.merge is MergeRule.WEIGHTED_MEAN else make.divided()


def value_or_merged(
    store: Store, series: str, place: str, period: Period, *, scope: str | None = None, known_on: date | None = None
) -> Observation | None:
    """The unit's own figure where there is one, else the one its parts give, else None."""
    own = store.series(series).value(place, period, scope=scope, known_on=known_on)
    if own is not None or not place.startswith("GSO"):
        return own
    return merged_value(store, series, place, period, scope=scope, known_on=known_on).observation()


@dataclass(frozen=True, slots=True)
class _Make:
    store: Store
    kind: SeriesKind
    place: str
    period: Period
    parts: tuple[str, ...]
    scope: str | None
    known_on: date | None

    def summed(self) -> Merged:
        terms, missing = self._terms(self.kind.code, self.period, self.scope)
        if missing:
            return self._without(Refusal.PART_MISSING, missing)
        return self._of(sum((term.value for term in terms), Decimal(0)), terms)

    def weighted(self) -> Merged:
        terms, missing = self._terms(self.kind.code, self.period, self.scope)
        if missing:
            return self._without(Refusal.PART_MISSING, missing)
        # A growth rate is weighed by the level it grew from: the period before.
        base = self.period.years_back(self.kind.merge_lag)
        weights, missing = self._terms(self.kind.merge_by[0], base, None)
        if missing:
            return self._without(Refusal.WEIGHT_MISSING, missing)
        total = sum((weight.value for weight in weights), Decimal(0))
        product = sum((term.value * weight.value for term, weight in zip(terms, weights, strict=True)), Decimal(0))
        return self._of(product / total, terms, weights)

    def divided(self) -> Merged:
        above, below = self.kind.merge_by
        terms, missing = self._terms(above, self.period, None)
        if not missing:
            weights, missing = self._terms(below, self.period, self.scope if below != above else None)
        if missing:
            return self._without(Refusal.PART_MISSING, missing)
        ratio = sum((term.value for term in terms), Decimal(0)) / sum((term.value for term in weights), Decimal(0))
        return self._of(ratio * 100 if self.kind.unit == "%" else ratio, terms, weights)

    def _terms(
        self, series: str, period: Period, scope: str | None
    ) -> tuple[tuple[Observation, ...], tuple[tuple[str, str], ...]]:
        source = self.store.series(series)
        found = {part: source.value(part, period, scope=scope, known_on=self.known_on) for part in self.parts}
        terms = tuple(term for term in found.values() if term is not None)
        return terms, tuple((part, series) for part, term in found.items() if term is None)

    def _of(self, value: Decimal, terms: tuple[Observation, ...], weights: tuple[Observation, ...] = ()) -> Merged:
        return Merged(self.kind, self.place, self.period, value, terms, weights)

    def _without(self, refusal: Refusal, missing: tuple[tuple[str, str], ...]) -> Merged:
        return Merged(self.kind, self.place, self.period, None, refused=refusal, missing=missing)
