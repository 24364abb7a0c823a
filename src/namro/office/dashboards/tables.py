"""The count as a table: a row for each body, theme, notice or month, a total that is their sum, a link to the rows.

Links are the register's own filters, narrowed to the row and the cell, so that a figure and the rows behind it are one
selection. Knows no request.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.office.accounts.models import Agency
from namro.office.accounts.roles import Part
from namro.office.directives import queries
from namro.office.directives.access import visible
from namro.office.directives.counting import Count, Standing
from namro.office.directives.filters import NONE, Filter
from namro.office.directives.themes import theme_name
from namro.office.notices.models import Notice

GROUPS = {
    "co-quan": ("agency", gettext_lazy("Cơ quan chủ trì")),
    "chu-de": ("theme", gettext_lazy("Chủ đề")),
    "van-ban": ("notice", gettext_lazy("Văn bản")),
    "thang": ("period", gettext_lazy("Tháng đến hạn")),
}
"""The words of the address, how the register divides, and the head of the column."""
NOTICES = 100
"""Notices with a row of their own, those that came in last; all others share one, so that the table still adds up."""

CELLS = (
    ("done_on_time", Standing.DONE_ON_TIME),
    ("done_late", Standing.DONE_LATE),
    ("in_time", Standing.IN_TIME),
    ("overdue", Standing.OVERDUE),
    ("no_deadline", Standing.NO_DEADLINE),
    ("no_deadline_done", Standing.NO_DEADLINE_DONE),
    ("suspended", Standing.SUSPENDED),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and the query of the rows behind it; None where no address tells them."""

    key: str
    standing: str
    number: int
    query: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    words: str
    count: Count
    query: str | None
    cells: tuple[Cell, ...]


def counted(user: Any, wanted: Filter, group: str, on: date) -> dict[Any, Count]:
    """The count of what a person sees of a filter, divided; the whole register by body is told from the tally."""
    if user.sees_all() and group == "agency" and not wanted.narrows:
        return queries.tallied(on, wanted.basis)
    return queries.count_by(wanted.apply(visible(user), on, user), group, on, wanted.basis)


def rows_of(found: dict[Any, Count], group: str, wanted: Filter) -> list[Row]:
    """The rows in the order of their kind: bodies and themes by name, notices the newest first, months as they come."""
    found = {key: count for key, count in found.items() if any(getattr(count, one.name) for one in fields(Count))}
    if group == "notice":
        return _notices(found, wanted)
    return [_row(words, found[key], _narrowed(wanted, group, key), wanted) for key, words in _named(found, group)]


def total_of(found: Iterable[Count], wanted: Filter) -> Row:
    """The sum of all rows."""
    return _row(_("Tổng"), sum(found, Count()), wanted)


def as_csv(head: str, rows: Iterable[Row], total: Row) -> bytes:
    """The table for a spreadsheet: UTF-8 with its mark, no cell that a spreadsheet would run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = (_("Có thời hạn"), *(str(words) for words in HEADS.values()), _("Tất cả"))
    shares = (_("Tỷ lệ hoàn thành trên số có thời hạn"), _("Tỷ lệ hoàn thành trên số đã đến hạn"))
    on_time = _("Tỷ lệ đúng hạn trên số đã đến hạn")
    writer.writerow([head, *columns, *shares, on_time])
    for row in (*rows, total):
        count = row.count
        words = f"'{row.words}" if row.words[:1] in "=+-@\t\r" else row.words
        rates = (count.share_done, count.share_done_of_due, count.share_on_time_of_due)
        told = ("" if one is None else f"{float(one):.6f}" for one in rates)
        writer.writerow([words, count.with_deadline, *(cell.number for cell in row.cells), count.total, *told])
    return out.getvalue().encode("utf-8-sig")


HEADS = {
    "done_on_time": gettext_lazy("Hoàn thành đúng hạn"),
    "done_late": gettext_lazy("Hoàn thành quá hạn"),
    "in_time": gettext_lazy("Chưa hoàn thành, trong hạn"),
    "overdue": gettext_lazy("Chưa hoàn thành, quá hạn"),
    "no_deadline": gettext_lazy("Không có thời hạn"),
    "no_deadline_done": gettext_lazy("Hoàn thành, không có thời hạn"),
    "suspended": gettext_lazy("Tạm dừng"),
}


def _row(words: str, count: Count, narrowed: Filter | None, wanted: Filter | None = None) -> Row:
    cells = []
    for key, one in CELLS:
        dueless = one in (Standing.NO_DEADLINE, Standing.NO_DEADLINE_DONE)  # all in the one row without a month
        of = wanted if narrowed is None and dueless and not count.with_deadline else narrowed
        cells.append(Cell(key, one.value, getattr(count, key), _cell_query(of, one)))
    return Row(words, count, None if narrowed is None else narrowed.query(), tuple(cells))


def _cell_query(narrowed: Filter | None, standing: Standing) -> str | None:
    """The row's filter, of one standing; of those due soon alone where only these were asked for."""
    if narrowed is None:
        return None
    asked = narrowed.standings
    if standing is Standing.IN_TIME and Standing.DUE_SOON in asked and Standing.IN_TIME not in asked:
        standing = Standing.DUE_SOON
    return replace(narrowed, standings=(standing,)).query()


def _narrowed(wanted: Filter, group: str, key: Any) -> Filter | None:
    """The filter of one row; None where the address cannot say it."""
    if group == "agency":
        if wanted.agencies and wanted.part != Part.LEAD.value:
            return None  # "led by one, supported by another" is no filter
        return replace(wanted, agencies=(key or NONE,), part=Part.LEAD.value)
    if group == "theme":
        return replace(wanted, themes=(key,))
    if key is None:
        return None
    last = date(key.year, key.month, monthrange(key.year, key.month)[1])
    first = max(filter(None, (key, wanted.due_from)))
    return replace(wanted, due_from=first, due_to=min(filter(None, (last, wanted.due_to))))


def _named(found: dict[Any, Count], group: str) -> list[tuple[Any, str]]:
    if group == "agency":
        names = dict(Agency.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
        told = sorted((words, key) for key in found if key and (words := names.get(key, str(key))))
        rows = [(key, words) for words, key in told]
        return rows + [(None, _("chưa có cơ quan chủ trì"))] * (None in found)
    if group == "theme":
        return sorted(((key, theme_name(key)) for key in found), key=lambda row: (not row[0], row[1]))
    months = sorted(key for key in found if key is not None)
    return [(key, f"{key:%m/%Y}") for key in months] + [(None, _("không có thời hạn"))] * (None in found)


def _notices(found: dict[Any, Count], wanted: Filter) -> list[Row]:
    known = sorted((key for key in found if key is not None), reverse=True)[:NOTICES]
    newest = sorted(
        Notice.objects.in_bulk(known).values(), key=lambda one: (one.issued_on or date.min, one.pk), reverse=True
    )
    rows, left = [], dict(found)
    for one in newest:
        rows.append(_row(one.name, left.pop(one.pk), replace(wanted, notices=(one.pk,))))
    by_hand = left.pop(None, None)
    if left:
        rows.append(_row(_("các văn bản khác (%(count)s)") % {"count": len(left)}, sum(left.values(), Count()), None))
    if by_hand is not None:
        rows.append(_row(_("nhập tay"), by_hand, replace(wanted, notices=(NONE,))))
    return rows
