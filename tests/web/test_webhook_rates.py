"""A provider's call is never turned away for being one of many: it comes once. What lacks its proof is slowed."""

import base64
from dataclasses import replace
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.checklists.models import WorkItem
from procedures.messaging.models import IncomingMessage, Receipt
from procedures.messaging.transports.traffic.bucket import Rate
from procedures.web import rates
from procedures.web.body_limit import MOST
from tests.cast import make_patient, make_surgery, make_unit
from tests.fakes import notify as fake_notify
from tests.fakes import twilio as fake_twilio
from tests.fakes import vonage as fake_vonage

pytestmark = pytest.mark.django_db
PUBLIC = "https://prep.example.org"
MAIL_SECRET = "receipts:a long random word"
ALL = ["notify-status", "notify-incoming", "twilio-incoming", "vonage-status", "vonage-incoming", "mail-status"]


@pytest.fixture(autouse=True)
def three_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every provider is set up; and of each kind three calls may come at once, and then one in an hour."""
    settings.PUBLIC_URL = PUBLIC
    settings.TWILIO_AUTH_TOKEN = fake_twilio.TOKEN
    settings.VONAGE_SIGNATURE_SECRET = fake_vonage.SIGNATURE_SECRET
    settings.NOTIFY_CALLBACK_TOKEN = fake_notify.TOKEN
    settings.ANYMAIL = {"WEBHOOK_SECRET": MAIL_SECRET}
    three = {name: replace(limit, rate=Rate(1 / 3600, 3)) for name, limit in rates.LIMITS.items()}
    monkeypatch.setattr(rates, "LIMITS", three)


def unproven(name: str) -> HttpResponse:
    arguments = ["postmark/tracking/"] if name == "mail-status" else []
    return Client().post(reverse(name, args=arguments), {"Body": "STOP", "From": "+12125550123"})


def twilio(path: str, form: dict[str, str]) -> HttpResponse:
    return Client().post(path, form, headers={"X-Twilio-Signature": fake_twilio.signature(PUBLIC + path, form)})


def receipt(number: int) -> int:
    form = {"MessageSid": f"SM{number}", "MessageStatus": "delivered"}
    return twilio(f"/webhooks/twilio/{uuid4()}/", form).status_code


def reply(number: int) -> int:
    form = {"MessageSid": f"IN{number}", "From": "+12125550123", "To": "+12125550199", "Body": f"Question {number}"}
    return twilio("/webhooks/twilio/incoming/", form).status_code


def mail_receipt(number: int) -> int:
    told = {"RecordType": "Delivery", "MessageID": f"P{number}", "Recipient": "maria@example.org", "Metadata": {}}
    proof = f"Basic {base64.b64encode(MAIL_SECRET.encode()).decode()}"
    path = "/webhooks/anymail/postmark/tracking/"
    return Client().post(path, told, content_type="application/json", headers={"Authorization": proof}).status_code


def test_a_whole_mornings_receipts_and_replies_are_all_taken() -> None:
    unit = make_unit()
    make_surgery(unit, make_patient(unit))

    codes = {receipt(number) for number in range(10)} | {reply(number) for number in range(10)}

    assert codes == {204, 200}
    assert (Receipt.objects.count(), IncomingMessage.objects.count()) == (10, 10)
    assert "Question 9" in WorkItem.objects.values_list("words", flat=True)


@pytest.mark.parametrize("name", ALL)
def test_calls_without_their_proof_are_slowed_and_told_when_to_come_back(name: str) -> None:
    answers = [unproven(name) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_who_calls_without_proof_from_the_same_address_keeps_no_providers_call_out() -> None:
    for name in ALL * 4:
        unproven(name)

    assert [receipt(1), reply(1), mail_receipt(1)] == [204, 200, 200]


def test_false_receipts_do_not_use_up_what_false_replies_may() -> None:
    for _ in range(5):
        unproven("notify-status")

    assert unproven("notify-incoming").status_code == 403


def test_while_redis_is_away_a_proven_call_is_taken_and_the_others_are_still_slowed(settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/at/all.sock"

    without = [unproven("twilio-incoming").status_code for _ in range(4)]

    assert (without[0], without[-1]) == (403, 429)
    assert [receipt(1), reply(1)] == [204, 200]


def test_a_call_that_is_far_too_large_is_refused_before_anybody_reads_it() -> None:
    answer = Client().post("/webhooks/twilio/incoming/", {"Body": "x"}, CONTENT_LENGTH=str(MOST + 1))

    assert answer.status_code == 413
