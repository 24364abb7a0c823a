"""The whole tree of errors, and nothing else.

::

    NamroError
    ├── DataError         our own data is wrong: raised when it is loaded, all faults of a file at once
    ├── UsageError        the caller is wrong: raised with the accepted forms and an example
    ├── DocumentError     a file cannot be read; a batch goes on without it
    └── ActionError       the register does not allow this action, of this person, now

A messy document is none of these: it gives warnings beside its findings. Every error has a stable `code`;
its words for people stand in `wording.toml`, one table a language.
"""

from __future__ import annotations

from functools import cache
from typing import Any

LANGUAGES = ("vi", "en")


class NamroError(Exception):
    """Anything Namro refuses. `code` is stable; `details` fill the wording."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def message(self, lang: str = "vi") -> str:
        """One sentence: what, where, what to do."""
        return say(self.code, lang, **self.details)

    def __str__(self) -> str:
        return self.message("en")


class DataError(NamroError):
    """A table or rule file of ours is wrong; `faults` are `(row, problem, remedy)`, the head being row 1."""

    def __init__(self, file: str, faults: list[tuple[int | str, str, str]]) -> None:
        listed = "; ".join(f"row {row}: {problem} ({remedy})" for row, problem, remedy in faults)
        super().__init__("data-invalid", file=file, faults=listed, count=len(faults))
        self.faults = faults


class UsageError(NamroError):
    """The caller asked for something that does not exist or does not fit."""


class DocumentError(NamroError):
    """A file cannot be read as a document."""


class ActionError(NamroError):
    """An action that the register does not allow: not of this person, not in this state, not with what was given."""


@cache
def _wording() -> dict[str, dict[str, str]]:
    # Imported when there is something to say: every command starts here.
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("namro").joinpath("wording.toml").read_text("utf-8"))


def say(code: str, lang: str = "vi", **details: Any) -> str:
    """The sentence for `code` in a language, its blanks filled from `details`."""
    return _wording()[code][lang].format(**details)


def has_words(code: str) -> bool:
    """Whether the wording table has a sentence for `code`."""
    return code in _wording()
