"""A file becomes a document: its text, where it came from, and what its format says of it."""

from namro.documents.document import Document
from namro.documents.reader import known_suffixes, read_bytes, read_document, read_stream
from namro.documents.signatures import Signature, signatures

__all__ = ["Document", "Signature", "known_suffixes", "read_bytes", "read_document", "read_stream", "signatures"]
