"""Streams: refuses a PDF whose parts would unpack without measure, before anything renders it.

PDFium unpacks what a file holds as far as it goes: 50 MB of instructions take 15 seconds and a gigabyte. So every
stream that is packed with Flate (once or more, also under ASCII85 or hexadecimal) is unpacked here up to a bound and
thrown away. Not measured: streams packed otherwise (LZW, run lengths), pictures, and those of an encrypted file.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from namro.errors import DocumentError

_MOST_OF_ONE = 16_000_000  # bytes of a page's instructions or of a font: the largest honest ones have about five
_MOST_OF_ALL = 256_000_000
_MOST_PIXELS = 100_000_000  # of one picture: A3 in colour at 600 dpi has 70
_MOST_FILTERS = 4  # on one stream; writers use one or two
_DICTIONARY = 2_000  # bytes looked back for a stream's own words
_CHUNK = 65_536

_STREAM = re.compile(rb"\bstream\r?\n")
_FILTER = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_SIDE = re.compile(rb"/(?:Width|Height|W|H)\s+(\d{1,9})\b")


def refuse_swollen(data: bytes, source: str) -> None:
    """Raise `file-swollen` or `file-picture-too-large` where a stream passes the bounds; linear in the file."""
    total = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        words = before[before.rfind(b" obj") + 1 :]
        if b"/Image" in words:
            sides = sorted(int(side) for side in _SIDE.findall(words))
            if len(sides) > 1 and sides[-1] * sides[-2] > _MOST_PIXELS:
                raise DocumentError("file-picture-too-large", source=source, limit=_MOST_PIXELS // 1_000_000)
            continue
        total += _size(data, match.end(), _FILTER.findall(words))
        if total > _MOST_OF_ALL:
            raise DocumentError("file-swollen", source=source, limit=_MOST_OF_ALL // 1_000_000)


def _size(data: bytes, start: int, filters: list[bytes]) -> int:
    """How many bytes a stream comes to, packed or unpacked; past a bound, more than `_MOST_OF_ALL`."""
    if len(filters) > _MOST_FILTERS:
        return _MOST_OF_ALL + 1
    size = 0
    packed = memoryview(data)[start:]
    for name in filters:
        if name in (b"FlateDecode", b"Fl"):
            unpacked = _inflated(packed)
            size += len(unpacked)
        else:
            held = _until_mark(packed, name)
            size += len(held)
            unpacked = _plain(held, name)
        if len(unpacked) > _MOST_OF_ONE:
            return _MOST_OF_ALL + 1
        packed = memoryview(unpacked)
    return size


def _inflated(packed: memoryview) -> bytes:
    """At most a byte more than `_MOST_OF_ONE`; what is broken ends where it breaks."""
    inflater = zlib.decompressobj()
    parts = []
    left = _MOST_OF_ONE + 1
    for at in range(0, len(packed), _CHUNK):
        try:
            parts.append(inflater.decompress(packed[at : at + _CHUNK], left))
        except zlib.error:
            break
        left -= len(parts[-1])
        if left <= 0 or inflater.eof:
            break
    return b"".join(parts)


def _until_mark(packed: memoryview, name: bytes) -> bytes:
    """What stands before the mark that ends letters, looked for in ever longer pieces."""
    mark = b">" if name in (b"ASCIIHexDecode", b"AHx") else b"~>"
    length = _CHUNK
    while True:
        held = bytes(packed[:length])
        end = held.find(mark)
        if end >= 0 or length >= min(len(packed), _MOST_OF_ONE):
            return held if end < 0 else held[:end]
        length *= 4


def _plain(packed: bytes, name: bytes) -> bytes:
    try:
        if name in (b"ASCIIHexDecode", b"AHx"):
            return binascii.unhexlify(b"".join(packed.split()))
        return base64.a85decode(packed)
    except ValueError:
        return b""
