"""References: other documents cited by their number."""

from namro.reading.references.rules import find_references

__all__ = ["find_references"]
