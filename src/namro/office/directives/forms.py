"""Forms of the register: one for each verb, from what was written to what the action takes.

A form knows what must be written and in which shape; whether the action is allowed is the action's own to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.office.accounts.roles import Part
from namro.office.common import clock, files
from namro.office.common.answers import lang
from namro.office.common.fields import DayField
from namro.office.common.figures import day as day_words
from namro.office.directives.fields import (
    AgenciesField,
    AgencyField,
    AmountField,
    FilesField,
    standing_agencies,
)
from namro.office.directives.models import Answer, Directive
from namro.office.directives.themes import THEMES
from namro.quantities.deadlines import Deadline, Every, Unit, after

_LINES = 3
EVERY_WORDS = {
    Every.WEEK.value: gettext_lazy("hằng tuần"),
    Every.MONTH.value: gettext_lazy("hằng tháng"),
    Every.QUARTER.value: gettext_lazy("hằng quý"),
    Every.YEAR.value: gettext_lazy("hằng năm"),
}


class ActForm(forms.Form):
    """What every form of a verb has: the version of the directive it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    use_required_attribute = False  # errors are told in words, beside the field

    def __init__(self, *args: Any, directive: Directive | None = None, **kwargs: Any) -> None:
        self.directive = directive
        super().__init__(*args, **kwargs)
        if directive is not None:
            self.initial.setdefault("version", directive.version)
            for name, value in self.begins_with(directive).items():
                self.initial.setdefault(name, value)
        for name in ("lead", "support", "followers"):
            if name in self.fields:
                self.fields[name].queryset = standing_agencies(kept=_kept(self.initial.get(name)))

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {}

    def data_of(self) -> dict[str, Any]:
        """What the action is given."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def has_files(self) -> bool:
        """Whether it is sent with files."""
        return self.is_multipart()


class PlainForm(ActForm):
    """A verb that needs no more than to be said."""


class ReasonForm(ActForm):
    """A verb that needs a reason."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class WordsForm(ActForm):
    """A verb that may be said with words."""

    words = forms.CharField(
        label=gettext_lazy("Ý kiến"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=4000
    )


class DueForm(ActForm):
    """A deadline: a day, or so many working days from a day; asked to reckon, it shows the day before it is used."""

    due = DayField(label=gettext_lazy("Thời hạn"), required=False)
    workdays = forms.IntegerField(
        label=gettext_lazy("Hoặc số ngày làm việc"), required=False, min_value=1, max_value=2000,
        widget=forms.NumberInput(attrs={"class": "short-input"}),
    )  # fmt: skip
    from_day = DayField(
        label=gettext_lazy("Kể từ ngày"),
        required=False,
        help_text=gettext_lazy("Ngày này không tính; để trống là hôm nay."),
    )
    reckoned: Deadline | None = None

    def clean(self) -> dict[str, Any]:
        """Turn working days into a day."""
        data = super().clean() or self.cleaned_data
        days, start = data.pop("workdays", None), data.pop("from_day", None)
        if days and not self.errors:
            self.reckoned = after(start or clock.today(), days, Unit.WORKDAY)
            if self.reckoned.due is None:
                self.add_error("workdays", self.reckoned.explain(lang()))
            elif data.get("due") and data["due"] != self.reckoned.due:
                self.add_error(
                    "due",
                    _("Ngày này khác %(day)s là ngày tính theo số ngày làm việc; hãy bỏ một trong hai.")
                    % {"day": day_words(self.reckoned.due)},
                )
            else:
                data["due"] = self.reckoned.due
                data["due_steps"] = [[step.code, dict(step.details)] for step in self.reckoned.steps]
        return data

    @property
    def explained(self) -> str:
        """How the day was reached."""
        return self.reckoned.explain(lang()) if self.reckoned else ""


class AssignForm(DueForm):
    """To whom, with whom, by when."""

    lead = AgencyField(label=gettext_lazy("Cơ quan chủ trì"))
    support = AgenciesField(label=gettext_lazy("Cơ quan phối hợp"), required=False)
    followers = AgenciesField(label=gettext_lazy("Cơ quan theo dõi"), required=False)
    field_order = ("version", "lead", "due", "workdays", "from_day", "support", "followers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.directive is not None and self.directive.original_due and self.directive.assigned_on:
            for name in ("due", "workdays", "from_day"):
                del self.fields[name]  # the first deadline stands

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """As it stands, or as the notice has it."""
        return {"lead": directive.lead_id, "due": directive.original_due, **_parts_of(directive)}

    def data_of(self) -> dict[str, Any]:
        """A deadline that is not written is not touched."""
        data = super().data_of()
        if data.get("due") is None:
            data.pop("due", None)
        return data


class PartsForm(ActForm):
    """Who supports and who follows."""

    support = AgenciesField(label=gettext_lazy("Cơ quan phối hợp"), required=False)
    followers = AgenciesField(label=gettext_lazy("Cơ quan theo dõi"), required=False)

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """As it stands."""
        return _parts_of(directive)


class WordsOfDirectiveForm(DueForm):
    """The words of a directive that is not yet given."""

    task = forms.CharField(
        label=gettext_lazy("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )
    lead = AgencyField(label=gettext_lazy("Cơ quan chủ trì"), required=False)
    responsibility = forms.CharField(
        label=gettext_lazy("Trách nhiệm"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=4000
    )
    authority = forms.CharField(
        label=gettext_lazy("Thẩm quyền"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=4000
    )
    deliverable = forms.CharField(
        label=gettext_lazy("Sản phẩm"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=4000
    )
    recipient = forms.CharField(label=gettext_lazy("Báo cáo cho"), required=False, max_length=300)
    every = forms.ChoiceField(
        label=gettext_lazy("Định kỳ"),
        required=False,
        choices=[("", gettext_lazy("không định kỳ")), *EVERY_WORDS.items()],
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Chủ đề"), required=False, choices=[("", gettext_lazy("không rõ chủ đề")), *THEMES.items()]
    )
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"), required=False, max_length=200,
        help_text=gettext_lazy("Văn bản và chỗ nêu nhiệm vụ, ví dụ: mục II.3 Thông báo 465/TB-VPCP."),
    )  # fmt: skip
    field_order = (
        "version", "task", "lead", "due", "workdays", "from_day", "every", "deliverable", "recipient",
        "responsibility", "authority", "theme", "basis",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.initial.get("theme")
        if theme and theme not in THEMES:  # an office's own word
            self.fields["theme"].choices = [*self.fields["theme"].choices, (theme, theme)]

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """As it stands."""
        names = ("task", "responsibility", "authority", "deliverable", "recipient", "every", "theme", "basis")
        return {name: getattr(directive, name) for name in names} | {
            "lead": directive.lead_id,
            "due": directive.original_due,
        }

    def data_of(self) -> dict[str, Any]:
        """A deadline that did not change keeps its steps."""
        data = super().data_of()
        if self.directive is not None and data.get("due") == self.directive.original_due:
            data.pop("due", None)
            data.pop("due_steps", None)
        elif self.directive is None and data.get("due") is None:
            data.pop("due", None)
        return data


class SubtaskForm(DueForm):
    """A part of the work."""

    task = forms.CharField(label=gettext_lazy("Việc con"), widget=forms.Textarea(attrs={"rows": 3}), max_length=8000)
    lead = AgencyField(label=gettext_lazy("Cơ quan chủ trì"), required=False)
    deliverable = forms.CharField(label=gettext_lazy("Sản phẩm"), required=False, max_length=4000)
    field_order = ("version", "task", "lead", "due", "workdays", "from_day", "deliverable")

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """The same body leads unless another is chosen."""
        return {"lead": directive.lead_id}

    def data_of(self) -> dict[str, Any]:
        """Without a body, the whole's own."""
        data = super().data_of()
        if data.get("lead") is None:
            data.pop("lead")
        return data


class AskExtensionForm(ActForm):
    """Until when, and why."""

    wanted_due = DayField(label=gettext_lazy("Xin gia hạn đến ngày"))
    why = forms.CharField(label=gettext_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)


class GrantExtensionForm(WordsForm):
    """Until when: the day asked for, or another."""

    due = DayField(label=gettext_lazy("Thời hạn mới"))
    field_order = ("version", "due", "words")

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """The day that was asked for."""
        asked = directive.extensions.filter(answer=Answer.ASKED).first()
        return {"due": asked.wanted_due if asked else None}


class ResourcesForm(ActForm):
    """Amounts in đồng."""

    capital_plan = AmountField(label=gettext_lazy("Vốn kế hoạch (đồng)"), places=2, required=False)
    disbursed = AmountField(label=gettext_lazy("Đã giải ngân (đồng)"), places=2, required=False)

    def begins_with(self, directive: Directive) -> dict[str, Any]:
        """As it stands."""
        return {"capital_plan": directive.capital_plan, "disbursed": directive.disbursed}


class EvidenceForm(ActForm):
    """Files, links and figures, several of each. What is stored is stored only when the whole form is right."""

    files = FilesField(label=gettext_lazy("Tệp"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        environment = settings.ENVIRONMENT
        self.fields["files"].help_text = _(
            "Chọn được nhiều tệp, mỗi tệp không quá %(size)s MB. Nếu phải sửa biểu mẫu thì chọn lại tệp."
        ) % {"size": environment.upload_megabytes}
        for at in range(1, _LINES + 1):
            short = {"class": "short-input"}
            self.fields[f"link_title_{at}"] = forms.CharField(
                label=_("Tên của đường dẫn"), required=False, max_length=300
            )
            self.fields[f"link_url_{at}"] = forms.CharField(
                label=_("Địa chỉ đường dẫn"), required=False, max_length=1000
            )
            self.fields[f"figure_title_{at}"] = forms.CharField(label=_("Chỉ tiêu"), required=False, max_length=300)
            self.fields[f"figure_value_{at}"] = AmountField(label=_("Giá trị"), places=6, signed=True, required=False)
            self.fields[f"figure_unit_{at}"] = forms.CharField(
                label=_("Đơn vị"), required=False, max_length=60, widget=forms.TextInput(attrs=short)
            )

    def clean(self) -> dict[str, Any]:
        """Each line whole: a link with its address, a figure with value and name; no more files than taken at once."""
        data = super().clean() or self.cleaned_data
        for at in range(1, _LINES + 1):
            if data.get(f"link_title_{at}") and not data.get(f"link_url_{at}") and not self.has_error(f"link_url_{at}"):
                self.add_error(f"link_url_{at}", _("Ghi địa chỉ của đường dẫn này."))
            title, value = data.get(f"figure_title_{at}"), data.get(f"figure_value_{at}")
            if (title or data.get(f"figure_unit_{at}")) and value is None and not self.has_error(f"figure_value_{at}"):
                self.add_error(f"figure_value_{at}", _("Ghi giá trị của chỉ tiêu này."))
            if value is not None and not title:
                self.add_error(f"figure_title_{at}", _("Ghi tên chỉ tiêu của số liệu này."))
        most = settings.ENVIRONMENT.upload_files
        if len(data.get("files") or ()) > most:
            self.add_error("files", _("Mỗi lần gửi không quá %(most)s tệp.") % {"most": most})
        return data

    def data_of(self) -> dict[str, Any]:
        """The evidence as the action takes it; files go into the store now."""
        data = {
            name: value for name, value in super().data_of().items() if name in self.base_fields and name != "files"
        }
        return data | {"evidence": list(self._evidence())}

    @property
    def links(self) -> list[list[forms.BoundField]]:
        """The fields of links, a line each."""
        return [[self[f"link_title_{at}"], self[f"link_url_{at}"]] for at in range(1, _LINES + 1)]

    @property
    def figures(self) -> list[list[forms.BoundField]]:
        """The fields of figures, a line each."""
        names = ("figure_title", "figure_value", "figure_unit")
        return [[self[f"{name}_{at}"] for name in names] for at in range(1, _LINES + 1)]

    @property
    def more_lines(self) -> bool:
        """Whether a line beyond the first was written or is wrong."""
        later = [field for line in (*self.links[1:], *self.figures[1:]) for field in line]
        return any(field.value() or field.errors for field in later)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields that are not evidence."""
        return [self[name] for name in self.fields if name in self.base_fields and name != "files"]

    def _evidence(self) -> Iterator[dict[str, Any]]:
        data = self.cleaned_data
        for sent in data["files"]:
            yield {"title": files.safe_name(sent.name), "file": files.store(sent.chunks())}
        for at in range(1, _LINES + 1):
            if data[f"link_url_{at}"]:
                yield {"title": data[f"link_title_{at}"], "url": data[f"link_url_{at}"]}
        for at in range(1, _LINES + 1):
            if data[f"figure_value_{at}"] is not None:
                yield {
                    "title": data[f"figure_title_{at}"],
                    "value": data[f"figure_value_{at}"],
                    "unit": data[f"figure_unit_{at}"],
                }


class ReportForm(EvidenceForm):
    """What was done, with what shows it."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung báo cáo"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20000
    )
    on = DayField(
        label=gettext_lazy("Ngày báo cáo"),
        required=False,
        help_text=gettext_lazy("Để trống là hôm nay; không sau hôm nay."),
    )
    field_order = ("version", "text", "on", "files")


FORMS: dict[str, type[ActForm]] = {
    "edit_directive": WordsOfDirectiveForm,
    "assign_directive": AssignForm,
    "refuse_directive": ReasonForm,
    "report_progress": ReportForm,
    "report_done": ReportForm,
    "return_report": ReasonForm,
    "accept_report": WordsForm,
    "reopen_directive": ReasonForm,
    "ask_extension": AskExtensionForm,
    "grant_extension": GrantExtensionForm,
    "refuse_extension": ReasonForm,
    "add_evidence": EvidenceForm,
    "set_resources": ResourcesForm,
    "set_parts": PartsForm,
    "add_subtask": SubtaskForm,
    "suspend_directive": ReasonForm,
    "withdraw_directive": ReasonForm,
}
"""The form of each verb; the others need no more than to be said."""

FIELD_OF = {
    "due-stands": "due",
    "assign-no-lead": "lead",
    "assign-body-ended": "lead",
    "report-day-ahead": "on",
    "done-no-evidence": "files",
    "evidence-missing": "files",
    "upload-too-large": "files",
    "upload-empty": "files",
    "subtask-later": "due",
}
"""Beside which field a refusal is told."""


def field_of(code: str, details: dict[str, Any], form: forms.Form) -> str | None:
    """The field a refusal is about; None where it is about the whole."""
    wanted = details.get("field") if code == "field-needed" else FIELD_OF.get(code)
    if code == "extension-not-later":
        wanted = "wanted_due" if "wanted_due" in form.fields else "due"
    if code == "evidence-link":
        wanted = next((name for name in form.fields if form.data.get(name, "")[:80] == details.get("url")), None)
    return wanted if wanted in form.fields else None


def _parts_of(directive: Directive) -> dict[str, list[int]]:
    parts = list(directive.parts.values_list("part", "agency_id"))
    return {
        "support": [pk for part, pk in parts if part == Part.SUPPORT],
        "followers": [pk for part, pk in parts if part == Part.FOLLOW],
    }


def _kept(initial: Any) -> list[int]:
    return [one for one in (initial if isinstance(initial, list) else [initial]) if isinstance(one, int)]
