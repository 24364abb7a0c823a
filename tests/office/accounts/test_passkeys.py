"""Passkeys: a key in software, true to the protocol, is added, signs in alone, and serves as a second factor."""

from __future__ import annotations

import base64
import hashlib
import json
import struct

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256

pytestmark = pytest.mark.django_db
HOST = "localhost"
ORIGIN = "http://localhost:8465"


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Key:
    """A passkey: one credential for one site, which knows its person (user verification)."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(b"credential").digest()
        self.origin, self.user, self.count = origin, b"", 0

    def made(self, options: dict) -> str:
        """The answer to being asked to make a credential."""
        asked = options["creation_options"]["publicKey"]
        self.user = base64.urlsafe_b64decode(asked["user"]["id"] + "==")
        credential = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id
        credential += cbor.encode(dict(ES256.from_cryptography_key(self.private.public_key())))
        data = self._data(asked["rp"]["id"], 0x45) + credential
        told = self._client_data("webauthn.create", asked["challenge"])
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": b64(told),
                    "attestationObject": b64(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
                    "transports": ["internal"],
                },
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )

    def signed(self, options: dict) -> str:
        """The answer to a challenge."""
        asked = options["publicKey"]
        self.count += 1
        data = self._data(asked["rpId"], 0x05)
        told = self._client_data("webauthn.get", asked["challenge"])
        signature = self.private.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": b64(told),
                    "authenticatorData": b64(data),
                    "signature": b64(signature),
                    "userHandle": b64(self.user),
                },
                "clientExtensionResults": {},
            }
        )

    def _data(self, site: str, flags: int) -> bytes:
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()


def browser() -> Client:
    return Client(HTTP_HOST=HOST)


def add(client: Client, key: Key):
    page = client.get(reverse("mfa_add_webauthn"))
    given = {"name": "Điện thoại", "passwordless": "on", "credential": key.made(page.context["js_data"])}
    return client.post(reverse("mfa_add_webauthn"), given)


@pytest.fixture
def key(office):
    client, made = browser(), Key()
    client.post(reverse("account_login"), {"login": "taichinh", "password": "taichinh" * 2})
    client.post(reverse("account_reauthenticate"), {"password": "taichinh" * 2})
    assert add(client, made).status_code == 302
    assert Authenticator.objects.filter(user=office.officer, type=Authenticator.Type.WEBAUTHN).count() == 1
    return made


def test_signs_in_alone(office, key):
    client = browser()
    options = client.get(reverse("mfa_login_webauthn"), HTTP_X_REQUESTED_WITH="XMLHttpRequest").json()
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": key.signed(options["request_options"])})
    assert answer.status_code == 302
    assert client.get("/nguoi-dung/toi").context["user"] == office.officer


def test_is_asked_for_after_the_password(office, key):
    client = browser()
    answer = client.post(reverse("account_login"), {"login": "taichinh", "password": "taichinh" * 2})
    assert answer["Location"] == reverse("mfa_authenticate")
    page = client.get(answer["Location"])
    client.post(answer["Location"], {"credential": key.signed(page.context["js_data"]["request_options"])})
    assert client.get("/nguoi-dung/toi").status_code == 200


def test_a_key_that_another_site_holds_is_nothing(office):
    client = browser()
    client.post(reverse("account_login"), {"login": "taichinh", "password": "taichinh" * 2})
    client.post(reverse("account_reauthenticate"), {"password": "taichinh" * 2})
    for origin in ("https://ke-gian.vn", "http://ke-gian.localhost.vn", "http://127.0.0.1:8465"):
        assert add(client, Key(origin)).status_code == 200
    assert not Authenticator.objects.exists()


def test_an_answer_works_once(office, key):
    client = browser()
    options = client.get(reverse("mfa_login_webauthn"), HTTP_X_REQUESTED_WITH="XMLHttpRequest").json()
    answer = key.signed(options["request_options"])
    other = browser()
    other.get(reverse("mfa_login_webauthn"), HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    other.post(reverse("mfa_login_webauthn"), {"credential": answer})
    assert other.get("/nguoi-dung/toi").status_code == 302


def test_keys_are_listed_renamed_and_removed(office, key):
    client = browser()
    client.force_login(office.officer)
    client.post(reverse("account_reauthenticate"), {"password": "taichinh" * 2})
    one = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert "Điện thoại" in client.get(reverse("mfa_list_webauthn")).content.decode()
    client.post(reverse("mfa_edit_webauthn", args=[one.pk]), {"name": "Máy bàn"})
    assert "Máy bàn" in client.get(reverse("mfa_list_webauthn")).content.decode()
    other = browser()
    other.force_login(office.head)
    other.post(reverse("account_reauthenticate"), {"password": "giamdoc" * 2})
    assert other.post(reverse("mfa_remove_webauthn", args=[one.pk])).status_code == 404
    client.post(reverse("mfa_remove_webauthn", args=[one.pk]))
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
