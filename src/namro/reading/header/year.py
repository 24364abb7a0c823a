"""The year a document without a stated day is about, against which "6 tháng" and "quý I" are resolved.

The year named most often wins, the later of two named alike. Years of targets ("đến năm 2030"), of comparison ("cùng kỳ
năm 2023"), of spans ("giai đoạn 2021 - 2025") and of the documents cited do not count. Does not decide on a year from
one word like "năm nay".
"""

from __future__ import annotations

import re
from collections import Counter

from namro.reading.model import Header
from namro.reading.scan import Scan

_YEAR = re.compile(
    r"""
    (?<![\d/.,-])
    (?: (?:ngày\s)? \d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?        # 31/10/2020
      | (?:tháng|quý|kỳ)\s(?:\d{1,2}|[ivx]{1,3})\s?[/-]\s?      # tháng 1/2018, quý II/2025
      | (?:tháng\s\d{1,2}\s)?năm\s )                            # năm 2020, tháng 10 năm 2020
    (?P<year>20\d\d)
    (?!\d|\s?[-–]\s?20\d\d)
    """,
    re.VERBOSE,
)
_NOT_NOW = re.compile(
    r"""
    (?: (?:đến|vào|tới|trước|sau|từ|hết)\s (?:[^\s.;]+\s){0,2}        # targets and bounds
      | tầm\snhìn\s (?:[^\s.;]+\s){0,2} | giai\sđoạn\s (?:[^\s.;]+\s){0,2}
      | (?:cùng\skỳ|so\svới|so|bằng)\s [(]? (?:[^\s.;]+\s){0,4}       # comparisons
      | / (?:[\w&]+-)*[\w&]+ [\s,]* (?:của\s[^,;.]{2,40}\s)?     # the day of a numbered document
    ) $
    """,
    re.VERBOSE,
)
_LOOK_BACK = 48


def document_year(scan: Scan, header: Header) -> int | None:
    """The year of the document's day, else the one its words are most about, else None."""
    if header.day:
        return header.day.year
    said: Counter[int] = Counter()
    for match in _YEAR.finditer(scan.lower):
        line = scan.lower.rfind("\n", 0, match.start()) + 1
        if not _NOT_NOW.search(scan.lower[max(line, match.start() - _LOOK_BACK) : match.start()]):
            said[int(match["year"])] += 1
    return max(said, key=lambda year: (said[year], year), default=None)
