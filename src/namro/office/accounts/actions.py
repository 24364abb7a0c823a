"""What may be done to people and bodies: each leaving one entry in the ledger. Passwords never enter it.

Who may do it stands in `states.py`. The register keeps at least one person who can administer it: no action takes the
last one away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from namro.errors import ActionError
from namro.office.accounts.models import Agency, Post, User
from namro.office.accounts.passwords import give_one_time_password
from namro.office.accounts.roles import Role
from namro.office.accounts.states import RULES
from namro.office.common import clock
from namro.office.ledger.acting import action
from namro.office.ledger.models import LedgerHead
from namro.text import fold

_OF_AGENCY = frozenset({"name", "short", "body", "parent", "begins"})


@action(RULES["create_user"])
def create_user(
    actor: Any,
    subject: None = None,
    *,
    username: str,
    name: str,
    email: str = "",
    posts: Iterable[Mapping[str, Any]] = (),
    password: str | None = None,
) -> User:
    """Make an account; without `password` it gets a one-time one, told in `one_time_password` of what is returned.

    Raises ActionError: `user-name-wrong`, `user-name-taken`, `email-wrong`, `email-taken`, and those of `set_posts`.
    """
    username = _needed(username, "username")
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        raise ActionError("user-name-wrong", given=username[:60]) from error
    if len(username) > 150 or username == "namro":  # the program's own name in the ledger
        raise ActionError("user-name-wrong", given=username[:60])
    if User.objects.filter(username__iexact=username).exists():
        raise ActionError("user-name-taken", given=username)
    user = User(username=username, name=_needed(name, "name")[:150], email=_email(email))
    if password is None:
        give_one_time_password(user)
    else:
        user.set_password(password)
    user.save()
    _write_posts(user, posts)
    return user


@action(RULES["rename_user"])
def rename_user(actor: Any, user: User, *, name: str, email: str | None = None) -> None:
    """Mend a person's name and e-mail address; the user name stays, the ledger knows them by it."""
    user.name = _needed(name, "name")[:150]
    if email is not None:
        user.email = _email(email, but=user)


@action(RULES["set_posts"])
def set_posts(actor: Any, user: User, *, posts: Iterable[Mapping[str, Any]]) -> None:
    """Make these the posts a person holds and held: each with `agency`, `role`, and `begins` and `ends` or None.

    Raises ActionError: `post-twice`, `post-days-wrong`, `post-body-not-there`, `last-administrator`.
    """
    had = _administered()
    _write_posts(user, posts)
    if had and not _administered():
        raise ActionError("last-administrator")


@action(RULES["set_password"])
def set_password(actor: Any, user: User) -> None:
    """Give a person a new one-time password, told in `one_time_password` of what is returned; ends their sessions."""
    give_one_time_password(user)


@action(RULES["clear_second_factor"])
def clear_second_factor(actor: Any, user: User) -> None:
    """Take away one-time codes, passkeys and recovery codes of a person who lost them.

    Raises ActionError: `second-factor-none`.
    """
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise ActionError("second-factor-none")


@action(RULES["link_identity"])
def link_identity(actor: Any, user: User, *, provider: str, uid: str) -> None:
    """Let the office's identity provider sign this person in from now on.

    Raises ActionError: `identity-taken`.
    """
    if SocialAccount.objects.filter(provider=provider, uid=uid).exists():
        raise ActionError("identity-taken")
    SocialAccount.objects.create(user=user, provider=provider, uid=uid, extra_data={})


@action(RULES["deactivate_user"])
def deactivate_user(actor: Any, user: User) -> None:
    """The person can no longer sign in, and is signed out everywhere; what they did stays.

    Raises ActionError: `last-administrator`.
    """
    had = _administered()
    user.is_active = False
    user.save()
    if had and not _administered():
        raise ActionError("last-administrator")


@action(RULES["reactivate_user"])
def reactivate_user(actor: Any, user: User) -> None:
    """The person can sign in again."""
    user.is_active = True


@action(RULES["create_agency"])
def create_agency(actor: Any, subject: None = None, *, name: str, **fields: Any) -> Agency:
    """Enter a body: `short`, `body` (its id in the gazetteer), `parent` and `begins` where they are known."""
    agency = Agency(name="")
    _fill(agency, {"name": name, **fields})
    agency.save()
    return agency


@action(RULES["edit_agency"])
def edit_agency(actor: Any, agency: Agency, **fields: Any) -> None:
    """Mend what is said of a body. A body that changes its name by a decision ends and has a successor instead.

    Raises ActionError: `agency-name-taken`, `agency-circle`, `agency-days-wrong`.
    """
    _fill(agency, fields)


@action(RULES["end_agency"])
def end_agency(actor: Any, agency: Agency, *, ends: date, successor: Agency | None = None) -> None:
    """The body's last day, and who takes over its work: from the day after, its work is the successor's to see and do.

    Raises ActionError: `agency-days-wrong`, `agency-circle`, `agency-successor-gone`.
    """
    if agency.begins is not None and ends < agency.begins:
        raise ActionError("agency-days-wrong")
    if successor is not None:
        _no_circle(agency, successor, "successor")
        if successor.ends is not None and successor.ends <= ends:
            raise ActionError("agency-successor-gone", body=successor.name)
    agency.ends, agency.successor = ends, successor


def _write_posts(user: User, posts: Iterable[Mapping[str, Any]]) -> None:
    wanted: list[tuple[Agency, Role, date | None, date | None]] = []
    for one in posts:
        agency, role = one["agency"], Role(one["role"])
        begins, ends = one.get("begins"), one.get("ends")
        if begins and ends and ends < begins:
            raise ActionError("post-days-wrong")
        if agency.ends is not None and (begins or date.min) > agency.ends:
            raise ActionError("post-body-not-there", body=agency.name)
        if any((agency, role) == other[:2] and _meet((begins, ends), other[2:]) for other in wanted):
            raise ActionError("post-twice", body=agency.name)
        wanted.append((agency, role, begins, ends))
    user.posts.all().delete()
    for agency, role, begins, ends in wanted:
        Post.objects.create(user=user, agency=agency, role=role, begins=begins, ends=ends)


def _meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Whether two times have a day in common; None is open."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


def _administered() -> bool:
    """Whether somebody can administer the register from today on without end.

    The head of the ledger is held first: of two people who would each remove the other, the second is refused.
    """
    LedgerHead.objects.select_for_update().filter(pk=1).first()
    begun = Q(begins=None) | Q(begins__lte=clock.today())
    return Post.objects.filter(begun, role=Role.ADMINISTRATOR, ends=None, user__is_active=True).exists()


def _fill(agency: Agency, fields: Mapping[str, Any]) -> None:
    unknown = fields.keys() - _OF_AGENCY
    if unknown:
        raise TypeError(f"no such column to edit: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(agency, name, _needed(value, "name")[:200] if name == "name" else value)
    same = Agency.objects.filter(key=fold(agency.name)).exclude(pk=agency.pk)
    if same.exists():
        raise ActionError("agency-name-taken", body=agency.name)
    if agency.begins and agency.ends and agency.ends < agency.begins:
        raise ActionError("agency-days-wrong")
    if agency.parent is not None:
        _no_circle(agency, agency.parent, "parent")


def _no_circle(agency: Agency, other: Agency | None, way: str) -> None:
    """Refuse a body that would stand above, or come after, itself."""
    while other is not None:
        if other.pk == agency.pk:
            raise ActionError("agency-circle", body=agency.name)
        other = getattr(other, way)


def _email(email: str, but: User | None = None) -> str:
    email = (email or "").strip()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise ActionError("email-wrong", given=email[:80]) from error
    others = User.objects.filter(email__iexact=email)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise ActionError("email-taken", given=email)
    return email


def _needed(words: Any, what: str) -> str:
    kept = str(words or "").strip()
    if not kept:
        raise ActionError("field-needed", field=what)
    return kept
