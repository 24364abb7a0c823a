"""Goals: states to be reached by a year or a day."""

from namro.reading.goals.rules import find_goals

__all__ = ["find_goals"]
