"""The register: directives, the bodies that take part, reports, evidence, extensions, and the tally of the count."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.models import Agency
from namro.office.accounts.queries import heirs
from namro.office.accounts.roles import Part
from namro.office.common.models import Recorded, StoredFile, plain
from namro.office.directives.states import OPEN, State
from namro.office.notices.models import Finding, Notice, Version

PEOPLE = settings.AUTH_USER_MODEL
CLEARS = ("person", "task", "responsibility", "authority", "time", "result")
"""The six clears, in the order they are always shown."""


class Directive(Recorded):
    """Work that somebody is told to do (nhiệm vụ được giao).

    `quote` and `start`–`end` are its clause in `source`, the version of the notice it was confirmed from. `clears` says
    of each of the six: {"state": clear|vague|missing, "words": str|null, "start": int|null, "end": int|null}, as the
    notice has it; what the office fills stands in the columns. `original_due` is set once, when the directive is first
    given a deadline, and never changes; `current_due` moves with granted extensions. Amounts are in đồng.
    """

    number = models.PositiveIntegerField(unique=True)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="directives")
    source = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, blank=True, related_name="directive")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subtasks")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    basis = models.CharField(max_length=200, blank=True)
    clears = models.JSONField(default=dict, blank=True)
    suggestions = models.JSONField(default=list, blank=True)

    task = models.TextField()
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="led")
    lead_words = models.CharField(max_length=300, blank=True)
    support_words = models.TextField(blank=True)
    responsibility = models.TextField(blank=True)
    authority = models.TextField(blank=True)
    deliverable = models.TextField(blank=True)
    recipient = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    original_due = models.DateField(null=True, blank=True)
    current_due = models.DateField(null=True, blank=True)
    every = models.CharField(max_length=10, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    due_steps = models.JSONField(default=list, blank=True)  # [code, {details}] of the wording table
    capital_plan = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    disbursed = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)

    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    state_before = models.CharField(max_length=12, blank=True)  # what a suspended one comes back to
    reason = models.TextField(blank=True)  # of the last refusal, return, suspension or withdrawal
    entered_at = models.DateTimeField()
    assigned_on = models.DateField(null=True, blank=True)
    reported_by = models.ForeignKey(PEOPLE, models.PROTECT, null=True, blank=True, related_name="+")
    reported_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(PEOPLE, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (
            models.Index(fields=("state", "current_due", "id"), name="directive_due"),
            models.Index(fields=("lead", "state", "current_due", "id"), name="directive_lead"),
            models.Index(fields=("lead", "current_due", "id"), name="directive_lead_due"),
            models.Index(fields=("current_due", "id"), name="directive_by_due"),
            models.Index(fields=("current_due", "id"), condition=models.Q(state__in=OPEN), name="directive_open_due"),
            models.Index(fields=("original_due", "id"), name="directive_by_original"),
            models.Index(fields=("theme", "current_due", "id"), name="directive_theme"),
            models.Index(fields=("notice", "start"), name="directive_notice"),
            models.Index(
                fields=("done_on", "current_due"), condition=models.Q(state=State.DONE), name="directive_done"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.task[:80]}"

    def bodies_with(self, part: Part) -> set[int]:
        """The bodies that take a part, as they are today: those that ended stand for their successors."""
        if part is Part.LEAD:
            return heirs([self.lead_id]) if self.lead_id else set()
        return heirs(self.parts.filter(part=part).values_list("agency_id", flat=True))

    def record(self) -> dict[str, Any]:
        """Every column, and what belongs to the directive alone."""
        kept = {"parts": [[part.agency_id, part.part] for part in self.parts.order_by("part", "agency_id")]}
        for name in ("reports", "evidence", "extensions"):
            kept[name] = [one.record() for one in getattr(self, name).order_by("pk")]
        return super().record() | kept


class Participation(models.Model):
    """A body's part in a directive; the lead has its row too, so that one question finds all a body's work."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="parts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="parts")
    part = models.CharField(max_length=8, choices=[(part.value, part.value) for part in Part])

    class Meta:
        constraints = (models.UniqueConstraint(fields=("directive", "agency", "part"), name="participation_once"),)
        indexes = (models.Index(fields=("agency", "directive"), name="participation_agency"),)


class _Kept(models.Model):
    """Something that belongs to a directive and is part of its record."""

    class Meta:
        abstract = True

    def record(self) -> dict[str, Any]:
        """Every column but the directive's own id."""
        columns = (field.attname for field in self._meta.concrete_fields if field.attname != "directive_id")
        return {name: plain(getattr(self, name)) for name in columns}


class ReportKind(models.TextChoices):
    """What a report says."""

    PROGRESS = "progress", _("Báo cáo tiến độ")
    COMPLETION = "completion", _("Báo cáo hoàn thành")


class ReportOutcome(models.TextChoices):
    """What became of a report of completion."""

    WAITING = "waiting", _("Chờ xem xét")
    RETURNED = "returned", _("Yêu cầu thực hiện lại")
    ACCEPTED = "accepted", _("Được chấp nhận")
    NONE = "none", _("Ghi nhận")


class Report(_Kept):
    """What a body says of its work."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind.choices)
    text = models.TextField()
    by = models.ForeignKey(PEOPLE, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    outcome = models.CharField(max_length=10, choices=ReportOutcome.choices, default=ReportOutcome.NONE)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PEOPLE, models.PROTECT, null=True, blank=True, related_name="+")


class EvidenceKind(models.TextChoices):
    """In what form a deliverable is shown."""

    FILE = "file", _("Tệp")
    LINK = "link", _("Đường dẫn")
    FIGURE = "figure", _("Số liệu")


class Evidence(_Kept):
    """A file, a link or a figure that shows what was done."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="evidence")
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(PEOPLE, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Answer(models.TextChoices):
    """What became of a request for more time."""

    ASKED = "asked", _("Chờ quyết định")
    GRANTED = "granted", _("Đồng ý")
    REFUSED = "refused", _("Không đồng ý")


class Extension(_Kept):
    """A request for more time, and the decision on it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(PEOPLE, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_then = models.DateField()
    wanted_due = models.DateField()
    why = models.TextField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    granted_due = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(PEOPLE, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)


class SavedView(Recorded):
    """A filter of the register that a person named, as the query of its address; theirs alone."""

    user = models.ForeignKey(PEOPLE, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="saved_view_once"),)
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How many directives stand alike: the official count without reading the register through.

    `done` ones are told by whether they were on time by each deadline (None: no such deadline); open ones keep the
    deadlines themselves, since whether they are overdue depends on the day. Kept by every action, in its transaction;
    `namro office check` reckons it anew and compares.
    """

    key = models.CharField(max_length=64, primary_key=True)
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12)  # open, done, suspended
    original_due = models.DateField(null=True)
    current_due = models.DateField(null=True)
    on_time_original = models.BooleanField(null=True)
    on_time_current = models.BooleanField(null=True)
    count = models.IntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("lead",), name="tally_lead"),)
