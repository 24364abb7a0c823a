"""Ranks: "xếp thứ 34/63 cả nước", "đứng thứ 5", "nhóm 3 tỉnh", "đứng đầu cả nước".

Reads the position, the size of the field and its name. Does not decide whether a low number is good: the indicator
knows that, not the phrase. A bare "thứ 5" is Thursday and "lần thứ 21" a session: only words of standing make a rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from namro.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Rank:
    """A position in a field (thứ hạng); `band` where only the first so many are named ("nhóm 3").

    >>> Rank(position=34, of=63, field="cả nước")
    Rank(position=34, of=63, field='cả nước', band=False)
    """

    position: int
    of: int | None = None
    field: str | None = None
    band: bool = False


@dataclass(frozen=True, slots=True)
class RankMention:
    """A rank written at `[start, end)`: from the number, or from "thứ" or "nhóm" before it, to the number's end."""

    start: int
    end: int
    rank: Rank


_FIELD = (
    r"cả nước|toàn quốc|toàn tỉnh|toàn vùng|trong vùng|của vùng|vùng|thế giới|khu vực|đông nam á|châu á"
    r"|(?:(?:trong|trên)(?: tổng)?(?: số)? )?\d{1,3} (?:tỉnh|địa phương|nước|quốc gia|nền kinh tế)"
)
_ORDINAL = r"nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_ORDINALS = {word: min(k, k - (k > 4)) for k, word in enumerate(_ORDINAL.split("|"), 1)}  # "tư" and "bốn" are both 4
_WORDS = ("thứ", "hạng", "vị trí", "xếp", "đứng", "đứng đầu", "nhóm", "top", "tốp")
_ANCHORS = Phrases([(word, word) for word in _WORDS])
_REACH = 48  # characters around such a word in which a rank stands
_RANK = re.compile(
    rf"""
    (?<!\w)(?:
      (?: (?<!lần[ ])(?<!họp[ ])(?<!kỳ[ ])(?<!khoá[ ])(?<!hội[ ]) (?:thứ|hạng|vị[ ]trí|vị[ ]thứ|xếp|đứng) )
      (?: [ ](?:thứ|hạng|vị|trí|số|là|ở|tại|mức) ){{0,4}}
      [ ] (?P<k>\d{{1,3}}) [ ]?/[ ]? (?P<of>\d{{1,3}}) (?![\w/])                        # the slash is the evidence
    | (?P<standing> (?:xếp|đứng|hạng|vị[ ]trí|vị[ ]thứ|rộng|lớn|cao|dài|đông|nhiều|tốt|thấp|nhỏ|nhanh|ở)
        (?:[ ](?:ở|vị|trí|hạng|xếp)){{0,3}} [ ] )
      (?: (?P<word>thứ[ ]) (?P<k2>\d{{1,2}}) (?![\w/.,]\d|[/\w]) | thứ[ ](?P<spelled>{_ORDINAL})(?!\w) )
    | (?:xếp[ ]hạng|xếp[ ]vị[ ]trí|đứng[ ]vị[ ]trí|thứ[ ]hạng|vị[ ]trí[ ]số|giữ[ ]hạng) [ ] (?:số[ ])? (?P<k3>\d{{1,2}})
      (?! [\w/.,]\d | [/\w] | [ ]bậc )
    | (?P<word4>thứ[ ]) (?P<k4>\d{{1,2}}) (?=[ ](?:{_FIELD.replace(" ", "[ ]")}))  # "thứ 3 cả nước"
    | (?P<first>đứng[ ]đầu) (?=[ ](?:cả[ ]nước|toàn[ ]quốc|vùng|khu[ ]vực|toàn[ ]vùng))
    | (?:(?:trong|thuộc|vào|lọt|nằm|là)[ ])+ (?P<band>(?:nhóm|top|tốp)[ ] (?P<n>\d{{1,2}}) (?![\w.,/])
      (?:[ ](?:tỉnh,[ ]thành[ ]phố|tỉnh[ ]thành|tỉnh|thành[ ]phố|địa[ ]phương|nước|quốc[ ]gia))? )
    )
    """,
    re.VERBOSE,
)
_FIELD_AFTER = re.compile(rf" (?:tỉnh,? thành phố |tỉnh |địa phương )?(?P<field>{_FIELD})")
_ONE_OF = (
    "một trong những ",
    "trong nhóm ",
    "các địa phương ",
    "những địa phương ",
    "người ",
    "cơ quan ",
    "thủ trưởng ",
)


def find_ranks(lower: str) -> list[RankMention]:
    """Every rank in a text (small letters, single spaces), in order; linear in its length.

    >>> [m.rank for m in find_ranks("tăng 4,7%, xếp thứ 34/63 cả nước; sáng thứ 5")]
    [Rank(position=34, of=63, field='cả nước', band=False)]
    """
    found = []
    for match in _matches(lower):
        field = _FIELD_AFTER.match(lower, match.end())
        name = field["field"] if field else None
        if match["k"]:
            position, of = int(match["k"]), int(match["of"])
            if not 1 <= position <= of:
                continue
            found.append(RankMention(match.start("k"), match.end("of"), Rank(position, of, name)))
        elif match["band"]:
            found.append(RankMention(*match.span("band"), Rank(int(match["n"]), field=name, band=True)))
        elif match["first"]:
            if not lower[max(0, match.start() - 24) : match.start()].endswith(_ONE_OF):
                found.append(RankMention(*match.span(), Rank(1, field=name)))
        else:
            start = match.start("word") if match["word"] else match.start("word4") if match["word4"] else -1
            number = match["k2"] or match["k3"] or match["k4"]
            if start < 0:
                start = match.start("k3") if match["k3"] else match.start("spelled") - len("thứ ")
            k = int(number) if number else _ORDINALS[match["spelled"]]
            if k:
                found.append(RankMention(start, match.end(), Rank(k, field=name)))
    return found


def _matches(lower: str) -> Iterator[re.Match[str]]:
    """Matches near the words without which no rank is written, each once."""
    done = 0
    for anchor in _ANCHORS.find(lower):
        at = max(done, anchor.start - _REACH)
        while (match := _RANK.search(lower, at, anchor.end + _REACH)) is not None:
            yield match
            at = done = match.end()
