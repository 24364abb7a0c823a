"""Every example against the reading a careful person made of it.

What the reader is known to read otherwise stands in `KNOWN`, with the reason. The list is strict both ways: what is
not in it must agree, and what is in it must still disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from namro.documents import read_document
from namro.reading import read

from .reviewed import NAMES, reviewed, source_of

Disagreement = tuple[str, str, str]
"""Kind of finding, its quotation as reviewed, and what is read otherwise."""

MISSING, EXTRA = "missing", "extra"

_ADDRESSEES = "short forms in the list of addressees, or in the document's own number, are not noted"
_FIGURES_ONLY = "a goal that is a figure is read as a measure and as no goal"
_OPENING_VERB = "the reviewer's quotation opens with the verb, the reader's with the horizon"
_PER_YEAR = "the reader's quotation holds what the figure is per"
_NOUN = "the reader's noun is the first that is counted"
_BARE_RANK = "the rank's indicator is named further back than its clause"
_LEAD_IN = "the opening words are read as the context of what follows"
_INSIDE_ARTICLE = "a role named inside an article is not read"

KNOWN: dict[str, dict[Disagreement, str]] = {
    "decision": {
        ("acronyms", "UBND", MISSING): _ADDRESSEES,
        ("goals", "mục tiêu tăng trưởng cả nước năm 2025 đạt 8% trở lên", MISSING): _FIGURES_ONLY,
        ("measures", "8%", "indicator"): "the growth of the whole country is not told to be that of its GDP",
        ("sections", "Giao chỉ tiêu tốc độ", "role"): _INSIDE_ARTICLE,
    },
    "directive": {
        ("acronyms", "UBND", "quote"): _ADDRESSEES,
        ("document", "issuer", "issuer"): "the city's own name is written with a small letter",
        ("measures", "thứ 14", "period"): "the year compared with stands two clauses before the rank of that year",
        ("measures", "thứ 29", "indicator"): _BARE_RANK,
    },
    "letter": {
        ("measures", "thứ 2", "indicator"): _BARE_RANK,
        ("sections", "Theo tổng hợp của Cục", "role"): _LEAD_IN,
    },
    "news": {
        ("goals", "GDP năm 2026 tăng từ 10% trở lên", MISSING): _FIGURES_ONLY,
        ("goals", "Hải Phòng được giao tăng trưởng từ 13 đến 13,5%", MISSING): _FIGURES_ONLY,
        ("measures", "1,16 điểm phần trăm", "versus"): "what it is held against stands in the clause before",
    },
    "notice": {
        ("acronyms", "UBND", MISSING): _ADDRESSEES,
        ("document", "presided_by", "presided_by"): "the title without a person's name is cut to its last words",
        ("goals", "phấn đấu GRDP năm 2025 tăng tối thiểu 11%", MISSING): _FIGURES_ONLY,
        (
            "goals",
            "phấn đấu đến năm 2030 trở thành trung tâm công nghiệp và dịch vụ cảng biển của vùng Bắc Trung Bộ",
            "quote",
        ): _OPENING_VERB,
    },
    "plan": {
        ("acronyms", "HĐND", MISSING): _ADDRESSEES,
        ("acronyms", "UBND", "quote"): _ADDRESSEES,
        (
            "goals",
            "Phấn đấu tốc độ tăng GRDP bình quân giai đoạn 2026 - 2030 đạt từ 10 - 10,5%/năm",
            MISSING,
        ): _FIGURES_ONLY,
        ("measures", "10 - 10,5%", "quote"): _PER_YEAR,
    },
    "report": {
        ("acronyms", "HĐND", MISSING): _ADDRESSEES,
        ("measures", "0,23 điểm phần trăm", "versus"): "a bracket parts the figure from what it is held against",
        ("measures", "5,01%", "quote"): _PER_YEAR,
        ("measures", "63 lượt dự án", "quote"): _NOUN,
        ("measures", "63 lượt dự án", "unit"): _NOUN,
        ("measures", "77 lượt góp vốn, mua cổ phần", "quote"): _NOUN,
        ("measures", "77 lượt góp vốn, mua cổ phần", "unit"): _NOUN,
        ("measures", "thứ 9", "indicator"): _BARE_RANK,
    },
    "resolution": {
        ("goals", "Tốc độ tăng GRDP bình quân giai đoạn 2026 - 2030 đạt ít nhất 10%/năm", MISSING): _FIGURES_ONLY,
        (
            "goals",
            "Phấn đấu đến năm 2030 Đồng Nai là cửa ngõ hàng không quốc tế của cả nước, có hệ thống đô thị sân bay "
            "hiện đại",
            "quote",
        ): _OPENING_VERB,
        ("measures", "10%", "quote"): _PER_YEAR,
        ("sections", "2. Hạn chế", "role"): _INSIDE_ARTICLE,
    },
    "telegram": {
        ("goals", "phấn đấu GDP cả năm 2025 tăng từ 8% trở lên", MISSING): _FIGURES_ONLY,
    },
}

ATTRIBUTES = {
    "measures": (
        "value", "high", "unit", "bound", "aspect", "modality", "rank_of", "indicator", "period", "versus", "place",
    ),
    "references": ("number", "kind", "issued_on"),
    "goals": ("horizon",),
    "acronyms": ("long", "defined"),
}  # fmt: skip
DOCUMENT = (
    "title", "kind", "number", "issuer", "issued_on", "published_on", "signed_by", "presided_by", "place", "language",
)  # fmt: skip
_ABOUT = re.compile(r"(?:Về việc|V/v) ", re.IGNORECASE)


@cache
def got(name: str) -> dict[str, Any]:
    """What the reader makes of an example."""
    return read(read_document(source_of(name))).as_json()


def disagreements(name: str) -> Iterator[Disagreement]:
    """Where the reader and the reviewer part."""
    found = got(name)
    wanted = reviewed(name, found["text"])
    for key in DOCUMENT:
        if not _alike(key, wanted["document"].get(key), found["document"][key]):
            yield "document", key, key
    for kind, keys in ATTRIBUTES.items():
        yield from _of_kind(kind, keys, wanted.get(kind, []), found[kind])
    for section in wanted.get("sections", []):
        if section["role"] != "?" and section["role"] != _role(found["sections"], section):
            yield "sections", section["first"], "role"


def _of_kind(
    kind: str, keys: tuple[str, ...], wanted: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Iterator[Disagreement]:
    left = list(found)
    for want in wanted:
        quote = want.get("quote") or want["short"]
        match = next((f for f in left if _same(kind, f, want)), None)
        if match is None:
            if not want.get("optional"):
                yield kind, quote, MISSING
            continue
        left.remove(match)
        if (match["start"], match["end"]) != (want["start"], want["end"]):
            yield kind, quote, "quote"
        for key in keys:
            if key == "long" and not want["defined"]:
                continue  # from our table, not from the text
            if not _alike(key, want.get(key), match.get(key)):
                yield kind, quote, key
    for extra in left:
        yield kind, " ".join((extra.get("quote") or extra["short"]).split()), EXTRA


def _same(kind: str, found: dict[str, Any], want: dict[str, Any]) -> bool:
    if kind == "acronyms":
        return bool(found["short"] == want["short"])
    return bool(found["start"] < want["end"] and want["start"] < found["end"])


def _alike(key: str, want: Any, found: Any) -> bool:
    if want == "?":
        return True
    if want is None or found is None:
        return want is found
    if key in ("value", "high"):
        return Decimal(want) == Decimal(found)
    if key == "long":
        return bool(want.casefold() == found.casefold())
    if key == "title":
        return _ABOUT.sub("", want, count=1) == _ABOUT.sub("", found, count=1)
    return bool(want == found)


def _role(found: list[dict[str, Any]], section: dict[str, Any]) -> str | None:
    """The role of most of a passage."""
    shared: dict[str, int] = {}
    for other in found:
        length = min(other["end"], section["end"]) - max(other["start"], section["start"])
        if length > 0:
            shared[other["role"]] = shared.get(other["role"], 0) + length
    best = max(shared, key=lambda role: shared[role], default=None)
    return best if best and shared[best] * 2 > section["end"] - section["start"] else None


@pytest.mark.parametrize("name", NAMES)
def test_read_as_reviewed(name: str) -> None:
    found = set(disagreements(name))
    known = KNOWN.get(name, {})
    assert found - known.keys() == set(), "the reader no longer agrees with the reviewer"
    assert known.keys() - found == set(), "read as reviewed now: take it off the list"


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_the_reviewer_is_found_with_its_value(name: str) -> None:
    """No list of exceptions for what a figure is."""
    never_wrong = (MISSING, EXTRA, "value", "high")
    assert [d for d in disagreements(name) if d[0] == "measures" and d[2] in never_wrong] == []


def test_all_nine_kinds_have_an_example() -> None:
    kinds = {got(name)["document"]["kind"] for name in NAMES}
    assert kinds == {"notice", "telegram", "directive", "decision", "resolution", "plan", "report", "letter", "news"}


def test_the_list_of_known_disagreements_names_examples() -> None:
    assert KNOWN.keys() <= set(NAMES)
    assert all(reason for known in KNOWN.values() for reason in known.values())
