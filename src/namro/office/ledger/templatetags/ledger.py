"""An action and what it was done to, in words: `{% load ledger %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from namro.office.common.answers import action_name

register = template.Library()
SUBJECTS = {
    "agency": _("Cơ quan %(key)s"),
    "directive": _("Nhiệm vụ %(key)s"),
    "finding": _("Mục đã đọc %(key)s"),
    "intake": _("Tệp đã gửi %(key)s"),
    "notice": _("Văn bản %(key)s"),
    "version": _("Bản văn bản %(key)s"),
    "annexupload": _("Phụ lục đã gửi %(key)s"),
    "officeexport": _("Bản xuất %(key)s"),
    "user": _("Người dùng %(key)s"),
}
"""What an entry is about, in words, by the kind of record."""


@register.simple_tag
def action_words(name: str) -> str:
    """`{% action_words entry.action %}` → xác nhận hoàn thành."""
    return action_name(name)


@register.filter
def subject_words(subject: str) -> str:
    """`directive:12` → Nhiệm vụ 12; as it is, where the kind has no words."""
    kind, _colon, key = str(subject).partition(":")
    return str(SUBJECTS[kind]) % {"key": key} if kind in SUBJECTS and key else str(subject)
