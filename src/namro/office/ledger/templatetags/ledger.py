"""An action in words: `{% load ledger %}`."""

from __future__ import annotations

from django import template

from namro.office.common.answers import action_name

register = template.Library()


@register.simple_tag
def action_words(name: str) -> str:
    """`{% action_words entry.action %}` → xác nhận hoàn thành."""
    return action_name(name)
