"""Settings for all tests: nothing is timed, since a busy machine is no fault of the code.

The register's tests run on a data folder of their own, and on the database that `--database` names: SQLite, or a
PostgreSQL server that is started for them and thrown away. Both must be known before any test module imports a model.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

from tests.servers import Postgres, postgres_is_there

settings.register_profile("namro", deadline=None)
settings.load_profile("namro")

_KEPT = frozenset({"NAMRO_REQUIRE_ALL"})


def pytest_addoption(parser, pluginmanager):
    parser.addoption(
        "--database", choices=("sqlite", "postgres"), default="sqlite", help="the database of the register's tests"
    )
    given = pluginmanager.get_plugin("pytestconfig").invocation_params.args
    _choose(parser.parse_known_args([str(one) for one in given]).database)


def _choose(database: str) -> None:
    """Set the environment that Django's settings are read from, and read them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "namro.office.config.settings"
    if "PYTEST_XDIST_WORKER" not in os.environ:  # those find the environment as the first process made it
        for name in [name for name in os.environ if name.startswith("NAMRO_") and name not in _KEPT]:
            del os.environ[name]  # the developer's own office is not what is tested
        folder = os.environ["NAMRO_DATA"] = tempfile.mkdtemp(prefix="namro-tests-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        if database == "postgres":
            if not postgres_is_there():
                raise pytest.UsageError("--database=postgres needs PostgreSQL's programs initdb and postgres")
            server = Postgres()
            atexit.register(server.remove)
            server.start()
            os.environ["NAMRO_DATABASE_URL"] = server.url("namro")
    import django

    django.setup()
    from django.db import connection

    # Whether a kept connection still lives is one question more a request: what is counted is what pages ask.
    connection.settings_dict["CONN_HEALTH_CHECKS"] = False
