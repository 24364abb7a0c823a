"""Forms of notices: sending files, and mending what was read of a notice's head."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.documents import known_suffixes
from namro.drafting.annex import KIND_NAMES
from namro.office.notices.models import Notice

DAY = {"input_formats": ["%d/%m/%Y", "%Y-%m-%d"]}
"""How a day is typed: a browser's own field for days follows the language of the machine, not the page's."""


def day_widget() -> forms.DateInput:
    """A field for a day, dd/mm/yyyy."""
    return forms.DateInput(format="%d/%m/%Y", attrs={"class": "short-input", "inputmode": "numeric"})


class Files(forms.ClearableFileInput):
    """A field that takes several files."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """One or many files to be read. They are looked at one by one, so that one never costs the others."""

    files = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        widget=Files(attrs={"multiple": True, "accept": ",".join(sorted(known_suffixes())), "data-drop": ""}),
        help_text=_("Word, PDF, ảnh quét, trang web hoặc văn bản thô. Có thể chọn nhiều tệp, hoặc kéo thả vào ô này."),
    )
    on = forms.DateField(
        label=_("Ngày ban hành"),
        required=False,
        widget=day_widget(),
        help_text=_("Ngày/tháng/năm. Chỉ cần khi văn bản không ghi ngày; thời hạn tính theo ngày này."),
        **DAY,
    )


class NoticeForm(forms.ModelForm):
    """The head of a notice."""

    class Meta:
        model = Notice
        fields = ("kind", "number", "issued_on", "issuer", "title", "signed_by", "place")
        labels = {
            "kind": _("Loại văn bản"),
            "number": _("Số, ký hiệu"),
            "issued_on": _("Ngày ban hành"),
            "issuer": _("Cơ quan ban hành"),
            "title": _("Trích yếu"),
            "signed_by": _("Người ký"),
            "place": _("Địa phương"),
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"] = forms.DateField(
            label=_("Ngày ban hành"), required=False, widget=day_widget(), help_text=_("Ngày/tháng/năm"), **DAY
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Loại văn bản"), choices=[(kind.value, name) for kind, name in KIND_NAMES.items()]
        )
