"""The same document typed, saved and sent in other ways reads the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from namro.documents import read_bytes
from namro.reading import read

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAIN = sorted(p.name for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".md") and p.name != "README.md")
KINDS = ("sections", "measures", "goals", "references", "acronyms", "directives", "warnings")
_SPACE = re.compile(r"\s+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"


def misordered(text: str) -> str:
    """Every tone typed before the mark that belongs to the letter."""
    return re.sub(f"([{_SHAPES}])([{_TONES}])", r"\2\1", unicodedata.normalize("NFD", text))


def with_no_break_spaces(text: str) -> str:
    """Every other space one that does not break."""
    return re.sub("(?<=[^ \n]) (?=[^ \n])", "\u00a0", text)


TWINS: dict[str, Callable[[str], bytes]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "marks in another order": lambda text: misordered(text).encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "no-break spaces": lambda text: with_no_break_spaces(text).encode(),
    "eth for Đ": lambda text: text.replace("Đ", "Ð").encode(),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b").encode(),
}


def findings(data: bytes, name: str) -> dict[str, Any]:
    """What is found, without offsets, white space within words told alike."""
    shown = read(read_bytes(data, name)).as_json()
    return {"document": _settled(shown["document"])} | {
        kind: [_settled({k: v for k, v in f.items() if k not in ("start", "end")}) for f in shown[kind]]
        for kind in KINDS
    }


def _settled(value: Any) -> Any:
    match value:
        case str():
            return _SPACE.sub(" ", value.replace("\u200b", "").replace("Ð", "Đ"))
        case dict():
            return {key: _settled(one) for key, one in value.items()}
        case list():
            return [_settled(one) for one in value]
        case _:
            return value


@cache
def plain(name: str) -> tuple[str, dict[str, Any]]:
    """An example's text and what is found in it as it stands."""
    data = (EXAMPLES / name).read_bytes()
    return data.decode(), findings(data, name)


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("name", PLAIN)
def test_a_twin_reads_the_same(name: str, twin: str) -> None:
    text, wanted = plain(name)
    got = findings(TWINS[twin](text), name)
    for kind in ("document", *KINDS):
        assert got[kind] == wanted[kind], kind


@pytest.mark.parametrize("name", PLAIN)
def test_offsets_of_a_twin_point_into_its_own_text(name: str) -> None:
    text, wanted = plain(name)
    shown = read(read_bytes(text.replace("\n", "\r\n").encode(), name)).as_json()
    for finding, same in zip(shown["measures"], wanted["measures"], strict=True):
        assert _SPACE.sub(" ", shown["text"][finding["start"] : finding["end"]]) == same["quote"]
