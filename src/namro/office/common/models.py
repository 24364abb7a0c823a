"""Records that carry a version, and files known by their content."""

from __future__ import annotations

from typing import Any

from django.db import models


class Recorded(models.Model):
    """A record that only actions change.

    `version` grows by one at every action, so that a form made from an older state is seen to be old. `record()` is the
    record's whole state as plain JSON: what the ledger keeps as before and after.
    """

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def subject(self) -> str:
        """How the ledger names this record: "directive:12"."""
        return f"{self._meta.model_name}:{self.pk}"

    def record(self) -> dict[str, Any]:
        """The state as plain JSON: every column, by its name."""
        return {field.attname: plain(getattr(self, field.attname)) for field in self._meta.concrete_fields}


class StoredFile(models.Model):
    """A file in the store, once however often it was sent. `kind` is told by its content, never by its name."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=100)
    stored_at = models.DateTimeField()


def plain(value: Any) -> Any:
    """A column's value as JSON has it: days and moments as ISO text, amounts as text without a trailing nought."""
    if value is None or isinstance(value, (bool, int, str, list, dict)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return format(value.normalize(), "f") if hasattr(value, "normalize") else str(value)
