"""Sentences and clauses of one block of normal text.

A full stop ends a sentence only where a new one can begin: not in a number (10.1.2025), an abbreviation (TP.HCM, v.v.),
initials or a list mark (1., a)). A stretch without a stop is cut where no sentence could be so long. Clauses are what
semicolons part, outside brackets. Does not decide what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.text.spans import Span

_END = re.compile(
    r"""
      (?P<stop>\.{1,3}|[!?…]+) [\"”’)\]]* (?:\[\d+\])?     # a stop, closing marks, a footnote mark
      (?= \s+ [\"“‘(\[]? [A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ\d+–-]          # then a sentence that can begin
        | \s* $
        | (?<=[a-zà-ỹđ\d)”\"…][.…!?]) [A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][a-zà-ỹđ]   # or one that lost its space: "bị.Tuy nhiên"
      )
    """,
    re.VERBOSE,
)
_NO_END = re.compile(
    r"""
    (?: (?<!\w) (?: TP|Tp|tp|TS|Ts|ThS|Ths|PGS|GS|BS|KTS|LS|KT|TM|TL|TUQ|Q|P|TX|TT|St|Mr|Ms|No|Nxb|tr|vv|v\.v|[A-ZĐ] )
      | ^ \W* (?: [IVXLC]{1,6} | \d{1,2}(?:\.\d{1,2})* | [a-zđ] )    # a list mark opens the block
    ) $
    """,
    re.VERBOSE,
)
_LOOK_BACK = 12
# The longest sentence of 30 real documents has 1,571 characters. Rules look back over a sentence from each of its
# figures, so its length must have a limit.
_LONGEST = 2_400


def sentences(text: str, block: Span) -> list[Span]:
    """The sentences of a block, without the white space between them; linear in its length.

    >>> [s.of("Đạt 41,2%. Xếp thứ 5.") for s in sentences("Đạt 41,2%. Xếp thứ 5.", Span(0, 21))]
    ['Đạt 41,2%.', 'Xếp thứ 5.']
    """
    found: list[Span] = []
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        stop = match.start("stop")
        if match.group("stop") == "." and _NO_END.search(text[max(start, stop - _LOOK_BACK) : stop]):
            continue
        found.extend(_pieces(text, start, match.end()))
        start = match.end()
        while start < block.end and text[start] == " ":
            start += 1
    if start < block.end:
        found.extend(_pieces(text, start, block.end))
    return found


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence: what its semicolons part, outside brackets."""
    found = []
    start = sentence.start
    depth = 0
    for mark in re.finditer(r"[;()]", text[sentence.start : sentence.end]):
        if mark.group() == "(":
            depth += 1
        elif mark.group() == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            at = sentence.start + mark.start()
            found.append(Span(start, at))
            start = at + 1
    found.append(Span(start, sentence.end))
    return [_stripped(text, span) for span in found if text[span.start : span.end].strip()]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """One sentence, or what lies between its cuts where it is longer than any."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        stop = cut if cut > 0 else start + _LONGEST
        yield Span(start, stop)
        start = stop + 1 if cut > 0 else stop
    yield Span(start, end)


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))
