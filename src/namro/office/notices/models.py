"""Files taken in, notices, their versions, and the findings of each version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.office.common.models import Recorded, StoredFile
from namro.text import fold


class IntakeState(models.TextChoices):
    """How far a file taken in has come."""

    WAITING = "waiting", _("Chờ đọc")
    READING = "reading", _("Đang đọc")
    READ = "read", _("Đã đọc")
    DUPLICATE = "duplicate", _("Đã có")
    FAILED = "failed", _("Không đọc được")


class Intake(Recorded):
    """A file that was sent, waiting to be read or read. `claimed_until` is the lease of whoever reads it now."""

    batch = models.CharField(max_length=32, db_index=True)
    name = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    sent_at = models.DateTimeField()
    replaces = models.ForeignKey("Notice", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=IntakeState.choices, default=IntakeState.WAITING)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error_details = models.JSONField(default=dict, blank=True)
    notice = models.ForeignKey("Notice", models.SET_NULL, null=True, blank=True, related_name="intakes")

    class Meta:
        indexes = (models.Index(fields=("state", "id"), name="intake_waiting"),)


class Notice(Recorded):
    """A document that directs. Its words are in its versions; the last one counts."""

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=120, blank=True)
    number_key = models.CharField(max_length=120, blank=True, db_index=True, editable=False)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True)
    signed_by = models.CharField(max_length=150, blank=True)
    place = models.CharField(max_length=100, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("-issued_on", "-id"), name="notice_newest"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key beside the number."""
        self.number_key = number_key(self.number)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """How the notice is called in a line: its number, else its title."""
        return self.number or self.title or f"#{self.pk}"


class Version(Recorded):
    """One text of a notice. `reading` is what Namro read, as JSON in the form of `namro-reading/1`, never changed."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    digest = models.CharField(max_length=64, db_index=True)  # of the text
    text = models.TextField()
    reading = models.JSONField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("notice", "ordinal"), name="version_ordinal"),)
        ordering = ("notice", "ordinal")


class FindingState(models.TextChoices):
    """What a person has said of a finding."""

    PROPOSED = "proposed", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    DROPPED = "dropped", _("Đã bỏ")
    REPLACED = "replaced", _("Đã tách hoặc gộp")


class Origin(models.TextChoices):
    """Where a finding came from."""

    READ = "read", _("Namro đọc")
    SPLIT = "split", _("Tách")
    MERGED = "merged", _("Gộp")
    ADDED = "added", _("Người thêm")


class Finding(Recorded):
    """Something found in a version at `start`–`end`: `read` as Namro read it, `now` as a person left it (None: same)."""

    of = models.ForeignKey(Version, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=20)  # directives, measures, goals, references
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    read = models.JSONField(null=True, blank=True)
    now = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=FindingState.choices, default=FindingState.PROPOSED)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.READ)
    made_from = models.JSONField(default=list, blank=True)  # ids of the findings it was split or merged from
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("of", "kind", "start"), name="finding_in_order"),)

    @property
    def shown(self) -> dict[str, Any]:
        """The finding as it now stands."""
        return self.now if self.now is not None else self.read or {}


def number_key(number: str) -> str:
    """A document number for comparing: no marks, no case, no spaces.

    >>> number_key("465/TB-VPCP") == number_key(" 465 / tb-vpcp")
    True
    """
    return fold(number).replace(" ", "")
