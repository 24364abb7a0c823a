"""Decode: from bytes to NFC text, or one clear refusal.

UTF-8 and UTF-16 are read, with or without a byte order mark; UTF-16 without one is known by where its zero bytes stand.
Does not convert other encodings nor the fonts of before Unicode (TCVN3, VNI): a wrong guess would change figures and
names without anybody seeing it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from namro.errors import DocumentError
from namro.text import compose

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1C), 0x7F])  # what no text holds, save by accident
_CONTROL = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f]")
_ACCIDENTS = 0.002  # scans and exports leave a stray control character now and then; a binary is full of them
_BYTE_ORDER_MARKS = (  # a UTF-32 text is read like one of UTF-16 with zeros in it, and refused as such
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes or characters from which a kind of text is told
_LEAST_ZEROS = 0.25  # of Vietnamese in UTF-16, more than a half of the high bytes are zero: spaces and plain letters
_MOST_OTHERS = 0.02

# UAX #15, section 13 (stream-safe text): no language stacks more than 30 marks on a letter. Longer runs make
# normalising quadratic.
_MOST_MARKS = 30
# The blocks that hold combining marks, checked against the whole of Unicode by a test; other text is not searched.
_MARK_BLOCKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2ce0-\u2dff\u3020-\u309f\ua660-\uabff"
    "\ufb1e\ufe20-\ufe2f\U00010000-\U0001efff]"
)
_MAY_BE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")

# Frequent words as they look when text typed for an old font is kept as if it were Latin. Sources: TCVN 5712:1993
# (VN3, "ABC") and the VNI-Windows table.
_TCVN3 = "vµ cña c¸c ®\xadîc ®Õn nh©n kh«ng tØnh n¨m viÖc ph¸t nh÷ng"
_VNI = "vaø cuûa caùc ñöôïc ñeán nhaân khoâng tænh naêm vieäc phaùt nhöõng"
_UNICODE_ONLY = re.compile("[ĐđƠơƯưẠ-ỹ]")  # letters no old font could be mistaken for
_LEGACY_WORDS = {"TCVN3 (ABC)": frozenset(_TCVN3.split()), "VNI": frozenset(_VNI.split())}
_LEAST_WORDS = 3


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    r"""The text of a file as NFC, without its byte order mark.

    `declared` is an encoding the format itself names (the charset of a page), used where the bytes are not UTF-8.
    Raises DocumentError: `file-binary`, `file-encoding`, `file-legacy-font`, `file-empty`.

    >>> decode(b"T\xe1\xbb\x89nh", "a.txt")
    'Tỉnh'
    """
    encoding, mark = _encoding(data)
    body, offset = data[len(mark) :], len(mark)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if not mark:
            _refuse_binary(body, source, 0)
        if declared is None or encoding != "utf-8":
            refuse_legacy_font(body[:_SAMPLE].decode("latin-1"), source)
            raise DocumentError("file-encoding", source=source, position=offset + error.start) from error
        try:
            text = body.decode(declared)
        except UnicodeDecodeError as second:
            raise DocumentError("file-encoding", source=source, position=offset + second.start) from second
    if encoding == "utf-8":
        _refuse_binary(body, source, offset)
    elif len(_CONTROL.findall(text)) > _ACCIDENTS * len(text) + 1:
        raise DocumentError("file-binary", source=source, position=offset)
    return settle(text, source)


def settle(text: str, source: str) -> str:
    """The NFC of a text that holds something to read; every reader of a format ends here.

    Raises DocumentError: `file-empty`, `file-legacy-font`, `file-binary` (marks heaped on one letter).
    """
    runs = _MAY_BE_MARKS.finditer(text) if _MARK_BLOCKS.search(text[:: _MOST_MARKS // 2]) else ()
    for run in runs:
        at = _heap_of_marks(run.group())
        if at is not None:
            position = len(text[: run.start() + at].encode("utf-8", "surrogatepass"))
            raise DocumentError("file-binary", source=source, position=position)
    text = compose(text)
    if not text or text.isspace():
        raise DocumentError("file-empty", source=source)
    refuse_legacy_font(text[:_SAMPLE], source)
    return text


def refuse_legacy_font(sample: str, source: str) -> None:
    """Raise `file-legacy-font` where words stand in an old font's spelling, more than there are Unicode letters."""
    words = [word.strip(".,;:()") for word in sample.split()]
    for font, spelt in _LEGACY_WORDS.items():
        seen = [word for word in words if word in spelt]
        if len(set(seen)) >= _LEAST_WORDS and len(seen) > len(_UNICODE_ONLY.findall(sample)):
            raise DocumentError("file-legacy-font", source=source, font=font)


def _encoding(data: bytes) -> tuple[str, bytes]:
    """The encoding by evidence, and the mark that stands before the text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, mark
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > _LEAST_ZEROS * half and even <= _MOST_OTHERS * half:
        return "utf-16-le", b""
    if even > _LEAST_ZEROS * half and odd <= _MOST_OTHERS * half:
        return "utf-16-be", b""
    return "utf-8", b""


def _refuse_binary(body: bytes, source: str, offset: int) -> None:
    strange = len(body) - len(body.translate(None, _CONTROLS))
    if b"\0" in body or strange > _ACCIDENTS * len(body) + 1:
        first = next(at for at, byte in enumerate(body) if byte in _CONTROLS)
        raise DocumentError("file-binary", source=source, position=offset + first)


def _heap_of_marks(run: str) -> int | None:
    """Where in a run of non-letters more marks follow one another than any language uses, None where they do not."""
    marks = 0
    for at, character in enumerate(run):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            return at - _MOST_MARKS
    return None
