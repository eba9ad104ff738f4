"""Twilio's callbacks: believed only when signed, harmless when doubled, late, early or unknown."""

from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.clock import Clock
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import claim
from procedures.messaging.engine.finish import finish
from procedures.messaging.engine.send import send
from procedures.messaging.models import Delivery, Receipt
from procedures.patients.models import Consent
from tests.cast import make_delivery
from tests.fakes.twilio import FakeTwilio, Fault, signature
from tests.messaging.due import MAILS_ONLY, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
PUBLIC = "https://prep.example.org"


@pytest.fixture(autouse=True)
def public_url(settings: Settings) -> None:
    settings.PUBLIC_URL = PUBLIC


def call_back(reference: UUID, word: str, *, sid: str = "SM1", token: str | None = None, **form: str) -> HttpResponse:
    """Twilio calls, through a proxy that shows us another host than the public one."""
    path = f"/webhooks/twilio/{reference}/"
    form = {"MessageSid": sid, "MessageStatus": word} | form
    signed = signature(PUBLIC + path, form, token=token) if token else signature(PUBLIC + path, form)
    return Client().post(path, form, headers={"X-Twilio-Signature": signed})


def make_sent() -> Delivery:
    make_due(channels=TEXTS_ONLY)
    dispatch_at(NOW)
    return Delivery.objects.get()


def test_a_receipt_moves_a_delivery_forward(twilio: FakeTwilio) -> None:
    delivery = make_sent()

    response = call_back(delivery.pk, "delivered")

    delivery.refresh_from_db()
    assert response.status_code == 204
    assert delivery.status == Delivery.Status.DELIVERED


def test_a_status_never_goes_back(twilio: FakeTwilio) -> None:
    delivery = make_sent()

    for word in ("delivered", "sent", "queued", "undelivered", "no such word"):
        assert call_back(delivery.pk, word).status_code == 204

    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.DELIVERED


def test_the_same_event_told_twice_is_one_receipt(twilio: FakeTwilio) -> None:
    delivery = make_sent()

    for _ in range(3):
        call_back(delivery.pk, "delivered")

    assert Receipt.objects.count() == 1


def test_what_is_no_delivery_of_ours_is_kept_and_harmless(twilio: FakeTwilio) -> None:
    assert call_back(uuid4(), "delivered").status_code == 204
    assert Receipt.objects.get().delivery is None


@pytest.mark.parametrize("token", ["another token", " "])
def test_a_forged_receipt_is_refused(twilio: FakeTwilio, token: str) -> None:
    delivery = make_sent()

    response = call_back(delivery.pk, "undelivered", token=token)

    delivery.refresh_from_db()
    assert response.status_code == 403
    assert delivery.status == Delivery.Status.SENT
    assert not Receipt.objects.exists()


def test_without_a_token_of_ours_nothing_is_believed(settings: Settings) -> None:
    settings.TWILIO_AUTH_TOKEN = ""
    reference = uuid4()
    path = f"/webhooks/twilio/{reference}/"
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}

    response = Client().post(path, form, headers={"X-Twilio-Signature": signature(PUBLIC + path, form, token="")})

    assert response.status_code == 403


def test_a_receipt_may_come_before_our_own_commit(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    token = claim(now=NOW)
    assert token is not None
    batch = arm(token, now=NOW)
    outcomes = send(batch.armed, Clock.stopped(NOW), until=1, is_stopping=lambda: False)

    call_back(batch.armed[0].parcel.reference, "delivered", sid=twilio.accepted[0].sid)
    finish(token, outcomes, now=NOW)

    assert Delivery.objects.get().status == Delivery.Status.DELIVERED
    assert status_of(reminder) == Reminder.Status.SENT


def test_a_receipt_settles_what_nobody_knew(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(drops=True))
    twilio.cannot_list = True
    dispatch_at(NOW)

    call_back(Delivery.objects.get().pk, "sent", sid=twilio.accepted[0].sid)
    dispatch_at(NOW.replace(minute=1))

    assert status_of(reminder) == Reminder.Status.SENT
    assert len(twilio.accepted) == 1


def test_what_was_not_delivered_goes_to_a_nurse(twilio: FakeTwilio) -> None:
    delivery = make_sent()

    call_back(delivery.pk, "undelivered", ErrorCode="30003")

    delivery.refresh_from_db()
    assert delivery.error == "Twilio says 30003: the phone is off or out of reach"
    assert status_of(delivery.reminders.get()) == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.get().kind == WorkItem.Kind.UNDELIVERABLE


def test_what_another_channel_carried_is_not_undeliverable(twilio: FakeTwilio) -> None:
    reminder = make_due()
    dispatch_at(NOW)

    call_back(Delivery.objects.get(channel="sms").pk, "failed")

    assert status_of(reminder) == Reminder.Status.SENT
    assert not WorkItem.objects.exists()


def test_what_was_held_turns_out_to_be_sent(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=MAILS_ONLY, status=Reminder.Status.HELD, ended_at=NOW)
    held = make_delivery(reminder, channel="sms", transport="twilio", armed_at=NOW, status="unknown", settled_at=NOW)

    call_back(held.pk, "sent")

    assert status_of(reminder) == Reminder.Status.SENT


@pytest.mark.parametrize("form", [{}, {"MessageSid": "SM1"}])
def test_a_receipt_without_its_words_is_refused_kindly(twilio: FakeTwilio, form: dict[str, str]) -> None:
    path = f"/webhooks/twilio/{uuid4()}/"

    response = Client().post(path, form, headers={"X-Twilio-Signature": signature(PUBLIC + path, form)})

    assert response.status_code == 400


@pytest.mark.parametrize("code", ["30003", "30004", "30005", "30006", "30007", "30008"])
def test_a_text_that_did_not_arrive_says_why_to_the_nurse(twilio: FakeTwilio, code: str) -> None:
    delivery = make_sent()

    call_back(delivery.pk, "undelivered", ErrorCode=code)

    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.UNDELIVERED
    assert delivery.error.startswith(f"Twilio says {code}: ")


def test_who_stopped_texts_before_this_one_arrived_gets_no_more(twilio: FakeTwilio) -> None:
    delivery = make_sent()

    call_back(delivery.pk, "failed", ErrorCode="21610")

    assert not Consent.objects.standing().filter(channel="sms").exists()
