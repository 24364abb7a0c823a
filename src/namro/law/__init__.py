"""Dated legal tests: what an act asked for on a day, and whether facts meet it.

The engine holds no law. Acts are folders in `instruments/`; `library()` reads them, `judge()` holds facts against the
one in force. Judges facts, never text, and never gives a verdict from a missing fact.
"""

from namro.law.acts import Act, Edition, Force, Goal, Reading, Row, Source, Standard
from namro.law.facts import Bound, Evidence, Fact, Facts, Figure, Term, Transition, vocabulary
from namro.law.judging import Judgement, Result, Subject, judge
from namro.law.library import Library, library, load_library
from namro.law.rules import Tally
from namro.law.values import Confidence, Finding, Interval, Outcome, Provenance, Reason

__all__ = [
    "Act",
    "Bound",
    "Confidence",
    "Edition",
    "Evidence",
    "Fact",
    "Facts",
    "Figure",
    "Finding",
    "Force",
    "Goal",
    "Interval",
    "Judgement",
    "Library",
    "Outcome",
    "Provenance",
    "Reading",
    "Reason",
    "Result",
    "Row",
    "Source",
    "Standard",
    "Subject",
    "Tally",
    "Term",
    "Transition",
    "judge",
    "library",
    "load_library",
    "vocabulary",
]
