"""Packages: the parts of an Office file, read from its zip within bounds.

Nothing is inflated before the sizes the zip declares were added up, and no part gives more than it declared. Refuses
what is locked, cut short, swollen or carries macros; does not decide what a part means.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import NoReturn
from xml.etree import ElementTree

from namro.errors import DocumentError

_MOST_PARTS = 5_000
_MOST_INFLATED = 256_000_000  # bytes of all parts together; a plan of 500 pages with pictures has about 40 MB
_MOST_XML = 64_000_000  # bytes of a part read as XML, which takes eight times as much memory as a tree
_MOST_RATIO = 400  # of a part; XML of long tables reaches about 60, a bomb starts at 1,000
_SMALL = 4_000_000  # below this the ratio tells nothing and harms nothing

# What the library raises on a zip that is cut or scrambled, besides its own error.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)

# The strict form of the standard differs in the name of its namespace only, as far as text goes.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_FOREIGN_PARTS = (("xl/workbook.xml", ".xlsx"), ("ppt/presentation.xml", ".pptx"), ("content.xml", ".odt"))
_MAIN = "word/document.xml"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # the stream of a locked .docx inside an OLE container
_OLE_KINDS = (("WordDocument", ".doc"), ("Workbook", ".xls"), ("PowerPoint Document", ".ppt"))


class Package:
    """The parts of a Word file by name."""

    def __init__(self, data: bytes, source: str) -> None:
        """Check a file; raise DocumentError `file-damaged`, `file-locked`, `file-swollen`, `file-macros`, or
        `format-convert` where the zip is another kind of file.
        """
        self.source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise DocumentError("file-damaged", source=source) from error
        infos = self._zip.infolist()
        names = {info.filename for info in infos}
        if any(info.flag_bits & 1 for info in infos):
            raise DocumentError("file-locked", source=source)
        if (
            len(infos) > _MOST_PARTS
            or sum(info.file_size for info in infos) > _MOST_INFLATED
            or any(i.file_size > max(_SMALL, _MOST_RATIO * i.compress_size) for i in infos)
        ):
            raise DocumentError("file-swollen", source=source, limit=_MOST_INFLATED // 1_000_000)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise DocumentError("file-macros", source=source)
        if _MAIN not in names:
            suffix = next((suffix for part, suffix in _FOREIGN_PARTS if part in names), ".zip")
            raise DocumentError("format-convert", source=source, suffix=suffix)

    def main(self) -> ElementTree.Element:
        """The document part."""
        root = self.part(_MAIN)
        if root is None:
            raise DocumentError("file-damaged", source=self.source)
        return root

    def part(self, name: str) -> ElementTree.Element | None:
        """A part as XML, None where the file has none of this name; `file-damaged` where it is broken."""
        try:
            if self._zip.getinfo(name).file_size > _MOST_XML:
                raise DocumentError("file-swollen", source=self.source, limit=_MOST_XML // 1_000_000)
            raw = self._zip.read(name)
        except KeyError:
            return None
        except _BROKEN as error:
            raise DocumentError("file-damaged", source=self.source) from error
        if b"<!DOCTYPE" in raw[:2_000]:  # Office writes none, and entities are how XML bombs are built
            raise DocumentError("file-damaged", source=self.source)
        try:
            return ElementTree.fromstring(raw.replace(_STRICT, _TRANSITIONAL))
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise DocumentError("file-damaged", source=self.source) from error


def refuse_old_office(data: bytes, source: str) -> NoReturn:
    """Raise `file-locked` for a .docx locked by a password, else `format-convert`: Office files of before 2007."""
    if _LOCKED_OFFICE in data:
        raise DocumentError("file-locked", source=source)
    suffix = next((suffix for name, suffix in _OLE_KINDS if name.encode("utf-16-le") in data), ".doc")
    raise DocumentError("format-convert", source=source, suffix=suffix)
