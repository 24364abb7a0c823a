"""The book in which an office follows its tasks (sổ theo dõi nhiệm vụ): a line a task, as CSV and as JSON.

Lines come one at a time and go out one at a time, so that a book of a million is written in the memory of one. What
begins like a formula is made plain in the CSV by a leading apostrophe. Does not choose the lines, nor their order.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
TITLE = "Sổ theo dõi nhiệm vụ"
SCHEMA = "namro-register/1"
_ROWS = 200
_NOT_PRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A task of the register, in words; `state_key` and `standing_key` are those of the register's own tables.

    `days_late` is counted from the deadline by which the book is made; amounts are in đồng.
    """

    number: int
    task: str
    notice: str = ""
    notice_day: date | None = None
    basis: str = ""
    theme: str = ""
    lead: str = ""
    support: str = ""
    original_due: date | None = None
    current_due: date | None = None
    due_words: str = ""
    state: str = ""
    state_key: str = ""
    standing: str = ""
    standing_key: str = ""
    days_late: int | None = None
    deliverable: str = ""
    evidence: int = 0
    done_on: date | None = None
    open: str = ""
    capital_plan: Decimal | None = None
    disbursed: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What stands on the cover and at the foot: whose book, what was chosen, on which day, where the ledger ended."""

    office: str
    selection: str
    on: date
    ledger_number: int
    ledger_hash: str
    title: str = TITLE

    @property
    def foot(self) -> str:
        """The end of the ledger in words."""
        return f"Sổ cái: mục {self.ledger_number}, mã {self.ledger_hash}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its heading for people, its cell, and its width in letters."""

    key: str
    heading: str
    cell: Callable[[Line], Cell]
    width: int = 14


COLUMNS = (
    Column("number", "Số", lambda line: line.number, 7),
    Column("task", "Nhiệm vụ", lambda line: line.task, 60),
    Column("notice", "Văn bản giao", lambda line: line.notice, 18),
    Column("notice_day", "Ngày văn bản", lambda line: line.notice_day, 12),
    Column("basis", "Căn cứ", lambda line: line.basis, 18),
    Column("theme", "Chủ đề", lambda line: line.theme, 16),
    Column("lead", "Cơ quan chủ trì", lambda line: line.lead, 22),
    Column("support", "Cơ quan phối hợp", lambda line: line.support, 22),
    Column("original_due", "Thời hạn ban đầu", lambda line: line.original_due, 12),
    Column("current_due", "Thời hạn hiện hành", lambda line: line.current_due, 12),
    Column("due_words", "Thời hạn theo văn bản", lambda line: line.due_words, 16),
    Column("state", "Trạng thái", lambda line: line.state, 16),
    Column("standing", "Tình hình", lambda line: line.standing, 18),
    Column("days_late", "Số ngày quá hạn", lambda line: line.days_late, 10),
    Column("deliverable", "Sản phẩm", lambda line: line.deliverable, 20),
    Column("evidence", "Số minh chứng", lambda line: line.evidence, 10),
    Column("done_on", "Ngày hoàn thành", lambda line: line.done_on, 12),
    Column("open", "Còn thiếu", lambda line: line.open, 20),
    Column("capital_plan", "Vốn kế hoạch (đồng)", lambda line: line.capital_plan, 18),
    Column("disbursed", "Đã giải ngân (đồng)", lambda line: line.disbursed, 18),
    Column("reason", "Lý do", lambda line: line.reason, 24),
)
LEDGER_HEADINGS = ("Mục sổ cái", "Mã sổ cái")
"""The last columns of the CSV, the same on every line: a line copied elsewhere still says what it was taken from."""


def write_csv(book: Book, lines: Iterable[Line]) -> Iterator[bytes]:
    """The book as CSV in UTF-8 with the mark that Excel wants at its start; days as 2025-11-30."""
    head: list[Cell] = [*(column.heading for column in COLUMNS), *LEDGER_HEADINGS]
    yield b"\xef\xbb\xbf"
    yield from rows_as_csv(head, ([*_cells(line), book.ledger_number, book.ledger_hash] for line in lines))


def rows_as_csv(head: Iterable[Cell], rows: Iterable[Iterable[Cell]]) -> Iterator[bytes]:
    """Any table as CSV, a few hundred rows at a time, its words made plain."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_plain(cell) for cell in head])
    for number, row in enumerate(rows, 1):
        writer.writerow([_plain(cell) for cell in row])
        if number % _ROWS == 0:
            yield _taken(text)
    yield _taken(text)


def write_json(book: Book, lines: Iterable[Line]) -> Iterator[bytes]:
    """The book as one JSON object: `rows`, then how many, what was chosen, the day and the end of the ledger."""
    opening = {"schema": SCHEMA, "office": book.office, "selection": book.selection, "on": book.on.isoformat()}
    yield json.dumps(opening, ensure_ascii=False)[:-1].encode() + b', "rows": ['
    count, pieces = 0, []
    for line in lines:
        row = {column.key: _as_json(column.cell(line)) for column in COLUMNS}
        row |= {"state_key": line.state_key, "standing_key": line.standing_key}
        pieces.append((",\n" if count else "\n") + json.dumps(row, ensure_ascii=False))
        count += 1
        if len(pieces) == _ROWS:
            yield "".join(pieces).encode("utf-8", "replace")
            pieces.clear()
    yield "".join(pieces).encode("utf-8", "replace")
    foot = {"count": count, "ledger": {"number": book.ledger_number, "hash": book.ledger_hash}}
    yield b"\n], " + json.dumps(foot).encode()[1:] + b"\n"


def defused(words: str) -> str:
    """Words that no spreadsheet takes for a formula: an apostrophe before what opens like one.

    >>> defused("=HYPERLINK(1)"), defused("- Rà soát"), defused("Rà soát")
    ("'=HYPERLINK(1)", "'- Rà soát", 'Rà soát')
    """
    return f"'{words}" if _FORMULA.match(words) else words


def begins_like_formula(words: str) -> bool:
    """Whether a spreadsheet might take words for a formula when a person types them anew."""
    return bool(_FORMULA.match(words))


def printable(words: str) -> str:
    """Words without the characters that no file of Office can hold."""
    return _NOT_PRINTABLE.sub(" ", words)


def _cells(line: Line) -> list[Cell]:
    return [column.cell(line) for column in COLUMNS]


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(printable(cell))
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell)


def _as_json(cell: Cell) -> str | int | None:
    if isinstance(cell, date):
        return cell.isoformat()
    return format(cell, "f") if isinstance(cell, Decimal) else cell


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return taken
