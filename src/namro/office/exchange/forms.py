"""Forms of the app: which period a report is of, and which file is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.errors import UsageError
from namro.office.common.answers import said
from namro.office.common.fields import DayField
from namro.office.directives.counting import Basis
from namro.office.directives.filters import BASES
from namro.office.exchange.periods import Period, PeriodKind, current, period_between, period_of

KIND_WORDS = {
    PeriodKind.WEEK: gettext_lazy("Tuần"),
    PeriodKind.MONTH: gettext_lazy("Tháng"),
    PeriodKind.QUARTER: gettext_lazy("Quý"),
    PeriodKind.HALF: gettext_lazy("6 tháng"),
    PeriodKind.YEAR: gettext_lazy("Năm"),
    PeriodKind.DAYS: gettext_lazy("Từ ngày đến ngày"),
}
_BASIS_WORDS = {Basis.CURRENT: gettext_lazy("thời hạn hiện tại"), Basis.ORIGINAL: gettext_lazy("thời hạn ban đầu")}


class PeriodForm(forms.Form):
    """The period of a report; sent by GET, so that a report has an address."""

    use_required_attribute = False

    ky = forms.ChoiceField(
        label=gettext_lazy("Kỳ báo cáo"), choices=[(key.value, KIND_WORDS[key]) for key in PeriodKind]
    )
    nam = forms.IntegerField(label=gettext_lazy("Năm"), min_value=1990, max_value=2100, required=False, localize=False)
    so = forms.IntegerField(
        label=gettext_lazy("Kỳ thứ mấy trong năm"),
        min_value=1,
        max_value=53,
        required=False,
        help_text=gettext_lazy("Tuần 1–53, tháng 1–12, quý 1–4, 6 tháng 1–2."),
    )
    bat_dau = DayField(label=gettext_lazy("Từ ngày"), required=False)
    ket_thuc = DayField(label=gettext_lazy("Đến ngày"), required=False)

    def __init__(self, *args: Any, on: date, basis: Basis = Basis.CURRENT, **kwargs: Any) -> None:
        year, ordinal = current(PeriodKind.MONTH, on)
        kwargs.setdefault("initial", {"ky": PeriodKind.MONTH.value, "nam": year, "so": ordinal})
        super().__init__(*args, **kwargs)
        choices = [(key, _BASIS_WORDS[one]) for key, one in BASES.items()]
        self.fields["co-so"] = forms.ChoiceField(label=gettext_lazy("Tính theo"), choices=choices, required=False)
        self.initial["co-so"] = next(key for key, one in BASES.items() if one is basis)

    def clean(self) -> dict[str, Any]:
        """The period, under `period`."""
        kept: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return kept
        try:
            kept["period"] = self._period(kept)
        except UsageError as error:
            raise forms.ValidationError(said(error)) from error
        return kept

    def _period(self, kept: dict[str, Any]) -> Period:
        kind = PeriodKind(kept["ky"])
        if kind is PeriodKind.DAYS:
            if not kept["bat_dau"] or not kept["ket_thuc"]:
                raise UsageError("report-period")
            return period_between(kept["bat_dau"], kept["ket_thuc"])
        ordinal = kept["so"] or (1 if kind is PeriodKind.YEAR else 0)
        return period_of(kind, kept["nam"] or 0, 1 if kind is PeriodKind.YEAR else ordinal)


class AnnexForm(forms.Form):
    """An edited annex."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("Phụ lục đã sửa (.docx hoặc .xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx"}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp phụ lục.")},
    )

    def clean_file(self) -> Any:
        """A file of one of the two forms, by its name; its content is looked at when it is read."""
        given = self.cleaned_data["file"]
        if not str(given.name).lower().endswith((".docx", ".xlsx")):
            raise forms.ValidationError(_("Hãy gửi tệp .docx hoặc .xlsx đã tải về từ trang này."))
        return given
