"""A notice's annex as the register has it, and an edited annex as rows: between directives and `drafting.annex`.

A row is tied to its directive by the key of its clause in the notice; a directive that was written by hand has a key of
its own number, which no clause can have. Does not compare and does not write.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils import translation

from namro.drafting.annex import EVERY_NAMES, KIND_NAMES, Annex, Row, clean, row_key
from namro.drafting.annex import Notice as Cited
from namro.drafting.annex_files import read_annex
from namro.errors import DocumentError
from namro.office.accounts.roles import Part
from namro.office.common import files, marks
from namro.office.common.models import StoredFile
from namro.office.directives.models import Directive
from namro.office.notices.models import Notice, Version
from namro.quantities.deadlines import Every
from namro.reading.model import Kind
from namro.text import Span, fold

_LARGEST = 24_000_000  # bytes unpacked: an annex of five thousand rows has a tenth of it


def annex_of(notice: Notice, directives: Iterable[Directive]) -> Annex:
    """The annex of a notice's directives, in their order."""
    texts = _texts(notice)
    last = max(texts, default=0)
    kind = KIND_NAMES.get(Kind(notice.kind), "Văn bản") if notice.kind in tuple(Kind) else "Văn bản"
    cited = Cited(
        name=f"{kind} số {notice.number}" if notice.number else kind,
        issuer=notice.issuer or None,
        issued_on=notice.issued_on,
        title=clean(notice.title) or None,
        digest=_digest(texts[last][1]) if texts else "",
    )
    by_pk = dict(texts.values())
    rows = (row_of(one, key_of(one, by_pk), str(place)) for place, one in enumerate(directives, 1))
    return Annex(cited, tuple(rows))


def row_of(directive: Directive, key: str, number: str) -> Row:
    """A directive as a row of the annex."""
    names = sorted(part.agency.name for part in directive.parts.all() if part.part == Part.SUPPORT)
    due: date | str = directive.current_due or _every(directive.every) or directive.due_words
    return Row(
        key=key,
        number=number,
        task=clean(directive.task),
        lead=clean(directive.lead.name if directive.lead else directive.lead_words),
        support="; ".join(names) or clean(directive.support_words),
        due=due if isinstance(due, date) else clean(due),
        deliverable=clean(directive.deliverable),
        basis=clean(directive.basis),
        open=_open(directive),
        suggestion="; ".join(filter(None, map(_suggested, directive.suggestions or ()))),
    )


def with_rows(directives: Any) -> Any:
    """The query with what `row_of` asks of each directive."""
    return directives.select_related("lead").prefetch_related("parts__agency")


def key_of(directive: Directive, texts: dict[int, str]) -> str:
    """What ties a row to a directive; `texts` are the notice's texts by their version's id."""
    text = texts.get(directive.source_id or 0)
    if text is not None and directive.start is not None and directive.end is not None:
        return row_key(text, Span(directive.start, directive.end))
    check = hashlib.sha256(f"directive:{directive.number}".encode()).hexdigest()[:8]
    return f"n{directive.number}-0-{check}"


def texts_of(notice: Notice) -> dict[int, str]:
    """The notice's texts by the id of their version."""
    return dict(_texts(notice).values())


def read_upload(notice: Notice, stored: StoredFile, name: str, keys: set[str]) -> list[dict[str, Any]]:
    """The rows of an edited annex as plain values, to be kept. `keys` are those of the notice's directives.

    Raises DocumentError: `annex-other-notice`, and those of `drafting.annex_files.read_annex`.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="namro-") as folder:
            # The readers want the ending that the store does not keep.
            path = Path(folder) / f"annex{Path(name).suffix.lower()}"
            path.symlink_to(files.path_of(stored.sha256))
            _check_size(path)
            annex = read_annex(path)
    except DocumentError as error:
        error.details["source"] = name
        raise
    known = {_digest(text) for _, text in _texts(notice).values()}
    told = annex.notice.digest if annex.notice else ""
    tied = {row.key for row in annex.rows if row.key}
    if (told and known and told not in known) or (tied and not tied & keys):
        raise DocumentError("annex-other-notice", source=name)
    return [row_to_plain(row) for row in annex.rows]


def row_to_plain(row: Row) -> dict[str, Any]:
    """A row as JSON keeps it; a day as ISO text under a name of its own."""
    kept: dict[str, Any] = {name: getattr(row, name) for name in ("key", "number", "task", "lead", "support")}
    kept |= {"deliverable": row.deliverable, "basis": row.basis}
    kept["due"] = "" if isinstance(row.due, date) else row.due
    kept["day"] = row.due.isoformat() if isinstance(row.due, date) else None
    return kept


def row_from_plain(kept: dict[str, Any]) -> Row:
    """The row again."""
    due = date.fromisoformat(kept["day"]) if kept["day"] else kept["due"]
    words = {name: kept[name] for name in ("key", "number", "task", "lead", "support", "deliverable", "basis")}
    return Row(**words, due=due)


def every_of(words: str) -> str:
    """How often it comes round, where words say so: "month" for "hằng tháng"; else empty."""
    key = fold(words)
    return next((every.value for every, name in EVERY_NAMES.items() if fold(name) == key), "")


def _every(value: str) -> str:
    return EVERY_NAMES[Every(value)] if value in {one.value for one in EVERY_NAMES} else ""


def _open(directive: Directive) -> str:
    with translation.override("vi"):
        told = marks.clears_words(directive.clears) if directive.clears else ""
        whole = str(marks.clears_words({key: "clear" for key, _, _ in marks.CLEARS}))
    return "" if told == whole else told


def _suggested(one: Any) -> str:
    if not isinstance(one, dict):
        return clean(str(one))
    names = {key: str(short) for key, short, _ in marks.CLEARS}
    value, because = str(one.get("value") or ""), str(one.get("because") or "")
    told = f"{names.get(str(one.get('clear')), '')}: {value}" + (f" ({because})" if because else "")
    return clean(told) if value else ""


def _texts(notice: Notice) -> dict[int, tuple[int, str]]:
    rows = Version.objects.filter(notice=notice).order_by("ordinal").values_list("ordinal", "pk", "text")
    return {ordinal: (pk, text) for ordinal, pk, text in rows}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _check_size(path: Path) -> None:
    """Refuse what swells beyond an annex before any of it is unpacked."""
    try:
        with ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (BadZipFile, OSError, ValueError):
        return  # `read_annex` says what it is
    if size > _LARGEST:
        raise DocumentError("annex-too-large", source="", limit=_LARGEST // 1_000_000)
