"""Sections: the parts of a document and what each is for."""

from namro.reading.sections.rules import find_sections

__all__ = ["find_sections"]
