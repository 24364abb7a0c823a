"""How standards make a verdict: all of them, so many of them, or points.

A rule sees results, never facts. Its finding holds whatever the unknown facts turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from namro.law.bars import Reduction
from namro.law.facts import Evidence
from namro.law.values import Finding, Interval, Outcome, Provenance, Reason, every


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rule needs of a standard: its group, whether it applies, and its outcome."""

    standard: str
    group: str
    applies: bool | None
    outcome: Outcome

    @property
    def finding(self) -> Finding:
        """The finding, left open when it is not known whether the standard applies and it is not met."""
        finding = self.outcome.finding or Finding.UNKNOWN
        return Finding.UNKNOWN if self.applies is None and finding is Finding.NOT_MET else finding


@dataclass(frozen=True, slots=True)
class Tally:
    """What a rule found: `reached` so far and at most, of what is `wanted`."""

    rule: str
    finding: Finding
    reached: Interval
    wanted: Interval
    groups: tuple[tuple[str, Interval, Decimal], ...] = ()
    because: tuple[Reason, ...] = ()


class Rule(Protocol):
    """Anything that turns marks into a tally."""

    @property
    def id(self) -> str:
        """The row's id."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of standards it looks at."""

    @property
    def provenance(self) -> Provenance:
        """Where the rule comes from."""

    def assess(self, marks: Sequence[Mark], evidence: Evidence) -> Tally:
        """What it finds."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every standard that applies must be met.

    `complete` is false where the act asks for more than was read: the rule is then never found met.
    """

    id: str
    groups: tuple[str, ...]
    provenance: Provenance
    complete: bool = True

    def assess(self, marks: Sequence[Mark], evidence: Evidence) -> Tally:
        """Met when all are; not met as soon as one is not."""
        findings = [mark.finding for mark in marks]
        because: tuple[Reason, ...] = ()
        if not self.complete:
            findings.append(Finding.UNKNOWN)
            because = (Reason("standards-not-read"),)
        wanted = Interval(Decimal(sum(mark.applies is True for mark in marks)), Decimal(len(marks)))
        return Tally(self.id, every(findings), _count(marks), wanted, (), because)


@dataclass(frozen=True, slots=True)
class NofM:
    """So many of the standards, and so many of each group. `lowered` rows set a smaller overall number."""

    id: str
    groups: tuple[str, ...]
    provenance: Provenance
    n: Decimal
    least: Mapping[str, Decimal]
    lowered: tuple[tuple[Reduction, Decimal], ...] = ()

    def wanted(self, evidence: Evidence) -> tuple[Interval, tuple[Reason, ...]]:
        """The overall number asked for, or all it may be."""
        low = high = self.n
        because: tuple[Reason, ...] = ()
        for reduction, n in self.lowered:
            holds = reduction.when.truth(evidence)
            if holds is False:
                continue
            low = min(low, n)
            if holds:
                high = min(high, n)
            code = "reduction-applies" if holds else "reduction-perhaps"
            because += (Reason(code, (("row", reduction.id), ("article", reduction.provenance.article))),)
        return Interval(low, high), because

    def assess(self, marks: Sequence[Mark], evidence: Evidence) -> Tally:
        """Met when enough are met overall and in each group, not met when enough can no longer be."""
        wanted, because = self.wanted(evidence)
        reached = _count(marks)
        parts = tuple(
            (group, _count(mark for mark in marks if mark.group == group), least) for group, least in self.least.items()
        )
        findings = [_reaches(reached, wanted), *(_reaches(part, Interval(least, least)) for _, part, least in parts)]
        return Tally(self.id, every(findings), reached, wanted, parts, because)


@dataclass(frozen=True, slots=True)
class Points:
    """A total of points and a minimum for each group.

    `total` names a fact that states the total as an authority published it. `complete` is false where standards of the
    act were not read: the total may then reach `most` whatever is known.
    """

    id: str
    groups: tuple[str, ...]
    provenance: Provenance
    n: Decimal
    most: Decimal
    least: Mapping[str, Decimal]
    total: str | None = None
    complete: bool = True

    def assess(self, marks: Sequence[Mark], evidence: Evidence) -> Tally:
        """Met when the fewest points still possible are enough, not met when the most are not."""
        reached = _sum(marks)
        because: tuple[Reason, ...] = ()
        if not self.complete:
            reached = Interval(reached.low, self.most)
            because = (Reason("standards-not-read"),)
        if self.total is not None:
            stated = evidence.figure(self.total).interval
            met = Interval(max(reached.low, stated.low), min(reached.high, stated.high))
            if met.low > met.high:
                details = (("parts", f"{reached.low:f}"), ("total", f"{stated.low:f}"))
                return Tally(
                    self.id,
                    Finding.UNKNOWN,
                    reached,
                    Interval(self.n, self.most),
                    (),
                    (Reason("total-differs", details),),
                )
            reached = met
        wanted = Interval(self.n, self.n)
        parts = tuple(
            (group, _sum([m for m in marks if m.group == group]), least) for group, least in self.least.items()
        )
        findings = [_reaches(reached, wanted), *(_reaches(part, Interval(least, least)) for _, part, least in parts)]
        return Tally(self.id, every(findings), reached, wanted, parts, because)


def _reaches(reached: Interval, wanted: Interval) -> Finding:
    if reached.low >= wanted.high:
        return Finding.MET
    return Finding.NOT_MET if reached.high < wanted.low else Finding.UNKNOWN


def _count(marks: Iterable[Mark]) -> Interval:
    """How many are met: those that surely apply and are, up to all that may."""
    met = perhaps = 0
    for mark in marks:
        finding = mark.finding
        met += finding is Finding.MET and mark.applies is True
        perhaps += finding is not Finding.NOT_MET
    return Interval(Decimal(met), Decimal(perhaps))


def _sum(marks: Iterable[Mark]) -> Interval:
    low = high = Decimal(0)
    for mark in marks:
        points = mark.outcome.points
        if points is not None:
            low += points.low if mark.applies else 0
            high += points.high
    return Interval(low, high)
