"""The basis of a task: where in the notice it stands, in the way officials cite ("mục III, khoản 2, điểm a").

Follows the list marks that open the lines above a place. A text without marks is cited by paragraph. Does not judge
whether the marks of a document are in good order.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from namro.text import normalise

# The marks of a list, outermost first, and the word by which each is cited.
_MARKS = (
    (re.compile(r"(?:\#+\ )?Điều\ (\d{1,3}[a-z]?)\b"), "Điều {}"),
    (re.compile(r"(?:\#+\ )?([IVXLC]{1,7})[.)/]\ "), "mục {}"),
    (re.compile(r"\|\ ?(\d{1,3})\.?\ ?\|"), "dòng {} của bảng"),
    (re.compile(r"(?:\#+\ )?(\d{1,2}(?:\.\d{1,2}){0,3}(?=[.)/]\ )|\d{1,2}(?:\.\d{1,2}){1,3}(?=\ ))"), "khoản {}"),
    (re.compile(r"([a-zđ]{1,2})[.)/]\ "), "điểm {}"),
    (re.compile(r"\((\d{1,2}|[a-zđ])\)\ "), "ý ({})"),
    (re.compile(r"[-–—+•▪]\ ?(?=\w)"), "gạch đầu dòng thứ {}"),
)
_BULLET = len(_MARKS) - 1


class Outline:
    r"""The list marks of a text.

    >>> outline = Outline("III. NHIỆM VỤ\n2. Về đầu tư\n- Rà soát.\n- Sở Tài chính báo cáo.")
    >>> outline.place_of(35)
    'mục III, khoản 2, gạch đầu dòng thứ 1'
    """

    def __init__(self, text: str) -> None:
        normal = normalise(text)
        self._starts: list[int] = []
        self._places: list[str] = []
        path: dict[int, str] = {}
        for number, block in enumerate(normal.blocks(), 1):
            words = block.of(normal.text)
            level = next((level for level, (mark, _) in enumerate(_MARKS) if mark.match(words)), None)
            if level is not None:
                found = _MARKS[level][0].match(words)
                name = str(int(path.get(level, "0")) + 1) if level == _BULLET else found[1] if found else ""
                path = {outer: kept for outer, kept in path.items() if outer < level} | {level: name}
            cited = [_MARKS[outer][1].format(name) for outer, name in sorted(path.items())]
            self._starts.append(normal.source_at(block.start))
            self._places.append(", ".join(cited) if cited else f"đoạn {number}")

    def place_of(self, offset: int) -> str:
        """Where an offset into the text stands."""
        at = bisect_right(self._starts, offset) - 1
        return self._places[max(at, 0)] if self._places else ""
