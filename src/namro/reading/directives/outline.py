"""Outline: list marks, headings and what each of them governs.

A mark gives a block its rank (I. over 1. over a) over -), a block that ends in ":" or is a heading opens a frame, and a
frame hands its lead, its support and its role down to everything of a lower rank. Does not decide what a clause asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.reading.directives.model import Why

_MARK = re.compile(
    r"""
    (?: (?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|Điều|ĐIỀU)\ +(?:thứ\ +)?[\dIVXLC]+\w*[.:]?)
      | (?P<capital>[A-H])[.)]
      | (?P<roman>[IVXLC]{1,5})[.)]
      | (?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]|(?=\ [A-ZĐÀ-Ỹ]))
      | \((?P<bracket>\d{1,2}|[a-zđ]{1,3})\)
      | (?P<letter>[a-zđ]\d?|[ivx]{1,4})\)
      | (?P<plus>\+)
      | (?P<dash>[-–—~_•▪*])
    ) \s*
    """,
    re.VERBOSE,
)
_ENDS = re.compile(r"[.;:!?…]['”\"’)\]]*(?:\[\d+\])?$|/\.?$")
_BRACKETED_END = re.compile(r"\s*\([^()]*\)$")
_COLON = re.compile(r":\s*(?:\[\d+\])?$")

UNMARKED = 99
_RANKS = {"part": 0.5, "capital": 0, "roman": 1, "bracket": 6, "letter": 7, "dash": 9, "plus": 10}

_OFF = re.compile(
    r"""^(?:về\ |một\ số\ |những\ |các\ |công\ tác\ |\d+\ )*
    (?: (?P<lesson>bài\ học)
      | (?P<goal>mục\ tiêu|mục\ đích|chỉ\ tiêu|quan\ điểm|phương\ châm|tầm\ nhìn)
      | (?P<past>kết\ quả|tồn\ tại|hạn\ chế|khó\ khăn|nguyên\ nhân|đánh\ giá|tình\ hình|bối\ cảnh|thực\ trạng|ưu\ điểm
          |kinh\ phí|căn\ cứ|phạm\ vi|đối\ tượng|nguồn\ lực|sự\ cần\ thiết|dữ\ liệu
          |nhận\ định|thời\ gian|địa\ điểm|thành\ phần)
    )\b""",
    re.VERBOSE,
)
_ON = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức thực hiện|yêu cầu|định hướng|trách nhiệm|phân công|kiến nghị|đề xuất|kết luận|chỉ đạo"
    r"|thời gian tới|nội dung (?:chủ yếu|thực hiện|hoạt động|công việc)|các hoạt động|tiên phong|đột phá"
)
_REPORTS = re.compile(r"^(?:đánh giá|kết quả|tình hình|mục đích|mục tiêu|tồn tại|hạn chế|kinh phí|bài học)")


@dataclass(slots=True)
class Frame:
    """What a heading or a governing line hands down; `why` is the reason that nothing below is a task, or None."""

    rank: float
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    why: Why | None = None
    tasks: bool = False


def mark(text: str) -> tuple[float, int]:
    """The rank of a block by its list mark, and the length of that mark.

    >>> mark("2.1. Giao Sở Tài chính"), mark("- Rà soát"), mark("Tỉnh Bình Dương")
    ((4.0, 5), (9, 2), (99, 0))
    """
    match = _MARK.match(text)
    if match is None or match.end() >= len(text):
        return UNMARKED, 0
    kind = match.lastgroup or ""
    if kind == "capital" and len(text) > 1 and match.end() == 2:
        return UNMARKED, 0  # an initial: "A.B"
    if kind == "number":
        return 3.0 + match["number"].count("."), match.end()
    return _RANKS[kind], match.end()


def is_heading(text: str, rank: float, following: tuple[str, float] | None) -> bool:
    """Whether a block is a title over what follows, not a task that lost its full stop."""
    if _ENDS.search(_BRACKETED_END.sub("", text)) or following is None:
        return False
    next_text, next_rank = following
    if rank <= 1:
        return True
    if rank == UNMARKED:
        return (
            (len(text) <= 250 and next_rank != UNMARKED)
            or text.isupper()
            or (len(text) <= 250 and bool(_ENDS.search(next_text)))
        )
    if rank >= 9:
        return next_rank == rank + 1 and len(text) <= 250
    return next_rank > rank and len(text) <= 400


def governs(text: str) -> bool:
    """Whether a block ends in a colon."""
    return _COLON.search(text) is not None


def role_of(heading: str) -> tuple[Why | None, bool]:
    """Why nothing under a heading is a task, and whether it says that tasks follow; both from its words."""
    lower = heading.lower().strip(" .:")
    off = _OFF.match(lower)
    on = _ON.search(lower) is not None
    if off and (not on or _REPORTS.match(lower)):
        why = Why.LESSON if off["lesson"] else Why.GOAL if off["goal"] else Why.BACKGROUND
        return why, False
    return None, on
