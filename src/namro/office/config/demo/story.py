"""The telling of the sample work: `story.toml` turned into actions, each on its day, by its person.

A day is written as it is, or as days from today. An act names an action of the register and what it is given; a body is
named as the story's own list has it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from django.utils import timezone

import namro
from namro.office.accounts.actions import create_agency, create_user
from namro.office.accounts.models import Agency, User
from namro.office.accounts.passwords import one_time_password
from namro.office.common import clock
from namro.office.common import files as store
from namro.office.config.demo import Person
from namro.office.directives import actions
from namro.office.directives.models import Directive
from namro.office.ledger.acting import PROGRAM
from namro.office.notices.actions import take_in
from namro.office.notices.models import Finding, Intake
from namro.office.notices.reader import Reader
from namro.office.notices.worker import step
from namro.office.review.actions import drop_finding
from namro.office.review.confirming import confirm

_DAYS = ("on", "due", "wanted_due")
_AMOUNTS = frozenset({"capital_plan", "disbursed"})
_BODIES = ("support", "followers")
_MORNING = time(8, 0)


def tell() -> list[Person]:
    """Do everything the story tells; its people, with passwords made for them by chance."""
    return _Telling(tomllib.loads(files(__package__).joinpath("story.toml").read_text("utf-8"))).told()


def example(name: str) -> bytes:
    """A notice of the examples: from the package, or from the clone it was installed from."""
    packed: Traversable = files("namro").joinpath("examples", name)
    if packed.is_file():
        return packed.read_bytes()
    return (Path(namro.__file__).parents[2] / "examples" / name).read_bytes()


class _Telling:
    def __init__(self, story: dict[str, Any]) -> None:
        self.story = story
        self.today = clock.today()
        self.agencies: dict[str, Agency] = {}
        self.users: dict[str, User] = {}
        self.findings: dict[str, list[Finding]] = {}
        self.directives: dict[str, Directive] = {}

    def told(self) -> list[Person]:
        with clock.standing_at(self._moment(self.day(self.story["begins"]), 0)):
            self._bodies()
            people = self._people()
        events = sorted(self._events(), key=lambda one: one["on"])  # stable: on one day, in the order of the story
        reader = Reader()
        try:
            last, number = None, 0
            for event in events:
                number = number + 1 if event["on"] == last else 1
                last = event["on"]
                with clock.standing_at(self._moment(last, number)):
                    self._do(event, reader)
        finally:
            reader.close()
        return people

    def day(self, written: date | int) -> date:
        """A day of the story; never one to come where something is said to have been done."""
        return self.today + timedelta(days=written) if isinstance(written, int) else written

    def _moment(self, day: date, number: int) -> datetime:
        at = timezone.make_aware(datetime.combine(day, _MORNING)) + timedelta(minutes=7 * number)
        return min(at, timezone.now()).astimezone(UTC)  # as the clock gives it, and as the database gives it back

    def _bodies(self) -> None:
        for one in self.story["body"]:
            self.agencies[one["name"]] = create_agency(PROGRAM, **one)

    def _people(self) -> list[Person]:
        made = []
        for one in self.story["person"]:
            password = one_time_password()
            agency = self.agencies[one["agency"]]
            self.users[one["username"]] = create_user(
                PROGRAM,
                username=one["username"],
                name=one["name"],
                posts=[{"agency": agency, "role": one["role"]}],
                password=password,
            )
            made.append(Person(one["username"], password, one["name"], one["role"], agency.name))
        return made

    def _events(self) -> Iterator[dict[str, Any]]:
        for notice in self.story["notice"]:
            yield {"on": self.day(notice["came"]), "by": notice["by"], "notice": notice}
            for at in notice.get("dropped", ()):
                on = self.day(notice["reviewed"])
                yield {"on": on, "by": notice["by"], "drop": (notice["file"], at)}
        for task in self.story["task"]:
            for act in task["acts"]:
                yield {**act, "on": min(self.day(act["on"]), self.today), "about": task}

    def _do(self, event: dict[str, Any], reader: Reader) -> None:
        actor = self.users[event["by"]]
        if "notice" in event:
            self._take_in(actor, event["notice"]["file"], reader)
        elif "drop" in event:
            name, at = event["drop"]
            finding = self.findings[name][at]
            drop_finding(actor, finding, version=finding.version, note=self.story["drop_note"])
        else:
            self._act(actor, event)

    def _take_in(self, actor: User, name: str, reader: Reader) -> None:
        stored = store.store([example(name)])
        intake = take_in(actor, batch=f"demo-{len(self.findings) + 1}", name=name, file=stored)
        step(reader)
        intake = Intake.objects.select_related("notice").get(pk=intake.pk)
        if intake.notice is None:
            raise RuntimeError(f"{name}: {intake.error_code}")
        version = intake.notice.versions.get()
        self.findings[name] = list(version.findings.filter(kind="directives").order_by("start"))

    def _act(self, actor: User, event: dict[str, Any]) -> None:
        task, act = event["about"], event["act"]
        given = self._given({name: value for name, value in event.items() if name not in ("on", "by", "act", "about")})
        key = task["key"]
        if act == "confirm":
            self.directives[key] = confirm(actor, self.findings[task["of"]][task["at"]])
        elif act == "enter_directive":
            self.directives[key] = actions.enter_directive(actor, task=task["words"], **given)
        elif act == "add_subtask":
            name = given.pop("key")
            self.directives[name] = actions.add_subtask(actor, self.directives[key], **given)
        else:
            directive = Directive.objects.get(pk=self.directives[key].pk)
            getattr(actions, act)(actor, directive, version=directive.version, **given)

    def _given(self, given: dict[str, Any]) -> dict[str, Any]:
        for name in _DAYS:
            if name in given:
                given[name] = self.day(given[name])
        if "lead" in given:
            given["lead"] = self.agencies[given["lead"]]
        for name in _BODIES:
            if name in given:
                given[name] = [self.agencies[one] for one in given[name]]
        for name in _AMOUNTS & given.keys():
            given[name] = Decimal(given[name])
        for one in given.get("evidence", ()):
            if "value" in one:
                one["value"] = Decimal(one["value"])
            if "text" in one:
                one["file"] = store.store([one.pop("text").encode("utf-8")])
        return given
