"""Task tables: rows of work with who leads, who shares, by when and what comes out.

A table is known by a head row that names a task column and a lead column. It stands either as rows ("| 1 | Rà soát … |
Bộ Tài chính |") or flattened, one cell a line between lines of a single "|". A row that lacks its first cells goes on
under the row before it. Tables that report on work done (a column of results or progress) hold no tasks. Does not read
the tasks themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from namro.reading.scan import Scan
from namro.text import Span

_BAR = "|"
_INDEX = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})?|[IVX]{1,5}|[A-H]|[a-z])[.)]?$")
_RULE = re.compile(r"[\s|:.…-]*$")
_TIME = re.compile(r"(?:20\d\d|thường xuyên|hằng năm|hàng năm|quý|tháng|giai đoạn|định kỳ|hoàn thành)", re.IGNORECASE)
_ENDS_TABLE = re.compile(r"phụ lục|nơi nhận|\[\d+\]")
_LONGEST_CELL = 40  # blocks
_MOST_CELLS = 14
_COLUMNS = (
    ("status", re.compile(r"(?:kết quả thực hiện|tình hình thực hiện|mức độ hoàn thành|tiến độ$|đánh giá|lý do)")),
    ("index", re.compile(r"(?:stt|tt|số tt|số thứ tự)$")),
    (
        "lead",
        re.compile(
            r"chủ trì|(?:đơn vị|cơ quan|bộ phận) (?:thực hiện|đầu mối|chịu trách nhiệm)|người thực hiện|^phụ trách"
        ),
    ),
    ("support", re.compile(r"phối hợp|tham gia")),
    ("due", re.compile(r"thời (?:hạn|gian)|hạn hoàn thành|tiến độ|^hoàn thành|thời điểm")),
    ("product", re.compile(r"sản phẩm|^kết quả|đầu ra|chỉ tiêu đạt được|hình thức văn bản")),
    ("other", re.compile(r"thuộc nhóm|văn bản giao|ghi chú|nguồn|kinh phí|căn cứ|nội dung chính|tình trạng|cấp trình")),
    ("task", re.compile(r"nhiệm vụ|nội dung|công việc|tên|hoạt động|giải pháp|đề án")),
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: the blocks of its task, of its lead and of its support, and what the other cells say."""

    task: tuple[Span, ...]
    lead: tuple[Span, ...] = ()
    support: tuple[Span, ...] = ()
    due: str | None = None
    product: str | None = None


@dataclass(slots=True)
class TaskTable:
    """The rows of a table and the indices of the scan's blocks that make it up."""

    blocks: set[int] = field(default_factory=set)
    rows: list[TaskRow] = field(default_factory=list)


_Cell = list[Span]


def find_task_tables(scan: Scan) -> list[TaskTable]:
    """Task tables in order; linear in the number of blocks."""
    text = scan.text
    if _BAR not in text:
        return []
    tables: list[TaskTable] = []
    blocks = scan.blocks
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if text[block.start] != _BAR:
            at += 1
            continue
        table, after = _rows_at(scan, at) if len(block) > 1 else _flattened_at(scan, at)
        if table is not None:
            tables.append(table)
        at = max(after, at + 1)
    return tables


def _columns(scan: Scan, cells: list[_Cell]) -> list[str] | None:
    """What each column holds, None where this is no head of a task table."""
    if not 3 <= len(cells) <= _MOST_CELLS:
        return None
    kinds = []
    for cell in cells:
        words = re.sub(r"\[\d+\]", "", " ".join(scan.lower[span.start : span.end] for span in cell)).strip(" .:|")
        kind = (
            next((kind for kind, pattern in _COLUMNS if pattern.search(words)), "other") if len(words) < 80 else "other"
        )
        kinds.append("other" if kind in kinds else kind)
    if "index" in kinds[1:] or len(cells[0]) > 1:
        return None  # a title stands before the head row
    return kinds if "task" in kinds and "lead" in kinds else None


def _rows_at(scan: Scan, at: int) -> tuple[TaskTable | None, int]:
    """A table whose rows stand whole, from a block that may be its head."""
    columns = _columns(scan, _cells(scan, scan.blocks[at]))
    if columns is None:
        return None, at + 1
    table = TaskTable({at})
    at += 1
    while at < len(scan.blocks) and scan.text[scan.blocks[at].start] == _BAR and len(scan.blocks[at]) > 1:
        block = scan.blocks[at]
        table.blocks.add(at)
        if not _RULE.match(scan.text, block.start, block.end):
            _add(scan, table, columns, _cells(scan, block))
        at += 1
    return table, at


def _cells(scan: Scan, block: Span) -> list[_Cell]:
    cells = []
    start = block.start + 1
    while (stop := scan.text.find(_BAR, start, block.end)) != -1:
        cells.append(_trimmed(scan.text, start, stop))
        start = stop + 1
    if scan.text[start : block.end].strip():
        cells.append(_trimmed(scan.text, start, block.end))
    return cells


def _trimmed(text: str, start: int, end: int) -> _Cell:
    while start < end and text[start] in " *":
        start += 1
    while end > start and text[end - 1] in " *":
        end -= 1
    return [Span(start, end)] if end > start else []


def _flattened_at(scan: Scan, at: int) -> tuple[TaskTable | None, int]:
    """A table whose cells stand one a line, from the bar that may open its head row."""
    blocks, text = scan.blocks, scan.text

    def bar(index: int) -> bool:
        return index < len(blocks) and text[blocks[index].start : blocks[index].end] == _BAR

    first = at
    head: list[_Cell] = []
    at += 1
    while not bar(at) and at < len(blocks) and len(head) < _MOST_CELLS:
        cell: _Cell = []
        while at < len(blocks) and not bar(at) and len(cell) < 4:
            cell.append(blocks[at])
            at += 1
        if not bar(at):
            return None, first + 1
        head.append(cell)
        at += 1
    columns = _columns(scan, head)
    if columns is None:
        return None, first + 1
    table = TaskTable(set(range(first, at)))
    while bar(at) or (bar(at + 1) and _RULE.match(text, blocks[at].start, blocks[at].end)):
        if not bar(at):
            table.blocks.add(at)
            at += 1  # a line of dots between two rows
            continue
        row, after = _flattened_row(scan, at + 1, len(columns))
        if row is None:
            break
        table.blocks.update(range(at, after))
        _add(scan, table, columns, row)
        at = after
    return table, at


def _flattened_row(scan: Scan, at: int, wanted: int) -> tuple[list[_Cell] | None, int]:
    """The cells of a row and the block after it; None where the table has ended."""
    blocks, text, lower = scan.blocks, scan.text, scan.lower

    def bar(index: int) -> bool:
        return index < len(blocks) and text[blocks[index].start : blocks[index].end] == _BAR

    cells: list[_Cell] = []
    while len(cells) < wanted:
        cell: _Cell = []
        while at < len(blocks) and not bar(at):
            if _ENDS_TABLE.match(lower, blocks[at].start) or len(cell) > _LONGEST_CELL:
                return None, at
            cell.append(blocks[at])
            at += 1
        if at >= len(blocks):
            return None, at
        cells.append(cell)
        at += 1
        bars = 0
        while bar(at + bars):
            bars += 1
        if len(cells) == wanted or not bars:
            continue
        following = at + bars
        words = text[blocks[following].start : blocks[following].end].strip() if following < len(blocks) else ""
        if _INDEX.match(words) or (len(cells) <= 2 and bars == 1):
            cells.extend([] for _ in range(min(bars - 1, wanted - len(cells))))
            return cells, at + bars - 1
        if bars == 1 and cell and _TIME.search(text[cell[-1].start : cell[-1].end]):
            return cells, at
        if not words:
            return cells, at
    return cells, at


def _add(scan: Scan, table: TaskTable, columns: list[str], cells: list[_Cell]) -> None:
    if "status" in columns:
        return
    row = _placed(scan, columns, cells)
    task = row.get("task")
    if not task or sum(len(span) for span in task) < 8:
        return
    before = table.rows[-1] if table.rows else None
    partial = len(cells) < len(columns)
    lead = tuple(row.get("lead") or ())
    support = tuple(row.get("support") or ())
    if partial and before is not None and not lead:
        lead, support = before.lead, support or before.support
    if len(cells) <= 2 and _INDEX.match(_words(scan, cells[0]) or ""):
        return  # a title across the table, under its numeral
    if not lead and not support and not row.get("due") and not row.get("product"):
        return  # a title across the table
    table.rows.append(
        TaskRow(
            task=tuple(task),
            lead=lead,
            support=support,
            due=_words(scan, row.get("due")),
            product=_words(scan, row.get("product")),
        )
    )


def _placed(scan: Scan, columns: list[str], cells: list[_Cell]) -> dict[str, _Cell]:
    """Cells by column; of a short row with a number from the left, of one without from the right."""
    if len(cells) >= len(columns):
        return dict(zip(columns, cells, strict=False))
    first = _words(scan, cells[0]) or "" if cells else ""
    if not _INDEX.match(first):
        return dict(zip(columns[len(columns) - len(cells) :], cells, strict=True))
    placed = dict(zip(columns, cells, strict=False))
    last = _words(scan, cells[-1]) or ""
    if _TIME.search(last) and "due" in columns:
        placed = dict(zip(columns, cells[:-1], strict=False)) | {"due": cells[-1]}
    return placed


def _words(scan: Scan, cell: _Cell | None) -> str | None:
    if not cell:
        return None
    return " ".join(scan.text[span.start : span.end] for span in cell).strip() or None
