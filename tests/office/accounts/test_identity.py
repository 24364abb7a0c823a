"""Signing in through the office's own identity provider: a real one, running in the test."""

from __future__ import annotations

import http.client
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from namro.errors import UsageError
from namro.office.accounts import actions
from namro.office.accounts.models import User
from namro.office.common.security import policy
from namro.office.config.environment import Environment
from namro.office.config.sign_in import OIDC_ID, providers
from namro.office.ledger.models import Entry
from tests.office.accounts.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db
DOOR = f"/tai-khoan/oidc/{OIDC_ID}/login/"


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(running, settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    running.person, running.told = {}, {}
    running.asked.clear()
    known = replace(
        settings.ENVIRONMENT, oidc_name="VNeID tỉnh", oidc_url=running.url, oidc_client=CLIENT, oidc_secret=SECRET
    )
    settings.ENVIRONMENT = known
    settings.SOCIALACCOUNT_PROVIDERS = providers(known)
    return running


def through(client, provider, **person):
    """Go from the sign-in page to the provider and back, as a browser does; the answer to coming back."""
    provider.person = person
    sent = client.post(DOOR)
    assert sent.status_code == 302
    there = urlsplit(sent["Location"])
    assert f"{there.scheme}://{there.netloc}" == provider.url
    connection = http.client.HTTPConnection(there.netloc)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().getheader("Location"))
    connection.close()
    assert back.path == f"{DOOR}callback/"
    return client.get(f"{back.path}?{back.query}")


def signed_in_as(client):
    page = client.get("/nguoi-dung/toi")
    return page.context["user"].username if page.status_code == 200 else None


def test_the_sign_in_page_offers_it_and_the_policy_lets_its_form_go_there(provider, client, db):
    page = client.get("/tai-khoan/login/").content.decode()
    assert "Đăng nhập qua VNeID tỉnh" in page
    assert f'action="{DOOR}' in page
    assert f"form-action 'self' {provider.url}" in policy()
    assert client.get(DOOR).status_code == 200, "a mere link does not start it"
    assert not provider.asked


def test_whoever_has_the_same_user_name_is_let_in_and_linked_once(office, provider, client):
    answer = through(client, provider, sub="a-1", preferred_username="taichinh")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(client) == "taichinh"
    entry = Entry.objects.get()
    assert (entry.actor, entry.action, entry.subject) == ("namro", "link_identity", office.officer.subject)
    again = Client()
    through(again, provider, sub="a-1", preferred_username="ten-khac")
    assert signed_in_as(again) == "taichinh", "known by what never changes"
    assert Entry.objects.count() == 1
    assert not SocialToken.objects.exists()


def test_or_the_same_address_if_the_provider_has_verified_it(office, provider, client):
    actions.rename_user(office.administrator, office.head, name="Đỗ Văn Đốc", email="doc@tinh.vn")
    through(client, provider, sub="b-1", email="DOC@tinh.vn", email_verified=False)
    assert signed_in_as(client) is None
    through(client, provider, sub="b-1", email="DOC@tinh.vn", email_verified=True)
    assert signed_in_as(client) == "giamdoc"


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "c-1", "preferred_username": "khong-co-ai"},
        {"sub": "c-2", "email": "la@noi-khac.vn", "email_verified": True},
        {"sub": "c-3"},
    ],
)
def test_nobody_gets_an_account_by_themselves(office, provider, client, person):
    before = User.objects.count()
    answer = through(client, provider, **person)
    assert answer.status_code == 403
    assert "Tài khoản chưa được cấp" in answer.content.decode()
    assert signed_in_as(client) is None
    assert (User.objects.count(), SocialAccount.objects.count(), Entry.objects.count()) == (before, 0, 0)


def test_two_accounts_that_fit_are_none(office, provider, client):
    actions.rename_user(office.administrator, office.head, name="Đỗ Văn Đốc", email="doc@tinh.vn")
    answer = through(client, provider, sub="d", preferred_username="taichinh", email="doc@tinh.vn", email_verified=True)
    assert (answer.status_code, signed_in_as(client)) == (403, None)


def test_whoever_was_deactivated_is_not_let_in(office, provider, client):
    through(client, provider, sub="e-1", preferred_username="taichinh")
    actions.deactivate_user(office.administrator, office.officer)
    again = Client()
    through(again, provider, sub="e-1", preferred_username="taichinh")
    assert signed_in_as(again) is None
    other = Client()
    assert through(other, provider, sub="e-2", preferred_username="taichinh").status_code == 403


def test_it_asks_with_a_state_and_a_challenge_and_a_code_is_for_one_browser(office, provider, client):
    through(client, provider, sub="f-1", preferred_username="taichinh")
    asked = dict(provider.asked)
    assert asked["/authorize"]["code_challenge_method"] == "S256"
    assert len(asked["/token"]["code_verifier"]) >= 43
    thief = Client()
    provider.person = {"sub": "f-2", "preferred_username": "giamdoc"}
    sent = urlsplit(Client().post(DOOR)["Location"])
    back = provider.grant({name: values[0] for name, values in parse_qs(sent.query).items()})
    thief.get(urlsplit(back).path + "?" + urlsplit(back).query)
    assert signed_in_as(thief) is None, "a state that another browser began is not taken"


@pytest.mark.parametrize("told", [{"aud": "so-khac"}, {"iss": "https://ke-gian.vn"}, {"exp": 1}])
def test_a_token_for_another_from_another_or_too_old_is_not_believed(office, provider, client, told):
    provider.told = told
    answer = through(client, provider, sub="g-1", preferred_username="taichinh")
    assert "Không đăng nhập được qua hệ thống định danh" in answer.content.decode()
    assert signed_in_as(client) is None


def test_a_provider_that_is_away_breaks_nothing(office, provider, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = providers(replace(settings.ENVIRONMENT, oidc_url="http://127.0.0.1:9"))
    answer = client.post(DOOR)
    assert answer.status_code == 503
    assert "Không đăng nhập được qua hệ thống định danh" in answer.content.decode()
    assert client.get("/tai-khoan/login/").status_code == 200


def test_nobody_links_by_hand(office, provider, client):
    client.force_login(office.officer)
    provider.person = {"sub": "h-1", "preferred_username": "giamdoc"}
    sent = urlsplit(client.post(f"{DOOR}?process=connect")["Location"])
    back = urlsplit(provider.grant({name: values[0] for name, values in parse_qs(sent.query).items()}))
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_second_factor_is_asked_for_here_too(office, provider, client):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(office.officer, generate_totp_secret())
    answer = through(client, provider, sub="i-1", preferred_username="taichinh")
    assert answer["Location"] == "/tai-khoan/2fa/authenticate/"
    assert signed_in_as(client) is None


def test_only_https_is_believed():
    with pytest.raises(UsageError) as caught:
        providers(Environment(oidc_name="x", oidc_url="http://sso.tinh.vn", oidc_client="y"))
    assert caught.value.code == "setting-wrong"
    assert providers(Environment(oidc_name="x", oidc_url="https://sso.tinh.vn", oidc_client="y"))
    assert providers(Environment()) == {}
