"""Periods of a document, resolved against its own day.

The words are read in `namro.quantities.periods`; here they meet the document. Does not decide which figure a period
belongs to: that is for the measures.
"""

from __future__ import annotations

from namro.quantities.periods import Mention
from namro.quantities.periods import find_periods as periods_in
from namro.reading.model import Header
from namro.reading.scan import Scan


def find_periods(scan: Scan, header: Header, year: int | None = None) -> list[Mention]:
    """Every period named in a scan, in order, spans in normal text.

    The header's day, else `year`, resolves words without a year.
    """
    return periods_in(scan.lower, header.day, year)
