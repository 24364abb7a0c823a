"""The chain: how an entry is hashed, and how a run of entries is checked. Plain values; knows no database.

An entry's hash covers every one of its fields and the hash of the entry before it. Changing, removing or adding one
breaks the chain there; cutting off the end is seen against the head, which every export and a public page carry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

GENESIS = "0" * 64
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the chain sees it. `at` is ISO text in UTC; `before` and `after` are canonical JSON or empty."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    before: str
    after: str
    note: str
    previous: str
    hash: str = ""

    def reckoned(self) -> str:
        """The hash that the fields give."""
        return hashlib.sha256(canonical(astuple(self)[:-1]).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry's number and hash."""

    number: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry at which the chain does not hold, and in what way: a code of the wording table."""

    number: int
    code: str


def canonical(value: Any) -> str:
    """JSON in one form only: keys in order, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def verify(links: Iterable[Link], head: Head | None = None) -> tuple[Head, Fault | None]:
    """Follow the chain from its first entry; stop at the first fault.

    `head` is what the chain must end in, where one was kept elsewhere: an earlier head must still be on the way.
    """
    last = Head()
    met = head is None or head.number == 0
    for link in links:
        fault = _fault(link, last)
        if fault:
            return last, Fault(last.number + 1, fault)
        last = Head(link.number, link.hash)
        if head is not None and head.number == link.number:
            if head.hash != link.hash:
                return last, Fault(link.number, "ledger-head-differs")
            met = True
    if not met:
        return last, Fault(last.number + 1, "ledger-cut-off")
    return last, None


def _fault(link: Link, last: Head) -> str | None:
    if link.number != last.number + 1:
        return "ledger-entry-missing"
    if link.previous != last.hash:
        return "ledger-entry-unchained"
    try:
        reckoned = link.reckoned()
    except (TypeError, ValueError):  # bytes where text should be: altered in the file
        return "ledger-entry-altered"
    return None if link.hash == reckoned else "ledger-entry-altered"
