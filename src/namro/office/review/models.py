"""Steps: what each person did on a review desk, so that it can be undone one after another."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from namro.office.common.models import plain
from namro.office.notices.models import Finding, Version

KEPT = ("start", "end", "now", "state", "origin", "made_from", "decided_by_id", "decided_at")
"""The columns of a finding that acts of review change."""


class Step(models.Model):
    """One act on one text. Acts done in one go have the same `group` and are undone in one go.

    `changed` holds of every finding it changed [id, columns before, columns after], `made` of those it made [id,
    columns]. `directive` is the id of the directive it entered in the register.
    """

    of = models.ForeignKey(Version, models.PROTECT, related_name="steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    action = models.CharField(max_length=30)
    group = models.CharField(max_length=32)
    changed = models.JSONField(default=list)
    made = models.JSONField(default=list)
    directive = models.BigIntegerField(null=True)
    undone = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("of", "by", "undone", "-id"), name="step_last"),)


def columns(finding: Finding) -> dict[str, Any]:
    """A finding's columns as a step keeps them."""
    return {name: plain(getattr(finding, name)) for name in KEPT}
