"""The form above the register: choosing a filter by hand, in the words of the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.models import Agency
from namro.office.common import marks
from namro.office.common.fields import DayField
from namro.office.directives.counting import Basis
from namro.office.directives.filters import BASES, MISSING, ORDERS, PARTS, STANDING_WORDS, STANDINGS, STATES, Filter
from namro.office.directives.themes import THEMES

_ANY = _("tất cả")
_PART_LABELS = (_("chủ trì"), _("phối hợp"), _("theo dõi"), _("tham gia, bất kể vai trò"))
_BASIS_LABELS = {Basis.CURRENT: _("thời hạn hiện tại"), Basis.ORIGINAL: _("thời hạn ban đầu")}
_ORDER_LABELS = {"due": _("thời hạn gần trước"), "number": _("số thứ tự"), "newest": _("mới vào sổ trước")}


class FilterForm(forms.Form):
    """A filter to choose; sent by GET, so that what was chosen is an address. One value of each kind."""

    use_required_attribute = False

    def __init__(self, wanted: Filter, **kwargs: Any) -> None:
        super().__init__(auto_id="loc-%s", initial=_first_values(wanted), **kwargs)
        agencies = [("khong", _("chưa có cơ quan")), *((str(pk), name) for pk, name in _agencies())]
        clears = {key: name for key, _short, name in marks.CLEARS}
        self.fields |= {
            "q": forms.CharField(label=_("Số hoặc từ cần tìm"), widget=forms.TextInput(attrs={"autocomplete": "off"})),
            "co-quan": _choice(_("Cơ quan"), agencies),
            "vai-tro": _choice(_("Vai trò của cơ quan"), zip(PARTS, _PART_LABELS, strict=True), anything=False),
            "tinh-hinh": _choice(_("Tình hình"), ((key, STANDING_WORDS[one]) for key, one in STANDINGS.items())),
            "trang-thai": _choice(_("Trạng thái"), ((key, one.label) for key, one in STATES.items())),
            "chu-de": _choice(_("Chủ đề"), (*THEMES.items(), ("khong", _("không rõ chủ đề")))),
            "thieu": _choice(_("Thiếu"), ((key, clears[one]) for key, one in MISSING.items()), _("không kể")),
            "tu": DayField(label=_("Thời hạn từ")),
            "den": DayField(label=_("Thời hạn đến")),
            "co-so": _choice(_("Tính theo"), ((key, _BASIS_LABELS[one]) for key, one in BASES.items()), anything=False),
            "thu-tu": _choice(
                _("Xếp theo"), ((key, _ORDER_LABELS[one]) for key, one in ORDERS.items()), anything=False
            ),
        }
        hidden = {"van-ban": bool(wanted.notices), "chua-giao": wanted.unassigned, "cua-toi": wanted.mine}
        for name, kept in hidden.items():
            if kept:
                self.fields[name] = forms.CharField(widget=forms.HiddenInput)
        for one in self.fields.values():
            one.required = False


def _choice(label: Any, choices: Any, nothing: Any = _ANY, *, anything: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", nothing)] * anything + list(choices))


def _agencies() -> Any:
    return Agency.objects.values_list("pk", "name")


def _first_values(wanted: Filter) -> dict[str, Any]:
    """The first value of each parameter; days as days."""
    first: dict[str, Any] = {}
    for name, value in wanted.written():
        first.setdefault(name, value)
    return first | {"tu": wanted.due_from, "den": wanted.due_to}
