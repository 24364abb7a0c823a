"""Ranks: which standings a document states."""

from namro.reading.ranks.rules import find_ranks

__all__ = ["find_ranks"]
