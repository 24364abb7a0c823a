"""Documents: the text that every offset refers to, and what the format itself says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from namro.text import Normal, Span, compose, normalise


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read.

    `text` is NFC; for plain text it is exactly the file's content, for other formats what the reader extracted.
    `source` names the file or is None for a text given as such. `format` is the file's kind ("txt", "html", ...).
    `title` is the title the format carries (an HTML heading), None where it carries none. `asides` are stretches of
    `text` that are not the document's own words (navigation, footers): nothing is found there.
    """

    text: str
    source: str | None = None
    format: str = "txt"
    title: str | None = None
    asides: tuple[Span, ...] = ()
    normal: Normal = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "normal", normalise(self.text))

    @classmethod
    def of(cls, text: str, source: str | None = None) -> Document:
        """A document from a text at hand, composed to NFC."""
        return cls(compose(text), source)
