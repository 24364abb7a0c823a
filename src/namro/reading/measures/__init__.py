"""Measures: what a document states in figures."""

from namro.reading.measures.rules import find_measures

__all__ = ["find_measures"]
