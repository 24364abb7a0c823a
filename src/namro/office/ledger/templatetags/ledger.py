"""An action and what it was done to, in words: `{% load ledger %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from namro.office.common.answers import action_name

register = template.Library()
SUBJECTS = {
    "agency": _("Cơ quan"),
    "directive": _("Nhiệm vụ"),
    "finding": _("Mục đã đọc"),
    "intake": _("Tệp đã gửi"),
    "notice": _("Văn bản"),
    "user": _("Người dùng"),
}
"""The words of a kind of record that an entry is about."""


@register.simple_tag
def action_words(name: str) -> str:
    """`{% action_words entry.action %}` → xác nhận hoàn thành."""
    return action_name(name)


@register.filter
def subject_words(subject: str) -> str:
    """`directive:12` → Nhiệm vụ 12; as it is, where the kind has no words."""
    kind, _colon, key = str(subject).partition(":")
    return f"{SUBJECTS[kind]} {key}" if kind in SUBJECTS and key else str(subject)
