"""The runner of all corpora: what a phrase must give, and how a rule falls short of it.

A `corpus.toml` holds `[[reads]]` (a value, then every phrase that must give exactly it), `[[refuses]]` (why, then
phrases that must give nothing) and `[[not_yet]]` (a value no rule reads so far: it must fail, so the list of gaps is
honest). Where the finding is only a part of a phrase, that part stands in braces: "Thông báo số {384/TB-VPCP}". Keys of
an entry, or of the whole file: `capitals = false` where capitals change the meaning, `noise = false` where the words
around do.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namro.documents import Document

Value = dict[str, Any]
Find = Callable[[str], Iterable[tuple[int, int, Value]]]
"""Reads a text: spans in its normal text, each with its attributes."""

NOISE_BEFORE = "Nội dung đã nêu ở trên; "
NOISE_AFTER = "; các ý kiến khác được ghi nhận."


@dataclass(frozen=True)
class Entry:
    """One phrase of a corpus: what stands in braces (or all of it) must give `value`, or nothing where it is None."""

    phrase: str
    value: Value | None
    capitals: bool = True
    noise: bool = True
    why: str = ""

    @property
    def text(self) -> str:
        """The phrase without its braces."""
        return self.phrase.replace("{", "").replace("}", "")

    @property
    def marked(self) -> str:
        """The part that is to be read."""
        return self.phrase.partition("{")[2].partition("}")[0] or self.text


@dataclass(frozen=True)
class Corpus:
    """A checked corpus file."""

    path: Path
    reads: list[Entry]
    refuses: list[Entry]
    not_yet: list[Entry]


def load(path: Path) -> Corpus:
    """The corpus of a file; fails with the file and the entry where one is ill-formed."""
    raw = tomllib.loads(path.read_text("utf-8"))
    whole = {key: raw.pop(key) for key in ("capitals", "noise") if key in raw}
    strange = raw.keys() - {"reads", "refuses", "not_yet"}
    assert not strange, f"{path}: unknown tables {sorted(strange)}"
    return Corpus(
        path,
        reads=list(_entries(path, raw.get("reads", []), {"value", "phrases"}, whole)),
        refuses=list(_entries(path, raw.get("refuses", []), {"why", "phrases"}, whole)),
        not_yet=list(_entries(path, raw.get("not_yet", []), {"value", "why", "phrases"}, whole)),
    )


def variants(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """A name, a text and the part to be read, for every way a phrase may be met."""
    text, marked = entry.text, entry.marked
    yield "plain", text, marked
    if entry.noise:
        yield "in noise", f"{NOISE_BEFORE}{text}{NOISE_AFTER}", marked
    yield "NFD", unicodedata.normalize("NFD", text), marked
    yield "no-break spaces", text.replace(" ", "\N{NO-BREAK SPACE}"), marked
    if entry.capitals and entry.value is not None:
        yield "capitals", text.upper(), marked.upper()


def failures(find: Find, entry: Entry) -> dict[str, str]:
    """What is wrong with the reading of a phrase in each of its variants; empty where all are right."""
    return {
        name: fault
        for name, text, marked in variants(entry)
        if (fault := failure(find, text, marked, entry.value, any_case=name == "capitals"))
    }


def failure(find: Find, text: str, marked: str, value: Value | None, *, any_case: bool = False) -> str | None:
    """What is wrong with the reading of a text, in one line; None where it is right."""
    document = Document.of(text)
    normal = document.normal.text
    found = sorted(find(text), key=lambda finding: finding[:2])
    shown = "; ".join(f"«{normal[start:end]}» {got}" for start, end, got in found)
    if value is None:
        return f"read, though it must be refused: {shown}" if found else None
    if not found:
        return "nothing read"
    if len(found) > 1:
        return f"several readings: {shown}"
    start, end, got = found[0]
    quote = normal[start:end]
    if quote != Document.of(marked).normal.text:
        return f"part of the phrase read: «{quote}» instead of «{marked}»"
    wrong = {key: got.get(key) for key, want in value.items() if not _alike(got.get(key), want, any_case)}
    return f"wrong value: {wrong} in «{quote}», expected {value}" if wrong else None


def _entries(path: Path, tables: list[dict[str, Any]], needed: set[str], whole: dict[str, bool]) -> Iterator[Entry]:
    for table in tables:
        missing = needed - table.keys()
        strange = table.keys() - needed - {"seen_in", "capitals", "noise"}
        assert not missing, f"{path}: {table} lacks {sorted(missing)}"
        assert not strange, f"{path}: {table} has unknown keys {sorted(strange)}"
        assert table["phrases"], f"{path}: {table} has no phrases"
        settings = whole | {key: table[key] for key in ("capitals", "noise") if key in table}
        for phrase in table["phrases"]:
            yield Entry(phrase, table.get("value"), why=table.get("why", ""), **settings)


def _alike(got: Any, want: Any, any_case: bool) -> bool:
    if got is None or want is None:
        return got is want
    return str(got).casefold() == str(want).casefold() if any_case else str(got) == str(want)
