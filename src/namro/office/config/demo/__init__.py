"""Sample work: an office of a province with people in every role and two years of work behind it.

Everything is done by the actions of the register, in the order of the days it is told of, so it stands in the ledger as
any other work does. Only an empty register takes it in; all of it, or nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from namro.errors import UsageError

_FILE = "demo-sign-in.txt"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in, as the terminal tells it."""

    username: str
    password: str
    name: str
    role: str
    agency: str

    def role_words(self, lang: str) -> str:
        """The role and the body, in a language."""
        from django.utils import translation

        from namro.office.accounts.models import ROLE_NAMES
        from namro.office.accounts.roles import Role

        with translation.override(lang):
            return f"{ROLE_NAMES[Role(self.role)]}, {self.agency}"


def enter() -> bool:
    """Enter the sample work; False where it is there already. Raises UsageError `serve-demo-not-empty`."""
    from namro.office.accounts.models import User
    from namro.office.config.demo.story import tell
    from namro.office.ledger.models import Entry

    if User.objects.exists() or Entry.objects.exists():
        if people():
            return False
        raise UsageError("serve-demo-not-empty", folder=settings.ENVIRONMENT.data)
    with transaction.atomic():
        _keep(tell())
    return True


def people() -> list[Person]:
    """The sample people with their passwords; none where this register is no sample."""
    try:
        lines = sign_in_file().read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [Person(*line.split("\t")) for line in lines if line.count("\t") == 4]


def sign_in_file() -> Path:
    """The file that keeps their passwords, readable by its owner only."""
    return Path(settings.ENVIRONMENT.data) / _FILE


def _keep(told: list[Person]) -> None:
    target = sign_in_file()
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        for one in told:
            file.write("\t".join((one.username, one.password, one.name, one.role, one.agency)) + "\n")
