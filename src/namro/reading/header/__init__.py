"""The header: what a document says of itself."""

from namro.reading.header.rules import read_header
from namro.reading.header.year import document_year

__all__ = ["document_year", "read_header"]
