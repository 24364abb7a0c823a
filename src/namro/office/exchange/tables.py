"""What an archive holds of the database: which tables, in which order, and how a row is written and read.

Found from the models themselves, so that an app that comes later is carried too. Left out on purpose: sessions,
Django's own permissions and groups (nothing here follows them), and what can be reckoned from the rest.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.query import QuerySet

from namro.office.common.models import plain
from namro.office.ledger.models import Entry, LedgerHead

APPS = ("common", "accounts", "notices", "directives", "search", "review", "exchange", "dashboards")
SIGN_IN_APPS = ("account", "mfa", "socialaccount")
SECRET_MODELS = frozenset(
    {"account.emailconfirmation", "mfa.authenticator", "socialaccount.socialapp", "socialaccount.socialtoken"}
)
"""Models that are secrets in every row: one-time codes, passkeys, recovery codes, keys of providers."""
SECRET_COLUMNS = {"accounts.user": frozenset({"password"})}
DERIVED = frozenset({"directives.tally", "search.indexed"})
"""Models that are made anew from the others after an archive is taken in."""
UNUSABLE_PASSWORD = "!"
"""What a person comes in with where the archive holds no secrets: no password fits it."""
_ELSEWHERE = frozenset({"ledger.entry", "ledger.ledgerhead"})
_READ_ROWS = 2000


def carried(*, secrets: bool) -> list[type[models.Model]]:
    """The models an archive holds a table of, each after those it points to."""
    labels = (*APPS, *SIGN_IN_APPS)
    found = [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    kept = [model for model in found if _is_carried(model) and (secrets or label_of(model) not in SECRET_MODELS)]
    return _in_order(kept)


def label_of(model: type[models.Model]) -> str:
    """How an archive calls a table: "notices.notice"."""
    return model._meta.label_lower


def columns_of(model: type[models.Model], *, secrets: bool) -> list[models.Field[Any, Any]]:
    """The columns an archive keeps of a table."""
    left_out = frozenset() if secrets else SECRET_COLUMNS.get(label_of(model), frozenset())
    return [field for field in model._meta.concrete_fields if field.attname not in left_out and not field.generated]


def rows_of(model: type[models.Model], *, secrets: bool) -> Iterator[dict[str, Any]]:
    """Every row of a table by its key, a few at a time."""
    names = [field.attname for field in columns_of(model, secrets=secrets)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(_READ_ROWS):
        yield dict(zip(names, map(_coded, row), strict=True))


def maker(model: type[models.Model], names: list[str]) -> Callable[[dict[str, Any]], models.Model]:
    """What makes a record of a row; a column the archive does not have takes its default."""
    readers = {name: _reader(model._meta.get_field(name)) for name in names}
    is_user = "password" not in names and label_of(model) in SECRET_COLUMNS

    def make(row: dict[str, Any]) -> models.Model:
        values = {name: readers[name](row[name]) for name in names}
        if is_user:
            values["password"] = UNUSABLE_PASSWORD
        return model(**values)

    return make


def insert(model: type[models.Model], records: list[models.Model]) -> None:
    """Put records in as they are: no column is set by the program on the way, as `bulk_create` would."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    size = max(connection.ops.bulk_batch_size(fields, records), 1)
    rows: QuerySet[models.Model] = model._base_manager.all()
    for at in range(0, len(records), size):
        rows._insert(records[at : at + size], fields=fields, using="default", raw=True)


def _is_carried(model: type[models.Model]) -> bool:
    options = model._meta
    if not options.managed or options.proxy or label_of(model) in _ELSEWHERE or is_derived(model):
        return False
    auth = {one.remote_field.model._meta.app_label for one in options.concrete_fields if one.remote_field}
    return not auth & {"auth", "contenttypes"}


def is_derived(model: type[models.Model]) -> bool:
    """Whether a table can be reckoned from the others."""
    return label_of(model) in DERIVED


def _in_order(found: list[type[models.Model]]) -> list[type[models.Model]]:
    """Each model after those its columns point to; a ring is cut where it is met, since keys are checked at the end."""
    wanted, placed, path = set(found), [], set()

    def place(model: type[models.Model]) -> None:
        if model in placed or model in path:
            return
        path.add(model)
        for field in model._meta.concrete_fields:
            target = field.remote_field.model if field.remote_field else None
            if target in wanted and target is not model:
                place(target)
        path.discard(model)
        placed.append(model)

    for model in found:
        place(model)
    return placed


def _coded(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value if isinstance(value, float) else plain(value)


def _reader(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value, validate=True)
    target = field
    while target.remote_field is not None:
        target = target.target_field
    if isinstance(target, models.JSONField):
        return lambda value: value
    return partial(_to_python, target)


def _to_python(field: models.Field[Any, Any], value: Any) -> Any:
    return None if value is None else field.to_python(value)


def not_empty() -> str | None:
    """The first table with rows in it, None where the register is empty."""
    models_kept: list[type[models.Model]] = [Entry, *carried(secrets=True)]
    for model in models_kept:
        if model._base_manager.exists():
            return label_of(model)
    return "ledger.ledgerhead" if LedgerHead.objects.filter(number__gt=0).exists() else None
