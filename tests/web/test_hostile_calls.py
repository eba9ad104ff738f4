"""Calls that prove themselves, as a provider's would, and hold what nobody expects: each is answered in words."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from procedures.web import clock, rates
from tests.access.hostile import WORDS
from tests.cast import make_delivery, make_patient, make_reminder, make_surgery, make_unit
from tests.fakes import vonage
from tests.fakes.twilio import TOKEN, signature

pytestmark = pytest.mark.django_db
PUBLIC = "https://prep.example.org"
NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
# What any of the providers names a thing by.
NAMES = (
    *("message_uuid", "from", "to", "text", "status", "client_ref", "error"),
    *("id", "source_number", "destination_number", "message", "reference"),
    *("MessageSid", "From", "To", "Body", "NumMedia", "MessageStatus", "ErrorCode"),
)
odd = st.one_of(st.sampled_from([*WORDS, "+12125550123", "delivered", "STOP"]), st.text(max_size=20))
values = st.recursive(
    odd | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=5,
)
bounded = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def reference(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """A text that went to Maria, and providers whose secrets we know."""
    settings.PUBLIC_URL, settings.TWILIO_AUTH_TOKEN = PUBLIC, TOKEN
    settings.VONAGE_SIGNATURE_SECRET, settings.NOTIFY_CALLBACK_TOKEN = vonage.SIGNATURE_SECRET, "a token"
    monkeypatch.setattr(clock, "now", lambda: NOW)
    unit = make_unit()
    reminder = make_reminder(make_surgery(unit, make_patient(unit)), due_at=NOW, latest_at=NOW)
    return str(make_delivery(reminder, status="sent").pk)


def told(data: st.DataObject, reference: str) -> dict[str, Any]:
    said: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(NAMES), values, max_size=len(NAMES)))
    if data.draw(st.booleans()):
        said |= {"client_ref": reference, "reference": reference}
    return said


def call(path: str, body: bytes, **extra: Any) -> None:
    rates.forget()
    answer = Client().generic("POST", path, body, **({"content_type": "application/json"} | extra))

    assert answer.status_code in (200, 204, 400), (path, answer.status_code)


@pytest.mark.parametrize("path", ["/webhooks/vonage/", "/webhooks/vonage/incoming/"])
def test_whatever_vonage_signs_is_answered(reference: str, path: str) -> None:
    @bounded
    @given(data=st.data())
    def try_it(data: st.DataObject) -> None:
        body, proof = vonage.signed(told(data, reference))
        call(path, body, headers={"Authorization": proof})

    try_it()


@pytest.mark.parametrize("path", ["/webhooks/notify/", "/webhooks/notify/incoming/"])
def test_whatever_notify_says_is_answered(reference: str, path: str) -> None:
    @bounded
    @given(data=st.data())
    def try_it(data: st.DataObject) -> None:
        body = data.draw(st.sampled_from([json.dumps(told(data, reference)).encode(), b"[]", b"null", b"{", b"\xff"]))
        call(path, body, headers={"Authorization": "Bearer a token"})

    try_it()


@pytest.mark.parametrize("path", ["/webhooks/twilio/incoming/", "/webhooks/twilio/{}/"])
def test_whatever_twilio_signs_is_answered(reference: str, path: str) -> None:
    address = path.format(reference)

    @bounded
    @given(data=st.data())
    def try_it(data: st.DataObject) -> None:
        form = {name: value for name, value in told(data, reference).items() if isinstance(value, str)}
        form = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
        rates.forget()
        signed = signature(PUBLIC + address, form)
        answer = Client().post(address, form, headers={"X-Twilio-Signature": signed})
        assert answer.status_code in (200, 204, 400)

    try_it()
