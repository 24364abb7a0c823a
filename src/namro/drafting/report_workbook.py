"""The periodic report as a workbook: its figures, tables and the whole list, each on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from namro.drafting.book import Cell, Line
from namro.drafting.book_workbook import book_sheet
from namro.drafting.report import CELLS, GROUP_HEADINGS, SHARES, Group, Report, group_figures, rounded
from namro.drafting.sheets import Share, Sheet, write_sheets

SUMMARY, AGENCIES, NOTICES, OVERDUE, ALL = "Tổng hợp", "Theo cơ quan", "Theo văn bản", "Quá hạn", "Danh sách"


def write_report_workbook(report: Report, path: Path) -> None:
    """Write the report as .xlsx."""
    write_sheets(
        path,
        [
            _summary(report),
            _groups(report, AGENCIES, "Cơ quan chủ trì", report.by_agency),
            _groups(report, NOTICES, "Văn bản giao", report.by_notice),
            _overdue(report),
            book_sheet(report.book, report.lines, ALL),
        ],
    )


def _title(report: Report, name: str) -> list[str]:
    period = f"{report.begins:%d/%m/%Y}–{report.ends:%d/%m/%Y}, tính theo {report.deadline_words}"
    return [name.upper(), f"{report.book.office}. {report.subject} ({period})", f"Phạm vi: {report.book.selection}"]


def _summary(report: Report) -> Sheet:
    rows: list[Sequence[Cell | Share]] = [(name, cell(report.count)) for name, cell in CELLS]
    rows += [(name, _share(share(report.count))) for name, share in SHARES]
    rows += [
        ("Kỳ trước chuyển sang", report.carried),
        ("Mới phát sinh trong kỳ", report.new),
        ("Hoàn thành sau ngày chốt số liệu", report.done_after),
        ("Được gia hạn trong kỳ", len(report.granted)),
        ("Ngày chốt số liệu", report.ends),
        ("Ngày lập", report.book.on),
    ]
    return Sheet(SUMMARY, _title(report, "Tổng hợp"), ("Chỉ tiêu", "Số liệu"), (62, 16), rows, [report.book.foot])


def _groups(report: Report, name: str, heading: str, groups: Sequence[Group]) -> Sheet:
    rows = []
    for place, group in enumerate(groups, 1):
        shares = (_share(group.count.share_done), _share(group.count.share_on_time_of_due))
        rows.append((place, group.name, *group_figures(group.count), *shares))
    widths = (6, 46, *(13 for _ in GROUP_HEADINGS))
    return Sheet(name, _title(report, name), ("TT", heading, *GROUP_HEADINGS), widths, rows, [report.book.foot])


def _overdue(report: Report) -> Sheet:
    headings = ("Số", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn ban đầu", "Thời hạn hiện hành", "Số ngày quá hạn")

    def cells(line: Line) -> Sequence[Cell]:
        return line.number, line.task, line.lead, line.original_due, line.current_due, line.days_late

    rows = (cells(line) for line in report.overdue)
    return Sheet(OVERDUE, _title(report, "Quá hạn"), headings, (7, 70, 30, 13, 13, 12), rows, [report.book.foot])


def _share(share: Fraction | None) -> Share | str:
    return "-" if share is None else Share(rounded(share, 6))
