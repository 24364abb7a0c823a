"""What may be done with annexes and exports; what an annex changes in the register, the register's actions write."""

from __future__ import annotations

from typing import Any

from namro.office.common import clock
from namro.office.common.models import StoredFile
from namro.office.exchange.models import AnnexUpload, OfficeExport, UploadState
from namro.office.exchange.states import RULES
from namro.office.ledger.acting import Done, action
from namro.office.notices.models import Notice


@action(RULES["upload_annex"])
def upload_annex(
    actor: Any, subject: None = None, *, notice: Notice, name: str, file: StoredFile, rows: list[dict[str, Any]]
) -> AnnexUpload:
    """Keep an edited annex, to be compared with the register."""
    return AnnexUpload.objects.create(
        notice=notice, name=name, file=file, rows=rows, sent_by=actor, sent_at=clock.now()
    )


@action(RULES["accept_annex"])
def accept_annex(actor: Any, upload: AnnexUpload, *, taken: dict[str, Any]) -> None:
    """Close an annex of which rows were taken in; `taken` says which, by the number of each directive."""
    upload.taken = taken
    _close(actor, upload, UploadState.ACCEPTED)


@action(RULES["discard_annex"])
def discard_annex(actor: Any, upload: AnnexUpload) -> None:
    """Close an annex of which nothing is taken in."""
    _close(actor, upload, UploadState.DISCARDED)


@action(RULES["export_office"])
def export_office(actor: Any, subject: None = None) -> Done:
    """Record that a person takes the whole office out."""
    return Done(OfficeExport.objects.create(by=actor, at=clock.now()))


def _close(actor: Any, upload: AnnexUpload, state: UploadState) -> None:
    upload.state, upload.closed_by, upload.closed_at = state, actor, clock.now()
