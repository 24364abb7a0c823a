"""Normal text: what the rules read, with a way back to every character of the source.

In normal text a newline is a real break (a paragraph, a heading, a list item, a table row) and nothing else is: lines
that were only wrapped are joined by one space, white space of any kind is one space, marks of emphasis (`**`), soft
hyphens and zero-width characters are gone, and look-alike letters are mended. Whether a line was wrapped is decided by
what stands at both sides of the break and by how long lines are in this document; a wrong joint costs a sentence
boundary, never a character.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from namro.text.letters import lower, mend_letters, settle_tone
from namro.text.spans import Span

_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\t\x1c\x1d\x1e\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SILENT = "*\xad\u200b-\u200f\u2060\ufeff"  # characters that carry no text: emphasis, soft hyphen, zero width
_NOISE = re.compile(
    f" *[{_LINE_ENDS}{_BLANKS}{_SILENT}][ {_LINE_ENDS}{_BLANKS}{_SILENT}]*"
    f"(?:(?<=[{_LINE_ENDS}])#{{1,6}}[ {_BLANKS}][{_SILENT}]*)?"  # a Markdown heading's marks
    "| {2,}"
)
_SPACE = re.compile(f"[ {_LINE_ENDS}{_BLANKS}]")
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_BLANK_LINE = re.compile(f"(?>\r\n|[{_LINE_ENDS}])[ {_BLANKS}]*[{_LINE_ENDS}]")
_STAR_BULLET = re.compile(r"[\r\n] *\* +$")

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_LIST_MARK = r"(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|\(?\d{1,2}\)?|\(?[a-zđ]{1,2}\d?)"
# What opens a block wherever a line begins with it: a list mark, a dash, a table cell, a heading word.
_OPENS_BLOCK = re.compile(
    rf"""
      [-–—−+•▪~|\#]                                                # a bullet, a cell, a Markdown heading
    | {_LIST_MARK} [.)/] (?=\s|[{_UPPER}*])                       # I.  1.  1.2.  a)  (1)  đ)
    | (?:Điều|Mục|Chương|Phần|Phụ\ lục) \s+ [\dIVX]+ \s* (?:[.:]|$)  # an article or part
    | Số:|Kính\ gửi|Nơi\ nhận|Căn\ cứ\b
    """,
    re.VERBOSE,
)
_CLOSING = '"”’)]'  # marks that may stand behind the stop of a sentence
_STOPS = frozenset(".;:!?…|")
# Words and marks that a line cannot end with: what they belong to stands on the next one.
_GOES_ON = frozenset(
    [
        "ngày",
        "tháng",
        "năm",
        "quý",
        "số",
        "khoản",
        "điều",
        "và",
        "của",
        "cho",
        "với",
        "trong",
        "tại",
        "do",
        "từ",
        "đến",
        "về",
        "theo",
        "các",
        "tỉnh",
        "bộ",
        "/",
        "-",
        "“",
    ]
)
_AWAITS_FIGURE = frozenset(["hơn", "trên", "dưới", "gần", "khoảng", "ước", "đạt", "là", "≥", "≤", "<", ">"])
_NO_TEXT = re.compile(r"^[\W_]*$")
_MARK_ALONE = re.compile(rf"^{_LIST_MARK}[.)]$")
_PROSE = 30  # on a wrapped page, a line of so many characters that ends no sentence is not a heading
_SHORT = 45  # a line shorter than this tells nothing about the width of the page
_LONG = 130  # where lines are longer than this, nobody wrapped them by hand
_LOOK = 120  # characters looked at on either side of a break
_SAMPLE = 200_000  # characters from which the width of the page is taken


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal text of a source, and the way back.

    `starts` and `shifts` are parallel: from `starts[i]` on, a character of `text` stands in the source at its own
    position plus `shifts[i]`. `lower` is `text` in small letters with tones settled, position for position.
    """

    text: str
    lower: str
    starts: array[int] = field(repr=False)
    shifts: array[int] = field(repr=False)

    def source_at(self, position: int) -> int:
        """The source offset of a character of the normal text."""
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def source_span(self, start: int, end: int) -> Span:
        """The source characters of `text[start:end]`, from the first to the last."""
        if end <= start:
            at = self.source_at(start)
            return Span(at, at)
        return Span(self.source_at(start), self.source_at(end - 1) + 1)

    def normal_at(self, position: int) -> int:
        """The normal offset of a source character; of one that was dropped, that of the next one kept."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.source_at(middle) < position:
                low = middle + 1
            else:
                high = middle
        return low

    def blocks(self) -> list[Span]:
        """Paragraphs, headings, list items and rows, in order, without the empty ones."""
        spans = []
        start = 0
        for line in self.text.split("\n"):
            if line:
                spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        return spans


def normalise(source: str) -> Normal:
    r"""Normal text of an NFC source; linear in its length.

    >>> normalise("vốn đầu tư\ncông,  **ưu tiên** việc này\n\n2. Bộ").text.split("\n")
    ['vốn đầu tư công, ưu tiên việc này', '2. Bộ']
    """
    mended = mend_letters(source)
    width = _page_width(mended)
    pieces: list[str] = []
    starts = array("q", [0])
    shifts = array("q", [0])
    written = 0
    kept_from = 0
    line_start = 0
    for match in _NOISE.finditer(mended):
        begin, end = match.span()
        run = match.group()
        if begin > kept_from:
            pieces.append(mended[kept_from:begin])
            written += begin - kept_from
        if not _SPACE.search(run):
            joint = ""
        elif not _LINE_END.search(run):
            joint = " "
        else:
            joint = _joint(mended, line_start, begin, end, run, width) if begin > line_start else "\n"
            line_start = end
        if joint and written:
            starts.append(written)
            shifts.append(begin - written)
            pieces.append(joint)
            written += 1
        starts.append(written)
        shifts.append(end - written)
        kept_from = end
    pieces.append(mended[kept_from:])
    text = "".join(pieces)
    return Normal(text, settle_tone(lower(text)), starts, shifts)


def _page_width(text: str) -> int:
    """How long a full line is where the lines are wrapped by hand; 0 where they are not."""
    lengths = sorted(n for line in text[:_SAMPLE].splitlines() if (n := len(line)) >= _SHORT)
    if not lengths:
        return 0
    typical = lengths[len(lengths) * 3 // 4]
    return typical if typical <= _LONG else 0


def _joint(text: str, line_start: int, begin: int, end: int, run: str, width: int) -> str:
    """The character that stands for a line end: a space where the line was only wrapped, else a newline."""
    before = text[max(line_start, begin - _LOOK) : begin]
    after = text[end : end + _LOOK]
    if (
        not after
        or "#" in run
        or _OPENS_BLOCK.match(after)
        or ("*" in run and _STAR_BULLET.search(run))
        or before[0] == "|"
        or _NO_TEXT.match(before)
    ):
        return "\n"
    blank = _BLANK_LINE.search(run) is not None
    word = after.split(None, 1)[0]
    length = begin - line_start
    full = bool(width) and not blank and length + 1 + len(word) > width - 6
    if before.rstrip(_CLOSING)[-1:] in _STOPS:
        # A line that ends in "v.v." or in ";" goes on in small letters, a full one that ends in ";" in any.
        goes_on = (after[0].islower() and not blank) or (full and before[-1] == ";")
        return " " if goes_on or _MARK_ALONE.match(before) else "\n"
    last = before.rsplit(None, 1)[-1].lower()
    if (
        after[0].islower()
        or after[0] in ",.;:)%"
        or before[-1] in ",("
        or (last in _AWAITS_FIGURE and after[0].isdigit())
    ):
        return " "
    if blank:
        return "\n"
    title = before.isupper()
    if (title and word.isupper() and len(word) > 1) or (not title and (last in _GOES_ON or last[-1] in "/-“")):
        return " "  # a title set over several lines, or "ngày" at the end of one
    return " " if full or (width and length >= _PROSE) else "\n"
