"""Fields of the register's forms: amounts as Vietnamese people write them, bodies of today, many files.

Every refusal says what was expected. Does not decide what an action allows.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from namro.office.accounts.models import Agency
from namro.office.common import clock
from namro.office.common.fields import ManyFiles
from namro.office.common.figures import figure

_LARGEST = Decimal(10) ** 18


class AmountField(forms.CharField):
    """A number as an office writes it: 1.234,5 on Vietnamese pages, 1,234.5 on English ones."""

    def __init__(self, *, places: int, signed: bool = False, **kwargs: Any) -> None:
        self.places, self.signed = places, signed
        super().__init__(
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short-input"}),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """As it would be written."""
        return figure(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """The amount; None where nothing was written."""
        text = "".join(str(value or "").split())
        if not text:
            return None
        thousands, comma = (",", ".") if (get_language() or "vi").startswith("en") else (".", ",")
        shape = rf"-?(\d+|\d{{1,3}}({re.escape(thousands)}\d{{3}})+)({re.escape(comma)}\d{{1,{self.places}}})?"
        if not re.fullmatch(shape, text, re.ASCII):
            raise forms.ValidationError(_("Ghi số như %(example)s.") % {"example": figure(Decimal("1234567.5"))})
        number = Decimal(text.replace(thousands, "").replace(comma, "."))
        if abs(number) >= _LARGEST:
            raise forms.ValidationError(_("Số này quá lớn."))
        if number < 0 and not self.signed:
            raise forms.ValidationError(_("Số này không được âm."))
        return number

    def validate(self, value: Any) -> None:
        """Only whether it must be there."""
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Nothing more: the shape was checked."""


class FilesField(forms.FileField):
    """Several files, as a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them checked like one."""
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class AgencyField(forms.ModelChoiceField):
    """One body of today; `kept` is one that ended but stands already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Agency.objects.none(), empty_label=gettext_lazy("— chọn cơ quan —"), **kwargs)


class AgenciesField(forms.ModelMultipleChoiceField):
    """Several bodies of today."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple(attrs={"class": "picks"}), **kwargs
        )


def standing_agencies(on: date | None = None, kept: list[int] | None = None) -> QuerySet[Agency]:
    """The bodies that stand on a day, and those of `kept` whether they do or not."""
    day = on or clock.today()
    stands = (Q(begins=None) | Q(begins__lte=day)) & (Q(ends=None) | Q(ends__gte=day))
    return Agency.objects.filter(stands | Q(pk__in=kept or ()))
