"""Agencies through time, people, and the posts they hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.roles import OFFICE_ROLES, Role
from namro.office.common import clock
from namro.office.common.models import Recorded
from namro.text import fold

ROLE_NAMES = {
    Role.CLERK: _("Văn thư"),
    Role.ASSIGNER: _("Chuyên viên giao việc"),
    Role.OFFICER: _("Chuyên viên thực hiện"),
    Role.HEAD: _("Thủ trưởng cơ quan"),
    Role.INSPECTOR: _("Kiểm tra"),
    Role.LEADER: _("Lãnh đạo"),
    Role.ADMINISTRATOR: _("Quản trị"),
}


class PersonState(models.TextChoices):
    """Whether a person may sign in."""

    ACTIVE = "active", _("Đang dùng")
    INACTIVE = "inactive", _("Đã ngừng")


class BodyState(models.TextChoices):
    """Whether the last day of a body is set."""

    STANDING = "standing", _("Đang hoạt động")
    ENDED = "ended", _("Đã kết thúc")


class Agency(Recorded):
    """A body under one continuing name, from `begins` to `ends`; its work passes to `successor`.

    `body` is its id in the gazetteer of this release, empty where it is not there. `key` is its name without marks.
    """

    name = models.CharField(max_length=200, unique=True)
    short = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=200, db_index=True, editable=False)
    body = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key beside the name."""
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    @property
    def state(self) -> str:
        """Standing, or ended: its last day is set."""
        return BodyState.ENDED if self.ends is not None else BodyState.STANDING

    def stands_on(self, day: date) -> bool:
        """Whether the body exists on a day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


class User(AbstractUser):
    """A person. What they may do follows from their posts of the day, never from flags."""

    first_name = None
    last_name = None
    name = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=301, db_index=True, editable=False)  # name and user name, to be searched
    must_change_password = models.BooleanField(default=False)  # part of the password, so not of the record
    REQUIRED_FIELDS = ("name",)

    class Meta:
        ordering = ("name", "username")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key beside the names."""
        self.key = fold(f"{self.name} {self.username}")
        super().save(*args, **kwargs)

    @property
    def subject(self) -> str:
        """How the ledger names this person."""
        return f"user:{self.pk}"

    def record(self) -> dict[str, Any]:
        """What the ledger keeps of a person: never a password."""
        posts = [[post.agency_id, post.role, _iso(post.begins), _iso(post.ends)] for post in self.posts.order_by("pk")]
        own = ("id", "username", "name", "email", "is_active", "version")
        return {**{name: getattr(self, name) for name in own}, "posts": posts}

    @property
    def state(self) -> str:
        """Whether the person may sign in."""
        return PersonState.ACTIVE if self.is_active else PersonState.INACTIVE

    def get_full_name(self) -> str:
        """The person's name."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """The person's name."""
        return self.get_full_name()

    def posts_today(self) -> list[Post]:
        """The posts held today; asked once a request."""
        kept: list[Post] | None = getattr(self, "_posts_today", None)
        if kept is None:
            day = clock.today()
            held = self.posts.filter(Q(begins=None) | Q(begins__lte=day), Q(ends=None) | Q(ends__gte=day))
            kept = list(held.select_related("agency").order_by("pk"))
            self._posts_today = kept
        return kept

    def roles_today(self) -> frozenset[Role]:
        """The roles of those posts."""
        return frozenset(Role(post.role) for post in self.posts_today())

    def sees_all(self) -> bool:
        """Whether the whole register is open to this person."""
        return bool(self.roles_today() & OFFICE_ROLES)


class Post(models.Model):
    """A person's role in a body, for a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    @property
    def role_name(self) -> str:
        """The role in words."""
        return str(ROLE_NAMES[Role(self.role)])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
