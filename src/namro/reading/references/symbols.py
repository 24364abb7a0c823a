"""Symbols: what the letters of a document's number stand for.

"TB-VPCP" is a notice (TB) of the Government Office (VPCP). Kinds come from Decree 30/2020/NĐ-CP and from official
texts, issuers from official texts. Does not decide which province's committee "UBND" is.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from namro.errors import DataError
from namro.reading.model import Kind

_SYMBOL = re.compile(r"[A-ZĐƯ][A-Za-zĐđƯ0-9&]*$")


@dataclass(frozen=True, slots=True)
class Symbols:
    """The letters known: `kinds` by code, `names` of kinds by code, `misread` codes with the one meant, `issuers`."""

    kinds: dict[str, Kind]
    names: dict[str, str]
    misread: dict[str, str]
    issuers: dict[str, str]


@cache
def symbols() -> Symbols:
    """The tables of this folder."""
    folder = files("namro.reading.references")
    return read_symbols(
        folder.joinpath("kinds.csv").read_text("utf-8"), folder.joinpath("issuers.csv").read_text("utf-8")
    )


def read_symbols(kinds: str, issuers: str) -> Symbols:
    """The symbols of two tables given as text; raises `DataError` with all faults of a table."""
    kind_rows = _rows("kinds.csv", kinds, ("code", "name", "kind", "source"))
    issuer_rows = _rows("issuers.csv", issuers, ("symbol", "issuer", "source"))
    return Symbols(
        kinds={row["code"]: Kind(row["kind"]) for row in kind_rows},
        names={row["code"]: row["name"] for row in kind_rows},
        misread={wrong: row["code"] for row in kind_rows for wrong in (row["code"].upper(), *row["misread"].split())},
        issuers={row["symbol"]: row["issuer"] for row in issuer_rows},
    )


def _rows(file: str, text: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
    rows = list(csv.DictReader(text.splitlines()))
    faults: list[tuple[int | str, str, str]] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        faults += [(number, f"no {column}", "fill the cell") for column in needed if not row.get(column)]
        symbol = row[needed[0]]
        if not _SYMBOL.match(symbol or ""):
            faults.append((number, f"{symbol!r} is no symbol", "letters and figures only, a capital first"))
        if symbol in seen:
            faults.append((number, f"{symbol} stands twice", "keep one row"))
        seen.add(symbol)
        if "kind" in row and row["kind"] not in tuple(Kind):
            faults.append((number, f"unknown kind {row['kind']!r}", f"one of {', '.join(Kind)}"))
    if faults:
        raise DataError(file, faults)
    return rows
