"""PX files (PC-Axis), as the statistics office's PX-Web hands them out.

Reads keywords, codes, labels and data, with `=` or `;` inside quotes and quoted marks for missing values. Does not read
notes, and takes the first language of a file.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

from namro.errors import DocumentError
from namro.statistics.sources.cubes import Cube, Dimension

_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([^"]+)"', re.IGNORECASE)
_KEYWORD = re.compile(r'(?P<name>[A-Z0-9-]+)(?:\[[^\]]*\])?(?:\(\s*"(?P<of>(?:[^"]|"")*)"[^)]*\))?\s*=', re.IGNORECASE)
_STRING = re.compile(r'"((?:[^"]|"")*)"')
_TOKEN = re.compile(r'"[^"]*"|[^\s",;]+')


def read_px(path: Path) -> Cube:
    """The cube of a PX file; raises `DocumentError("px-invalid")` where a keyword is missing or the data do not fit."""
    return parse_px(_decoded(path), path.name)


def parse_px(text: str, file: str = "") -> Cube:
    """The cube of the text of a PX file."""
    words = _keywords(text)
    names = [*words.get(("STUB", ""), []), *words.get(("HEADING", ""), [])]
    if not names:
        raise DocumentError("px-invalid", source=file, problem="STUB, HEADING")
    dimensions = []
    for name in names:
        labels = words.get(("VALUES", name))
        if labels is None:
            raise DocumentError("px-invalid", source=file, problem=f'VALUES("{name}")')
        codes = words.get(("CODES", name), labels)
        if len(codes) != len(labels):
            raise DocumentError("px-invalid", source=file, problem=f'CODES("{name}")')
        dimensions.append(Dimension(name, tuple(codes), tuple(labels)))
    size = 1
    for dimension in dimensions:
        size *= len(dimension.codes)
    values = [_value(token, file) for token in words.get(("DATA", ""), [])]
    if len(values) != size:
        raise DocumentError("px-invalid", source=file, problem=f"DATA: {len(values)} / {size}")
    return Cube(
        title=_first(words, "TITLE") or _first(words, "CONTENTS"),
        unit=_first(words, "UNITS"),
        source=_first(words, "SOURCE"),
        dimensions=tuple(dimensions),
        values=values,
        status={},
    )


def _keywords(text: str) -> dict[tuple[str, str], list[str]]:
    """Every keyword with its values; the data as tokens. A language's second copy of a keyword is left out."""
    words: dict[tuple[str, str], list[str]] = {}
    at = 0
    while match := _KEYWORD.search(text, at):
        end = _end(text, match.end())
        body = text[match.end() : end]
        key = (match["name"].upper(), (match["of"] or "").replace('""', '"'))
        if key[0] == "DATA":
            words[key] = _TOKEN.findall(body)
        elif strings := _STRING.findall(body):
            # A long text goes on in a string of its own; a list has commas between.
            joined = [part.replace('""', '"') for part in strings]
            words.setdefault(key, joined if "," in _STRING.sub("", body) else ["".join(joined)])
        else:
            words.setdefault(key, [body.strip()])
        at = end + 1
    return words


def _end(text: str, at: int) -> int:
    """The `;` that ends a keyword, outside quotes."""
    quoted = False
    for place in range(at, len(text)):
        if text[place] == '"':
            quoted = not quoted
        elif text[place] == ";" and not quoted:
            return place
    return len(text)


def _value(token: str, file: str) -> Decimal | None:
    bare = token.strip('"')
    if set(bare) <= {".", "-"}:
        return None  # "..", ".", "-": not there
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise DocumentError("px-invalid", source=file, problem=f"DATA: {token}") from None


def _first(words: dict[tuple[str, str], list[str]], name: str) -> str:
    found = next((value for key, value in words.items() if key[0] == name), [""])
    return found[0]


def _decoded(path: Path) -> str:
    if not path.exists():
        raise DocumentError("file-missing", source=path)
    content = path.read_bytes().rstrip(b"\x00\x1a")
    page = _CODEPAGE.search(content[:4096])
    try:
        return content.decode(page[1].decode("ascii") if page else "utf-8-sig").lstrip("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise DocumentError("file-encoding", source=path, position=getattr(error, "start", 0)) from None
