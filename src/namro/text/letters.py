"""Letters: one form for what people type in many.

Composes to NFC (also where the tone was typed before the vowel's own mark), mends letters of other alphabets that only
look Vietnamese, and makes accent-free search keys. Does not correct spelling: "thủy" and "thuỷ" are told alike by
`fold` and by `settle_tone`, but the text a reader is shown stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter
# A tone typed before the shape: NFC reorders only marks of different classes, and an acute and a circumflex are alike.
_TONE_FIRST = re.compile(f"([{_TONES}])([{_SHAPES}])")
_MAY_BE_MISORDERED = re.compile(f"[{_SHAPES}]")

# Cyrillic capitals and small letters drawn like Latin ones (Unicode confusables), and the Latin letters that stand in
# for Đ: eth (Ð, ð) and African D (Ɖ, ɖ).
_CYRILLIC = str.maketrans("АВЕЅІЈКМНОРСТУХаеіјорсухѕ", "ABESIJKMHOPCTYXaeijopcyxs")
_ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_HAS_ETH = re.compile("[ÐðƉɖ]")
_HAS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD_WITH_CYRILLIC = re.compile(r"[\w/.-]*[\u0400-\u04ff][\w/.-]*")
_LATIN = re.compile("[A-Za-zĐđ]")

_KEY = {ord("đ"): "d", ord("Đ"): "d"}
_MARKS = re.compile("[\u0300-\u036f]")

# "hoà" and "hòa": in an open oa, oe, uy the tone is written on either vowel. Here it is settled on the second.
# The pattern begins with its letters and nothing else, so that the search leaps from one to the next.
_FIRST_VOWEL_TONE = re.compile(r"[òóỏõọÒÓỎÕỌùúủũụÙÚỦŨỤ][aeyAEY](?!\w)")
_TONE_OF = {c: unicodedata.normalize("NFD", c)[1] for c in "òóỏõọÒÓỎÕỌùúủũụÙÚỦŨỤ"}


def compose(text: str) -> str:
    r"""NFC, also where a tone was typed before the vowel's own mark.

    >>> compose("ti\u0065\u0301\u0302ng") == "tiếng"
    True
    """
    if unicodedata.is_normalized("NFC", text) and not _MAY_BE_MISORDERED.search(text):
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _TONE_FIRST.sub(r"\2\1", decomposed))


def mend_letters(text: str) -> str:
    """The same length, with look-alike letters replaced: Ð by Đ, and Cyrillic inside words that hold Latin letters.

    >>> mend_letters("16495/BТС-PTHT")
    '16495/BTC-PTHT'
    """
    if _HAS_ETH.search(text):
        text = text.translate(_ETH)
    if _HAS_CYRILLIC.search(text):
        text = _WORD_WITH_CYRILLIC.sub(_latinise, text)
    return text


def settle_tone(text: str) -> str:
    """The same length, with "hòa" as "hoà": one of the two spellings of an open oa, oe, uy.

    >>> settle_tone("Hòa Bình, thủy lợi, quý III")
    'Hoà Bình, thuỷ lợi, quý III'
    """
    return _FIRST_VOWEL_TONE.sub(_move_tone, text)


def fold(text: str) -> str:
    """A search key: no marks, no case, đ as d, runs of white space as one space.

    >>> fold("Đồng  Nai")
    'dong nai'
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_KEY)
    return " ".join(bare.casefold().split())


def lower(text: str) -> str:
    """Lower case of the same length, so that offsets hold (only "İ" would grow)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] for c in text)


def _latinise(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_CYRILLIC) if _LATIN.search(word) else word


def _move_tone(match: re.Match[str]) -> str:
    first, second = match.group()[0], match.group()[1]
    tone = _TONE_OF[first]
    bare = unicodedata.normalize("NFD", first)[0]
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    if (bare in "oO") is (second in "yY") or before in ("q", "Q"):
        return match.group()  # "ùa", "òy" are no such pairs, and in "quý" the u belongs to the q
    return bare + unicodedata.normalize("NFC", second + tone)
