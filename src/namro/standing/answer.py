"""An answer in words, ready to be laid out: verdict, each standard, what is missing, the trace.

Every form (terminal, JSON, HTML, Word) shows this and nothing else, so that all say the same. Decides nothing: findings
come from `law`, gaps from `reaching`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from namro.errors import say
from namro.law import Evidence, Facts, Finding, Force, Interval, Judgement, Provenance, Result, library
from namro.law.criteria import AnyOf, Band, Compare, Steps
from namro.law.rules import NofM, Points, Rule
from namro.standing import wording
from namro.standing.reaching import Gap, cheapest_way, gap_of, nearest


@dataclass(frozen=True, slots=True)
class Line:
    """One standard of an answer, in words."""

    id: str
    group: str
    label: str
    threshold: str
    figure: str
    finding: str
    verdict: str  # met, not_met, unknown or points: for colours and machines
    missing: str
    points: str
    article: str
    source_keys: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    doubt: str
    because: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A judgement in words of one language."""

    place: str
    goal: str
    goal_id: str
    on: str
    finding: str
    verdict: str
    closed: str
    act: str
    act_id: str
    force: str
    reading: str
    rivals: tuple[str, ...]
    tallies: tuple[str, ...]
    lines: tuple[Line, ...]
    nearest: tuple[str, ...]
    cheapest: tuple[str, ...]
    unknown: tuple[str, ...]
    caveats: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The answer as plain data for JSON."""
        return asdict(self)


def answer(judgement: Judgement, facts: Facts, lang: str) -> Answer:
    """Put a judgement into words; `facts` are those it was judged on."""
    act, closed = judgement.act, judgement.closed
    evidence = Evidence(facts, judgement.on, judgement.subject.code, library().transitions(judgement.on))
    cheapest = () if judgement.finding is Finding.MET or closed else cheapest_way(judgement, evidence)
    labels = {result.standard.id: result.standard.label(lang) for result in judgement.results}
    return Answer(
        place=judgement.subject.name,
        goal=judgement.goal.label(lang),
        goal_id=judgement.goal.name,
        on=wording.day(judgement.on, lang),
        finding=wording.finding(judgement.finding, lang, otherwise="closed"),
        verdict=judgement.finding.value if judgement.finding else "closed",
        closed=wording.because(closed, lang) if closed else "",
        act=act.number,
        act_id=act.id,
        force=_force(judgement, lang),
        reading=judgement.reading,
        rivals=tuple(
            say("law-word-rival", lang, reading=reading, finding=wording.finding(found, lang))
            for reading, found in judgement.rivals
        ),
        tallies=_tallies(judgement, lang),
        lines=tuple(_line(result, judgement, evidence, lang) for result in judgement.results),
        nearest=tuple(_step(gap, labels, evidence, lang) for gap in nearest(judgement, evidence)),
        cheapest=tuple(_step(gap, labels, evidence, lang) for gap in cheapest or ()),
        unknown=tuple(evidence.terms[term].label(lang) for term in judgement.unknown_terms if term in evidence.terms),
        caveats=() if closed else act.caveats[lang],
    )


def _line(result: Result, judgement: Judgement, evidence: Evidence, lang: str) -> Line:
    standard, outcome = result.standard, result.outcome
    provenance = standard.provenance
    gap = gap_of(result, evidence)
    sources = judgement.act.sources
    return Line(
        id=standard.id,
        group=judgement.act.groups[standard.group][0 if lang == "vi" else 1],
        label=standard.label(lang),
        threshold=_threshold(result, evidence, lang),
        figure="; ".join(_figure(result, evidence, lang)) or "–",
        finding=wording.finding(result.finding, lang),
        verdict=result.finding.value if result.finding else "points",
        missing=_missing(gap, evidence, lang) if gap else "",
        points=wording.span(outcome.points, lang) if outcome.points is not None else "",
        article=_article(provenance, lang),
        source_keys=provenance.sources,
        sources=tuple(f"{key}: {sources[key].address} ({sources[key].kind})" for key in provenance.sources),
        confidence=say(f"law-confidence-{provenance.confidence.value}", lang),
        doubt="; ".join(_doubts(result)),
        because=tuple(dict.fromkeys(wording.because(reason, lang) for reason in result.because)),
        facts=_facts(result, lang),
    )


def _threshold(result: Result, evidence: Evidence, lang: str) -> str:
    test = result.standard.test
    parts = []
    for one in test.tests if isinstance(test, AnyOf) else (test,):
        if isinstance(one, (Compare, Band)):
            term = evidence.terms[one.measure.term]
            bar = one.bars.at(evidence)
            shown = wording.figure(bar.reduced, term, lang) if bar else say("law-word-not-read", lang)
            parts.append(shown if len(term.scale) == 2 else f"{SIGNS[one.op.value]} {shown}")
        elif isinstance(one, Steps):
            parts.append(f"{wording.number(one.base, lang)} – {wording.number(one.cap, lang)}")
    return " / ".join(parts)


SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}


def _figure(result: Result, evidence: Evidence, lang: str) -> list[str]:
    shown = []
    for name, figure in result.figures:
        term, _, year = name.partition(" ")
        if not figure.interval.blank:
            written = wording.figure(figure.interval, evidence.terms[term], lang)
            shown.append(f"{year}: {written}" if year else written)
    return shown


def _facts(result: Result, lang: str) -> tuple[str, ...]:
    told = []
    for _, figure in result.figures:
        for fact in figure.facts:
            source = say(
                "law-word-source",
                lang,
                source=fact.source,
                as_of=wording.day(fact.as_of, lang),
                confidence=say(f"law-confidence-{fact.confidence.value}", lang),
            )
            shown = wording.number(fact.value, lang) if isinstance(fact.value, Decimal) else fact.value
            told.append(f"{fact.term} = {shown} {fact.unit}, {source}" + (f"; {fact.doubt}" if fact.doubt else ""))
    return tuple(dict.fromkeys(told))


def _doubts(result: Result) -> tuple[str, ...]:
    facts = (fact.doubt for _, figure in result.figures for fact in figure.facts)
    return tuple(dict.fromkeys(doubt for doubt in (result.standard.provenance.doubt, *facts) if doubt))


def _missing(gap: Gap, evidence: Evidence, lang: str) -> str:
    term = evidence.terms[gap.term]
    missing = (
        f"{wording.value(gap.figure, term, lang)} → {wording.value(gap.mark, term, lang)}"
        if term.scale
        else wording.value(gap.missing, term, lang)
    )
    if gap.years is None:
        return missing
    if gap.years < 0:
        return f"{missing} ({say('law-word-away', lang)})"
    years = wording.number(gap.years, lang, Decimal("0.1"))
    return f"{missing} ({say('law-word-years', lang, years=years)})"


def _step(gap: Gap, labels: dict[str, str], evidence: Evidence, lang: str) -> str:
    return f"{labels[gap.standard]}: {_missing(gap, evidence, lang)}"


def _tallies(judgement: Judgement, lang: str) -> tuple[str, ...]:
    rules = {rule.id: rule for reading in judgement.goal.readings for rule in reading.rules}
    told = []
    for tally in judgement.tallies:
        if tally.wanted.high == 0:
            continue
        rule = rules[tally.rule]
        line = say(
            "law-word-tally",
            lang,
            rule=f"{say(_kind(rule), lang)} ({_article(rule.provenance, lang)}; {', '.join(rule.provenance.sources)})",
            reached=wording.span(tally.reached, lang),
            wanted=wording.span(tally.wanted, lang),
            finding=wording.finding(tally.finding, lang),
        )
        groups = [
            say(
                "law-word-group", lang, group=group, reached=wording.span(got, lang), wanted=wording.number(least, lang)
            )
            for group, got, least in tally.groups
        ]
        reasons = [wording.because(reason, lang) for reason in tally.because]
        told.append("; ".join(filter(None, [line, *groups, *reasons, rule.provenance.doubt])))
    return tuple(told)


def _kind(rule: Rule) -> str:
    if isinstance(rule, Points):
        return "law-word-points_total"
    return "law-word-n_of_m" if isinstance(rule, NofM) else "law-word-all_of"


def _group(group: str, reached: Interval, least: Decimal, lang: str) -> str:
    wanted = wording.number(least, lang)
    return say("law-word-group", lang, group=group, reached=wording.span(reached, lang), wanted=wanted)


def _article(provenance: Provenance, lang: str) -> str:
    return say("law-word-not-read", lang) if provenance.article == "not read" else provenance.article


def _force(judgement: Judgement, lang: str) -> str:
    act = judgement.act
    if act.force is not Force.LAW:
        return say(f"law-force-{act.force.value}", lang)
    return say("law-force-law", lang, begins=wording.day(act.valid_from, lang), ends=wording.day(act.valid_to, lang))
