"""A notice's tasks and the clears it leaves open, counted.

Counts only; whether a notice is good enough is for people to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from namro.reading.clarity.rules import score, tally
from namro.reading.directives.model import Clear, Directive, State
from namro.reading.model import Reading
from namro.text import fold


@dataclass(frozen=True, slots=True)
class Summary:
    """How clear a notice is. `whole` counts the tasks with all six clears, `dated` those with a day or a round.

    `states` counts, for each clear, the tasks in each state; `leads` the tasks of each body, most first. `score` runs
    from 0 to 100 and is None where there are no tasks.
    """

    source: str | None
    number: str | None
    title: str | None
    tasks: int
    whole: int
    dated: int
    states: dict[Clear, dict[State, int]]
    leads: dict[str, int]
    score: Decimal | None

    def open(self, clear: Clear) -> int:
        """The tasks that leave a clear vague or missing."""
        return self.states[clear][State.VAGUE] + self.states[clear][State.MISSING]


def summarise(reading: Reading) -> Summary:
    """The counts of a reading."""
    directives = reading.directives
    verdicts = [dict(directive.clarity) for directive in directives]
    return Summary(
        source=reading.source,
        number=reading.document.number,
        title=reading.document.title,
        tasks=len(directives),
        whole=sum(
            all(v.state is State.CLEAR for v in found.values()) and len(found) == len(Clear) for found in verdicts
        ),
        dated=sum(directive.due is not None and directive.due.code is not None for directive in directives),
        states=tally(directives),
        score=score(directives),
        leads=_leads(directives),
    )


def _leads(directives: Sequence[Directive]) -> dict[str, int]:
    """Tasks of each body, most first; a name counts as one however its letters are sized."""
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for directive in directives:
        for name in directive.lead:
            counts[written.setdefault(fold(name), name[:1].upper() + name[1:])] += 1
    return dict(counts.most_common())
