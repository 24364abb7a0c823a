"""Fields of forms that several apps share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, typed dd/mm/yyyy; ISO is taken too.

    A browser's own field for days follows the language of the machine: on an English one 10/11 would be 11 October, and
    a deadline would be a month out.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ngày/tháng/năm"))
        super().__init__(
            widget=forms.DateInput(
                format="%d/%m/%Y",
                attrs={"class": "short-input", "inputmode": "numeric", "autocomplete": "off"},
            ),
            input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
            error_messages={"invalid": _("Ghi ngày như 30/10/2024.")},
            **kwargs,
        )


class ManyFiles(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True
