"""Annexes that came back and wait to be taken in, and a record of whoever took the whole office out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.office.common.models import Recorded, StoredFile
from namro.office.notices.models import Notice


class UploadState(models.TextChoices):
    """What became of an annex that was sent."""

    WAITING = "waiting", _("Chờ chọn thay đổi")
    ACCEPTED = "accepted", _("Đã nhận")
    DISCARDED = "discarded", _("Đã bỏ")


class AnnexUpload(Recorded):
    """An edited annex of a notice. `rows` are its rows as they were read; `taken` what was taken in of them.

    Compared with the register anew whenever it is looked at, so nothing about the register is kept here.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="annexes")
    name = models.CharField(max_length=150)
    file = models.ForeignKey(StoredFile, models.PROTECT)
    rows = models.JSONField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    taken = models.JSONField(default=dict, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("notice", "state", "id"), name="annex_waiting"),)


class OfficeExport(Recorded):
    """Somebody took everything out: who and when. What was in it is the register as it then stood."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
