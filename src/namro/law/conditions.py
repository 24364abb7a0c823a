"""When a row of law applies: clauses over facts, true, false or not known.

Does not judge a standard; an unknown fact makes a condition unknown, never false.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from namro.law.facts import Evidence


@dataclass(frozen=True, slots=True)
class Clause:
    """One fact that must be one of some labels, or a figure that must reach a number.

    `perhaps` are labels for which the source does not settle whether the row applies.
    """

    term: str
    labels: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()
    at_least: Decimal | None = None

    def truth(self, evidence: Evidence) -> bool | None:
        """Whether the clause holds; `None` where the fact is missing or the source unclear."""
        if self.at_least is None:
            label = evidence.label(self.term)
            if label is None or label in self.perhaps:
                return None
            return label in self.labels
        figure = evidence.figure(self.term).interval
        if figure.low >= self.at_least:
            return True
        return False if figure.high < self.at_least else None


@dataclass(frozen=True, slots=True)
class Condition:
    """Any one of several groups of clauses, each group wholly."""

    any_of: tuple[tuple[Clause, ...], ...]

    def truth(self, evidence: Evidence) -> bool | None:
        """Whether the condition holds, in three values."""
        best: bool | None = False
        for group in self.any_of:
            holds = _all(clause.truth(evidence) for clause in group)
            if holds:
                return True
            if holds is None:
                best = None
        return best

    @property
    def terms(self) -> tuple[str, ...]:
        """The facts the condition asks for."""
        return tuple(clause.term for group in self.any_of for clause in group)


def _all(truths: Iterable[bool | None]) -> bool | None:
    worst: bool | None = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            worst = None
    return worst
