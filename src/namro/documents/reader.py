"""Read: from a file to a Document, by its content first and its name second.

`FORMATS` is the whole list of what can be read; a new format is one row here and one module with its `read_*`. Old and
foreign formats are refused by name with the way out. Does not walk folders and does not print.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePath
from typing import BinaryIO

from namro.documents.document import Document
from namro.documents.page import read_page
from namro.documents.plain import read_plain
from namro.errors import DocumentError

MEGABYTE = 1_000_000
# A document of 64 MB takes 0.9 GB of memory with its normal text; the longest official document we know has 0.1 MB.
TEXT_LIMIT = 64
PICTURE_LIMIT = 256  # a scanned plan of 500 pages has about 150 MB
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is known, how large it may be (in MB), and what reads it."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Document]
    limit: int
    magic: tuple[bytes, ...] = ()


def _read_txt(data: bytes, source: str) -> Document:
    return read_plain(data, source, "txt")


def _read_md(data: bytes, source: str) -> Document:
    return read_plain(data, source, "md")


def _later(module: str, name: str) -> Callable[[bytes, str], Document]:
    """A reader whose module is imported when it is first needed: zip, XML and processes double the time of a start."""

    def read(data: bytes, source: str) -> Document:
        reader: Callable[[bytes, str], Document] = getattr(import_module(f"namro.documents.{module}"), name)
        return reader(data, source)

    return read


FORMATS = (
    Format("txt", (".txt", ".text", ""), _read_txt, TEXT_LIMIT),
    Format("md", (".md", ".markdown"), _read_md, TEXT_LIMIT),
    Format("html", (".html", ".htm", ".xhtml"), read_page, TEXT_LIMIT),
    Format("docx", (".docx",), _later("word", "read_word"), PICTURE_LIMIT, (b"PK\x03\x04",)),
    Format("pdf", (".pdf",), _later("pdf", "read_pdf"), PICTURE_LIMIT, (b"%PDF-",)),
    Format("scan", (".png", ".jpg", ".jpeg", ".tif", ".tiff"), _later("scans", "read_scan"), PICTURE_LIMIT, PICTURES),
)

# Content that is known and not read: what opens the file, and what refuses it with the way out.
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OLD_OFFICE = Format("doc", (), _later("package", "refuse_old_office"), PICTURE_LIMIT, _OLE)
_RICH_TEXT = b"{\\rtf"
_OPENS_PAGE = re.compile(rb"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HEAD = 4_096
# A letter that is neither a list mark nor a Roman number.
_WORD = re.compile(r"\b(?![IVXLCDM]+\b)[^\W\d_](?![).])")


def known_suffixes() -> tuple[str, ...]:
    """The endings of the files that can be read, for walking a folder."""
    return tuple(suffix for kind in FORMATS for suffix in kind.suffixes if suffix)


def read_document(path: Path) -> Document:
    """Read a file; its path as written becomes the document's source.

    Raises DocumentError: `file-missing`, `file-unreadable`, and those of `read_bytes`.
    """
    source = str(path)
    try:
        with path.open("rb") as stream:
            return read_stream(stream, source)
    except FileNotFoundError as error:
        raise DocumentError("file-missing", source=source) from error
    except IsADirectoryError as error:
        raise DocumentError("file-is-folder", source=source) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError("file-unreadable", source=source, reason=reason) from error


def read_stream(stream: BinaryIO, source: str) -> Document:
    """Read a file from an open stream (standard input), never more of it than its format's limit."""
    head = stream.read(_HEAD)
    kind = _format(head, source)
    most = kind.limit * MEGABYTE
    data = head + stream.read(most - len(head) + 1)
    if len(data) > most:
        raise DocumentError("file-too-large", source=source, limit=kind.limit)
    return _worded(kind.read(data, source))


def read_bytes(data: bytes, source: str) -> Document:
    """Read a file at hand; the ending of `source` tells the format where the content does not.

    Raises DocumentError: `file-empty`, `file-no-words`, `file-too-large`, `format-unknown`, and those of the format's
    reader.

    >>> read_bytes("Tỉnh Bình Dương".encode(), "a.txt").text
    'Tỉnh Bình Dương'
    """
    kind = _format(data[:_HEAD], source)
    if len(data) > kind.limit * MEGABYTE:
        raise DocumentError("file-too-large", source=source, limit=kind.limit)
    return _worded(kind.read(data, source))


def _worded(document: Document) -> Document:
    """The document, unless it is figures and list marks alone: an empty reading of those would pass for a reading."""
    if _WORD.search(document.text) is None:
        raise DocumentError("file-no-words", source=document.source)
    return document


def _format(head: bytes, source: str) -> Format:
    if not head:
        raise DocumentError("file-empty", source=source)
    for kind in FORMATS:
        if head.startswith(kind.magic):
            return kind
    if head.startswith(_OLD_OFFICE.magic):
        return _OLD_OFFICE
    if head.startswith(_RICH_TEXT):
        raise DocumentError("format-convert", source=source, suffix=".rtf")
    by_suffix = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}
    if _OPENS_PAGE.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")):
        return by_suffix[".html"]
    suffix = PurePath(source).suffix.lower()
    if suffix not in by_suffix:
        raise DocumentError("format-unknown", source=source, suffix=suffix, known=", ".join(known_suffixes()))
    return by_suffix[suffix]
