"""An office with its people, for every test of the register."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from namro.office.accounts.models import Agency, Post, User
from namro.office.accounts.roles import Role
from namro.office.common import clock

TODAY = date(2025, 6, 10)


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    """Stored files of a test stay in its own folder."""
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: not what is under test


@pytest.fixture
def today(monkeypatch):
    """A clock that stands at 10 June 2025, and can be set: `today(date(...))`."""
    shown = {"day": TODAY}
    real_now = clock.now

    def now():
        day = shown["day"]
        return real_now().replace(year=day.year, month=day.month, day=day.day)

    monkeypatch.setattr(clock, "today", lambda: shown["day"])
    monkeypatch.setattr(clock, "now", now)
    return lambda day: shown.update(day=day)


def person(username: str, name: str, agency: Agency, *roles: Role) -> User:
    """A person with posts in a body; their password is their user name twice."""
    user = User.objects.create_user(username, password=username * 2, name=name)
    for role in roles:
        Post.objects.create(user=user, agency=agency, role=role)
    return user


@pytest.fixture
def office(db, today):
    """The office of a province: four bodies and a person in every role."""
    office = Agency.objects.create(name="Văn phòng Ủy ban nhân dân tỉnh", short="VP UBND")
    finance = Agency.objects.create(name="Sở Tài chính", short="STC")
    works = Agency.objects.create(name="Sở Xây dựng", short="SXD")
    home = Agency.objects.create(name="Sở Nội vụ", short="SNV")
    return SimpleNamespace(
        agency=office,
        finance=finance,
        works=works,
        home=home,
        clerk=person("vanthu", "Nguyễn Thị Thư", office, Role.CLERK),
        assigner=person("giaoviec", "Trần Văn Giao", office, Role.ASSIGNER),
        inspector=person("kiemtra", "Lê Thị Kiểm", office, Role.INSPECTOR),
        leader=person("lanhdao", "Phạm Văn Đạo", office, Role.LEADER),
        administrator=person("quantri", "Hồ Văn Trị", office, Role.ADMINISTRATOR),
        officer=person("taichinh", "Vũ Thị Tài", finance, Role.OFFICER),
        head=person("giamdoc", "Đỗ Văn Đốc", finance, Role.HEAD),
        other=person("xaydung", "Bùi Văn Xây", works, Role.OFFICER),
        set_day=today,
    )
