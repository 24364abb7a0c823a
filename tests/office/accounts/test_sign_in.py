"""Signing in: password, one-time codes, recovery codes, rates, first steps, and words in the reader's language."""

from __future__ import annotations

import logging
import re
import time
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from namro.office.accounts import actions
from namro.office.config.environment import Environment
from namro.office.config.sign_in import rates

pytestmark = pytest.mark.django_db
LOGIN = "/tai-khoan/login/"
ME = "/nguoi-dung/toi"


def sign_in(client, username, password=None, **more):
    return client.post(LOGIN, {"login": username, "password": password or username * 2, **more})


def signed_in(client):
    return client.get(ME).status_code == 200


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def confirm(client, username):
    """Say once more who one is, as before anything that matters."""
    return client.post(reverse("account_reauthenticate"), {"password": username * 2})


@pytest.fixture
def with_codes(office, client):
    """An officer who has set up one-time codes through the pages; their secret and recovery codes."""
    sign_in(client, "taichinh")
    confirm(client, "taichinh")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret, -1)})
    assert answer.status_code == 302
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("account_logout"))
    return secret, codes


def test_with_user_name_and_password(office, client):
    answer = sign_in(client, "taichinh")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not signed_in(client)


def test_the_session_changes_at_sign_in_and_ends_in_hours(office, client, settings):
    client.get(LOGIN)
    client.session["kept"] = 1
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    sign_in(client, "taichinh")
    assert client.session.session_key != before
    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() <= 12 * 3600


def test_the_same_answer_for_a_wrong_name_and_a_wrong_password(office, client):
    def told(username):
        answer = sign_in(Client(), username, "sai-mật-khẩu")
        words = re.sub(r'value="[^"]*"|hx-headers=\'[^\']*\'', "", answer.content.decode())
        return answer.status_code, words

    assert told("taichinh") == told("khong-co-ai")


def test_the_eleventh_attempt_of_a_minute_is_refused(office, client, settings):
    settings.ACCOUNT_RATE_LIMITS = rates(Environment())
    for attempt in range(10):
        assert sign_in(client, f"nguoi{attempt}", "sai").status_code == 200
    refused = sign_in(client, "taichinh")
    assert refused.status_code == 429
    assert "Thử quá nhiều lần" in refused.content.decode()
    assert not signed_in(client)
    elsewhere = client.post(LOGIN, {"login": "taichinh", "password": "taichinh" * 2}, REMOTE_ADDR="10.1.2.3")
    assert elsewhere.status_code == 302, "another address is not punished"


def test_one_name_is_guarded_whatever_address_asks(office, client, settings):
    settings.ACCOUNT_RATE_LIMITS = rates(Environment())
    for attempt in range(10):
        client.post(LOGIN, {"login": "taichinh", "password": "sai"}, REMOTE_ADDR=f"10.0.0.{attempt}")
    answer = client.post(LOGIN, {"login": "taichinh", "password": "taichinh" * 2}, REMOTE_ADDR="10.0.0.99")
    assert answer.status_code == 200
    assert "Đã thử sai quá nhiều lần" in answer.content.decode()


def test_the_count_of_attempts_is_in_the_database(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"), "every process sees the same count"
    cache.set("x", 1)
    assert cache.get("x") == 1


def test_then_a_one_time_code(office, client, with_codes):
    secret, _codes = with_codes
    answer = sign_in(client, "taichinh")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    wrong = client.post(answer["Location"], {"code": "000000"})
    assert (wrong.status_code, signed_in(client)) == (200, False)
    client.post(reverse("mfa_authenticate"), {"code": code(secret, 0)})
    assert signed_in(client)


def test_a_code_works_once(office, client, with_codes):
    secret, _codes = with_codes
    used = code(secret, 0)
    sign_in(client, "taichinh")
    client.post(reverse("mfa_authenticate"), {"code": used})
    other = Client()
    sign_in(other, "taichinh")
    other.post(reverse("mfa_authenticate"), {"code": used})
    assert not signed_in(other)


def test_or_a_recovery_code_once(office, client, with_codes):
    _secret, codes = with_codes
    sign_in(client, "taichinh")
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in(client)
    other = Client()
    sign_in(other, "taichinh")
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not signed_in(other)


def test_codes_cannot_be_guessed_at_length(office, client, with_codes, settings):
    settings.ACCOUNT_RATE_LIMITS = rates(Environment())
    secret, _codes = with_codes
    sign_in(client, "taichinh")
    for attempt in range(11):
        client.post(reverse("mfa_authenticate"), {"code": f"{attempt:06}"}, REMOTE_ADDR=f"10.0.1.{attempt}")
    client.post(reverse("mfa_authenticate"), {"code": code(secret, 0)}, REMOTE_ADDR="10.0.1.99")
    assert not signed_in(client)


def test_secrets_are_kept_encrypted(office, client, with_codes, settings):
    secret, codes = with_codes
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    settings.SECRET_KEY = "another key, of a restored register"
    sign_in(client, "taichinh")
    for given in (code(secret, 0), codes[1], code("", 0)):
        answer = client.post(reverse("mfa_authenticate"), {"code": given})
        assert answer.status_code in (200, 302)
        assert not signed_in(client), "with another key no code fits, and nothing breaks"


def test_setting_up_asks_once_more_who_it_is(office, client):
    sign_in(client, "taichinh")
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))
    again = client.post(reverse("account_reauthenticate"), {"password": "sai", "next": ME})
    assert again.status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_a_one_time_password_is_changed_before_anything_else(office, client):
    user = actions.set_password(office.administrator, office.officer)
    sign_in(client, "taichinh", user.one_time_password)
    for address in (ME, "/nguoi-dung/quyen", reverse("mfa_index")):
        assert client.get(address)["Location"] == reverse("account_change_password")
    chosen = "mưa-rào-tháng-bảy-1976"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": user.one_time_password, "password1": chosen, "password2": chosen},
    )
    assert signed_in(client)
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password(chosen)


@pytest.mark.parametrize("weak", ["ngắn", "taichinh12", "password123"])
def test_weak_passwords_are_refused(office, client, weak):
    sign_in(client, "taichinh")
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": "taichinh" * 2, "password1": weak, "password2": weak}
    )
    assert answer.status_code == 200
    office.officer.refresh_from_db()
    assert office.officer.check_password("taichinh" * 2)


def test_where_the_office_wants_a_second_factor(office, client, settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, require_second_factor=True)
    sign_in(client, "taichinh")
    assert client.get(ME)["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    confirm(client, "taichinh")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert signed_in(client)


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "confirm-email/", "password/reset/", "password/reset/done/", "3rdparty/", "3rdparty/signup/"],
)
def test_nobody_signs_up_and_nothing_is_mailed(office, client, address):
    sign_in(client, "taichinh")
    assert client.get(f"/tai-khoan/{address}").status_code == 404
    assert client.post(f"/tai-khoan/{address}", {"email": "a@b.vn", "username": "moi"}).status_code == 404


def test_no_going_elsewhere_after_sign_in(office, client):
    for elsewhere in ("https://ke-gian.vn/", "//ke-gian.vn", "/\\ke-gian.vn", "javascript:alert(1)"):
        answer = sign_in(Client(), "taichinh", next=elsewhere)
        assert answer["Location"] == "/", elsewhere
    assert sign_in(Client(), "taichinh", next=ME)["Location"] == ME


def test_nothing_secret_is_logged(office, client, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    secret = "mật-khẩu-rất-riêng-8317"
    office.officer.set_password(secret)
    office.officer.save()
    sign_in(client, "taichinh", "gõ-nhầm-" + secret)
    sign_in(client, "taichinh", secret)
    client.post(reverse("account_reauthenticate"), {"password": secret})
    key = client.get(reverse("mfa_activate_totp")).context["form"].secret
    used = code(key)
    client.post(reverse("mfa_activate_totp"), {"code": used})
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert Authenticator.objects.filter(user=office.officer).count() == 2
    given = actions.set_password(office.administrator, office.head).one_time_password
    written = caplog.text + "".join(capsys.readouterr()) + str([record.__dict__ for record in caplog.records])
    for hidden in (secret, key, used, given, *codes):
        assert hidden not in written


PAGES = (
    "account_login", "account_logout", "account_change_password", "account_reauthenticate", "mfa_index",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "usersessions_list",
)  # fmt: skip
ENGLISH = re.compile(r"\b(the|your|password|sign|please|add|key|authenticator|not|you|are|none)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_signing_in_speak_vietnamese(office, client, name):
    if name != "account_login":
        sign_in(client, "taichinh")
        confirm(client, "taichinh")
    page = client.get(reverse(name))
    assert page.status_code == 200
    body = page.content.decode().partition("<main")[2].partition("</main>")[0]
    body = re.sub(r"<script.*?</script>|<noscript>|<select.*?</select>", "", body, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", body)
    words = words.replace("Mozilla", "")
    assert not ENGLISH.search(words), ENGLISH.search(words)
