"""The words before a figure, read backwards: "ước đạt trên 1,36 tỷ USD" is about, reached, over.

Gives what the words do to the figure and where they begin. Does not decide what is measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from namro.reading.measures.lexicon import Cue, cues
from namro.reading.model import Bound

_TOKEN = re.compile(r"[^\s]+")
_LONGEST = 4
_LOOK = 90


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands right before a figure. `start` is where these words begin."""

    start: int
    bound: Bound | None = None
    estimate: bool = False
    reckoned: bool = False
    direction: int = 0  # +1 up, -1 down
    arrival: bool = False
    share: bool = False
    verb: bool = False
    since: bool = False  # "từ": the figure is where something started


@cache
def _lengths() -> dict[str, int]:
    """The longest cue that ends in each word."""
    longest: dict[str, int] = {}
    for phrase in cues():
        words = phrase.split()
        longest[words[-1]] = max(longest.get(words[-1], 0), len(words))
    return longest


def read_lead(lower: str, first: int, start: int) -> Lead:
    """The cue words that end right before `start`, none of them before `first`."""
    first = max(first, start - _LOOK)
    table = cues()
    lengths = _lengths()
    tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(lower, first, start)]
    at = len(tokens)
    begin = start
    bound: Bound | None = None
    estimate = reckoned = arrival = share = verb = since = False
    direction = 0
    while at:
        opened = tokens[at - 1][1]
        word = opened.lstrip("(")
        if not word:
            break  # a bracket opens here: what is outside it is not the figure's own
        taken = 0
        for n in range(min(lengths.get(word, 0), at), 0, -1):
            phrase = " ".join(t for _, t in tokens[at - n : at]).lstrip("(")
            if phrase in table:
                taken = n
                cue, sign = table[phrase]
                break
        if not taken:
            break
        at -= taken
        begin = tokens[at][0]
        match cue:
            case Cue.BOUND:
                bound = bound or sign
            case Cue.ESTIMATE:
                estimate = True
                direction = direction or (1 if phrase.endswith("tăng") else -1 if phrase.endswith("giảm") else 0)
            case Cue.RECKONED:
                reckoned = True
            case Cue.UP:
                direction = direction or 1
            case Cue.DOWN:
                direction = direction or -1
            case Cue.ARRIVAL:
                arrival = arrival or direction == 0
            case Cue.SHARE:
                share = True
            case Cue.SINCE:
                since = direction == 0
            case Cue.LINK:
                verb = True
        if tokens[at][1].startswith("("):
            begin += 1
            break
    if arrival:
        direction = 0
    return Lead(begin, bound, estimate, reckoned, direction, arrival, share, verb, since)
