"""Entries of the ledger and its head."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One action: who, when, what, before and after. Written once, never changed; text is kept as it was hashed."""

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    before = models.TextField()
    after = models.TextField()
    note = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("subject", "number"), name="ledger_subject"),
            models.Index(fields=("actor", "number"), name="ledger_actor"),
            models.Index(fields=("action", "at"), name="ledger_action"),
            models.Index(fields=("at", "number"), name="ledger_at"),
        )


class LedgerHead(models.Model):
    """The one row that says where the chain ends; locked by whoever appends."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
