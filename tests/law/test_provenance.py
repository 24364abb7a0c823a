"""Every row of every act says where it was read, how surely, and when it holds."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files

from namro.law import Confidence, Force, library

INSTRUMENTS = files("namro.law").joinpath("instruments")
KINDS = ("standard", "variant", "rule", "reduction", "transition")


def test_every_row_has_an_article_or_says_it_was_not_read_a_source_a_confidence_and_days() -> None:
    rows = 0
    for act in library().acts:
        data = tomllib.loads(INSTRUMENTS.joinpath(act, "thresholds.toml").read_text("utf-8"), parse_float=Decimal)
        for row in (row for kind in KINDS for row in data.get(kind, [])):
            assert {"article", "source", "confidence", "valid_from", "valid_to"} <= row.keys(), row["id"]
            sources = [row["source"]] if isinstance(row["source"], str) else row["source"]
            assert row["article"]
            assert all(data["sources"][source]["address"] for source in sources)
            assert row["confidence"] in (Confidence.READ, Confidence.CARRIED_OVER)
            rows += 1
    assert rows == sum(len(act.rows) for act in library().acts.values()) > 380


def test_only_a_draft_or_an_undated_act_has_rows_without_a_first_day() -> None:
    for act in library().acts.values():
        undated = [row.id for row in act.rows if row.provenance.valid_from is None]
        assert bool(undated) == (act.force is not Force.LAW)


def test_no_value_known_from_memory_only_is_loaded() -> None:
    for act in library().acts.values():
        assert not [row.id for row in act.rows if row.id.startswith("mem")]
        assert not [source for source in act.sources.values() if source.kind == "memory"]


def test_the_minima_of_table_2a_sum_to_75_and_the_maxima_to_100() -> None:
    text = INSTRUMENTS.joinpath("urban-111-2025", "thresholds.toml").read_text("utf-8")
    rows = tomllib.loads(text, parse_float=Decimal)["standard"]
    for goal in ("urban-class-II", "urban-class-III"):
        points = [row["points"] for row in rows if row["goal"] == goal]
        assert (sum(p[0] for p in points), sum(p[1] for p in points)) == (75, 100)
