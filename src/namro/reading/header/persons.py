"""Persons as documents write them: "Phạm Mạnh Cường", in capitals in titles and under signatures.

Does not decide whether a run of capitalised words is a person: whoever asks has seen the title or the capacity before.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = [chr(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
UPPER = "".join(c for c in _LETTERS if c.isupper() and (c == "Đ" or unicodedata.normalize("NFD", c)[0].isascii()))
"""The capital letters of Vietnamese, for a character class."""
LOWER = UPPER.lower()
NAME_WORD = rf"[{UPPER}][{LOWER}]{{1,6}}"
NAME = rf"{NAME_WORD}(?:\s{NAME_WORD}){{1,4}}"
"""Two to five capitalised words, as a pattern."""

_PERSON_LINE = re.compile(rf"^\W*(?P<name>{NAME})\W*$")
_FIRST_HALF = re.compile(rf"^\W*{NAME_WORD}\W*$")
_SECOND_HALF = re.compile(rf"^\W*{NAME_WORD}(?:\s{NAME_WORD}){{0,2}}\W*$")


def person_in(line: str) -> str | None:
    """The name that is all of a line."""
    match = _PERSON_LINE.match(line)
    return match["name"] if match else None


def first_person(lines: list[str]) -> str | None:
    """The first line that is a name; one set over two lines ("Bùi", "Xuân Cường") counts as one.

    >>> first_person(["PHÓ CHỦ NHIỆM", "Phạm Mạnh Cường", "|"])
    'Phạm Mạnh Cường'
    """
    for at, line in enumerate(lines):
        if at + 1 < len(lines) and _FIRST_HALF.match(line) and _SECOND_HALF.match(lines[at + 1]):
            line = f"{line} {lines[at + 1]}"
        if name := person_in(line):
            return name
    return None
