"""Units and scales: which words after a number give it a dimension.

The table is `units.toml`. Counted nouns ("doanh nghiệp", "dự án") are no units here: what may be counted is a matter of
reading, not of measuring.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files

from namro.errors import DataError
from namro.text.letters import settle_tone

CURRENCIES = frozenset({"VND", "USD", "EUR", "JPY", "CNY", "KRW", "THB", "LAK"})


def _load() -> tuple[dict[str, Decimal], dict[str, str], dict[str, str]]:
    name = "quantities/units.toml"
    table = tomllib.loads(files("namro").joinpath(name).read_text("utf-8"))
    scales = {settle_tone(k): Decimal(v) for k, v in (table["scales"] | table["scales_ocr"]).items()}
    units: dict[str, str] = {}
    misread: dict[str, str] = {}
    faults: list[tuple[int | str, str, str]] = []
    for entry in table["units"]:
        for target, key in ((units, "spellings"), (misread, "ocr")):
            for spelling in entry.get(key, []):
                if spelling != spelling.lower():
                    faults.append((spelling, "not in small letters", "write it small"))
                if spelling in units or spelling in misread:
                    faults.append((spelling, "stands for two units", "keep it once"))
                target[settle_tone(spelling)] = entry["unit"]
    if faults:
        raise DataError(name, faults)
    return scales, units, misread


SCALES, UNITS, MISREAD = _load()


def alternation(words: Iterable[str]) -> str:
    """The words as one regular expression, longest first, safe in a verbose pattern."""
    return "|".join(re.escape(word).replace(r"\ ", "[ ]") for word in sorted(words, key=len, reverse=True))
