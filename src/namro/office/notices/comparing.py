"""Two texts of a notice side by side: which words were added and which removed, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from namro.drafting.marked.paragraphs import paragraphs

_MOST = 4_000  # paragraphs compared with one another
_LIKE = 0.5  # how alike two paragraphs are for one to be the other changed


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same, added or removed."""

    kind: str  # same, added, removed
    words: str


def compare(before: str, after: str) -> list[list[Piece]]:
    """The paragraphs of both texts in order, each in pieces.

    >>> [[(p.kind, p.words) for p in row] for row in compare("Giao Sở A báo cáo.", "Giao Sở B báo cáo.")]
    [[('same', 'Giao Sở'), ('removed', 'A'), ('added', 'B'), ('same', 'báo cáo.')]]
    """
    old, new = (_paragraphs(text)[:_MOST] for text in (before, after))
    rows: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows.extend([Piece("same", words)] for words in new[c:d])
        else:
            rows.extend(_changed(old[a:b], new[c:d]))
    return rows


def around_changes(rows: list[list[Piece]], near: int = 1) -> list[tuple[int, list[Piece]]]:
    """The paragraphs that changed with their neighbours; before each, how many were left out; at the end, an empty one.

    >>> [skipped for skipped, _ in around_changes([[Piece("same", "a")]] * 5 + [[Piece("added", "b")]])]
    [4, 0]
    """
    changed = [at for at, row in enumerate(rows) if any(piece.kind != "same" for piece in row)]
    shown = sorted({at for one in changed for at in range(one - near, one + near + 1) if 0 <= at < len(rows)})
    found = []
    last = -1
    for at in shown:
        found.append((at - last - 1, rows[at]))
        last = at
    return [*found, (len(rows) - last - 1, [])] if len(rows) - last - 1 else found


def _changed(old: list[str], new: list[str]) -> Iterator[list[Piece]]:
    """Paragraphs that differ: the nearest pairs word by word, the rest whole."""
    waiting = list(old)
    for words in new:
        match = next((one for one in waiting if _alike(one, words)), None)
        if match is None:
            yield [Piece("added", words)]
            continue
        while waiting[0] != match:
            yield [Piece("removed", waiting.pop(0))]
        waiting.pop(0)
        yield _words(match, words)
    for words in waiting:
        yield [Piece("removed", words)]


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE


def _words(before: str, after: str) -> list[Piece]:
    old, new = before.split(), after.split()
    pieces = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece("removed", " ".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", " ".join(new[c:d])))
    return pieces


def _paragraphs(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", span.of(text)) for span in paragraphs(text)]
