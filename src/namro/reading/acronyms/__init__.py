"""Acronyms: short forms and what they stand for."""

from namro.reading.acronyms.rules import find_acronyms

__all__ = ["find_acronyms"]
