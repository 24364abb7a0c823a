"""List marks: the number a page or a Word file shows before an item but does not hold as text."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 4_000  # past this nobody counts in Roman figures or letters

# The names of the numberings in HTML (ol type) and in WordprocessingML (w:numFmt).
_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def list_mark(number: int, kind: str) -> str:
    """A number as a list shows it; kinds not known are shown as figures.

    >>> [list_mark(4, kind) for kind in ("decimal", "lowerLetter", "upperRoman", "I")]
    ['4', 'd', 'IV', 'IV']
    """
    kind = _KINDS.get(kind, kind)
    if not 0 < number < _MOST:
        return str(number)
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind.endswith("Roman"):
        written = ""
        for value, figure in _ROMAN:
            while number >= value:
                written, number = written + figure, number - value
        return written.upper() if kind == "upperRoman" else written
    return str(number)
