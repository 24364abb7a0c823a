"""The words of the index, in the database's own form."""

from __future__ import annotations

from typing import Any

from django.db import migrations

POSTGRESQL = (
    "ALTER TABLE search_indexed ADD COLUMN vector tsvector",
    # One for each kind: a word in a million directives must not be waded through to find it in no piece of evidence.
    # Without a list of what waits: a search costs the same before and after the list is worked off.
    *(
        f"CREATE INDEX search_{kind} ON search_indexed USING gin (vector) WITH (fastupdate = off) WHERE kind = '{kind}'"
        for kind in ("directive", "notice", "head", "evidence")
    ),
)
SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5"
    "(folded, marked, wholes, sight, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
)


def make(apps: Any, editor: Any) -> None:
    """Make the column and its index, or the table."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unmake(apps: Any, editor: Any) -> None:
    """Drop them."""
    words = "ALTER TABLE search_indexed DROP COLUMN vector"
    editor.execute(words if editor.connection.vendor == "postgresql" else "DROP TABLE search_words")


class Migration(migrations.Migration):
    """The words beside the rows."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
