"""Files that leave the office, as answers: streamed where the form allows, else written aside and sent when whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from namro.drafting.book import write_csv, write_json
from namro.drafting.book_word import write_book_word
from namro.drafting.book_workbook import write_book_workbook
from namro.errors import UsageError
from namro.office.common import clock
from namro.office.common.answers import sent
from namro.office.common.figures import figure
from namro.office.directives.filters import Filter
from namro.office.directives.models import Directive
from namro.office.exchange import queries
from namro.office.exchange.archive import snapshot

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
MOST = {"xlsx": 50_000, "docx": 20_000}
"""Rows of a file that is written aside: longer ones keep a person waiting, and no program opens them with ease."""


def register_file(user: Any, wanted: Filter, form: str) -> HttpResponseBase:
    """The register under a filter as a file. Raises UsageError: `export-too-long`."""
    day = clock.today()
    name = f"so-theo-doi-{day:%Y-%m-%d}.{form}"
    if form in ("csv", "json"):
        write = write_csv if form == "csv" else write_json

        def pieces() -> Iterator[bytes]:
            with snapshot():
                book = queries.book_of(user, wanted, day)
                yield from write(book, queries.lines_of(queries.chosen(user, wanted, day), day, wanted.basis))

        return streamed(pieces(), name, form)
    check_length(queries.chosen(user, wanted, day), form)

    def write_file(path: Path) -> None:
        with snapshot():
            book = queries.book_of(user, wanted, day)
            lines = queries.lines_of(queries.chosen(user, wanted, day), day, wanted.basis)
            (write_book_workbook if form == "xlsx" else write_book_word)(book, lines, path)

    return written(write_file, name, form)


def check_length(rows: QuerySet[Directive], form: str) -> None:
    """Refuse what one file cannot hold with ease. Raises UsageError: `export-too-long`."""
    count = rows.order_by().count()
    if count > MOST[form]:
        raise UsageError("export-too-long", count=figure(count), limit=figure(MOST[form]), form=form.upper())


def streamed(pieces: Iterator[bytes], name: str, form: str) -> HttpResponseBase:
    """Pieces as an attachment, sent as they come."""
    response = StreamingHttpResponse(pieces, content_type=KINDS[form])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def written(write: Callable[[Path], Any], name: str, form: str) -> HttpResponseBase:
    """A file written aside, sent when it is whole and gone from the disk when it was sent."""
    with tempfile.TemporaryDirectory(prefix="namro-") as folder:
        path = Path(folder) / f"file.{form}"
        write(path)
        return sent(path.open("rb"), name, KINDS[form])  # open: its name may go, its content stays
