"""The unit a name means, as something the law can judge on a day.

A unit that has ended stays itself: "Bình Dương" in 2026 is the province that ended, with what it became, so that a
goal about it is closed and not judged on its successor's figures. Knows first-level units only; a ward or commune comes
with its own facts file.
"""

from __future__ import annotations

from datetime import date, timedelta

from namro.errors import UsageError
from namro.law import Subject
from namro.places import Unit, region_coded, successor, unit_named


def subject_named(name: str, on: date) -> Subject:
    """The unit a name meant, ended or not. Raises UsageError for a name no first-level unit bore by that day.

    >>> subject_named("Bình Dương", date(2026, 1, 1)).becomes
    'Thành phố Hồ Chí Minh'
    """
    unit = unit_named(name, on)
    former = _former(name, unit)
    if former is not None:
        return _subject(former, successor(former, on).full_name)
    return _subject(unit, None)


def region_of(subject: Subject, on: date) -> tuple[str, str] | None:
    """The name of a first-level unit's region and where that is said; `None` for other subjects."""
    try:
        unit = unit_named(subject.name, on)
    except UsageError:
        return None
    region = region_coded(unit.region)
    return (region.name, region.source) if unit.code == subject.code else None


def _former(name: str, unit: Unit) -> Unit | None:
    """The unit of another name that went into this one, if that is what was asked for."""
    if unit.begins is None:
        return None
    try:
        before = unit_named(name, unit.begins - timedelta(days=1))
    except UsageError:
        return None
    return before if before.code in unit.parts and before.name != unit.name else None


def _subject(unit: Unit, becomes: str | None) -> Subject:
    return Subject(
        name=unit.full_name,
        kind=unit.status.value,
        code=unit.code,
        begins=unit.begins,
        ends=unit.ends if becomes else None,
        becomes=becomes,
    )
