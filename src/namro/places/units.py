"""Units: a province or city of the first level, and the regions they are grouped in.

A unit is a territory with one code. Its name and status may change while the code stays, so a `Unit` is always the unit
as it stood on the day asked for. Does not know towns, districts or communes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NATION = "VN"
NATION_NAME = "Việt Nam"


class Status(StrEnum):
    """What a unit of the first level is: a province or a city under the central government."""

    PROVINCE = "province"
    CITY = "city"

    @property
    def word(self) -> str:
        """The word before the name: "Tỉnh", "Thành phố"."""
        return "Tỉnh" if self is Status.PROVINCE else "Thành phố"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the first level (đơn vị hành chính cấp tỉnh) as it stood on a day.

    Two readings of a unit on different days are equal: the code is the unit, the rest is what was true that day. The
    codes of the 63 and of the 34 units are never mixed: `GSO63-24` was Bắc Giang, `GSO34-24` is Bắc Ninh.
    """

    code: str
    name: str = field(compare=False)
    """Short name, "Bình Dương"."""
    status: Status = field(compare=False)
    region: str = field(compare=False)
    """Code of its region, "REG63-DNB"."""
    begins: date | None = field(compare=False)
    """First day of the unit; None where it is before our data."""
    ends: date | None = field(compare=False)
    """Last day of the unit; None while it stands."""
    becomes: str | None = field(compare=False)
    """Code of the unit that took over its whole territory."""
    parts: tuple[str, ...] = field(compare=False)
    """Codes of the units it was formed from."""
    act: str | None = field(compare=False)
    """The legal act that made it what it is here; None where that is before our data."""
    source: str = field(compare=False)

    @property
    def full_name(self) -> str:
        """Status and name, "Tỉnh Bình Dương", "Thành phố Hồ Chí Minh"."""
        return f"{self.status.word} {self.name}"

    def stands_on(self, on: date) -> bool:
        """Whether the unit exists that day."""
        return covers(self.begins, self.ends, on)


@dataclass(frozen=True, slots=True)
class Region:
    """One of the six planning regions (vùng kinh tế - xã hội) of a period, with its members in order of code."""

    code: str
    name: str = field(compare=False)
    members: tuple[str, ...] = field(compare=False)
    begins: date | None = field(compare=False)
    ends: date | None = field(compare=False)
    act: str | None = field(compare=False)
    source: str = field(compare=False)


def covers(begins: date | None, ends: date | None, on: date) -> bool:
    """Whether a day lies in a period; both of its days count, None is open."""
    return (begins is None or begins <= on) and (ends is None or on <= ends)
