"""Periods: which stretches of days a document names."""

from namro.reading.periods.rules import find_periods

__all__ = ["find_periods"]
