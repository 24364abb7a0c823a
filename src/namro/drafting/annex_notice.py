"""The record of the notice inside an annex file: one line of JSON that people do not see."""

from __future__ import annotations

import json
from datetime import date

from namro.drafting.annex import Notice


def notice_to_words(notice: Notice | None) -> str:
    """The record as one line."""
    if notice is None:
        return "{}"
    issued_on = notice.issued_on.isoformat() if notice.issued_on else None
    record = {
        "name": notice.name,
        "issuer": notice.issuer,
        "issued_on": issued_on,
        "title": notice.title,
        "digest": notice.digest,
    }
    return json.dumps(record, ensure_ascii=True)


def notice_from_words(words: str) -> Notice | None:
    """The notice of a record; None where the record is gone or was changed: the rows keep their own links."""
    try:
        record = json.loads(words)
        issued_on = record["issued_on"]
        return Notice(
            name=str(record["name"]),
            issuer=record["issuer"],
            issued_on=date.fromisoformat(issued_on) if issued_on else None,
            title=record["title"],
            digest=str(record["digest"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
