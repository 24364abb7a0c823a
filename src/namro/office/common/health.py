"""Whether the register is well, for whoever watches over it: `/suc-khoe`, plain or JSON, open to all.

Says that the database answers, that its shape is this release's, where the ledger ends, and when the reader of
incoming files was last alive. Says nothing of people, names or settings.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from namro.office.common import clock

BEAT = "worker-alive"
"""The file in the data folder whose time says when the reader of incoming files was last alive."""
SILENT_AFTER = timedelta(minutes=2)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 where the register can be used, 503 where it cannot."""
    told = state()
    status = 200 if told["ok"] else 503
    if "json" in request.headers.get("Accept", "") or request.GET.get("format") == "json":
        return JsonResponse(told, status=status)
    lines = "".join(f"{name}: {_plain(value)}\n" for name, value in told.items())
    return HttpResponse(lines, status=status, content_type="text/plain; charset=utf-8")


def state() -> dict[str, Any]:
    """`ok`, and what it follows from."""
    told: dict[str, Any] = {"ok": False, "database": "away", "migrations": "unknown", "ledger": None}
    try:
        told["ledger"] = _ledger_end()
        told["database"] = "ok"
        told["migrations"] = "applied" if not waiting_migrations() else "waiting"
    except DatabaseError:
        connection.close()
    told["ok"] = told["database"] == "ok" and told["migrations"] == "applied"
    told |= {"worker": "alive" if worker_alive() else "silent", "at": clock.now().isoformat(timespec="seconds")}
    return told


def waiting_migrations() -> list[str]:
    """Changes of the database's shape that this release has and the database has not."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [f"{one.app_label}.{one.name}" for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def beat() -> None:
    """Say that the reader of incoming files is alive; it calls this every few seconds."""
    Path(settings.ENVIRONMENT.data, BEAT).touch()


def worker_alive() -> bool:
    """Whether it said so lately."""
    try:
        at = Path(settings.ENVIRONMENT.data, BEAT).stat().st_mtime
    except OSError:
        return False
    return clock.now() - datetime.fromtimestamp(at, clock.now().tzinfo) < SILENT_AFTER


def _ledger_end() -> int:
    """The number of the last entry. Asked by its table's name: what is `common` knows no other app."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM ledger_ledgerhead WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _plain(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
