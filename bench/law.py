"""Speed of the law: 34 provinces and 3,321 made-up communes against every act on 50 days.

    python -m bench.law [--small]

Counts each standard judged as one test. Growth is the time a subject takes at the full size over that at an eighth of
it: 1.0 is a straight line. `--small` does the eighth only.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from namro.law import Facts, Goal, Subject, judge, library, vocabulary
from namro.law.facts import Fact
from namro.places import units_on

COMMUNES = 3321
DAYS = tuple(date(2016, 6, 1) + timedelta(days=76 * n) for n in range(50))
ALWAYS = date(2000, 12, 31)


@dataclass(frozen=True, slots=True)
class Task:
    """A goal of an act on a day, for one kind of subject."""

    act: str
    goal: Goal
    on: date


def tasks(kind: str) -> list[Task]:
    """Every goal that fits a kind of subject under every act, on each of the days it holds."""
    found = []
    for act in library().acts.values():
        for on in DAYS:
            edition = act.edition(on)
            for goal in edition.goals.values() if edition else ():
                if not goal.kinds or kind in goal.kinds:
                    found.append(Task(act.id, goal, on))
    return found


def made_up(chance: random.Random) -> Facts:
    """Half of all facts, drawn at random."""
    facts = []
    for term in vocabulary().values():
        if term.names or chance.random() < 0.5:
            continue
        top = 3_000_000 if term.unit == "người" else 120
        value: Decimal | str = chance.choice(term.scale) if term.scale else Decimal(chance.randint(0, top))
        facts.append(Fact(term.id, value, term.unit, "made up", ALWAYS))
    return Facts(facts)


def timed(subjects: Sequence[tuple[Subject, Facts]], work: dict[str, list[Task]]) -> tuple[int, float]:
    """How many tests were judged, and in how many seconds."""
    count = 0
    begin = time.perf_counter()
    for subject, facts in subjects:
        for task in work[subject.kind]:
            count += len(judge(task.goal.name, facts, on=task.on, subject=subject, act=task.act).results)
    return count, time.perf_counter() - begin


def main() -> None:
    """Print tests a second and growth."""
    chance = random.Random(7)
    begin = time.perf_counter()
    rows = sum(len(act.rows) for act in library().acts.values())
    print(f"acts read: {len(library().acts)}, rows: {rows}, in {time.perf_counter() - begin:.2f} s")
    work = {kind: tasks(kind) for kind in ("province", "city", "commune")}
    subjects = [(Subject(u.name, u.status.value, u.code), made_up(chance)) for u in units_on(date(2026, 1, 1))]
    subjects += [(Subject(f"Xã {n}", "commune"), made_up(chance)) for n in range(COMMUNES)]
    chance.shuffle(subjects)
    sizes = [len(subjects) // 8] if "--small" in sys.argv else [len(subjects) // 8, len(subjects)]
    rates = []
    for size in sizes:
        count, seconds = timed(subjects[:size], work)
        rates.append(seconds / size)
        rate = count / seconds
        print(f"{size:>5} subjects, {len(DAYS)} days: {count:>10,} tests in {seconds:7.1f} s = {rate:>9,.0f} tests/s")
    if len(rates) == 2:
        print(f"growth: {rates[1] / rates[0]:.2f} times the time a subject for 8 times the subjects")


if __name__ == "__main__":
    main()
