"""What the documents say is true: examples run, commands answer, links lead somewhere, lists are whole."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from enum import Enum
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

import namro.drafting.marked
from namro.cli.main import COMMANDS
from namro.reading.model import Aspect, Bound, Kind, Modality, Role, Versus

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/README.md"), ROOT / "examples" / "README.md"]
)
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
GLOSSARY = ROOT / "docs" / "glossary.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)


def name(path: Path) -> str:
    """A page as the tests name it."""
    return path.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in a language, without their indent."""
    found = _FENCE.findall(page.read_text("utf-8"))
    return [re.sub(f"^{indent}", "", body, flags=re.MULTILINE) for indent, kind, body in found if kind == language]


def sessions(page: Path) -> list[tuple[str, str]]:
    """The command lines of a page and what it shows of their output."""
    found = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows, without heads and rules."""
    cells = [[cell.strip() for cell in row.split("|")] for row in _ROW.findall(text)]
    rules = {i for i, row in enumerate(cells) if all(re.fullmatch("-+", cell) for cell in row)}
    return [row for i, row in enumerate(cells) if i not in rules and i + 1 not in rules]


def first_column(page: Path, heading: str) -> list[str]:
    """The code in the first column of the tables in the part of a page whose heading begins so."""
    part = re.split(r"^## ", page.read_text("utf-8"), flags=re.MULTILINE)
    text = next(p for p in part if p.startswith(heading))
    return [row[0].strip("`") for row in rows(text) if row[0].startswith("`")]


# --- examples ---------------------------------------------------------------------------------------------------------

PYTHON = [page for page in PAGES if blocks(page, "pycon")]


@pytest.mark.parametrize("page", PYTHON, ids=name)
def test_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks(page, "pycon")), {}, name(page), str(page), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=told.append)
    assert not result.failed, "".join(told)


def test_the_readmes_have_python_examples() -> None:
    assert set(READMES) <= set(PYTHON)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a clone to the commands and takes the files they write."""
    folder = tmp_path_factory.mktemp("desk")
    for each in ("examples", "tests", "tools", "src", "Makefile", "pyproject.toml", "hatch_build.py", "requirements"):
        (folder / each).symlink_to(ROOT / each)
    return folder


COMMAND_LINES = {command: output for page in PAGES for command, output in sessions(page)}


@pytest.mark.parametrize(("command", "output"), COMMAND_LINES.items(), ids=COMMAND_LINES)
def test_command_lines(command: str, output: str, desk: Path) -> None:
    words = shlex.split(command)
    if words[0] == "make":
        words.insert(1, "--dry-run")  # `make test` would run this very test
    elif words[:3] == ["python", "-m", "pytest"]:
        words += ["--collect-only", "-q"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "NAMRO_"))}
    environment |= {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    run = subprocess.run(words, cwd=desk, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    alike = doctest.OutputChecker().check_output
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert not output or alike(output, run.stdout, flags), f"shown:\n{output}\nnow:\n{run.stdout}"


# --- names ------------------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as Git hosts make them."""
    titles = (re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(page.read_text("utf-8")))
    return {title.replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            lost.append(target)
    assert not lost


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_tasks_and_commands_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = page.read_text("utf-8")
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"`namro ([a-z]+)", text)) <= COMMANDS.keys()


@pytest.mark.parametrize("page", READMES, ids=name)
def test_every_command_is_listed(page: Path) -> None:
    heading = "From the command line" if page.name == "README.md" else "Dùng bằng lệnh"
    assert first_column(page, heading) == [f"namro {command}" for command in COMMANDS]


@cache
def project() -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("page", READMES, ids=name)
def test_the_map_shows_the_rooms(page: Path) -> None:
    layers = project()["tool"]["importlinter"]["contracts"][0]["layers"]
    heading = "The map" if page.name == "README.md" else "Các phần của chương trình"
    assert first_column(page, heading) == [room for layer in layers for room in layer.split(" | ")]


def test_the_rooms_on_the_map_are_those_of_the_package() -> None:
    package = ROOT / "src" / "namro"
    there = {path.parent.name for path in package.glob("*/__init__.py")} | {"errors"}
    assert set(first_column(READMES[0], "The map")) == there


@pytest.mark.parametrize("page", READMES, ids=name)
def test_extras_named_exist(page: Path) -> None:
    line = next(part for part in page.read_text("utf-8").split("\n\n") if "pip install" in part)
    named = {"all", *re.findall(r"`([a-z]+)`", line)} - {"akn", "ics"}
    assert named == project()["project"]["optional-dependencies"].keys() - {"bench"}


# --- the glossary -----------------------------------------------------------------------------------------------------

TERMS = rows(GLOSSARY.read_text("utf-8"))
# The values a reading holds, by the group of labels that names them.
GROUPS: dict[str, type[Enum]] = {
    "kind": Kind,
    "role": Role,
    "bound": Bound,
    "aspect": Aspect,
    "modality": Modality,
    "versus": Versus,
}
LABELS = tomllib.loads((Path(namro.drafting.marked.__path__[0]) / "labels.toml").read_text("utf-8"))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term[0])
def test_terms_are_whole_and_lead_to_the_code(term: list[str]) -> None:
    assert len(term) == 4
    assert all(term)
    assert resolve_name(term[3].strip("`"))


def test_one_row_a_term() -> None:
    english = [term[0] for term in TERMS]
    assert sorted(english) == sorted(set(english))


@pytest.mark.parametrize("value", [v for group in GROUPS.values() for v in group if v is not Bound.EXACT], ids=repr)
def test_values_are_named_as_people_see_them(value: Enum) -> None:
    group = next(group for group, values in GROUPS.items() if isinstance(value, values))
    where = f"`{type(value).__module__}.{type(value).__name__}.{value.name}`"
    assert [term[1] for term in TERMS if term[3] == where] == [LABELS[group][value.value][0]]


# --- decisions, picture -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_decisions_have_their_four_parts(decision: Path) -> None:
    number = re.match(r"(\d{4})-[a-z0-9-]+$", decision.stem)
    assert number, "named NNNN-title.md"
    text = decision.read_text("utf-8")
    assert text.startswith(f"# {int(number.group(1))}. ")
    assert re.search(r"^Status: (accepted|replaced by \d{4})$", text, re.MULTILINE)
    assert _HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 50, "half a page"


def test_decisions_are_numbered_once() -> None:
    numbers = [path.stem[:4] for path in DECISIONS]
    assert numbers == sorted(set(numbers))


def test_the_picture_shows_what_the_command_says() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "picture.py"))
    assert tool["picture"]() == tool["PICTURE"].read_text("utf-8"), "draw it anew: python tools/picture.py"
