"""The worker: reads the files taken in, oldest first, and enters what it read.

A file is claimed for a time. If whoever claimed it is killed, it is read again when the time has run out, three times
at most. The claim is no action: it changes nothing that counts and leaves no entry; what comes of it does.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.utils import OperationalError

from namro.errors import ActionError
from namro.office.common import clock, files
from namro.office.ledger.acting import PROGRAM
from namro.office.notices import actions
from namro.office.notices.models import Intake, IntakeState
from namro.office.notices.queries import known, namesake
from namro.office.notices.reader import Reader

MOST_TRIES = 3
_MARGIN = 60  # seconds a claim outlives the reader's limit
_IDLE = 1.0  # seconds between looks for a file
_log = logging.getLogger("namro.office.notices")


def run(stop: threading.Event) -> None:
    """Read files until told to stop."""
    reader = Reader()
    try:
        while not stop.is_set():
            close_old_connections()
            try:
                worked = step(reader)
            except OperationalError:  # the database is away: wait for it
                _log.warning("notices.worker.database-away")
                worked = False
            except Exception:  # whatever it is, the next file may still be read
                _log.exception("notices.worker.fault")
                worked = False
            if not worked:
                stop.wait(_IDLE)
    finally:
        reader.close()
        connection.close()


def step(reader: Reader | None = None) -> bool:
    """Claim and read one file; False where none waits."""
    own = reader or Reader()
    try:
        intake = claim(own)
        if intake is None:
            return False
        _finish(intake, own)
        return True
    finally:
        if reader is None:
            own.close()


def claim(reader: Reader) -> Intake | None:
    """The oldest file that nobody reads, claimed; None where there is none."""
    skips = connection.features.has_select_for_update_skip_locked
    for _ in range(5):
        with transaction.atomic():
            waiting = _free().order_by("pk").select_related("file")
            if skips:
                waiting = waiting.select_for_update(of=("self",), skip_locked=True)
            intake = waiting.first()
            if intake is None:
                return None
            path = files.path_of(intake.file.sha256)
            lasts = reader.limit(path) if path.exists() else 0
            until = clock.now() + timedelta(seconds=lasts + _MARGIN)
            same = _free().filter(pk=intake.pk, tries=intake.tries)
            if same.update(state=IntakeState.READING, claimed_until=until, tries=F("tries") + 1):
                return Intake.objects.select_related("file", "sent_by").get(pk=intake.pk)
    return None


def _free() -> QuerySet[Intake]:
    lapsed = Q(state=IntakeState.READING, claimed_until__lt=clock.now())
    return Intake.objects.filter(Q(state=IntakeState.WAITING) | lapsed)


def _finish(intake: Intake, reader: Reader) -> None:
    """Read a claimed file and enter what comes of it; nothing, where somebody else was meanwhile faster."""
    try:
        _outcome(intake, reader)
    except ActionError as error:
        if error.code == "action-state":
            return
        if error.code != "notice-known":
            raise
        Intake.objects.filter(pk=intake.pk, state=IntakeState.READING).update(state=IntakeState.WAITING)


def _outcome(intake: Intake, reader: Reader) -> Any:
    note = intake.sent_by.get_username()
    if intake.tries > MOST_TRIES:
        return actions.fail_intake(
            PROGRAM, intake, code="intake-tries", details={"source": intake.name, "tries": MOST_TRIES}, note=note
        )
    there = known(intake, None)
    if there is not None:
        return actions.find_duplicate(PROGRAM, intake, notice=there, note=note)
    path = files.path_of(intake.file.sha256)
    on = intake.on.isoformat() if intake.on else None
    answer = reader.read(path, intake.name, on=on, place=settings.ENVIRONMENT.place)
    if "error" in answer:
        return actions.fail_intake(PROGRAM, intake, note=note, **answer["error"])
    there = known(intake, answer["reading"])
    if there is not None:
        return actions.find_duplicate(PROGRAM, intake, notice=there, note=note)
    if intake.replaces_id:
        return actions.enter_version(PROGRAM, intake, note=note, **answer)
    other = None if intake.apart else namesake(answer["reading"])
    if other is not None:
        return actions.hold_intake(PROGRAM, intake, notice=other, note=note)
    return actions.enter_notice(PROGRAM, intake, note=note, **answer)
