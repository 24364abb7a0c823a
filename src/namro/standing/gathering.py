"""All that is known of a place: the series, the facts read about candidates, and a person's own file.

Where two facts speak of the same term and day the person's file counts, then what was read; a newer day always counts
over an older one. Does not weigh sources.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from namro.errors import DataError, UsageError
from namro.law import Confidence, Fact, Facts, Subject
from namro.places import unit_coded
from namro.standing.facts_file import check_days, fact_of
from namro.standing.from_statistics import facts_from_statistics
from namro.standing.subjects import region_of


def gather(subject: Subject, on: date, own: tuple[Fact, ...] = ()) -> Facts:
    """The facts about a subject, weakest first, so that the later of two for a day is the one used."""
    facts: list[Fact] = []
    if subject.code:
        facts += facts_from_statistics(subject.code)
        facts += known_facts().get(subject.code, ())
        if (region := region_of(subject, on)) is not None:
            name, source = region
            facts.append(Fact("region", name, "tên", source, subject.begins or date.min, Confidence.READ))
    return Facts([*facts, *own])


@cache
def known_facts() -> dict[str, tuple[Fact, ...]]:
    """The facts read in public sources about candidates, by place. Raises DataError with all faults of `known.csv`."""
    text = files("namro.standing").joinpath("known.csv").read_text("utf-8")
    found: dict[str, list[Fact]] = {}
    faults: list[tuple[int | str, str, str]] = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), 2):
        try:
            unit = unit_coded(row["place"])
            fact = fact_of(row)
            if fact is None or not isinstance(fact.value, (Decimal, str)):
                raise UsageError("fact-not-a-number", term=row["fact"], value=row["value"], unit=row["unit"])
            check_days(fact, Subject(unit.full_name, begins=unit.begins, ends=unit.ends))
            found.setdefault(row["place"], []).append(fact)
        except UsageError as error:
            faults.append((number, str(error), "mend the row"))
    if faults:
        raise DataError("standing/known.csv", faults)
    return {place: tuple(rows) for place, rows in found.items()}
