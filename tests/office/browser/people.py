"""Puts an office with its people into an empty register: run as a program, in the environment of the site tested."""

from __future__ import annotations

import os

PEOPLE = {
    "vanthu": ("Nguyễn Thị Thư", "Văn phòng Ủy ban nhân dân tỉnh", "clerk"),
    "giaoviec": ("Trần Văn Giao", "Văn phòng Ủy ban nhân dân tỉnh", "assigner"),
    "kiemtra": ("Lê Thị Kiểm", "Văn phòng Ủy ban nhân dân tỉnh", "inspector"),
    "lanhdao": ("Phạm Văn Đạo", "Văn phòng Ủy ban nhân dân tỉnh", "leader"),
    "quantri": ("Hồ Văn Trị", "Văn phòng Ủy ban nhân dân tỉnh", "administrator"),
    "taichinh": ("Vũ Thị Tài", "Sở Tài chính", "officer"),
    "giamdoc": ("Đỗ Văn Đốc", "Sở Tài chính", "head"),
    "xaydung": ("Bùi Văn Xây", "Sở Xây dựng", "officer"),
}
PASSWORD = "rõ-người-rõ-việc-465"


def main() -> None:
    """Bodies, people and their posts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.office.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from namro.office.accounts.models import Agency, Post, User

    call_command("migrate", verbosity=0)
    for username, (name, body, role) in PEOPLE.items():
        agency, _ = Agency.objects.get_or_create(name=body)
        user = User.objects.create_user(username, password=PASSWORD, name=name)
        Post.objects.create(user=user, agency=agency, role=role)


if __name__ == "__main__":
    main()
