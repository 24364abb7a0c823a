"""Cautions: what could not be read safely."""

from namro.reading.warnings.rules import find_cautions

__all__ = ["find_cautions"]
