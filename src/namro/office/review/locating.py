"""Where words stand in a text: found again whatever line ends, marks of emphasis and capitals lie between."""

from __future__ import annotations

import re

from namro.text import Span

_BACK = 3_000  # characters before a clause in which the heading that names its body may stand
_LONGEST = 400


def find_words(text: str, words: str | None, within: Span) -> Span | None:
    r"""The first place of some words in a stretch.

    >>> find_words("giao Sở\nTài chính làm", "sở tài chính", Span(0, 21))
    Span(start=5, end=17)
    """
    pattern = _pattern(words)
    match = pattern.search(text, within.start, within.end) if pattern else None
    return Span(*match.span()) if match else None


def find_before(text: str, words: str | None, start: int) -> Span | None:
    """The last place of some words before an offset: the heading or sentence that governs a clause."""
    pattern = _pattern(words)
    found = None
    if pattern:
        for match in pattern.finditer(text, max(0, start - _BACK), start):
            found = Span(*match.span())
    return found


def trimmed(text: str, span: Span) -> Span:
    """A stretch without the white space and the marks that only divide at its edges."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:.*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.*"):
        end -= 1
    return Span(start, end)


def _pattern(words: str | None) -> re.Pattern[str] | None:
    parts = (words or "")[:_LONGEST].split()
    if not parts:
        return None
    return re.compile(r"[\s*]+".join(map(re.escape, parts)), re.IGNORECASE)
