"""A place held against the law of a day: its facts gathered, judged, put into words and priced.

Stands on `law` and `statistics`; neither knows the other.
"""

from namro.standing.answer import Answer, Line, answer
from namro.standing.comparing import changes
from namro.standing.facts_file import FactsFile, read_facts
from namro.standing.gathering import gather, known_facts
from namro.standing.reaching import Gap, cheapest_way, gap_of, nearest, pace
from namro.standing.subjects import subject_named
from namro.standing.template import template_rows, write_template

__all__ = [
    "Answer",
    "FactsFile",
    "Gap",
    "Line",
    "answer",
    "changes",
    "cheapest_way",
    "gap_of",
    "gather",
    "known_facts",
    "nearest",
    "pace",
    "read_facts",
    "subject_named",
    "template_rows",
    "write_template",
]
