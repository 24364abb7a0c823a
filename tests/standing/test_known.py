"""The shipped facts about candidates: each with its source, within its unit's days, in its term's unit."""

from __future__ import annotations

from namro.standing import known_facts
from namro.standing.from_statistics import facts_from_statistics


def test_every_known_fact_has_a_source_and_a_place_of_its_time() -> None:
    facts = [fact for rows in known_facts().values() for fact in rows]
    assert len(facts) == 21
    assert all(fact.source for fact in facts)
    assert set(known_facts()) == {"GSO63-74", "GSO63-22", "GSO34-24", "GSO34-75"}


def test_series_give_whole_years_of_the_asked_map_only() -> None:
    old = {fact.as_of.year for fact in facts_from_statistics("GSO63-74") if fact.term == "population"}
    new = {fact.as_of.year for fact in facts_from_statistics("GSO34-79") if fact.term == "population"}
    assert old == {2018, 2019, 2020, 2021, 2022}
    assert new == {2024, 2025}
    assert all((f.as_of.month, f.as_of.day) == (12, 31) for f in facts_from_statistics("GSO34-79"))
