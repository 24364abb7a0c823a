"""Ranks of a document.

The words are read in `namro.quantities.ranks`; here they meet the document. Does not decide what is ranked: that is for
the measures, which give each rank its indicator, period and place.
"""

from __future__ import annotations

from namro.quantities.ranks import RankMention
from namro.quantities.ranks import find_ranks as ranks_in
from namro.reading.scan import Scan


def find_ranks(scan: Scan) -> list[RankMention]:
    """Every rank written in a scan, in order, spans in normal text."""
    return ranks_in(scan.lower)
