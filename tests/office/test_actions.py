"""Actions: each has its rule, each leaves one entry, and what the pages let through is what the table says."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from django.urls import reverse

import namro.office
from namro.errors import has_words
from namro.office.accounts.models import User
from namro.office.accounts.roles import Part, Role, Rule
from namro.office.config.matrix import TABLES
from namro.office.directives import actions
from namro.office.directives.access import visible
from namro.office.directives.models import Directive
from namro.office.directives.states import RULES, State
from namro.office.directives.verbs import VERBS
from namro.office.ledger.models import Entry
from namro.office.ledger.queries import verify
from tests.office.conftest import person
from tests.office.doing import LINK, do, known, ready

OFFICE = Path(namro.office.__file__).parent
APPS = tuple(sorted(one.name for one in pkgutil.iter_modules([str(OFFICE)]) if one.ispkg and one.name != "config"))


def modules():
    """Every module of every app."""
    for app in APPS:
        package = importlib.import_module(f"namro.office.{app}")
        for one in pkgutil.iter_modules(package.__path__):
            if one.name != "migrations":
                yield app, importlib.import_module(f"namro.office.{app}.{one.name}")


def public_functions(module):
    for name, function in vars(module).items():
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
            yield name, function


ACTIONS = {
    name: (app, function)
    for app, module in modules()
    if module.__name__.endswith(".actions")
    for name, function in public_functions(module)
}
RULES_OF = {table.app: table.rules for table in TABLES}


def test_there_are_actions_and_the_matrix_names_every_app_that_has_rules():
    assert len(ACTIONS) > 50
    with_rules = {app for app, module in modules() if module.__name__.endswith(".states") and hasattr(module, "RULES")}
    assert with_rules == set(RULES_OF)


@pytest.mark.parametrize("name", ACTIONS)
def test_every_public_function_of_an_actions_module_is_an_action_of_its_own_rule(name):
    app, function = ACTIONS[name]
    assert isinstance(function.permission, Rule)
    assert function.permission is RULES_OF[app][name]
    assert has_words(f"did-{name.replace('_', '-')}"), "people read what was done"
    assert inspect.getdoc(function)


def test_every_rule_is_the_rule_of_an_action_and_no_name_is_used_twice():
    names = [name for rules in RULES_OF.values() for name in rules]
    assert len(names) == len(set(names))
    assert set(names) == set(ACTIONS)


def test_every_rule_names_states_that_are():
    for table in TABLES:
        for rule in table.rules.values():
            assert set(rule.states) <= set(table.states), rule.name
            assert rule.to is None or rule.to in table.states, rule.name


def test_permission_is_decided_in_one_place():
    """Nobody but `Rule` looks at `who`, and no page asks a person's role to let an act through."""
    askers = {}
    for path in OFFICE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & {
            "is_staff", "is_superuser", "has_perm", "user_permissions",
        }  # fmt: skip
        if found and "migrations" not in path.parts:
            askers[path.relative_to(OFFICE).as_posix()] = found
    assert askers == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_leaves_one_entry(office, name):
    assert name in known(), f"{name} is done nowhere in tests/office/doing.py"
    done = do(office, name)
    assert [entry.action for entry in done.entries] == [name]
    entry = done.entries[0]
    assert entry.actor == (done.actor if isinstance(done.actor, str) else done.actor.username)
    assert entry.subject == done.outcome.subject
    assert entry.before != entry.after
    assert verify()[1] is None


ROLES = {
    "clerk": (Role.CLERK, None),
    "assigner": (Role.ASSIGNER, None),
    "inspector": (Role.INSPECTOR, None),
    "leader": (Role.LEADER, None),
    "administrator": (Role.ADMINISTRATOR, None),
    "officer": (Role.OFFICER, Part.LEAD),
    "head": (Role.HEAD, Part.LEAD),
    "other": (Role.OFFICER, Part.SUPPORT),
    "follower": (Role.OFFICER, Part.FOLLOW),
    "stranger": (Role.HEAD, None),
}
SEES_ALL = {"clerk", "assigner", "inspector", "leader"}
HIDDEN_FROM_BODIES = {State.DRAFT, State.CONFIRMED}
FORMS = {
    "refuse_directive": {"reason": "Không thuộc chức năng"},
    "return_report": {"reason": "Thiếu số liệu"},
    "reopen_directive": {"reason": "Số liệu sai"},
    "suspend_directive": {"reason": "Chờ hướng dẫn"},
    "withdraw_directive": {"reason": "Trùng"},
    "refuse_extension": {"reason": "Không đủ lý do"},
    "report_progress": {"text": "Một nửa"},
    "report_done": {"text": "Xong", "link_title_1": "Báo cáo", "link_url_1": "https://example.vn/bc"},
    "add_evidence": {"link_title_1": "Báo cáo", "link_url_1": "https://example.vn/bc"},
    "ask_extension": {"wanted_due": "01/12/2025", "why": "Chờ thẩm định"},
    "grant_extension": {"due": "01/12/2025"},
    "set_resources": {"capital_plan": "9", "disbursed": "3"},
    "add_subtask": {"task": "Thu thập số liệu"},
    "edit_directive": {"task": "Lập kế hoạch khác"},
}


def allowed(name, who, state):
    """What the table says, read here by other means than the code's own: role, part and state."""
    role, part = ROLES[who]
    rule = RULES[name]
    return state in rule.states and any(one.role == role and one.part in (None, part) for one in rule.who)


@pytest.fixture
def matrix(office, client):
    """`matrix(who, name, state)` posts the form of a verb; what came of it."""
    office.follower = person("theodoi", "Ngô Thị Dõi", office.home, Role.OFFICER)
    extra = type(office.home).objects.create(name="Sở Y tế", short="SYT")
    office.stranger = person("nguoila", "Lý Văn Lạ", extra, Role.HEAD)
    one = ready(office, "in_progress")
    one = actions.set_parts(office.assigner, one, support=[office.works], followers=[office.home])
    actions.add_evidence(office.officer, one, evidence=LINK)
    as_it_was = Directive.objects.values().get(pk=one.pk)

    def post(who, name, state):
        Directive.objects.filter(pk=one.pk).update(**as_it_was | {"state": state})
        one.refresh_from_db()
        one.extensions.all().delete()
        if name in ("grant_extension", "refuse_extension"):
            one.extensions.create(
                asked_by=office.head, asked_on=one.current_due, due_then=one.current_due, why="x",
                wanted_due=one.current_due,
            )  # fmt: skip
        before = Entry.objects.count(), Directive.objects.values().get(pk=one.pk)
        client.force_login(User.objects.get(pk=getattr(office, who).pk))
        slug = next(verb.slug for verb in VERBS if verb.name == name)
        given = {"version": one.version, "lead": office.finance.pk, **FORMS.get(name, {})}
        given.setdefault("due", f"{one.original_due:%d/%m/%Y}")
        answer = client.post(reverse("directives:act", args=[one.number, slug]), given)
        after = Entry.objects.count(), Directive.objects.values().get(pk=one.pk)
        return answer, before, after

    return post


@pytest.mark.django_db
@pytest.mark.parametrize("name", [verb.name for verb in VERBS])
@pytest.mark.parametrize("who", ROLES)
def test_role_by_action_by_state_through_the_addresses(matrix, who, name):
    for state in State:
        answer, before, after = matrix(who, name, state)
        where = f"{who} {name} {state}: {answer.status_code}"
        hidden = who not in SEES_ALL and (who in ("administrator", "stranger") or state in HIDDEN_FROM_BODIES)
        if hidden:
            assert answer.status_code == 404, where
        if allowed(name, who, state) and not hidden:
            assert answer.status_code == 303, where
            assert after[0] == before[0] + 1, where
            wanted = RULES[name].to
            if wanted and name not in ("add_subtask",):
                assert after[1]["state"] == wanted, where
        else:
            assert after == before, f"{where}: something changed"
            assert answer.status_code in ((404,) if hidden else (403, 409)), where


@pytest.mark.django_db
def test_every_verb_of_the_table_with_states_has_an_address():
    named = {verb.name for verb in VERBS}
    stateful = {name for name, rule in RULES.items() if rule.states}
    assert stateful == named


@pytest.mark.django_db
def test_who_reports_does_not_judge_through_the_addresses(office, client):
    from namro.office.accounts.models import Post

    one = ready(office, "reported")
    Post.objects.create(user=office.officer, agency=office.agency, role=Role.INSPECTOR)
    client.force_login(User.objects.get(pk=office.officer.pk))
    for slug in ("chap-nhan", "tra-lai"):
        answer = client.post(
            reverse("directives:act", args=[one.number, slug]), {"version": one.version, "reason": "x"}
        )
        assert answer.status_code == 403
    assert Directive.objects.get(pk=one.pk).state == State.REPORTED


@pytest.mark.django_db
def test_what_is_hidden_is_not_counted_either(office):
    ready(office, "in_progress")
    for who, number in (("leader", 1), ("head", 1), ("administrator", 0)):
        assert visible(User.objects.get(pk=getattr(office, who).pk)).count() == number
