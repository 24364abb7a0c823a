"""The fuzz target over its corpus, without the fuzzer."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FUZZ = Path(__file__).parents[1] / "fuzz"
CORPUS = sorted((FUZZ / "corpus").iterdir())


def _target() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_read", FUZZ / "read.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TARGET = _target().target


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus(path: Path) -> None:
    TARGET(path.read_bytes())


@settings(max_examples=20)
@given(st.sampled_from(CORPUS), st.sampled_from(CORPUS), st.integers(0, 400), st.integers(0, 400))
def test_halves_of_the_corpus_put_together(one: Path, other: Path, cut: int, end: int) -> None:
    TARGET(one.read_bytes()[:cut] + other.read_bytes()[end : end + 400])


@settings(max_examples=30)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    TARGET(data)
