"""Pictures: a Vega-Lite drawing with its words, written as SVG, PNG or HTML without a browser or a remote script.

Every picture carries a text alternative: in the SVG as title and description, in the PNG as its `Description`, in the
HTML as caption and table. Holds to colours that stay apart for colour-blind readers and in grey, and never tells by
colour alone.
"""

from __future__ import annotations

import html
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namro.errors import UsageError

SUFFIXES = (".svg", ".png", ".html")

# Okabe and Ito's palette (2008), the darker ones first: apart in grey too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#000000")
DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 4])
INK, FAINT, RULE = "#1a1a1a", "#b8b8b8", "#595959"

_CONFIG: dict[str, Any] = {
    "background": "white",
    "font": "Noto Sans, DejaVu Sans, Arial, sans-serif",
    "title": {
        "fontSize": 14,
        "anchor": "start",
        "color": INK,
        "subtitleColor": RULE,
        "subtitleFontSize": 11,
        "offset": 12,
    },
    "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 11, "titleFontSize": 11, "gridColor": "#e6e6e6"},
    "view": {"stroke": None},
    "header": {"labelFontSize": 12, "labelFontWeight": "bold", "labelColor": INK},
}
_LOCALES = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"], "minus": "\u2013"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "minus": "\u2013"},
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and its words: `text` says in sentences what it shows, `head` and `rows` hold its figures."""

    spec: dict[str, Any]
    title: str
    text: str
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    lang: str = "vi"

    def svg(self) -> str:
        """The picture as SVG with its title and description. Raises `UsageError("extra-missing")`."""
        drawn: str = _converter().vegalite_to_svg(
            self._whole(), format_locale=_LOCALES[self.lang], allowed_base_urls=[]
        )
        words = f"<title>{html.escape(self.title)}</title><desc>{html.escape(self.text)}</desc>"
        # The drawing's own root gets the words; what is inside keeps its order.
        return re.sub(r"<svg([^>]*)>", rf'<svg\1 role="img" lang="{self.lang}">' + _quoted(words), drawn, count=1)

    def png(self, scale: float = 2.0) -> bytes:
        """The picture as PNG, its text alternative in an `iTXt` chunk."""
        drawn: bytes = _converter().vegalite_to_png(
            self._whole(), scale=scale, format_locale=_LOCALES[self.lang], allowed_base_urls=[]
        )
        return _described(drawn, {"Title": self.title, "Description": self.text}, self.lang)

    def html(self) -> str:
        """The picture as a page of its own: the drawing, a caption and the figures as a table; no script."""
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in self.head)
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.rows
        )
        return _PAGE.format(
            lang=self.lang,
            title=html.escape(self.title),
            text=html.escape(self.text),
            svg=self.svg(),
            head=head,
            rows=rows,
            figures={"vi": "Số liệu", "en": "Figures"}[self.lang],
        )

    def _whole(self) -> dict[str, Any]:
        return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _CONFIG, **self.spec}


def write_picture(picture: Picture, path: Path) -> None:
    """Write a picture in the form its ending asks for. Raises `UsageError("chart-format-unknown")`."""
    match path.suffix.lower():
        case ".svg":
            path.write_text(picture.svg(), "utf-8")
        case ".png":
            path.write_bytes(picture.png())
        case ".html":
            path.write_text(picture.html(), "utf-8")
        case _:
            raise UsageError("chart-format-unknown", file=path)


_PAGE = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 "Noto Sans", system-ui, sans-serif; color: #1a1a1a }}
body {{ margin: 1rem auto; max-width: 60rem; padding: 0 1rem }}
figure {{ margin: 0 }} svg {{ max-width: 100%; height: auto }}
table {{ border-collapse: collapse }} th, td {{ border: 1px solid #b8b8b8; padding: .2rem .5rem; text-align: left }}
</style>
<figure>
{svg}
<figcaption>{text}</figcaption>
</figure>
<details>
<summary>{figures}</summary>
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</details>
</html>
"""


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise UsageError("extra-missing", extra="charts", package="vl-convert-python") from None
    return vl_convert


def _quoted(words: str) -> str:
    return words.replace("\\", "\\\\")


def _described(png: bytes, words: dict[str, str], lang: str) -> bytes:
    """A PNG with text chunks behind its first (PNG specification, 11.3.3.4)."""
    chunks = b""
    for name, text in words.items():
        body = name.encode("latin-1") + b"\0\0\0" + lang.encode("ascii") + b"\0\0" + text.encode("utf-8")
        check = struct.pack(">I", zlib.crc32(b"iTXt" + body))
        chunks += struct.pack(">I", len(body)) + b"iTXt" + body + check
    after = 8 + 12 + struct.unpack(">I", png[8:12])[0]  # the signature, then the header chunk
    return png[:after] + chunks + png[after:]
