"""One place, one goal, one day: the judgement and its trace.

A subject that has ended, or has not begun, is not judged: the goal is closed with that reason. Verdicts rest only on
what the facts settle; what they leave open is said as "cannot tell", with the points or counts still reachable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from namro.errors import UsageError
from namro.law.acts import Act, Goal, Reading, Standard
from namro.law.facts import Evidence, Facts, Figure
from namro.law.library import Library, library
from namro.law.rules import Mark, Tally
from namro.law.values import Confidence, Finding, Outcome, Reason, every


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: a unit with the days of its life. `becomes` names what holds its territory after its end."""

    name: str
    kind: str = ""
    code: str = ""
    begins: date | None = None
    ends: date | None = None
    becomes: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One standard as judged, with the figures it rests on."""

    standard: Standard
    applies: bool | None
    outcome: Outcome
    figures: tuple[tuple[str, Figure], ...]
    because: tuple[Reason, ...]

    @property
    def finding(self) -> Finding | None:
        """The finding, left open where it is not known whether the standard applies; `None` for points only."""
        if self.applies is None and self.outcome.finding is Finding.NOT_MET:
            return Finding.UNKNOWN
        return self.outcome.finding


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Namro says, and everything it rests on. `finding` is `None` for a goal that is closed."""

    goal: Goal
    act: Act
    on: date
    subject: Subject
    finding: Finding | None
    closed: Reason | None = None
    reading: str = ""
    results: tuple[Result, ...] = ()
    tallies: tuple[Tally, ...] = ()
    rivals: tuple[tuple[str, Finding], ...] = ()
    unknown_terms: tuple[str, ...] = ()

    @property
    def confidences(self) -> dict[Confidence, int]:
        """How many of the standards used rest on which confidence."""
        return dict(Counter(result.standard.provenance.confidence for result in self.results))

    def result(self, standard: str) -> Result:
        """The result of one standard by its id."""
        return next(result for result in self.results if result.standard.id == standard)


def judge(
    goal: str,
    facts: Facts,
    *,
    on: date,
    subject: Subject,
    act: str | None = None,
    reading: str | None = None,
    laws: Library | None = None,
) -> Judgement:
    """Hold a place's facts against the law of a day.

    Raises UsageError for an unknown goal, act or reading, a goal for another kind of subject, and a day no act covers.
    """
    laws = laws or library()
    chosen, _, found = laws.choose(goal, on, act)
    if (closed := _closed(subject, on)) is not None:
        return Judgement(found, chosen, on, subject, None, closed)
    if found.kinds and subject.kind and subject.kind not in found.kinds:
        raise UsageError("law-kind-differs", goal=goal, kind=subject.kind, known=", ".join(found.kinds))
    evidence = Evidence(facts, on, subject.code, laws.transitions(on))
    results = tuple(r for s in found.standards if (r := _result(s, evidence)) is not None)
    results = tuple(_with_dependency(r, facts, on, subject, laws) if r.standard.depends else r for r in results)
    tallies = {r.id: _tallies(r, results, evidence) for r in found.readings}
    used = _reading(found, reading)
    missing = (term for result in results if not _settled(result) for term in _blank(result, evidence))
    return Judgement(
        goal=found,
        act=chosen,
        on=on,
        subject=subject,
        finding=_verdict(tallies[used.id]),
        reading=used.id,
        results=results,
        tallies=tallies[used.id],
        rivals=tuple((r.id, _verdict(tallies[r.id])) for r in found.readings if r.id != used.id),
        unknown_terms=tuple(dict.fromkeys(missing)),
    )


def _closed(subject: Subject, on: date) -> Reason | None:
    if subject.ends is not None and on > subject.ends:
        since = subject.ends + timedelta(days=1)
        details = (("name", subject.name), ("since", since.isoformat()), ("becomes", subject.becomes or "?"))
        return Reason("subject-ended", details)
    if subject.begins is not None and on < subject.begins:
        return Reason("subject-not-begun", (("name", subject.name), ("begins", subject.begins.isoformat())))
    return None


def _result(standard: Standard, evidence: Evidence) -> Result | None:
    applies = True if standard.applies is None else standard.applies.truth(evidence)
    if applies is False:
        return None
    outcome = standard.test.assess(evidence)
    figures = []
    because = outcome.because
    for measure in standard.test.measures:
        years = measure.years or tuple(range(evidence.on.year - measure.last, evidence.on.year))
        for year in years or (None,):
            figure = evidence.figure(measure.term, year)
            figures.append((measure.term if year is None else f"{measure.term} {year}", figure))
            if (change := figure.transition) is not None:
                details = (
                    ("was", str(figure.facts[0].value)),
                    ("becomes", change.becomes),
                    ("article", change.provenance.article),
                )
                because += (Reason("class-carried", details),)
    return Result(standard, applies, outcome, tuple(figures), because)


def _with_dependency(result: Result, facts: Facts, on: date, subject: Subject, laws: Library) -> Result:
    goal = str(result.standard.depends)
    try:
        finding = judge(goal, facts, on=on, subject=replace(subject, kind=""), laws=laws).finding
    except UsageError:  # no act sets that goal on this day: nothing to show beside the fact
        return result
    reason = Reason("depends-on", (("goal", goal), ("finding", str(finding))))
    return replace(result, because=(*result.because, reason))


def _tallies(reading: Reading, results: tuple[Result, ...], evidence: Evidence) -> tuple[Tally, ...]:
    marks = [Mark(r.standard.id, r.standard.group, r.applies, r.outcome) for r in results]
    return tuple(rule.assess([m for m in marks if m.group in rule.groups], evidence) for rule in reading.rules)


def _verdict(tallies: tuple[Tally, ...]) -> Finding:
    return every(tally.finding for tally in tallies) if tallies else Finding.UNKNOWN


def _reading(goal: Goal, reading: str | None) -> Reading:
    if reading is None:
        return goal.readings[0]
    for known in goal.readings:
        if known.id == reading:
            return known
    raise UsageError("law-reading-unknown", reading=reading, known=", ".join(r.id for r in goal.readings))


def _settled(result: Result) -> bool:
    points = result.outcome.points
    return result.finding is not Finding.UNKNOWN and (points is None or points.exact)


def _blank(result: Result, evidence: Evidence) -> Iterator[str]:
    """The facts a standard could use and nobody gave."""
    measured = {name.partition(" ")[0] for name, _ in result.figures}
    yield from (name.partition(" ")[0] for name, figure in result.figures if figure.interval.blank)
    for term in result.standard.terms:
        if term not in measured and evidence.label(term) is None and evidence.figure(term).interval.blank:
            yield term
