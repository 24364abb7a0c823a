"""Forms of the pages of people and bodies. They read what was written; whether it may be done the actions decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.office.accounts.models import ROLE_NAMES, Agency, PersonState
from namro.office.accounts.roles import Role
from namro.office.common.fields import DayField

ROLES = [(role.value, ROLE_NAMES[role]) for role in Role]


class Search(forms.Form):
    """What narrows the list of people."""

    q = forms.CharField(label=_("Tên hoặc tên đăng nhập"), required=False, max_length=150)
    agency = forms.ModelChoiceField(Agency.objects.all(), label=_("Cơ quan"), required=False, empty_label=_("tất cả"))
    role = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("tất cả")), *ROLES])
    state = forms.ChoiceField(label=_("Tài khoản"), required=False, choices=[("", _("tất cả")), *PersonState.choices])


class Naming(forms.Form):
    """A person's name and address."""

    name = forms.CharField(label=_("Họ và tên"), max_length=150)
    email = forms.CharField(
        label=_("Thư điện tử"),
        required=False,
        max_length=254,
        help_text=_("Dùng để nhận ra người này khi đăng nhập qua hệ thống định danh của cơ quan."),
    )


class PostForm(forms.Form):
    """A post in a body."""

    agency = forms.ModelChoiceField(Agency.objects.all(), label=_("Cơ quan"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    begins = DayField(label=_("Từ ngày"), required=False)
    ends = DayField(label=_("Đến hết ngày"), required=False)


class NewPerson(forms.Form):
    """A person with a first post."""

    field_order = ("username", "name", "email", "agency", "role")
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=150, help_text=_("Chữ, số và các dấu @ . + - _; không đổi được về sau.")
    )
    name = forms.CharField(label=_("Họ và tên"), max_length=150)
    email = forms.CharField(label=_("Thư điện tử"), required=False, max_length=254)
    agency = forms.ModelChoiceField(Agency.objects.all(), label=_("Cơ quan"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)


class EndPost(forms.Form):
    """The last day of a post."""

    ends = DayField(label=_("Đến hết ngày"))


class AgencyForm(forms.Form):
    """What is said of a body."""

    name = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    short = forms.CharField(label=_("Tên viết tắt"), required=False, max_length=60)
    parent = forms.ModelChoiceField(Agency.objects.all(), label=_("Trực thuộc"), required=False)
    begins = DayField(label=_("Hoạt động từ ngày"), required=False)
    body = forms.CharField(
        label=_("Mã trong danh mục cơ quan của Namro"),
        required=False,
        max_length=80,
        help_text=_("Để trống nếu không biết."),
    )


class Ending(forms.Form):
    """A body's last day and its successor."""

    ends = DayField(label=_("Ngày hoạt động cuối cùng"))
    successor = forms.ModelChoiceField(
        Agency.objects.all(),
        label=_("Cơ quan kế thừa"),
        required=False,
        help_text=_("Từ ngày hôm sau, nhiệm vụ của cơ quan này do cơ quan kế thừa thực hiện."),
    )
