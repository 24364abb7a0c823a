"""A document becomes a reading: everything found in it, each finding tied to the characters it was read from."""

from namro.reading.engine import read
from namro.reading.model import Reading

__all__ = ["Reading", "read"]
