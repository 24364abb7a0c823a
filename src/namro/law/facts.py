"""Facts about a place, the terms they are given in, and the figure a test sees on a day.

A term (`vocabulary.toml`) has one unit, or an ordered scale of labels; other units are turned into it or refused.
A term may be made of others (a share, a sum, a difference). A transition turns a class given under an earlier
act into the class it became.

Does not decide which of two facts is right: the newest one not after the day is used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from namro.errors import DataError, UsageError
from namro.law.values import INFINITY, NOTHING_KNOWN, Confidence, Interval, Provenance


class Bound(StrEnum):
    """Whether a figure is the value itself or only one side of it ("trên 12.700 km²")."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure, with its source. `value` is in `unit`, or a label of the term's scale.

    `as_of` is the last day the figure speaks of: 31 December for the figure of a whole year.
    """

    term: str
    value: Decimal | str
    unit: str
    source: str
    as_of: date
    confidence: Confidence = Confidence.STATED
    bound: Bound = Bound.EXACT
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """How a term follows from others: a ratio (times `scale`), a sum or a difference."""

    kind: str
    of: tuple[str, ...]
    scale: Decimal = Decimal(1)

    def figure(self, parts: list[Interval]) -> Interval:
        """The figure of the parts' figures; ratios want parts that are not negative."""
        if self.kind == "sum":
            return Interval(sum((p.low for p in parts), Decimal(0)), sum((p.high for p in parts), Decimal(0)))
        above, below = parts
        if self.kind == "difference":
            return Interval(above.low - below.high, above.high - below.low)
        if below.low <= 0 or above.low < 0:
            return NOTHING_KNOWN
        high = INFINITY if above.high == INFINITY else above.high / below.low * self.scale
        low = Decimal(0) if below.high == INFINITY else above.low / below.high * self.scale
        return Interval(low, high)


@dataclass(frozen=True, slots=True)
class Term:
    """A thing a fact may state. `scale` lists the labels from least to most; `names` are labels without order."""

    id: str
    vi: str
    en: str
    unit: str
    scale: tuple[str, ...] = ()
    names: bool = False
    formula: Formula | None = None
    other_units: Mapping[str, Decimal] | None = None

    def label(self, lang: str) -> str:
        """What people call it."""
        return self.vi if lang == "vi" else self.en

    def number(self, value: Decimal | str) -> Decimal:
        """A value of this term as a number: a label's place on the scale. Raises UsageError for an unknown label."""
        if not self.scale:
            if isinstance(value, str):
                raise UsageError("fact-not-a-number", term=self.id, value=value, unit=self.unit)
            return value
        if value not in self.scale:
            raise UsageError("fact-label-unknown", term=self.id, value=value, known=", ".join(self.scale))
        return Decimal(self.scale.index(str(value)))

    def interval(self, fact: Fact) -> Interval:
        """The fact as a figure in the term's own unit. Raises UsageError for another kind of unit."""
        number = self.number(fact.value)
        if fact.unit != self.unit:
            factor = (self.other_units or {}).get(fact.unit)
            if factor is None:
                known = ", ".join([self.unit, *(self.other_units or {})])
                raise UsageError("fact-unit-wrong", term=self.id, unit=fact.unit or "''", known=known)
            number *= factor
        if self.scale:
            top = Decimal(len(self.scale) - 1)
            low, high = Decimal(0), top
        else:
            low, high = -INFINITY, INFINITY
        match fact.bound:
            case Bound.AT_LEAST:
                return Interval(number, high)
            case Bound.AT_MOST:
                return Interval(low, number)
            case _:
                return Interval(number, number)

    def shown(self, number: Decimal) -> str:
        """A number of this term as people read it: its label on the scale, or the number itself."""
        return self.scale[int(number)] if self.scale else f"{number:f}"


@cache
def vocabulary() -> Mapping[str, Term]:
    """All terms, by id. Raises DataError listing what is wrong with `vocabulary.toml`."""
    text = files("namro.law").joinpath("vocabulary.toml").read_text("utf-8")
    data = tomllib.loads(text, parse_float=Decimal)
    units: dict[str, dict[str, Decimal]] = {
        unit: {other: Decimal(factor) for other, factor in others.items()}
        for unit, others in data.pop("other_units").items()
    }
    terms: dict[str, Term] = {}
    faults: list[tuple[int | str, str, str]] = []
    for name, row in data.items():
        if missing := {"vi", "en", "unit"} - row.keys():
            faults.append((name, f"no {', '.join(sorted(missing))}", "give the label in both languages and the unit"))
            continue
        formula = next(
            (Formula(kind, tuple(row[kind]), Decimal(row.get("times", 1))) for kind in FORMULAS if kind in row), None
        )
        terms[name] = Term(
            id=name,
            vi=row["vi"],
            en=row["en"],
            unit=row["unit"],
            scale=tuple(row.get("scale", ())),
            names=bool(row.get("names", False)),
            formula=formula,
            other_units=units.get(row["unit"]),
        )
    for term in terms.values():
        for part in term.formula.of if term.formula else ():
            if part not in terms:
                faults.append((term.id, f"is made of an unknown term {part!r}", "add the term or mend the name"))
    if faults:
        raise DataError("law/vocabulary.toml", faults)
    return terms


FORMULAS = ("ratio", "sum", "difference")


class Facts:
    """All facts known about one place, checked against the vocabulary when made.

    Raises UsageError for an unknown term, a wrong unit or an unknown label.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        terms = vocabulary()
        self._by_term: dict[str, list[tuple[Fact, Interval]]] = {}
        for fact in facts:
            term = terms.get(fact.term)
            if term is None:
                raise UsageError("fact-unknown", term=fact.term, example="population, area, urban_districts")
            figure = NOTHING_KNOWN if term.names else term.interval(fact)
            self._by_term.setdefault(fact.term, []).append((fact, figure))
        for rows in self._by_term.values():
            rows.sort(key=lambda row: row[0].as_of)

    def __iter__(self) -> Iterator[Fact]:
        return (fact for rows in self._by_term.values() for fact, _ in rows)

    def latest(self, term: str, on: date) -> tuple[Fact, Interval] | None:
        """The newest fact about a term that is not after the day."""
        found = None
        for row in self._by_term.get(term, ()):
            if row[0].as_of > on:
                break
            found = row
        return found

    def of_year(self, term: str, year: int, on: date) -> tuple[Fact, Interval] | None:
        """The figure of a whole year (as of 31 December), once the year is over."""
        last = date(year, 12, 31)
        if last > on:
            return None
        rows = [row for row in self._by_term.get(term, ()) if row[0].as_of == last]
        return rows[-1] if rows else None

    def history(self, term: str, on: date) -> tuple[tuple[Fact, Interval], ...]:
        """Every fact about a term up to the day, oldest first."""
        return tuple(row for row in self._by_term.get(term, ()) if row[0].as_of <= on)


@dataclass(frozen=True, slots=True)
class Transition:
    """A class given before a day counts as another from that day on; `places` limits it to some codes."""

    term: str
    was: tuple[str, ...]
    becomes: str
    places: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a term on a day, and the facts and transition it rests on."""

    interval: Interval
    facts: tuple[Fact, ...] = ()
    transition: Transition | None = None


class Evidence:
    """The facts of one place as the tests see them on one day. Figures are worked out once."""

    __slots__ = ("_seen", "facts", "on", "place", "terms", "transitions")

    def __init__(self, facts: Facts, on: date, place: str = "", transitions: tuple[Transition, ...] = ()) -> None:
        self.facts = facts
        self.on = on
        self.place = place
        self.terms = vocabulary()
        self.transitions = transitions
        self._seen: dict[tuple[str, int | None], Figure] = {}

    def figure(self, term: str, year: int | None = None) -> Figure:
        """A term's figure on the day, or for one whole year."""
        key = (term, year)
        if (known := self._seen.get(key)) is None:
            known = self._seen[key] = self._work_out(term, year)
        return known

    def label(self, term: str) -> str | None:
        """The label of a term without order, or the place's own code for `place`."""
        if term == "place":
            return self.place or None
        found = self.facts.latest(term, self.on)
        return str(found[0].value) if found else None

    def _work_out(self, term: str, year: int | None) -> Figure:
        found = self.facts.latest(term, self.on) if year is None else self.facts.of_year(term, year, self.on)
        if found is not None:
            fact, interval = found
            return self._carried(fact, interval)
        formula = self.terms[term].formula
        if formula is None:
            return Figure(NOTHING_KNOWN)
        parts = [self.figure(part, year) for part in formula.of]
        used = tuple(fact for part in parts for fact in part.facts)
        return Figure(formula.figure([part.interval for part in parts]), used)

    def _carried(self, fact: Fact, interval: Interval) -> Figure:
        for change in self.transitions:
            since = change.provenance.valid_from
            if change.term != fact.term or since is None or not fact.as_of < since <= self.on:
                continue
            if fact.value in change.was and (not change.places or self.place in change.places):
                number = self.terms[fact.term].number(change.becomes)
                return Figure(Interval(number, number), (fact,), change)
        return Figure(interval, (fact,))
