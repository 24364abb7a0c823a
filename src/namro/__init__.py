"""Namro reads Vietnamese official documents into findings that can be pointed at.

>>> import namro
>>> reading = namro.read("GRDP 6 tháng đầu năm 2024 tăng 6,19%, xếp thứ 34/63 cả nước.")
>>> [(str(m.value), m.unit, m.indicator, m.period) for m in reading.measures]
[('6.19', '%', 'grdp', '2024-01-01/2024-06-30'), ('34', 'rank', 'grdp', '2024-01-01/2024-06-30')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namro.errors import DataError, DocumentError, NamroError, UsageError

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from namro.reading.model import Reading

__version__ = "0.1.0"
__all__ = ["DataError", "DocumentError", "NamroError", "UsageError", "__version__", "read"]


def read(source: str | PathLike[str], *, on: date | None = None, place: str | None = None) -> Reading:
    """Everything found in a document: a text given as a string, or a file given as a path.

    `on` and `place` stand for the document's own day and place where it does not say them. A string is always text;
    name a file with `pathlib.Path`. Raises `DocumentError` where a file cannot be read.
    """
    from pathlib import Path

    from namro.documents import Document, read_document
    from namro.reading.engine import read as read_findings

    document = Document.of(source) if isinstance(source, str) else read_document(Path(source))
    return read_findings(document, on=on, place=place)
