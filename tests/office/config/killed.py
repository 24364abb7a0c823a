"""Work of every kind, done by processes that are killed at any moment: `python killed.py KILLS SEED`.

Each process uploads, reads, reviews, imports and acts until it is killed; two run at a time. At the end everything that
`namro office check` asks is asked, and what else must not be half-done; a line a fault is printed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from typing import Any

from namro.office.config import start

start.set_up()

from django.db import OperationalError, connections  # noqa: E402

from namro.drafting.annex import Row  # noqa: E402
from namro.errors import ActionError  # noqa: E402
from namro.office.accounts.models import Agency, User  # noqa: E402
from namro.office.common import files  # noqa: E402
from namro.office.config import checking, demo  # noqa: E402
from namro.office.directives import actions  # noqa: E402
from namro.office.directives.models import Directive  # noqa: E402
from namro.office.directives.states import State  # noqa: E402
from namro.office.exchange.accepting import accept, comparison_of  # noqa: E402
from namro.office.exchange.actions import upload_annex  # noqa: E402
from namro.office.exchange.annexes import row_to_plain  # noqa: E402
from namro.office.exchange.comparing import Bodies  # noqa: E402
from namro.office.exchange.models import AnnexUpload, UploadState  # noqa: E402
from namro.office.ledger.models import Entry  # noqa: E402
from namro.office.notices.actions import take_in  # noqa: E402
from namro.office.notices.models import Finding, FindingState, Intake, IntakeState, Notice, Version  # noqa: E402
from namro.office.notices.worker import step  # noqa: E402
from namro.office.review.actions import drop_finding  # noqa: E402
from namro.office.review.confirming import confirm  # noqa: E402


class Canned:
    """A reader that has read everything before: the letter of the examples under a number of its own."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.reading: dict[str, Any] = Version.objects.get(name="letter.txt").reading

    def limit(self, path: Any) -> float:
        return 1.0

    def read(self, path: Any, name: str, *, on: str | None, place: str) -> dict[str, Any]:
        mark = f"{self.chance.getrandbits(64):x}"
        header = self.reading["document"] | {"number": f"{mark}/CV"}
        reading = self.reading | {"document": header, "text": f"{self.reading['text']}\n{mark}"}
        return {"reading": reading, "dues": [None] * len(reading["directives"]), "clarity": 50}

    def close(self) -> None:
        pass


def work(seed: int, told: int) -> None:
    """Do one thing after another, with a byte to the pipe after each."""
    chance = random.Random(seed)
    people = {one.username: one for one in User.objects.all()}
    canned, parent = Canned(chance), os.getppid()
    while os.getppid() == parent:  # nothing goes on when the killing is over
        try:
            chance.choice((upload, read, review, review, act, act, act, take))(chance, people, canned)
        except (ActionError, OperationalError):  # somebody was first, or the database is busy
            connections.close_all()
        os.write(told, b".")


def upload(chance: random.Random, people: dict[str, User], canned: Canned) -> None:
    stored = files.store(chance.randbytes(65_536) for _ in range(8))
    take_in(people["vanthu"], batch="killed", name=f"{stored.sha256[:8]}.txt", file=stored)


def read(chance: random.Random, people: dict[str, User], canned: Canned) -> None:
    step(canned)  # type: ignore[arg-type]


def review(chance: random.Random, people: dict[str, User], canned: Canned) -> None:
    finding = _any(chance, Finding.objects.filter(kind="directives", state=FindingState.PROPOSED))
    if finding is not None and chance.random() < 0.8:
        confirm(people["vanthu"], finding)
    elif finding is not None:
        drop_finding(people["vanthu"], finding)


def act(chance: random.Random, people: dict[str, User], canned: Canned) -> None:
    directive = _any(chance, Directive.objects.exclude(state__in=(State.DONE, State.DRAFT, State.WITHDRAWN)))
    if directive is None:
        return
    finance = Agency.objects.get(short="STC")
    if directive.state in (State.CONFIRMED, State.REFUSED):
        actions.assign_directive(people["giaoviec"], directive, lead=finance, support=[Agency.objects.get(short="SXD")])
    elif directive.state == State.ASSIGNED:
        actions.accept_directive(people["gd.taichinh"], directive)
    elif directive.state == State.REPORTED and chance.random() < 0.5:
        actions.return_report(people["kiemtra"], directive, reason="Chưa đủ.")
    elif directive.state == State.REPORTED:
        actions.accept_report(people["kiemtra"], directive)
    else:
        stored = files.store([chance.randbytes(1000)])
        evidence = [{"title": "tep.bin", "file": stored}]
        actions.report_done(people["taichinh"], directive, text="Đã xong.", evidence=evidence)


def take(chance: random.Random, people: dict[str, User], canned: Canned) -> None:
    """Import the rows of an annex: several directives at once, all or none."""
    actor, waiting = people["giaoviec"], _any(chance, AnnexUpload.objects.filter(state=UploadState.WAITING))
    if waiting is None:
        notice = _any(chance, Notice.objects.filter(intakes__state=IntakeState.READ))
        marks = [f"Việc {chance.getrandbits(40):x}" for _ in range(4)]
        rows = [row_to_plain(Row(**_EMPTY | {"task": mark, "lead": "Sở Tài chính"})) for mark in marks]
        upload_annex(actor, notice=notice, name="phu-luc.xlsx", file=files.store([marks[0].encode()]), rows=rows)
        return
    found = comparison_of(actor, waiting, Bodies())
    accept(actor, waiting, chosen={one.index: one.version for one in found.rows if one.offered}, bodies={})


_EMPTY = {"key": "", "number": "", "lead": "", "support": "", "deliverable": "", "basis": "", "due": ""}


def _any(chance: random.Random, rows: Any) -> Any:
    keys = list(rows.values_list("pk", flat=True)[:200])
    return rows.model.objects.get(pk=chance.choice(keys)) if keys else None


def half_done() -> list[str]:
    """What no action may leave behind, beside what the office's own check asks."""
    confirmed = Finding.objects.filter(kind="directives", state=FindingState.CONFIRMED, directive=None).count()
    read = Intake.objects.filter(state=IntakeState.READ, notice=None).count()
    empty = Notice.objects.filter(versions=None).count()
    closed = AnnexUpload.objects.filter(state=UploadState.ACCEPTED, closed_by=None).count()
    torn = 0
    for one in AnnexUpload.objects.all():
        there = Directive.objects.filter(task__in=[row["task"] for row in one.rows]).count()
        torn += there != (len(one.rows) if one.state == UploadState.ACCEPTED else 0)
    found = {"confirmed": confirmed, "read": read, "empty": empty, "closed": closed, "torn": torn}
    return [f"{name}: {count}" for name, count in found.items() if count]


class Living:
    """A process at work, which says so after each thing it did."""

    def __init__(self, seed: int) -> None:
        connections.close_all()
        self.pipe, end = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            try:
                work(seed, end)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(end)

    def kill(self, acts: int, after: float) -> bool:
        """Kill it a moment after it did so many things; whether it lived until then."""
        for _ in range(acts):
            if not os.read(self.pipe, 1):
                break
        time.sleep(after)
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.pipe)
        return os.WIFSIGNALED(os.waitpid(self.pid, 0)[1])


def main(kills: int, seed: int) -> int:
    """Kill so many processes; 1 where anything is wrong."""
    start.prepare()
    demo.enter()
    before = Entry.objects.count()
    chance = random.Random(seed)
    living: list[Living] = []
    for number in range(kills + 1):
        if number < kills:
            living.append(Living(seed + number))
        if (len(living) == 2 or number == kills) and not living.pop(0).kill(
            chance.randint(1, 3), chance.uniform(0, 0.03)
        ):
            print("a process ended by itself")
            return 1
    faults = [found.code for found in checking.check() if found.fault] + half_done()
    kinds = set(Entry.objects.filter(number__gt=before).values_list("action", flat=True))
    print(f"{kills} killed, {Entry.objects.count() - before} entries of {len(kinds)} kinds: {', '.join(sorted(kinds))}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
