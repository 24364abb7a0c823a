"""The fuzz target: any bytes are refused in words or read, and what is read holds together.

With Atheris installed, `python -m fuzz.read fuzz/corpus` looks for bytes that break this; what it finds joins the
corpus. `tests/test_fuzz.py` runs the target over the corpus without it.
"""

from __future__ import annotations

import json
import sys

from namro.documents import Document, read_bytes
from namro.errors import DocumentError
from namro.reading import read

KINDS = ("sections", "measures", "goals", "references", "acronyms", "directives", "warnings")
SUFFIXES = (".txt", ".md", ".html")


def target(data: bytes) -> None:
    """Read bytes as each kind of text; fails where anything but a refusal comes of it, or a finding lies."""
    for suffix in SUFFIXES:
        refusal, document = _read(data, f"fuzz{suffix}")
        if document is None:
            assert refusal is not None
            assert refusal.message("vi")
            assert refusal.message("en")
            continue
        shown = read(document).as_json()
        text = shown["text"]
        for kind in KINDS:
            for finding in shown[kind]:
                start, end = finding["start"], finding["end"]
                assert 0 <= start <= end <= len(text), (kind, start, end)
                assert finding.get("quote", text[start:end]) == text[start:end], kind
        json.dumps(shown, ensure_ascii=False)


def _read(data: bytes, source: str) -> tuple[DocumentError | None, Document | None]:
    try:
        return None, read_bytes(data, source)
    except DocumentError as error:
        return error, None


def main() -> None:
    """Run under Atheris."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
