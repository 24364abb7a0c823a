"""Files taken in, notices, their versions, and the findings of each version."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.office.common.models import Recorded, StoredFile
from namro.text import fold

KINDS = ("directives", "measures", "goals", "references")
"""The kinds of findings a person reviews, in the order of the desk."""


class IntakeState(models.TextChoices):
    """How far a file taken in has come."""

    WAITING = "waiting", _("Chờ đọc")
    READING = "reading", _("Đang đọc")
    READ = "read", _("Đã đọc")
    DUPLICATE = "duplicate", _("Đã có")
    UNDECIDED = "undecided", _("Chờ quyết định")
    FAILED = "failed", _("Không đọc được")


class Intake(Recorded):
    """A file that was sent, waiting to be read or read. `claimed_until` is the lease of whoever reads it now.

    `on` is the day a person gives to a document that does not say its own. `apart` tells that a person has decided it
    is another notice, though one of the same number is there; until they decide, `notice` is that one.
    """

    batch = models.CharField(max_length=32, db_index=True)
    name = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    sent_at = models.DateTimeField()
    on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey("Notice", models.PROTECT, null=True, blank=True, related_name="+")
    apart = models.BooleanField(default=False)
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
    """One text of a notice. `reading` is what Namro read, as JSON in the form of `namro-reading/1`, never changed.

    `clarity` is the mean of the six clears over its tasks, 0 to 100, as read; None where there are no tasks.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    digest = models.CharField(max_length=64, db_index=True)  # of the text
    text = models.TextField()
    reading = models.JSONField()
    clarity = models.PositiveSmallIntegerField(null=True, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("notice", "ordinal"), name="version_ordinal"),)
        ordering = ("notice", "ordinal")

    def record(self) -> dict[str, Any]:
        """Every column but the text and the reading, for which their digests stand: the ledger is no second archive."""
        kept = {name: value for name, value in super().record().items() if name not in ("text", "reading")}
        written = json.dumps(self.reading, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return kept | {
            "reading_digest": text_digest(written),
            "findings": {kind: len(self.reading.get(kind, ())) for kind in KINDS},
        }


class FindingState(models.TextChoices):
    """What a person has said of a finding."""

    PROPOSED = "proposed", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    DROPPED = "dropped", _("Đã bỏ")
    REPLACED = "replaced", _("Đã tách hoặc gộp")


LIVE = (FindingState.PROPOSED, FindingState.CONFIRMED)
"""What still stands: not dropped, and not split or merged into others."""


class Origin(models.TextChoices):
    """Where a finding came from."""

    READ = "read", _("Namro đọc")
    SPLIT = "split", _("Tách")
    MERGED = "merged", _("Gộp")
    ADDED = "added", _("Người thêm")


class Finding(Recorded):
    """Something found in a version at `start`–`end`: `read` as Namro read it, `now` as a person left it (None: same).

    `same_as` is the finding of an earlier version with the same words, whose decision it took over: a directive
    confirmed from that one is this one's too.
    """

    of = models.ForeignKey(Version, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=20)  # directives, measures, goals, references
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    read = models.JSONField(null=True, blank=True)
    now = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=FindingState.choices, default=FindingState.PROPOSED)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.READ)
    made_from = models.JSONField(default=list, blank=True)  # ids of the findings it was split or merged from
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
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


def text_digest(text: str) -> str:
    """What a text is known by: the digest that the annexes drafted from it carry too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
