"""From an instrument's `thresholds.toml` to an `Act`: every row checked, all faults raised at once.

One edition is made for each span of days in which no row begins or ends, so choosing a day is choosing an edition.

Does not decide between sources: rival readings stand side by side, the first in the file is the one used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from namro.errors import DataError
from namro.law.acts import Act, Edition, Force, Goal, Reading, Row, Source, Standard
from namro.law.bars import Bars, Floor, Reduction, Slide
from namro.law.conditions import Condition
from namro.law.criteria import AnyOf, Band, Compare, Criterion, Measure, Op, Steps, Window
from namro.law.facts import Term, Transition, vocabulary
from namro.law.rows import PROVENANCE, Record, Sheet
from namro.law.rules import AllOf, NofM, Points, Rule
from namro.law.values import INFINITY, NOT_READ, OPEN, Interval, Provenance, exactly

LABELS = ("vi", "en")
TEST_KEYS = ("fact", "op", "value", "unit", "bound", "upper", "points", "shape", "last", "years", "window", "counted")
STEP_KEYS = ("step", "each", "lower_is_better")
HEADS = ("id", "goal", "group", "applies", "depends", "any_of", "doubt")
STANDARD_KEYS = (*HEADS, *LABELS, *TEST_KEYS, *STEP_KEYS, *PROVENANCE)
VARIANT_KEYS = ("id", "of", "when", "value", "unit", "bound", "doubt", *PROVENANCE)
RULE_PARTS = ("kind", "reading", "groups", "value", "unit", "least", "most", "total", "complete")
RULE_KEYS = ("id", "goal", *RULE_PARTS, "doubt", *PROVENANCE)
REDUCTION_PARTS = ("standards", "rule", "when", "factor", "slide", "exempts", "value", "unit")
REDUCTION_KEYS = ("id", *REDUCTION_PARTS, "doubt", *PROVENANCE)
TRANSITION_KEYS = ("id", "fact", "was", "becomes", "places", "doubt", *PROVENANCE)
RULE_KINDS = ("all_of", "n_of_m", "points")


def load_act(name: str, text: str) -> Act:
    """The act of one folder. Raises DataError with file, line, problem and remedy of every fault."""
    return _Loader(name, text).act()


class _Loader:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.sheet = Sheet(text, f"law/instruments/{name}/thresholds.toml")
        self.terms = vocabulary()
        self.head = Record(self.sheet, "act", self.sheet.data.get("act", {}), 1)
        self.head.id = "act"
        self.sources = {
            key: Source(key, str(row.get("address", "")), str(row.get("kind", "")), str(row.get("note", "")))
            for key, row in self.sheet.data.get("sources", {}).items()
        }
        for source in self.sources.values():
            if not source.address:
                self.sheet.fault("sources", f"{source.key}: no address", "say where it was read")
        self.listed: list[Row] = []

    def act(self) -> Act:
        head = self.head
        head.only(("number", "force", "valid_from", "valid_to", "source", "caveats_vi", "caveats_en", *LABELS))
        begins, ends = head.day("valid_from", NOT_READ), head.day("valid_to", OPEN)
        force = Force(head.one_of("force", list(Force)))
        if (force is Force.LAW) != (begins is not None):
            head.fault("an act in force needs its day", 'give valid_from, or say force = "draft" or "undated"')
        rows = {kind: self.sheet.rows(kind) for kind in ("standard", "variant", "rule", "reduction", "transition")}
        groups = {row.id: (row.text("vi"), row.text("en")) for row in self.sheet.rows("group")}
        self._check(rows, groups, begins, ends)
        editions = tuple(self._editions(rows, begins, ends))
        if self.sheet.faults:
            raise DataError(self.sheet.file, list(dict.fromkeys(self.sheet.faults)))
        return Act(
            id=self.name,
            number=head.text("number"),
            vi=head.text("vi"),
            en=head.text("en"),
            force=force,
            valid_from=begins,
            valid_to=ends,
            sources=self.sources,
            caveats={lang: head.texts(f"caveats_{lang}") for lang in LABELS},
            groups=groups,
            rows=tuple(self.listed),
            editions=editions,
            goals=tuple(dict.fromkeys(name for edition in editions for name in edition.goals)),
        )

    # Every row once, whatever its days

    def _check(
        self, rows: Mapping[str, list[Record]], groups: Mapping[str, object], begins: date | None, ends: date | None
    ) -> None:
        for key in (*LABELS, "number"):
            self.head.text(key)
        known = {"standard": STANDARD_KEYS, "variant": VARIANT_KEYS, "rule": RULE_KEYS}
        known |= {"reduction": REDUCTION_KEYS, "transition": TRANSITION_KEYS}
        goals = {row.id for row in self.sheet.rows("goal")}
        for kind, records in rows.items():
            for record in records:
                record.text("id")
                record.only(known[kind])
                provenance = record.given = record.provenance(self.sources)
                if provenance.valid_from and begins and provenance.valid_from < begins:
                    record.fault(f"begins on {provenance.valid_from}, before its act", f"not before {begins}")
                if ends and (provenance.valid_to is None or provenance.valid_to > ends):
                    record.fault("is still in force after its act", f"end it on {ends} at the latest")
                self.listed.append(_listed(record, provenance))
                for goal in record.texts("goal"):
                    if goal not in goals:
                        record.fault(f"unknown goal {goal!r}", f"use one of {', '.join(sorted(goals))}")
                for group in (*record.texts("group"), *record.texts("groups")):
                    if group not in groups:
                        record.fault(f"unknown group {group!r}", f"use one of {', '.join(groups)}")
            self._refuse_overlaps(records)
        ids = {record.id for record in (*rows["standard"], *rows["rule"])}
        for record in (*rows["variant"], *rows["reduction"]):
            for named in (*record.texts("of"), *record.texts("standards"), *record.texts("rule")):
                if named not in ids:
                    record.fault(f"unknown standard or rule {named!r}", "name one of this file")

    def _refuse_overlaps(self, records: Sequence[Record]) -> None:
        seen: dict[str, list[Record]] = {}
        for record in records:
            mine = record.given
            for other in seen.setdefault(record.id, []):
                if _overlap(mine, other.given):
                    record.fault(
                        f"overlaps the row of the same id in line {other.line}", "end one before the other begins"
                    )
            seen[record.id].append(record)

    # One edition for each span of days

    def _editions(self, rows: Mapping[str, list[Record]], begins: date | None, ends: date | None) -> Iterator[Edition]:
        given = [record.given for some in rows.values() for record in some]
        starts = {p.valid_from for p in given if p.valid_from}
        starts |= {p.valid_to + timedelta(days=1) for p in given if p.valid_to and p.valid_to != ends}
        cuts: list[date | None] = [begins, *sorted(starts - {begins})]
        for at, start in enumerate(cuts):
            following = cuts[at + 1] if at + 1 < len(cuts) else None
            end = following - timedelta(days=1) if following else ends
            probe = start or date.min
            now = {kind: [r for r in some if r.given.holds(probe)] for kind, some in rows.items()}
            yield Edition(start, end, self._goals(now), tuple(self._transition(r) for r in now["transition"]))

    def _goals(self, rows: Mapping[str, list[Record]]) -> dict[str, Goal]:
        standards: dict[str, list[Standard]] = {}
        for record in rows["standard"]:
            standard = self._standard(record, rows)
            for goal in record.texts("goal"):
                standards.setdefault(goal, []).append(standard)
        readings: dict[str, dict[str, list[Rule]]] = {}
        shared: dict[str, list[Rule]] = {}
        for record in rows["rule"]:
            rule = self._rule(record, rows["reduction"])
            for goal in record.texts("goal"):
                if reading := record.row.get("reading"):
                    readings.setdefault(goal, {}).setdefault(str(reading), []).append(rule)
                else:
                    shared.setdefault(goal, []).append(rule)
        goals: dict[str, Goal] = {}
        for record in self.sheet.rows("goal"):
            name = record.id
            if name not in standards and name not in shared:
                continue
            common = shared.get(name, [])
            rival = readings.get(name) or {"": []}
            goals[name] = Goal(
                name=name,
                vi=record.text("vi"),
                en=record.text("en"),
                kinds=record.texts("kinds"),
                standards=tuple(standards.get(name, ())),
                readings=tuple(Reading(reading, (*common, *rules)) for reading, rules in rival.items()),
            )
        return goals

    def _standard(self, record: Record, rows: Mapping[str, list[Record]]) -> Standard:
        applies = record.condition("applies", self.terms)
        variants = [row for row in rows["variant"] if row.row.get("of") == record.id]
        reductions = [row for row in rows["reduction"] if record.id in row.texts("standards")]
        if alternatives := record.row.get("any_of"):
            test: Criterion = AnyOf(tuple(self._test(record.part(row), [], []) for row in alternatives))
        else:
            test = self._test(record, variants, reductions)
        conditions = [row.condition("when", self.terms) for row in (*variants, *reductions)]
        asked = [
            term for condition in (applies, *conditions) if condition for term in condition.terms if term != "place"
        ]
        slides = [row.row["slide"]["fact"] for row in reductions if "slide" in row.row]
        return Standard(
            id=record.id,
            vi=record.text("vi"),
            en=record.text("en"),
            group=record.text("group"),
            test=test,
            provenance=record.given,
            applies=applies,
            depends=record.row.get("depends"),
            terms=tuple(dict.fromkeys([*(measure.term for measure in test.measures), *asked, *slides])),
        )

    def _test(self, record: Record, variants: Sequence[Record], reductions: Sequence[Record]) -> Criterion:
        term = self.terms.get(record.text("fact"))
        if term is None:
            record.fault(f"unknown fact {record.row.get('fact')!r}", "add the term to vocabulary.toml or mend the name")
            return AnyOf(())
        window = Window(record.one_of("window", list(Window), Window.EACH))
        measure = Measure(term.id, int(record.number("last", Decimal(0))), tuple(record.row.get("years", ())), window)
        if "step" in record.row:
            low, high = self._points(record)
            each = None if record.row.get("each") == NOT_READ else record.number("each")
            start = record.number("value")
            return Steps(
                measure, start, record.number("step"), low, each, high, bool(record.row.get("lower_is_better", False))
            )
        op = Op(record.one_of("op", list(Op)))
        floors = tuple(self._floor(row, term, op) for row in variants)
        if record.row.get("value") != NOT_READ:
            floors += (self._floor(record, term, op),)
        made = tuple(self._reduction(row) for row in reductions)
        if made and op.lower_is_better and any(not reduction.exempts for reduction in made):
            record.fault("a reduction lowers a ceiling", "reductions are for floors (>= or >)")
        bars = Bars(floors, made, bool(record.row.get("counted", False)))
        if "points" not in record.row:
            return Compare(measure, op, bars)
        low, high = self._points(record)
        shape = record.one_of("shape", ("straight", "two_level"), "straight")
        return Band(measure, op, bars, self._value(record, "upper", term), low, high, shape == "straight")

    def _points(self, record: Record) -> tuple[Decimal, Decimal]:
        points = record.row.get("points")
        if not isinstance(points, list) or len(points) != 2 or points[0] > points[1]:
            record.fault("points are not a pair", "write points = [least, most]")
            return Decimal(0), Decimal(0)
        return Decimal(points[0]), Decimal(points[1])

    def _floor(self, record: Record, term: Term, op: Op) -> Floor:
        if (unit := record.row.get("unit")) != term.unit:
            record.fault(f"unit {unit!r} is not that of {term.id}", f"use {term.unit!r}")
        value = self._value(record, "value", term)
        bound = record.one_of("bound", ("exact", "at_most"), "exact")
        interval = exactly(value) if bound == "exact" else Interval(-INFINITY, value)
        return Floor(record.id, interval, record.condition("when", self.terms), record.given)

    def _value(self, record: Record, key: str, term: Term) -> Decimal:
        value = record.row.get(key)
        if term.scale:
            if value not in term.scale:
                record.fault(
                    f"{key} = {value!r} is not on the scale of {term.id}", f"use one of {', '.join(term.scale)}"
                )
                return Decimal(0)
            return Decimal(term.scale.index(value))
        return record.number(key)

    def _reduction(self, record: Record) -> Reduction:
        when = record.condition("when", self.terms)
        if when is None:
            record.fault("no condition", 'add when = { mountainous = "có" }')
        factor = None if record.row.get("factor") in (NOT_READ, None) else record.number("factor")
        slide = record.row.get("slide")
        made = Slide(slide["fact"], *(Decimal(slide[k]) for k in ("over", "each", "takes"))) if slide else None
        return Reduction(
            record.id, when or Condition(()), record.given, factor, made, bool(record.row.get("exempts", False))
        )

    def _rule(self, record: Record, reductions: Sequence[Record]) -> Rule:
        kind = record.one_of("kind", RULE_KINDS)
        name, groups, provenance = record.id, record.texts("groups"), record.given
        least = {group: Decimal(value) for group, value in record.row.get("least", {}).items()}
        if kind == "all_of":
            return AllOf(name, groups, provenance, bool(record.row.get("complete", True)))
        if kind == "n_of_m":
            lowered = [(self._reduction(row), row.number("value")) for row in reductions if row.row.get("rule") == name]
            return NofM(name, groups, provenance, record.number("value"), least, tuple(lowered))
        total = record.row.get("total")
        complete = bool(record.row.get("complete", True))
        return Points(name, groups, provenance, record.number("value"), record.number("most"), least, total, complete)

    def _transition(self, record: Record) -> Transition:
        provenance = record.given
        return Transition(
            record.text("fact"), record.texts("was"), record.text("becomes"), record.texts("places"), provenance
        )


def _listed(record: Record, provenance: Provenance) -> Row:
    value = record.row.get("value", record.row.get("factor", record.row.get("becomes", "")))
    return Row(record.id, record.kind, str(value), str(record.row.get("unit", "")), record.line, provenance)


def _overlap(one: Provenance, other: Provenance) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return first <= last
