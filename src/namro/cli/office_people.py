"""`namro office user` and `namro office agency`: people, their posts and their bodies.

Everything is done through the actions of accounts, by the program itself, and stands in the ledger.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from namro.cli.arguments import Commands, Parser, day, subcommands
from namro.errors import UsageError, say

if TYPE_CHECKING:
    from namro.office.accounts.models import Agency, User

ROLES = ("clerk", "assigner", "officer", "head", "inspector", "leader", "administrator")


def add_arguments(commands: Commands) -> None:
    """The arguments of both."""
    user = commands.add("user", say("office-cli-user", commands.lang))
    agency = commands.add("agency", say("office-cli-agency", commands.lang))
    _user_arguments(subcommands(user, "what"))
    _agency_arguments(subcommands(agency, "what"))


def run(args: Namespace, lang: str) -> int:
    """Do one of the commands."""
    from namro.cli.office import ready

    ready()
    done: dict[tuple[str, str], Callable[[Namespace, str], int]] = {
        ("user", "add"): _add,
        ("user", "list"): _list,
        ("user", "password"): _password,
        ("user", "post"): _post,
        ("user", "deactivate"): _deactivate,
        ("user", "reactivate"): _reactivate,
        ("user", "second-factor"): _second_factor,
        ("agency", "add"): _add_agency,
        ("agency", "list"): _list_agencies,
    }
    return done[args.command, args.what](args, lang)


def first_administrator(args: Namespace, lang: str) -> int:
    """Make the office's own body and the first administrator, unless there is one."""
    from django.conf import settings
    from django.db import transaction

    from namro.office.accounts.actions import create_agency, create_user
    from namro.office.accounts.models import Agency, User
    from namro.office.accounts.roles import Role
    from namro.office.ledger.acting import PROGRAM

    if args.admin is None and User.objects.filter(is_active=True, posts__role=Role.ADMINISTRATOR).exists():
        _say("office-has-administrator", lang)
        return 0
    username = args.admin or _asked("office-ask-admin", "--admin", lang)
    name = args.name or _asked("office-ask-name", "--name", lang)
    body = args.agency or settings.ENVIRONMENT.office_name or _asked("office-ask-agency", "--agency", lang)
    with transaction.atomic():
        agency = Agency.objects.filter(name=body).first() or create_agency(PROGRAM, name=body)
        posts = [{"agency": agency, "role": Role.ADMINISTRATOR}]
        user = create_user(PROGRAM, username=username, name=name, posts=posts)
    _tell_password(user, lang)
    return 0


def _user_arguments(commands: Commands) -> None:
    lang = commands.lang
    add = commands.add("add", say("office-cli-user-add", lang))
    _username(add)
    add.add_argument("--name", required=True, metavar="NAME", help=say("office-cli-name", lang))
    add.add_argument("--email", default="", metavar="ADDRESS", help=say("office-cli-email", lang))
    _post_arguments(add)
    commands.add("list", say("office-cli-user-list", lang))
    post = commands.add("post", say("office-cli-user-post", lang))
    _username(post)
    _post_arguments(post)
    post.add_argument("--begins", type=day, metavar="DATE", help=say("office-cli-begins", lang))
    post.add_argument("--ends", type=day, metavar="DATE", help=say("office-cli-ends", lang))
    for name in ("password", "deactivate", "reactivate", "second-factor"):
        _username(commands.add(name, say(f"office-cli-user-{name}", lang)))


def _agency_arguments(commands: Commands) -> None:
    lang = commands.lang
    add = commands.add("add", say("office-cli-agency-add", lang))
    add.add_argument("name", metavar="NAME", help=say("office-cli-agency-name", lang))
    add.add_argument("--short", default="", metavar="NAME", help=say("office-cli-short", lang))
    commands.add("list", say("office-cli-agency-list", lang))


def _username(parser: Parser) -> None:
    parser.add_argument("username", metavar="USER", help=say("office-cli-username", parser.lang))


def _post_arguments(parser: Parser) -> None:
    parser.add_argument("--agency", required=True, metavar="NAME", help=say("office-cli-post-agency", parser.lang))
    parser.add_argument(
        "--role", required=True, action="append", choices=ROLES, help=say("office-cli-role", parser.lang)
    )


def _add(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import create_user
    from namro.office.ledger.acting import PROGRAM

    agency = _agency(args.agency)
    posts = [{"agency": agency, "role": role} for role in args.role]
    user = create_user(PROGRAM, username=args.username, name=args.name, email=args.email, posts=posts)
    _tell_password(user, lang)
    return 0


def _list(args: Namespace, lang: str) -> int:
    from django.utils import translation

    from namro.office.accounts.models import User

    with translation.override(lang):
        for user in User.objects.order_by("username").prefetch_related("posts__agency"):
            held = "; ".join(f"{post.role_name}, {post.agency.name}" for post in user.posts.all())
            state = "" if user.is_active else f" [{say('office-inactive', lang)}]"
            _write(f"{user.username}\t{user.name}\t{held}{state}")
    return 0


def _password(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import set_password
    from namro.office.ledger.acting import PROGRAM

    _tell_password(set_password(PROGRAM, _user(args.username)), lang)
    return 0


def _post(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import set_posts
    from namro.office.ledger.acting import PROGRAM

    user, agency = _user(args.username), _agency(args.agency)
    kept: list[dict[str, Any]] = [
        {"agency": post.agency, "role": post.role, "begins": post.begins, "ends": post.ends}
        for post in user.posts.select_related("agency").order_by("pk")
    ]
    new = [{"agency": agency, "role": role, "begins": args.begins, "ends": args.ends} for role in args.role]
    set_posts(PROGRAM, user, posts=[*kept, *new])
    return _told_done(user, lang)


def _deactivate(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import deactivate_user
    from namro.office.ledger.acting import PROGRAM

    return _told_done(deactivate_user(PROGRAM, _user(args.username)), lang)


def _reactivate(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import reactivate_user
    from namro.office.ledger.acting import PROGRAM

    return _told_done(reactivate_user(PROGRAM, _user(args.username)), lang)


def _second_factor(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import clear_second_factor
    from namro.office.ledger.acting import PROGRAM

    return _told_done(clear_second_factor(PROGRAM, _user(args.username)), lang)


def _add_agency(args: Namespace, lang: str) -> int:
    from namro.office.accounts.actions import create_agency
    from namro.office.ledger.acting import PROGRAM

    agency = create_agency(PROGRAM, name=args.name, short=args.short)
    _say("office-agency-made", lang, body=agency.name)
    return 0


def _list_agencies(args: Namespace, lang: str) -> int:
    from namro.office.accounts.models import Agency

    for agency in Agency.objects.order_by("name"):
        _write("\t".join(filter(None, (agency.name, agency.short, agency.ends.isoformat() if agency.ends else ""))))
    return 0


def _user(username: str) -> User:
    from namro.office.accounts.models import User

    user: User | None = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise UsageError("office-user-unknown", given=username)
    return user


def _agency(words: str) -> Agency:
    from namro.office.accounts.queries import agency_named

    agency = agency_named(words)
    if agency is None:
        raise UsageError("office-agency-unknown", given=words)
    return agency


def _asked(code: str, option: str, lang: str) -> str:
    """What the person at the terminal answers; where nobody is there, the option is missing."""
    import sys

    if not sys.stdin.isatty():
        raise UsageError("cli-argument-missing", wanted=option, prog="namro office init")
    sys.stdout.write(say(code, lang) + " ")
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def _tell_password(user: User, lang: str) -> None:
    _say("office-password", lang, user=user.username, password=user.one_time_password)


def _told_done(user: User, lang: str) -> int:
    _say("office-user-done", lang, user=user.username)
    return 0


def _say(code: str, lang: str, **details: Any) -> None:
    _write(say(code, lang, **details))


def _write(line: str) -> None:
    import sys

    sys.stdout.write(f"{line}\n")
