"""What is wrong in a file somebody sent: every fault with its place, all at once, and nothing imported.

Does not mend anything: a figure that was guessed at is worse than one that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from namro.errors import DocumentError, say


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a file: a sheet where there are several, a row from 1, a column by letter or heading."""

    row: int
    column: str = ""
    sheet: str = ""

    def name(self, lang: str) -> str:
        """It in words: `sheet "Biểu 1", row 7, column C`."""
        words = {"vi": ("trang", "dòng", "cột"), "en": ("sheet", "row", "column")}[lang]
        parts = [f'{words[0]} "{self.sheet}"'] if self.sheet else []
        parts += [f"{words[1]} {self.row}"]
        parts += [f"{words[2]} {self.column}"] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, with a stable code."""

    at: Cell
    code: str
    details: dict[str, Any] = field(default_factory=dict)

    def message(self, lang: str = "vi") -> str:
        """Where, what, and what to do."""
        return f"{self.at.name(lang)}: {say(self.code, lang, **self.details)}"


class ImportRefusedError(DocumentError):
    """A file with faults; `faults` holds all of them and nothing was imported."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        super().__init__("import-refused", file=file, count=len(faults))
        self.faults = tuple(faults)

    def message(self, lang: str = "vi") -> str:
        """The count, then one line a fault."""
        lines = [say(self.code, lang, **self.details), *(f"  {fault.message(lang)}" for fault in self.faults)]
        return "\n".join(lines)
