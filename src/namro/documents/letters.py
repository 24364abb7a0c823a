"""Letters of a PDF page by their places: what brings them back into words, lines and cells.

A PDF says where each letter stands and not what belongs together. Letters come from PDFium in the order and the lines
in which the file draws them; here they are put from left to right, with a space where there is a gap. Left-to-right
text on a page that is not turned is meant; whether lines make a table, `ruled` decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_GAP = 0.2  # of the height of a line: a space has about 0.25, letters of one word touch
_SAME_LINE = 0.5  # of the height: letters whose middles are nearer than this stand on one line


@dataclass(frozen=True, slots=True, order=True)
class Letter:
    """A letter from origin to origin, in points from the lower left corner; `line` as PDFium counts lines."""

    left: float
    right: float
    bottom: float
    top: float
    text: str
    line: int

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.bottom + self.top) / 2


def letters_of(held: Any, pdfium: Any) -> list[Letter]:
    """The letters of a text page in the order of the file, without the spaces PDFium guessed."""
    found = []
    line = 0
    for at in range(held.count_chars()):
        text = chr(pdfium.raw.FPDFText_GetUnicode(held, at))
        if text in "\r\n":
            line += text == "\n"
        elif pdfium.raw.FPDFText_IsGenerated(held, at) != 1:
            left, bottom, right, top = held.get_charbox(at, loose=True)
            found.append(Letter(left, right, bottom, top, text, line))
    return found


def joined(letters: Iterable[Letter]) -> str:
    """The letters of one line as words.

    >>> joined([Letter(9, 15, 0, 10, "n", 0), Letter(0, 6, 0, 10, "X", 0)])
    'X n'
    """
    row = sorted(letters)
    tall = max((letter.top - letter.bottom for letter in row), default=0.0)
    parts: list[str] = []
    end = row[0].left if row else 0.0
    for letter in row:
        if letter.left - end > _GAP * tall:
            parts.append(" ")
        parts.append(letter.text)
        end = letter.right
    return " ".join("".join(parts).split())


def lines_of(letters: Iterable[Letter]) -> list[str]:
    """The lines of a cell from top to bottom."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.middle):
        height = letter.top - letter.bottom
        if rows and rows[-1][0].middle - letter.middle < _SAME_LINE * height:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [line for row in rows if (line := joined(row))]
