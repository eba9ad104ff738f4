"""What patients text back by way of Vonage and Notify: believed only with its proof, kept once, acted on."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from procedures.messaging.models import IncomingMessage
from procedures.patients.models import Consent
from tests.cast import make_patient, make_surgery, make_unit
from tests.fakes import notify as fake_notify
from tests.fakes import vonage as fake_vonage

pytestmark = pytest.mark.django_db
MARIA = "+12125550123"


@pytest.fixture(autouse=True)
def secrets(settings: Settings) -> None:
    settings.VONAGE_SIGNATURE_SECRET = fake_vonage.SIGNATURE_SECRET
    settings.NOTIFY_CALLBACK_TOKEN = fake_notify.TOKEN


@pytest.fixture
def maria() -> None:
    unit = make_unit()
    make_surgery(unit, make_patient(unit, phone=MARIA))


def by_vonage(words: str, *, secret: str = fake_vonage.SIGNATURE_SECRET, **fields: Any) -> HttpResponse:
    told = {"message_uuid": "V9", "from": MARIA.removeprefix("+"), "to": "12125550188", "text": words} | fields
    body, token = fake_vonage.signed(told, secret=secret)
    return Client().post(
        "/webhooks/vonage/incoming/", body, content_type="application/json", headers={"Authorization": token}
    )


def by_notify(words: str, *, token: str = fake_notify.TOKEN, **fields: Any) -> HttpResponse:
    told = {"id": "N9", "source_number": MARIA.removeprefix("+"), "destination_number": "07700900000", "message": words}
    return Client().post(
        "/webhooks/notify/incoming/",
        told | fields,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


EACH = pytest.mark.parametrize("bring", [by_vonage, by_notify], ids=["vonage", "notify"])


@EACH
def test_stop_ends_the_texts_whoever_brings_it(maria: None, bring: Any) -> None:
    assert bring("STOP").status_code == 204

    assert not Consent.objects.standing().filter(channel="sms").exists()


@EACH
def test_a_text_brought_twice_is_one(maria: None, bring: Any) -> None:
    for _ in range(2):
        assert bring("I have a question").status_code == 204

    kept = IncomingMessage.objects.get()
    assert (kept.from_address, kept.body) == (MARIA, "I have a question")


def test_a_text_without_its_proof_is_refused(maria: None) -> None:
    assert by_vonage("STOP", secret="another secret, which is long enough too").status_code == 403
    assert by_notify("STOP", token="another token").status_code == 403
    assert not IncomingMessage.objects.exists()


def test_a_text_from_nowhere_is_refused_kindly() -> None:
    assert by_vonage("STOP", **{"from": ""}).status_code == 400
    assert by_notify("STOP", source_number=None).status_code == 400


@EACH
def test_a_picture_without_words_reaches_someone_all_the_same(maria: None, bring: Any) -> None:
    bring("")

    assert IncomingMessage.objects.get().body == "[sent without words]"


@EACH
@pytest.mark.parametrize(
    ("wrote", "kept"),
    [("I have pain \ud83d", "I have pain ?"), ("I have\0pain", "I have pain"), ("<b>pain</b>", "<b>pain</b>")],
    ids=["half an emoji", "a NUL", "HTML"],
)
def test_no_sign_in_a_text_loses_the_rest_of_it(maria: None, bring: Any, wrote: str, kept: str) -> None:
    assert bring(wrote).status_code == 204

    assert IncomingMessage.objects.get().body == kept
