"""What may be done to files taken in and to notices: each a verb, each leaving one entry in the ledger.

A file is taken in by a person; what was read of it is entered by the program on that person's behalf. Nothing here
decides whether a finding is right: that is done on the review desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from namro.errors import ActionError
from namro.office.common import clock
from namro.office.common.files import safe_name
from namro.office.common.models import StoredFile
from namro.office.ledger.acting import Done, action
from namro.office.ledger.models import LedgerHead
from namro.office.notices import taking_over
from namro.office.notices.models import KINDS, Finding, Intake, IntakeState, Notice, Version, text_digest
from namro.office.notices.queries import known, namesake
from namro.office.notices.states import RULES

HEADER = ("kind", "number", "issuer", "title", "signed_by", "place")
_LENGTHS = {"kind": 20, "number": 120, "issuer": 200, "signed_by": 150, "place": 100}


@action(RULES["take_in"])
def take_in(
    actor: Any,
    subject: None = None,
    *,
    batch: str,
    name: str,
    file: StoredFile,
    on: date | None = None,
    replaces: Notice | None = None,
) -> Intake:
    """Take a stored file in to be read; `replaces` names the notice whose newer text it is."""
    return Intake.objects.create(
        batch=batch, name=safe_name(name), file=file, on=on, replaces=replaces, sent_by=actor, sent_at=clock.now()
    )


@action(RULES["retry_intake"])
def retry_intake(actor: Any, intake: Intake) -> None:
    """Let a file that could not be read be read once more."""
    intake.state, intake.tries, intake.claimed_until = IntakeState.WAITING, 0, None
    intake.error_code, intake.error_details = "", {}


@action(RULES["decide_intake"])
def decide_intake(actor: Any, intake: Intake, *, new_version: bool) -> None:
    """Say whether a file is a newer text of the notice whose number it bears, or another notice."""
    if new_version:
        intake.replaces = intake.notice
    intake.apart = not new_version
    intake.notice = None
    intake.state, intake.tries, intake.claimed_until = IntakeState.WAITING, 0, None


@action(RULES["enter_notice"])
def enter_notice(
    actor: Any, intake: Intake, *, reading: Mapping[str, Any], dues: list[Any], clarity: int | None
) -> Done:
    """Enter a notice that was not there, with its first text and what was read in it.

    Raises ActionError `notice-known` where the same text, or one of its number, has come in meanwhile.
    """
    _alone()
    if known(intake, reading) is not None or (not intake.apart and namesake(reading) is not None):
        raise ActionError("notice-known")
    header = reading["document"]
    notice = Notice(entered_at=clock.now(), entered_by=intake.sent_by, issued_on=_day(header))
    for name in HEADER:
        setattr(notice, name, _cut(name, header.get(name) or ""))
    notice.save()
    return Done(notice, after=notice.record() | {"text": _entered(intake, notice, reading, dues, clarity).record()})


@action(RULES["enter_version"])
def enter_version(
    actor: Any, intake: Intake, *, reading: Mapping[str, Any], dues: list[Any], clarity: int | None
) -> Done:
    """Enter a newer text of a notice; findings whose words stay take over what was decided of them."""
    _alone()
    if intake.replaces is None or known(intake, reading) is not None:
        raise ActionError("notice-known")
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=intake.replaces_id)
    version = _entered(intake, notice, reading, dues, clarity)
    taking_over.take_over(version)
    if version.findings.filter(state="proposed").exists():
        notice.reviewed_at = None
    notice.version += 1
    notice.save()
    return Done(version)


@action(RULES["find_duplicate"])
def find_duplicate(actor: Any, intake: Intake, *, notice: Notice) -> None:
    """The file, or its text, is there already."""
    intake.state, intake.notice, intake.claimed_until = IntakeState.DUPLICATE, notice, None


@action(RULES["hold_intake"])
def hold_intake(actor: Any, intake: Intake, *, notice: Notice) -> None:
    """A notice of this number is there with other words: a person is to say which it is."""
    intake.state, intake.notice, intake.claimed_until = IntakeState.UNDECIDED, notice, None


@action(RULES["fail_intake"])
def fail_intake(actor: Any, intake: Intake, *, code: str, details: Mapping[str, Any]) -> None:
    """The file cannot be read; the code and what fills its sentence say why."""
    intake.state, intake.claimed_until = IntakeState.FAILED, None
    intake.error_code, intake.error_details = code, {name: str(value)[:300] for name, value in details.items()}


@action(RULES["edit_notice"])
def edit_notice(actor: Any, notice: Notice, *, issued_on: date | None, **header: str) -> None:
    """Mend what was read of a notice's head."""
    for name in HEADER:
        if name in header:
            setattr(notice, name, _cut(name, header[name].strip()))
    notice.issued_on = issued_on


def _alone() -> None:
    """Wait for whoever enters something now, so that no text is entered twice."""
    LedgerHead.objects.select_for_update().filter(pk=1).first()


def _entered(
    intake: Intake, notice: Notice, reading: Mapping[str, Any], dues: list[Any], clarity: int | None
) -> Version:
    """The notice's next version with its findings; the intake is read."""
    last = notice.versions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    version = Version.objects.create(
        notice=notice,
        ordinal=last + 1,
        name=intake.name,
        file=intake.file,
        digest=text_digest(reading["text"]),
        text=reading["text"],
        reading=dict(reading),
        clarity=clarity,
        read_at=clock.now(),
    )
    found = []
    for kind in KINDS:
        for at, one in enumerate(reading.get(kind, ())):
            read = dict(one) | ({"due_read": dues[at]} if kind == "directives" and dues[at] else {})
            found.append(Finding(of=version, kind=kind, start=one["start"], end=one["end"], read=read))
    Finding.objects.bulk_create(found, batch_size=500)
    intake.state, intake.notice, intake.claimed_until = IntakeState.READ, notice, None
    return version


def _day(header: Mapping[str, Any]) -> date | None:
    written = header.get("issued_on") or header.get("published_on")
    return date.fromisoformat(written) if written else None


def _cut(name: str, words: str) -> str:
    return words[: _LENGTHS[name]] if name in _LENGTHS else words
