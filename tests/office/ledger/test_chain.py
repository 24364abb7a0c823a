"""The chain: any change of the past is named, and a hundred thousand entries are checked in seconds."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.office.ledger.chain import GENESIS, Head, Link, verify


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for number in range(1, length + 1):
        link = Link(
            number=number,
            at=f"2025-06-10T08:{number % 60:02d}:00.000000+00:00",
            actor="vanthu",
            action="accept_directive",
            subject=f"directive:{number}",
            before="",
            after='{"state":"đã giao"}',
            note="",
            previous=links[-1].hash if links else GENESIS,
        )
        links.append(replace(link, hash=link.reckoned()))
    return links


def test_a_whole_chain_holds():
    links = chain(50)
    assert verify(links) == (Head(50, links[-1].hash), None)
    assert verify(links, Head(20, links[19].hash))[1] is None


@given(st.integers(0, 29), st.integers(0, 9), st.data())
def test_any_character_changed_is_named(which, column, data):
    links = chain(30)
    cells = list(astuple(links[which]))
    if column == 0:
        cells[0] += data.draw(st.integers(1, 9))
    else:
        words = cells[column]
        at = data.draw(st.integers(0, len(words)))
        cells[column] = words[:at] + data.draw(st.characters(blacklist_characters=words[at : at + 1])) + words[at + 1 :]
    links[which] = Link(*cells)
    fault = verify(links)[1]
    assert fault is not None
    assert fault.number == which + 1


@pytest.mark.parametrize("gone", [0, 10, 28])
def test_a_removed_entry_is_named(gone):
    links = chain(30)
    del links[gone]
    assert verify(links)[1].number == gone + 1


def test_a_cut_off_end_is_seen_against_the_head():
    links = chain(30)
    fault = verify(links[:25], Head(30, links[-1].hash))[1]
    assert (fault.number, fault.code) == (26, "ledger-cut-off")


def test_a_rewritten_chain_is_seen_against_an_earlier_head():
    links = chain(30)
    assert verify(chain(30), Head(12, "f" * 64))[1].code == "ledger-head-differs"
    assert verify(links, Head(12, links[11].hash))[1] is None
