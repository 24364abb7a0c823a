"""Forms of notices: sending files, and mending what was read of a notice's head."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.documents import known_suffixes
from namro.drafting.annex import KIND_NAMES
from namro.office.common.fields import DayField, ManyFiles
from namro.office.notices.models import Notice


class UploadForm(forms.Form):
    """One or many files to be read. They are looked at one by one, so that one never costs the others."""

    files = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        widget=ManyFiles(attrs={"multiple": True, "accept": ",".join(sorted(known_suffixes())), "data-drop": ""}),
        help_text=_("Word, PDF, ảnh quét, trang web hoặc văn bản thô. Có thể chọn nhiều tệp, hoặc kéo thả vào ô này."),
    )
    on = DayField(
        label=_("Ngày ban hành"),
        required=False,
        help_text=_("Ngày/tháng/năm. Chỉ cần khi văn bản không ghi ngày; thời hạn tính theo ngày này."),
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
        self.fields["issued_on"] = DayField(label=_("Ngày ban hành"), required=False)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Loại văn bản"), choices=[(kind.value, name) for kind, name in KIND_NAMES.items()]
        )
