"""The settings of an office, read from the environment: each with its type, its default and what it is for.

`Environment` is the whole list. `documented()` gives the same list as a table, from which `docs/how-to` is checked.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from namro.errors import UsageError

PREFIX = "NAMRO_"


def _setting(default: Any, about: str) -> Any:
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Every setting; the variable is `NAMRO_` and the name in capitals."""

    data: Path = _setting(Path("~/.local/share/namro"), "folder of the database, the files and the secret key")
    database_url: str = _setting("", "postgresql://user:password@host:port/name; empty: SQLite in the data folder")
    secret_key: str = _setting(
        "", "signs sessions; empty: made once and kept in the data folder, readable by its owner"
    )
    hosts: tuple[str, ...] = _setting(("127.0.0.1", "localhost", "[::1]"), "names the site answers to, by comma")
    https: bool = _setting(False, "the site is reached by https only: cookies are then sent by https alone")
    behind_proxy: bool = _setting(False, "a proxy sets X-Forwarded-Proto and X-Forwarded-For, and is to be believed")
    office_name: str = _setting("", "the body whose register this is, as it names itself")
    place: str = _setting("", "short name of the province, for notices that do not say where they hold")
    language: str = _setting("vi", "language of pages for who has chosen none: vi or en")
    due_soon_days: int = _setting(7, "days before its deadline from which a task is told as due soon")
    entry_workdays: int = _setting(1, "working days within which a notice is to be reviewed after it came in")
    extension_lead_days: int = _setting(0, "days before the deadline by which more time must be asked for; 0: any day")
    done_day: str = _setting(
        "report", "the day a task counts as done: of its report, or (acceptance) of its acceptance"
    )
    upload_megabytes: int = _setting(64, "largest file taken in")
    upload_files: int = _setting(200, "most files taken in at once")
    request_megabytes: int = _setting(256, "most that one request may bring in, all its files together")
    listen: str = _setting("127.0.0.1:8465", "where gunicorn listens: address:port, or unix:/path of a socket")
    workers: int = _setting(2, "processes of gunicorn; with SQLite one is enough")
    threads: int = _setting(4, "requests that each process answers at once")
    oidc_name: str = _setting("", "name of the office's own identity provider on the sign-in page; empty: none")
    oidc_url: str = _setting("", "address of the provider's OpenID configuration")
    oidc_client: str = _setting("", "client id given by the provider")
    oidc_secret: str = _setting("", "client secret given by the provider")
    require_second_factor: bool = _setting(False, "whoever signs in must set up a one-time code or a passkey first")
    sign_in_rate: str = _setting("10/m", "sign-in attempts from an address: how many each s, m, h or d")
    log_level: str = _setting("INFO", "least severity that is logged: DEBUG, INFO, WARNING or ERROR")
    debug: bool = _setting(False, "pages of errors with their code: for developers on their own machine only")

    @property
    def files(self) -> Path:
        """Where uploaded files are kept, by their content."""
        return self.data / "files"


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The settings in a set of variables; raises `UsageError` naming the first that is wrong.

    >>> read_environment({"NAMRO_DUE_SOON_DAYS": "10", "NAMRO_HOSTS": "a.vn, b.vn"}).hosts
    ('a.vn', 'b.vn')
    """
    hints = get_type_hints(Environment)
    known = {PREFIX + one.name.upper(): one.name for one in fields(Environment)}
    given = {known[name]: _typed(name, value, hints[known[name]]) for name, value in variables.items() if name in known}
    environment = Environment(**{name: value for name, value in given.items() if value is not None})
    _check(environment)
    object.__setattr__(environment, "data", environment.data.expanduser().absolute())
    return environment


def documented() -> list[tuple[str, str, str]]:
    """Every variable with its default and what it is for."""
    return [(PREFIX + one.name.upper(), _written(one.default), one.metadata["about"]) for one in fields(Environment)]


def secret_key(environment: Environment) -> str:
    """The key that signs sessions; made at the first start and kept beside the data."""
    if environment.secret_key:
        return environment.secret_key
    kept = environment.data / "secret-key"
    try:
        return kept.read_text("ascii").strip()
    except FileNotFoundError:
        environment.data.mkdir(parents=True, exist_ok=True)
        made = secrets.token_urlsafe(48)
        try:
            handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was a moment earlier
            return kept.read_text("ascii").strip()
        with os.fdopen(handle, "w") as file:
            file.write(made)
        return made


_YES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def _typed(name: str, value: str, kind: Any) -> Any:
    """A value in its type; None where the variable is set but empty, which means the default."""
    value = value.strip()
    if not value:
        return None
    if kind is bool:
        if value.lower() not in _YES:
            raise UsageError("setting-wrong", name=name, given=value, wanted="0, 1")
        return _YES[value.lower()]
    if kind is int:
        if not value.isdecimal():
            raise UsageError("setting-wrong", name=name, given=value, wanted="0, 1, 2 …")
        return int(value)
    if kind is Path:
        return Path(value)
    if kind is str:
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _check(environment: Environment) -> None:
    choices = {
        "language": ("vi", "en"),
        "done_day": ("report", "acceptance"),
        "log_level": ("DEBUG", "INFO", "WARNING", "ERROR"),
    }
    for name, known in choices.items():
        given = getattr(environment, name)
        if given not in known:
            raise UsageError("setting-wrong", name=PREFIX + name.upper(), given=given, wanted=", ".join(known))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return ", ".join(value) if isinstance(value, tuple) else str(value)
