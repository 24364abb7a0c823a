"""What is indexed: one row for each directive, notice and piece of evidence; the words stand beside it.

In PostgreSQL the words are the column `vector` (tsvector, GIN) of the same table, in SQLite the FTS5 table
`search_words` with the same ids; both are made by the migration and written by `engines.py` alone.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.office.directives.models import Directive
from namro.office.notices.models import Notice


class Kind(models.TextChoices):
    """What a person may find."""

    DIRECTIVE = "directive", _("Nhiệm vụ")
    NOTICE = "notice", _("Văn bản")
    EVIDENCE = "evidence", _("Minh chứng")


HEAD = "head"
"""The index's own fourth kind: the head of a notice, for those who may not read the whole."""


class Indexed(models.Model):
    """A record that can be found. `kind` is a `Kind` or `HEAD`, `key` its id, `digest` that of what was indexed."""

    kind = models.CharField(max_length=10)
    key = models.BigIntegerField()
    directive = models.ForeignKey(Directive, models.CASCADE, null=True, related_name="+")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="indexed_once"),)
