"""Annex files: which form a file name or a file's content asks for."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from namro.drafting.annex import Annex
from namro.errors import DocumentError, UsageError

SUFFIXES = (".docx", ".xlsx")
_LARGEST = 100_000_000  # bytes of an annex unpacked; what swells past that was made to harm
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an Office file behind a password, or of before 2007


def write_annex(annex: Annex, path: Path, form: str, *, office: str | None = None, letter: bool = True) -> None:
    """Write the annex to `path` in the form ".docx" or ".xlsx".

    Raises UsageError: `annex-form-unknown`, `extra-missing`.
    """
    if form not in SUFFIXES:
        raise UsageError("annex-form-unknown", given=form or path.name, known=", ".join(SUFFIXES))
    try:
        if form == ".docx":
            from namro.drafting.annex_word import write_word

            write_word(annex, path, office=office, letter=letter)
        else:
            from namro.drafting.workbook import write_workbook

            write_workbook(annex, path)
    except ModuleNotFoundError as error:
        raise UsageError("extra-missing", extra="drafting", package=error.name) from error


def read_annex(path: Path) -> Annex:
    """Read an annex back from a file that an office has edited.

    Raises DocumentError: `file-missing`, `file-unreadable`, `annex-locked`, `annex-unreadable`, `annex-macros`,
    `annex-too-large`, and those of the readers. UsageError: `extra-missing`.
    """
    names = _parts(path)
    try:
        if "word/document.xml" in names:
            from namro.drafting.annex_word import read_word

            return read_word(path)
        if "xl/workbook.xml" in names:
            from namro.drafting.workbook import read_workbook

            return read_workbook(path)
    except ModuleNotFoundError as error:
        raise UsageError("extra-missing", extra="drafting", package=error.name) from error
    raise DocumentError("annex-unreadable", source=str(path))


def _parts(path: Path) -> set[str]:
    """The parts of an Office file, after what would harm is refused."""
    source = str(path)
    try:
        with path.open("rb") as file:
            if file.read(len(_OLE)) == _OLE:
                raise DocumentError("annex-locked", source=source)
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except FileNotFoundError as error:
        raise DocumentError("file-missing", source=source) from error
    except OSError as error:
        raise DocumentError("file-unreadable", source=source, reason=error.strerror) from error
    except BadZipFile as error:
        raise DocumentError("annex-unreadable", source=source) from error
    if sum(part.file_size for part in parts) > _LARGEST:
        raise DocumentError("annex-too-large", source=source, limit=_LARGEST // 1_000_000)
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise DocumentError("annex-macros", source=source)
    return names
