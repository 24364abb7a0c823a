"""Days written after a document's number or under a letterhead: "25/7/2025", "06 tháng 10 năm 2025".

Reads whole days only. Does not decide which day a number without a year means, nor mend figures a scanner misread.
"""

from __future__ import annotations

import re
from datetime import date

DAY = r"(?P<day>\d{1,2})\s?(?:tháng|[/⁄.-])\s?(?P<month>\d{1,2}),?\s?(?:năm|[/⁄.-])\s?(?P<year>\d{4})(?!\d)"
"""A day as a pattern, for small letters or ignoring case."""


def day_of(match: re.Match[str], year: str = "year") -> date | None:
    """The day a match of `DAY` says, None where there is no such day ("31/2/2025"); `year` names its group.

    >>> day_of(re.search(DAY, "ngày 06 tháng 10 năm 2025"))
    datetime.date(2025, 10, 6)
    """
    try:
        return date(int(match[year]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
