"""Two days side by side: which standards changed, by the law or by the facts.

Standards are matched by what they measure, since acts number theirs anew.
"""

from __future__ import annotations

from namro.errors import say
from namro.law import Judgement
from namro.standing.answer import Answer, Line


def changes(before: tuple[Judgement, Answer], after: tuple[Judgement, Answer], lang: str) -> tuple[str, ...]:
    """What makes the difference, a sentence a standard; a closed goal gives its own reason."""
    told = [
        say("law-change", lang, on=answer.on, finding=answer.finding, act=answer.act) for _, answer in (before, after)
    ]
    told += [answer.closed for _, answer in (before, after) if answer.closed]
    then, now = _by_measure(before), _by_measure(after)
    for measured in dict.fromkeys([*then, *now]):
        old, new = then.get(measured), now.get(measured)
        if old and new:
            if (old.threshold, old.figure, old.verdict) != (new.threshold, new.figure, new.verdict):
                told.append(say("law-change-both", lang, label=new.label, before=_shown(old), after=_shown(new)))
        elif not (before[1].closed or after[1].closed):
            line, answer = (old, before[1]) if old else (new, after[1])
            if line is not None:
                told.append(
                    say(
                        "law-change-gone",
                        lang,
                        label=line.label,
                        on=answer.on,
                        threshold=line.threshold,
                        finding=line.finding,
                    )
                )
    return tuple(told)


def _by_measure(side: tuple[Judgement, Answer]) -> dict[tuple[str, ...], Line]:
    judgement, answer = side
    lines = {line.id: line for line in answer.lines}
    return {
        tuple(measure.term for measure in result.standard.test.measures): lines[result.standard.id]
        for result in judgement.results
    }


def _shown(line: Line) -> str:
    return f"{line.figure} {line.threshold}: {line.finding}"
