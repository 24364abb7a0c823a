"""People and bodies: what administrators may do, what each act leaves in the ledger, and what never enters it."""

from __future__ import annotations

from datetime import date

import pytest

from namro.errors import ActionError
from namro.office.accounts import actions
from namro.office.accounts.models import Agency, Post, User
from namro.office.accounts.roles import Role
from namro.office.accounts.states import RULES
from namro.office.ledger.acting import PROGRAM
from namro.office.ledger.models import Entry

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **kwargs):
    before = (
        Entry.objects.count(),
        list(User.objects.values()),
        list(Agency.objects.values()),
        list(Post.objects.values()),
    )
    with pytest.raises(ActionError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    after = (
        Entry.objects.count(),
        list(User.objects.values()),
        list(Agency.objects.values()),
        list(Post.objects.values()),
    )
    assert after == before, "nothing of it remains"


def test_an_account_is_made_with_a_one_time_password(office):
    made = actions.create_user(
        office.administrator,
        None,
        username="lan",
        name="Mai Thị Lan",
        email="lan@example.vn",
        posts=[{"agency": office.finance, "role": "officer"}],
    )
    assert made.must_change_password
    assert made.check_password(made.one_time_password)
    assert made.roles_today() == {Role.OFFICER}
    entry = Entry.objects.get()
    assert (entry.actor, entry.action, entry.subject) == ("quantri", "create_user", f"user:{made.pk}")
    for kept in (made.one_time_password, made.password, "password"):
        assert kept not in entry.before + entry.after + entry.note


def test_the_first_administrator_is_made_by_the_program(db):
    home = actions.create_agency(PROGRAM, None, name="Văn phòng")
    made = actions.create_user(
        PROGRAM,
        None,
        username="dau",
        name="Người đầu",
        posts=[{"agency": home, "role": "administrator"}],
        password="m" * 12,
    )
    assert not made.must_change_password
    assert [entry.actor for entry in Entry.objects.order_by("number")] == ["namro", "namro"]
    assert actions.create_user(made, None, username="hai", name="Người thứ hai").pk


@pytest.mark.parametrize("username", ["", "hai từ", "a/b", "namro", "x" * 151])
def test_user_names_that_cannot_be(office, username):
    code = "user-name-wrong" if username else "field-needed"
    refused(code, actions.create_user, office.administrator, None, username=username, name="Ai đó")


def test_user_names_and_addresses_are_one_persons(office):
    refused("user-name-taken", actions.create_user, office.administrator, None, username="VanThu", name="Ai đó")
    actions.rename_user(office.administrator, office.clerk, name="Nguyễn Thị Thư", email="Thu@example.vn")
    refused("email-taken", actions.rename_user, office.administrator, office.head, name="Đốc", email="thu@EXAMPLE.vn")
    refused("email-wrong", actions.rename_user, office.administrator, office.head, name="Đốc", email="thu@")
    actions.rename_user(office.administrator, office.clerk, name="Nguyễn Thị Thư", email="thu@example.vn")


def test_a_new_password_ends_the_old_one_and_its_sessions(office, client):
    client.force_login(office.officer)
    assert client.get("/nguoi-dung/toi").status_code == 200
    user = actions.set_password(office.administrator, office.officer)
    assert user.check_password(user.one_time_password)
    assert not user.check_password("taichinh" * 2)
    assert client.get("/nguoi-dung/toi").status_code == 302
    entry = Entry.objects.get()
    assert user.one_time_password not in entry.before + entry.after + entry.note
    assert user.password not in entry.before + entry.after + entry.note


def test_posts_through_time(office):
    held = [
        {"agency": office.finance, "role": "officer", "begins": None, "ends": date(2025, 6, 9)},
        {"agency": office.works, "role": "head", "begins": date(2025, 6, 10), "ends": None},
    ]
    user = actions.set_posts(office.administrator, office.officer, posts=held)
    assert [(post.agency, post.role) for post in user.posts_today()] == [(office.works, "head")]
    office.set_day(date(2025, 6, 9))
    assert [post.agency for post in User.objects.get(pk=user.pk).posts_today()] == [office.finance]
    again = [*held, held[1] | {"begins": date(2025, 7, 1)}]
    refused("post-twice", actions.set_posts, office.administrator, user, posts=again)
    wrong = [held[0] | {"begins": date(2025, 6, 11)}]
    refused("post-days-wrong", actions.set_posts, office.administrator, user, posts=wrong)


def test_no_post_in_a_body_that_is_no_more(office):
    actions.end_agency(office.administrator, office.works, ends=date(2025, 5, 31))
    office.works.refresh_from_db()
    post = {"agency": office.works, "role": "officer", "begins": date(2025, 6, 1)}
    refused("post-body-not-there", actions.set_posts, office.administrator, office.officer, posts=[post])


def test_the_last_administrator_stays(office):
    refused("last-administrator", actions.deactivate_user, office.administrator, office.administrator)
    refused("last-administrator", actions.set_posts, office.administrator, office.administrator, posts=[])
    leaving = [{"agency": office.agency, "role": "administrator", "ends": date(2030, 1, 1)}]
    refused("last-administrator", actions.set_posts, office.administrator, office.administrator, posts=leaving)
    actions.set_posts(office.administrator, office.clerk, posts=[{"agency": office.agency, "role": "administrator"}])
    actions.deactivate_user(office.administrator, office.administrator)
    second = User.objects.get(pk=office.clerk.pk)
    refused("last-administrator", actions.deactivate_user, second, second)


def test_whoever_is_deactivated_is_out_at_once_and_may_come_back(office, client):
    client.force_login(office.officer)
    user = actions.deactivate_user(office.administrator, office.officer, note="nghỉ hưu")
    assert client.get("/nguoi-dung/toi").status_code == 302
    assert not client.login(username="taichinh", password="taichinh" * 2)
    assert Entry.objects.get().note == "nghỉ hưu"
    refused("action-state", actions.deactivate_user, office.administrator, user)
    actions.reactivate_user(office.administrator, user)
    assert client.login(username="taichinh", password="taichinh" * 2)


def test_a_second_factor_that_was_lost_is_taken_away(office):
    from allauth.mfa.models import Authenticator

    refused("second-factor-none", actions.clear_second_factor, office.administrator, office.head)
    Authenticator.objects.create(user=office.head, type=Authenticator.Type.TOTP, data={"secret": "x"})
    actions.clear_second_factor(office.administrator, office.head)
    assert not Authenticator.objects.exists()


def test_bodies_through_time(office):
    new = actions.create_agency(office.administrator, None, name="Sở Tài chính và Đầu tư", begins=date(2025, 6, 1))
    refused("agency-name-taken", actions.create_agency, office.administrator, None, name="SO TAI CHINH")
    refused("agency-days-wrong", actions.end_agency, office.administrator, new, ends=date(2025, 5, 31))
    refused("agency-circle", actions.end_agency, office.administrator, new, ends=date(2025, 7, 1), successor=new)
    old = actions.end_agency(office.administrator, office.finance, ends=date(2025, 6, 30), successor=new)
    refused("action-state", actions.end_agency, office.administrator, old, ends=date(2025, 8, 1))
    refused("agency-circle", actions.end_agency, office.administrator, new, ends=date(2025, 8, 1), successor=old)
    refused("agency-circle", actions.edit_agency, office.administrator, office.works, parent=office.works)
    unit = actions.create_agency(office.administrator, None, name="Phòng Quản lý dự án", parent=office.works)
    refused("agency-circle", actions.edit_agency, office.administrator, office.works, parent=unit)
    gone = actions.end_agency(office.administrator, office.home, ends=date(2025, 5, 1))
    refused(
        "agency-successor-gone", actions.end_agency, office.administrator, unit, ends=date(2025, 6, 1), successor=gone
    )


def test_the_successor_sees_the_work_from_the_day_after(office):
    from namro.office.directives import actions as work
    from namro.office.directives.access import visible

    one = work.enter_directive(office.clerk, task="Lập kế hoạch", lead=office.finance)
    one = work.assign_directive(office.assigner, work.confirm_directive(office.clerk, one), due=date(2025, 6, 30))
    heir = actions.create_agency(office.administrator, None, name="Sở Tài chính và Đầu tư")
    actions.set_posts(office.administrator, office.other, posts=[{"agency": heir, "role": "head"}])
    actions.end_agency(office.administrator, office.finance, ends=date(2025, 6, 10), successor=heir)

    def seen(user):
        return visible(User.objects.get(pk=user.pk)).filter(pk=one.pk).exists()

    assert (seen(office.head), seen(office.other)) == (True, False), "on its last day the body does its own work"
    office.set_day(date(2025, 6, 11))
    assert seen(office.other)
    assert work.accept_directive(User.objects.get(pk=office.other.pk), one).state == "accepted"


@pytest.mark.parametrize("name", RULES)
def test_nobody_else_may(office, name):
    subject = office.finance if name.endswith("agency") else office.other
    if name.startswith("create"):
        subject = None
    for who in ("clerk", "assigner", "inspector", "leader", "officer", "head", "other"):
        refused("action-not-yours", getattr(actions, name), getattr(office, who), subject)


def test_two_administrators_at_once_are_told(office):
    actions.rename_user(office.administrator, office.head, name="Đỗ Văn Đốc", version=0)
    refused("action-stale", actions.rename_user, office.administrator, office.head, name="Khác", version=0)
