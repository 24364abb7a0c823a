"""Texts and queries in the one form in which both databases index them. Pure functions; knows no database.

Every word is kept folded (no marks, no case, đ as d) and, where it has marks, as it was written: a query typed without
marks finds all, one typed with marks finds only those words. What is written as one but has parts, 465/TB-VPCP or
2021-2023 or 6,19, is kept by its parts and whole, and by each run of its parts; the sign between them does not count.
A query is words, quoted phrases, and nothing else: no sign typed is ever an operator. Does not rank and does not stem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from namro.text.letters import compose, lower, mend_letters, settle_tone

WORD_LENGTH = 40
"""Longer words are cut: nobody types them, and an index has limits."""
PARTS = 8
"""A whole of more parts than this is taken in pieces."""
QUERY_WORDS = 12
WORDS = 60_000
"""What comes after so many words of one text is not indexed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text for the index: its words in order without marks, the same with marks, and its wholes.

    >>> prepare("Giải ngân 6,19%")
    Prepared(folded=('giai', 'ngan', '6', '19'), marked=('giải', 'ngân', '6', '19'), wholes=('6_19',))
    """

    folded: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a query asks for: words that follow each other, or a whole; `last` may be the beginning of a word.

    `typed` are its words as they were typed, in small letters: with marks or without.
    """

    words: tuple[str, ...]
    typed: tuple[str, ...]
    whole: str = ""
    last: bool = False

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that were typed with marks: only these words will do."""
        return tuple(typed for typed, word in zip(self.typed, self.words, strict=True) if typed != word)


def prepare(*texts: str) -> Prepared:
    """Texts one after the other, as they are indexed.

    >>> prepare("Đầu tư", "465/TB-VPCP").wholes
    ('465_tb', '465_tb_vpcp', 'tb_vpcp')
    """
    folded: list[str] = []
    marked: list[str] = []
    wholes: dict[str, None] = {}
    for text in texts:
        plain = flat(own := own_form(text))
        for parts in _runs(plain):
            if len(folded) >= WORDS:
                break
            folded.extend(plain[start:end][:WORD_LENGTH] for start, end in parts)
            marked.extend(own[start:end][:WORD_LENGTH] for start, end in parts)
            wholes.update(dict.fromkeys(_wholes([plain[start:end][:WORD_LENGTH] for start, end in parts])))
    return Prepared(tuple(folded), tuple(marked), tuple(wholes))


def read_query(query: str) -> tuple[Term, ...]:
    """What a query asks for: all its terms together.

    >>> read_query("von")
    (Term(words=('von',), typed=('von',), whole='', last=True),)
    >>> read_query('"đầu tư công" 2024')[0]
    Term(words=('dau', 'tu', 'cong'), typed=('đầu', 'tư', 'công'), whole='', last=False)
    >>> read_query("465/TB-VPCP")[0].whole
    '465_tb_vpcp'
    >>> read_query("!&|()* -- :")
    ()
    """
    own = own_form(query[:500])
    plain = flat(own)
    terms: list[Term] = []
    quotes = [-1, *(mark.start() for mark in _QUOTE.finditer(plain)), len(plain)]
    for number, (before, after) in enumerate(pairwise(quotes)):
        runs = list(_runs(plain, before + 1, after))
        if number % 2:  # between quotation marks
            spans = [span for parts in runs for span in parts][:QUERY_WORDS]
            terms += [_term(plain, own, spans)] if spans else []
        else:
            terms.extend(_term(plain, own, parts, whole=True) for parts in runs)
    terms = terms[:QUERY_WORDS]
    if terms and plain[-1:].isalnum():  # still being typed, perhaps
        terms[-1] = replace(terms[-1], last=True)
    return tuple(dict.fromkeys(terms))


def own_form(text: str) -> str:
    """A text with its marks, in small letters of one spelling; as long as its composed form.

    >>> own_form("HÒA Bình")
    'hoà bình'
    """
    return settle_tone(lower(mend_letters(_LOOSE_MARKS.sub("", compose(text)))))


def flat(text: str) -> str:
    """A text of `own_form` without marks, of the same length.

    >>> flat("đắk lắk, hoà bình")
    'dak lak, hoa binh'
    """
    return text.translate(_BARE)


def excerpt(text: str, terms: tuple[Term, ...], length: int = 220) -> list[tuple[str, bool]]:
    """The part of a text around the first words found, as pieces: each with whether it was found.

    >>> excerpt("Giải ngân vốn đầu tư công", read_query("đầu tư "))
    [('Giải ngân vốn ', False), ('đầu', True), (' ', False), ('tư', True), (' công', False)]
    >>> excerpt("Sức khỏe: đau đầu", read_query("đầu "))
    [('Sức khỏe: đau ', False), ('đầu', True)]
    """
    text = mend_letters(_LOOSE_MARKS.sub("", compose(text)))
    own = own_form(text)
    plain = flat(own)
    if len(own) != len(text):  # a letter that grows when made small: show the beginning unmarked
        return _cut([(text[:length], False)], len(text) > length, before=False)
    found = _merged(sorted(_found(plain, own, terms)))
    first = found[0][0] if found else 0
    begin = 0 if first < length // 2 else text.rfind(" ", 0, first - length // 4) + 1
    end = len(text) if len(text) - begin <= length else max(text.rfind(" ", begin, begin + length), begin + length // 2)
    pieces, at = [], begin
    for start, stop in found:
        if start >= end or stop <= begin:
            continue
        start, stop = max(start, begin), min(stop, end)
        pieces += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    pieces.append((text[at:end], False))
    shown = [(words, mark) for words, mark in pieces if words]
    return _cut(_cut(shown, begin > 0, before=True), end < len(text), before=False)


# A word is letters and figures; a whole is words with one sign between them and no space.
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[^\W_]+(?:[/.,:\-‐‑‒–][^\W_]+)*")
_QUOTE = re.compile('["“”„‟«»]')
_LOOSE_MARKS = re.compile("[\u0300-\u036f]")


def _bare() -> dict[int, str]:
    """Each marked letter of Latin writing, small, without its marks."""
    table = {ord("đ"): "d"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letters = unicodedata.normalize("NFD", chr(code))
        if len(letters) > 1 and letters[0].isascii():
            table[code] = letters[0].lower()
    return table


_BARE = _bare()


def _runs(plain: str, start: int = 0, end: int | None = None) -> Iterator[list[tuple[int, int]]]:
    """The spans of the words of each whole; a word alone is a whole of one."""
    for run in _RUN.finditer(plain, start, len(plain) if end is None else end):
        spans = [word.span() for word in _WORD.finditer(plain, *run.span())]
        for at in range(0, len(spans), PARTS):
            yield spans[at : at + PARTS]


def _wholes(parts: list[str]) -> Iterator[str]:
    for start in range(len(parts) - 1):
        for end in range(start + 2, len(parts) + 1):
            yield "_".join(parts[start:end])


def _term(plain: str, own: str, spans: list[tuple[int, int]], *, whole: bool = False) -> Term:
    words = tuple(plain[start:end][:WORD_LENGTH] for start, end in spans)
    typed = tuple(own[start:end][:WORD_LENGTH] for start, end in spans)
    return Term(words, typed, "_".join(words) if whole and len(words) > 1 else "")


def _found(plain: str, own: str, terms: tuple[Term, ...]) -> Iterator[tuple[int, int]]:
    for term in terms:
        between = r"[/.,:\-‐‑‒–]" if term.whole else r"[\W_]+"
        pattern = between.join(map(re.escape, term.words))
        ending = r"[^\W_]*" if term.last else r"(?![^\W_])"
        for match in re.finditer(rf"(?<![^\W_]){pattern}{ending}", plain):
            if all(word in own[match.start() : match.end()] for word in term.marked):
                yield match.span()


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if any(one[1] > two[0] for one, two in pairwise(spans)):
        kept: list[tuple[int, int]] = []
        for start, end in spans:
            if kept and start < kept[-1][1]:
                kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
            else:
                kept.append((start, end))
        return kept
    return spans


def _cut(pieces: list[tuple[str, bool]], cut: bool, *, before: bool) -> list[tuple[str, bool]]:
    if not cut:
        return pieces
    return [("… ", False), *pieces] if before else [*pieces, (" …", False)]
