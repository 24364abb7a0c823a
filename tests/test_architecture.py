"""The shape of the house, as a test."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import namro
from namro.errors import LANGUAGES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "namro"
MODULES = sorted(SOURCE.rglob("*.py"))
WORDING = tomllib.loads((SOURCE / "wording.toml").read_text("utf-8"))
WRITTEN = [path for path in MODULES if "migrations" not in path.parts]  # those are written by Django
LONGEST = 600
# Names that say nothing; `office/common` is the one exception of the house.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "common"}
ERRORS = {"NamroError", "UsageError", "DocumentError"}
# A folder of this or any other machine, an address of a package host.
_MACHINE = re.compile(r"/work/|/home/\w|/Users/\w|/root/|/tmp/|[A-Z]:\\Users|file://|/simple/")


def of_source(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=of_source)
def test_no_module_is_longer_than_a_person_reads(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", WRITTEN, ids=of_source)
def test_every_module_says_what_it_does(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_module_is_named_after_nothing() -> None:
    names = {part for path in MODULES for part in path.relative_to(SOURCE).with_suffix("").parts[-2:]}
    assert not {path for path in MODULES if path.stem in EMPTY_NAMES and "office" not in path.parts}
    assert not (names & EMPTY_NAMES) - {"common"}


def _packages() -> list[str]:
    return ["namro", *(m.name for m in pkgutil.walk_packages(namro.__path__, "namro.") if m.ispkg)]


@pytest.mark.parametrize("name", _packages())
def test_what_a_package_exports_is_there_and_in_order(name: str) -> None:
    exported = getattr(importlib.import_module(name), "__all__", [])
    assert len(exported) == len(set(exported))
    assert all(hasattr(importlib.import_module(name), one) for one in exported)
    assert exported == sorted(exported, key=lambda one: (not one.isupper(), one[:1].islower() or one[:1] == "_", one))


def test_the_doors_of_the_library() -> None:
    assert set(namro.__all__) == {"DataError", "DocumentError", "NamroError", "UsageError", "__version__", "read"}


def blanks(sentence: str) -> set[str]:
    # A blank that holds words itself is named for its language ("faults_vi").
    return {
        name.removesuffix("_vi").removesuffix("_en")
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    }


@pytest.mark.parametrize("code", WORDING)
def test_every_code_has_its_words_in_every_language(code: str) -> None:
    words = WORDING[code]
    assert words.keys() >= set(LANGUAGES)
    assert all(words[lang].strip() for lang in LANGUAGES)
    assert len({frozenset(blanks(words[lang])) for lang in LANGUAGES}) == 1, "the same blanks in every language"
    assert "" not in blanks(words["en"]), "blanks have names"


@pytest.mark.parametrize("code", WORDING)
def test_codes_are_small_words_joined(code: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", code)


def _codes(path: Path) -> Iterator[tuple[str, int]]:
    """Codes written in a call of an error, of `say`, or of what makes a caution."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for argument in node.args[:2] if name == "_caution" else node.args[:1]:
            written = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            if written and name in {*ERRORS, "say", "_caution"}:
                yield argument.value, node.lineno  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", [p for p in MODULES if list(_codes(p))], ids=of_source)
def test_every_code_that_is_raised_has_words(path: Path) -> None:
    unknown = [(code, line) for code, line in _codes(path) if code not in WORDING]
    assert not unknown


def _shipped() -> Iterator[Path]:
    for folder in ("src", "examples", "docs", "bench", "fuzz"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv", ".md", ".txt", ".html", ".cfg") and "corpus" not in path.parts:
                yield path
    yield from (p for p in (ROOT / "README.md", ROOT / "README.vi.md", ROOT / "pyproject.toml") if p.exists())


def test_nothing_shipped_names_a_machine() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in _shipped()
        if (match := _MACHINE.search(path.read_text("utf-8")))
    ]
    assert not named
