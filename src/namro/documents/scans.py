"""Scans: text recognised from pictures by the program Tesseract with its Vietnamese model.

A page is set upright first: a slight slant is measured and undone here, a quarter turn is asked of Tesseract where the
first reading is poor. Does not correct what was recognised: a letter misread stays misread, and findings in a scan
deserve a second look.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import warnings
from functools import cache
from itertools import pairwise
from typing import Any

from namro.documents.decode import settle
from namro.documents.document import Document
from namro.documents.optional import optional
from namro.errors import DocumentError

_KINDS = ("PNG", "JPEG", "TIFF")
PROGRAM = "tesseract"
LANGUAGE = "vie"
MOST_SCANNED = 300  # pages; at three to ten seconds each, more is a night's work and belongs in parts
_MOST_PIXELS = 60_000_000  # A3 at 600 dpi has 70 million, A4 at 600 dpi 35; memory is 4 bytes a pixel
_SECONDS = 120  # for one page; a full page takes under ten
_POOR = 55  # mean confidence of words, 0 to 100: upright official pages reach 85, turned ones stay under 40
_TURNS = (0, 90, 180, 270)

_SLANTS = range(-20, 21)  # quarters of a degree: five degrees to either side
_LEAST_SLANT = 2  # quarters of a degree that Tesseract does not mind
_NARROW = 500  # pixels of the width at which the slant is measured
_WHITE = 255


def read_scan(data: bytes, source: str) -> Document:
    """The document of a picture file (PNG, JPEG, TIFF with all its pages).

    Raises DocumentError: `file-damaged`, `file-picture-too-large`, `file-too-many-scans`, `file-empty`,
    `format-needs-extra`, `format-needs-ocr`, `format-needs-ocr-language`.
    """
    pillow = optional("PIL.Image", source)
    sequence = optional("PIL.ImageSequence", source)
    try:
        # Pillow warns of odd metadata, which does not concern the words, and of size, which is refused below.
        with warnings.catch_warnings(action="ignore"), pillow.open(io.BytesIO(data), formats=_KINDS) as file:
            if getattr(file, "n_frames", 1) > MOST_SCANNED:
                raise DocumentError("file-too-many-scans", source=source, limit=MOST_SCANNED)
            texts = [_read_frame(frame, source) for frame in sequence.Iterator(file)]
    except pillow.DecompressionBombError as error:
        raise DocumentError("file-picture-too-large", source=source, limit=_MOST_PIXELS // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise DocumentError("file-damaged", source=source) from error
    return Document(settle("\n".join(texts), source), source, "scan")


def _read_frame(frame: Any, source: str) -> str:
    if frame.width * frame.height > _MOST_PIXELS:
        raise DocumentError("file-picture-too-large", source=source, limit=_MOST_PIXELS // 1_000_000)
    frame.load()  # a damaged picture is told before a missing program
    return read_picture(frame, source)


def read_picture(picture: Any, source: str) -> str:
    """The text of one page, a line of the page a line of the text; `picture` is a Pillow image."""
    require_ocr(source)
    grey = _on_white(picture)
    text, confidence = _recognise(_upright(grey), source)
    if confidence < _POOR:
        turn = _quarter_turn(grey, source)
        if turn:
            turned, better = _recognise(_upright(grey.rotate(turn, expand=True, fillcolor=_WHITE)), source)
            if better > confidence:
                return turned
    return text


def require_ocr(source: str) -> None:
    """Raise `format-needs-ocr` or `format-needs-ocr-language` where the program or its model is missing."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise DocumentError("format-needs-ocr", source=source)
    if LANGUAGE not in _languages(program):
        raise DocumentError("format-needs-ocr-language", source=source)


@cache
def _languages(program: str) -> frozenset[str]:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False)
    return frozenset(listed.stdout.decode("utf-8", "replace").split())


def _recognise(grey: Any, source: str) -> tuple[str, float]:
    """The text of an upright page and the mean confidence of its words."""
    table = _run(grey, source, "-l", LANGUAGE, "--psm", "3", "tsv")
    lines: dict[tuple[str, ...], list[str]] = {}
    confidences = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row["text"] or "").strip()
        if row["level"] == "5" and word:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
            confidences.append(float(row["conf"]))
    blocks = [key[0] for key in lines]
    written = []
    for block, before, words in zip(blocks, ["", *blocks], lines.values(), strict=False):
        if before and block != before:
            written.append("")
        written.append(" ".join(words))
    return "\n".join(written), sum(confidences) / len(confidences) if confidences else 0.0


def _quarter_turn(grey: Any, source: str) -> int:
    """By how many degrees against the clock the page must be turned; 0 where Tesseract cannot tell."""
    try:
        found = _run(grey, source, "--psm", "0")
    except DocumentError:
        return 0  # too few letters to tell
    for line in found.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "Rotate" and value.strip().isdigit():
            return -int(value) % 360 if int(value) in _TURNS else 0
    return 0


def _run(grey: Any, source: str, *options: str) -> str:
    file = io.BytesIO()
    grey.save(file, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            [PROGRAM, "stdin", "stdout", *options],
            input=file.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # its threads only get in each other's way
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise DocumentError("file-damaged", source=source) from error
    return done.stdout.decode("utf-8", "replace")


def _on_white(picture: Any) -> Any:
    """The picture in shades of grey, what is transparent made white."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = clear.copy()
        white.paste((_WHITE, _WHITE, _WHITE, _WHITE), (0, 0, *clear.size))
        white.alpha_composite(clear)
        picture = white
    return picture.convert("L")


def _upright(grey: Any) -> Any:
    """The page with its lines level: the slant is where the rows of ink and of paper differ most."""
    small = grey.resize((_NARROW, max(1, grey.height * _NARROW // max(grey.width, 1))))
    slant = max(_SLANTS, key=lambda quarters: (_contrast(small.rotate(quarters / 4, fillcolor=_WHITE)), -abs(quarters)))
    return grey if abs(slant) < _LEAST_SLANT else grey.rotate(slant / 4, resample=2, expand=True, fillcolor=_WHITE)


def _contrast(small: Any) -> int:
    """How much the ink of neighbouring rows differs."""
    rows: bytes = small.resize((1, small.height), resample=4).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
