"""The periodic report on assigned tasks: what it counts and lists, as plain values, and its sentences.

Says how many in words with every rate's denominator named. Does not count: the register does. Does not judge, praise or
propose: what an office thinks of its figures, it writes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from namro.drafting.book import Book, Line
from namro.drafting.letter import full_day

AHEAD_DAYS = 14
"""How far ahead the report looks."""


class Counted(Protocol):
    """An official count, as the register gives it (`counting.Count`)."""

    @property
    def done_on_time(self) -> int: ...  # noqa: D102
    @property
    def done_late(self) -> int: ...  # noqa: D102
    @property
    def in_time(self) -> int: ...  # noqa: D102
    @property
    def overdue(self) -> int: ...  # noqa: D102
    @property
    def no_deadline(self) -> int: ...  # noqa: D102
    @property
    def no_deadline_done(self) -> int: ...  # noqa: D102
    @property
    def suspended(self) -> int: ...  # noqa: D102
    @property
    def done(self) -> int: ...  # noqa: D102
    @property
    def not_done(self) -> int: ...  # noqa: D102
    @property
    def with_deadline(self) -> int: ...  # noqa: D102
    @property
    def total(self) -> int: ...  # noqa: D102
    @property
    def due(self) -> int: ...  # noqa: D102
    @property
    def share_done(self) -> Fraction | None: ...  # noqa: D102
    @property
    def share_done_of_due(self) -> Fraction | None: ...  # noqa: D102
    @property
    def share_on_time_of_due(self) -> Fraction | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Group:
    """The count of a body or a notice."""

    name: str
    count: Counted


@dataclass(frozen=True, slots=True)
class Granted:
    """More time that was given in the period."""

    number: int
    task: str
    lead: str
    before: date
    after: date
    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A period's report. `counted_on` is the day by which deadlines are held; `book` says what was chosen and when.

    `carried` were in the register before the period, `new` came in it; `done_after` of the done ones were done after
    `ends`. The lists hold lines of the register.
    """

    book: Book
    period: str
    begins: date
    ends: date
    counted_on: date
    by_original: bool
    count: Counted
    carried: int
    new: int
    done_after: int
    by_agency: Sequence[Group]
    by_notice: Sequence[Group]
    overdue: Sequence[Line]
    granted: Sequence[Granted]
    ahead: Sequence[Line]
    unclear: Sequence[Line]
    lines: Iterable[Line] = ()
    place: str = ""

    @property
    def subject(self) -> str:
        """What the report is about (trích yếu)."""
        return f"Kết quả thực hiện nhiệm vụ được giao {self.period}"

    @property
    def deadline_words(self) -> str:
        """By which deadline it counts."""
        return "thời hạn ban đầu" if self.by_original else "thời hạn hiện hành"


def opening(report: Report) -> list[str]:
    """What period, what data, what selection."""
    told = f"Số liệu tổng hợp từ ngày {_day(report.begins)} đến hết ngày {_day(report.ends)}, tính theo "
    told += f"{report.deadline_words}; việc đúng hạn hay quá hạn xét tại ngày {_day(report.counted_on)}, trạng thái "
    told += f"theo sổ theo dõi tại thời điểm lập báo cáo (ngày {_day(report.book.on)})."
    return [told, f"Phạm vi báo cáo: {report.book.selection}."]


def findings(report: Report) -> list[str]:
    """The official count in sentences."""
    count = report.count
    told = [
        f"Tổng số nhiệm vụ phải thực hiện trong kỳ: {number(count.total)}, trong đó kỳ trước chuyển sang "
        f"{number(report.carried)}, mới phát sinh trong kỳ {number(report.new)}."
    ]
    if count.with_deadline:
        told.append(
            f"Nhiệm vụ có thời hạn: {number(count.with_deadline)}. Đã hoàn thành {number(count.done)} (đúng hạn "
            f"{number(count.done_on_time)}, quá hạn {number(count.done_late)}); chưa hoàn thành "
            f"{number(count.not_done)} (trong hạn {number(count.in_time)}, quá hạn {number(count.overdue)})."
        )
        told.append(
            f"Tỷ lệ hoàn thành trên tổng số nhiệm vụ có thời hạn là {percent(count.share_done)} "
            f"({number(count.done)}/{number(count.with_deadline)})."
        )
    if count.due:
        told.append(
            f"Trên số nhiệm vụ đến hạn ({number(count.due)}, gồm nhiệm vụ đã hoàn thành và nhiệm vụ chưa hoàn thành đã "
            f"quá hạn), tỷ lệ hoàn thành là {percent(count.share_done_of_due)} ({number(count.done)}/"
            f"{number(count.due)}), tỷ lệ hoàn thành đúng hạn là {percent(count.share_on_time_of_due)} "
            f"({number(count.done_on_time)}/{number(count.due)})."
        )
    without = count.no_deadline + count.no_deadline_done
    if without:
        told.append(
            f"Nhiệm vụ không có thời hạn: {number(without)}, đã hoàn thành {number(count.no_deadline_done)}; không "
            "tính vào các tỷ lệ nêu trên."
        )
    if count.suspended:
        told.append(f"Ngoài ra có {number(count.suspended)} nhiệm vụ đang tạm dừng, không tính vào tổng số.")
    if report.done_after:
        told.append(
            f"Trong số đã hoàn thành có {number(report.done_after)} nhiệm vụ hoàn thành sau ngày chốt số liệu "
            f"{_day(report.ends)}."
        )
    return told


CELLS: tuple[tuple[str, Callable[[Counted], int]], ...] = (
    ("Tổng số nhiệm vụ phải thực hiện trong kỳ", lambda count: count.total),
    ("Nhiệm vụ có thời hạn", lambda count: count.with_deadline),
    ("Đã hoàn thành", lambda count: count.done),
    ("Hoàn thành đúng hạn", lambda count: count.done_on_time),
    ("Hoàn thành quá hạn", lambda count: count.done_late),
    ("Chưa hoàn thành", lambda count: count.not_done),
    ("Chưa hoàn thành, trong hạn", lambda count: count.in_time),
    ("Chưa hoàn thành, quá hạn", lambda count: count.overdue),
    ("Nhiệm vụ đến hạn (đã hoàn thành và quá hạn chưa hoàn thành)", lambda count: count.due),
    ("Không có thời hạn, chưa hoàn thành", lambda count: count.no_deadline),
    ("Không có thời hạn, đã hoàn thành", lambda count: count.no_deadline_done),
    ("Tạm dừng (không tính vào tổng số)", lambda count: count.suspended),
)
"""Every figure of a count with its name."""
SHARES: tuple[tuple[str, Callable[[Counted], Fraction | None]], ...] = (
    ("Tỷ lệ hoàn thành trên nhiệm vụ có thời hạn", lambda count: count.share_done),
    ("Tỷ lệ hoàn thành trên nhiệm vụ đến hạn", lambda count: count.share_done_of_due),
    ("Tỷ lệ hoàn thành đúng hạn trên nhiệm vụ đến hạn", lambda count: count.share_on_time_of_due),
)
GROUP_HEADINGS = (
    "Tổng số", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa HT, trong hạn", "Chưa HT, quá hạn",
    "Không có thời hạn", "Tỷ lệ hoàn thành trên có hạn", "Tỷ lệ đúng hạn trên đến hạn",
)  # fmt: skip


def group_figures(count: Counted) -> tuple[int, ...]:
    """The figures of a line of a table by body or notice, before its two rates."""
    without = count.no_deadline + count.no_deadline_done
    return count.total, count.done_on_time, count.done_late, count.in_time, count.overdue, without


def number(value: int) -> str:
    """A whole number as an office writes it.

    >>> number(21914)
    '21.914'
    """
    return f"{value:,}".replace(",", ".")


def percent(share: Fraction | None) -> str:
    """A share with one decimal, halves upward; a dash where it has no denominator.

    >>> percent(Fraction(16051, 21914)), percent(None)
    ('73,2%', '-')
    """
    if share is None:
        return "-"
    return f"{rounded(share * 100, 1)}%".replace(".", ",")


def rounded(share: Fraction, places: int) -> Decimal:
    """A fraction as a decimal of so many places, halves upward."""
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _day(day: date) -> str:
    return full_day(day.day, day.month, day.year)
