"""Receipts of Notify, Vonage and mail services: believed only with their proof, and they never turn a delivery back."""

import base64
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from procedures.checklists.models import Reminder
from procedures.messaging.figures import figures
from procedures.messaging.models import Delivery, Receipt
from procedures.messaging.receipts import take_receipt
from procedures.patients.models import Consent
from tests.fakes import notify as fake_notify
from tests.fakes import vonage as fake_vonage
from tests.fakes.json_provider import JsonProvider
from tests.fakes.twilio import Fault
from tests.messaging.due import MAILS_ONLY, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
SECRET = "receipts:a long random word"


def make_sent(channels: tuple[str, ...] = TEXTS_ONLY) -> Delivery:
    make_due(channels=channels)
    dispatch_at(NOW)
    return Delivery.objects.get()


def notify_tells(reference: object, word: str, *, token: str = fake_notify.TOKEN) -> HttpResponse:
    told = {"id": "N1", "reference": str(reference), "to": "+12125550123", "status": word}
    return Client().post(
        "/webhooks/notify/", told, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )


def vonage_tells(reference: object, word: str, *, secret: str = fake_vonage.SIGNATURE_SECRET) -> HttpResponse:
    told = {"message_uuid": "V1", "client_ref": str(reference), "status": word, "error": {"title": 1050}}
    body, token = fake_vonage.signed(told, secret=secret)
    return vonage_posts(body, token)


def vonage_posts(body: bytes, token: str) -> HttpResponse:
    return Client().post("/webhooks/vonage/", body, content_type="application/json", headers={"Authorization": token})


def postmark_tells(told: dict[str, Any], *, secret: str = SECRET) -> HttpResponse:
    """Postmark, which has no signature of its own: only the name and password prove it."""
    return Client().post(
        "/webhooks/anymail/postmark/tracking/",
        told,
        content_type="application/json",
        headers={"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"},
    )


def postmark(record: str, reference: UUID | None, **fields: object) -> dict[str, Any]:
    metadata = {"reference": str(reference)} if reference else {}
    return {"RecordType": record, "MessageID": "P1", "Recipient": "maria@example.org", "Metadata": metadata} | fields


@pytest.fixture
def takes_mail_receipts(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


NOTIFY_WORDS = [
    ("delivered", "delivered"),
    ("permanent-failure", "undelivered"),
    ("temporary-failure", "undelivered"),
    ("technical-failure", "undelivered"),
    ("sending", "sent"),
    ("no such word", "sent"),
]
VONAGE_WORDS = [
    ("submitted", "sent"),
    ("delivered", "delivered"),
    ("rejected", "undelivered"),
    ("undeliverable", "undelivered"),
    ("no such word", "sent"),
]


@pytest.mark.parametrize(("word", "status"), NOTIFY_WORDS)
def test_notifys_words_move_a_delivery(notify: JsonProvider, word: str, status: str) -> None:
    delivery = make_sent()

    response = notify_tells(delivery.pk, word)

    delivery.refresh_from_db()
    assert (response.status_code, delivery.status) == (204, status)


@pytest.mark.parametrize(("word", "status"), VONAGE_WORDS)
def test_vonages_words_move_a_delivery(vonage: JsonProvider, word: str, status: str) -> None:
    delivery = make_sent()

    response = vonage_tells(delivery.pk, word)

    delivery.refresh_from_db()
    assert (response.status_code, delivery.status) == (204, status)
    assert delivery.error == ("Vonage says 1050" if word != "no such word" and status != "sent" else "")


@pytest.mark.parametrize("token", ["", "another token", " "])
def test_a_notify_receipt_without_our_token_is_refused(notify: JsonProvider, token: str) -> None:
    delivery = make_sent()

    assert notify_tells(delivery.pk, "permanent-failure", token=token).status_code == 403
    assert not Receipt.objects.exists()


def test_without_a_token_of_ours_no_notify_receipt_is_believed(settings: Settings) -> None:
    settings.NOTIFY_CALLBACK_TOKEN = ""

    assert notify_tells(uuid4(), "delivered", token="").status_code == 403


def test_a_vonage_receipt_with_another_signature_is_refused(vonage: JsonProvider) -> None:
    delivery = make_sent()

    assert vonage_tells(delivery.pk, "rejected", secret="another secret, which is long enough too").status_code == 403
    assert not Receipt.objects.exists()


def test_a_vonage_receipt_whose_body_was_changed_is_refused(vonage: JsonProvider) -> None:
    delivery = make_sent()
    body, token = fake_vonage.signed({"message_uuid": "V1", "client_ref": str(delivery.pk), "status": "delivered"})

    response = vonage_posts(body.replace(b"delivered", b"rejected"), token)

    assert response.status_code == 403


def test_an_unsigned_vonage_receipt_is_refused(vonage: JsonProvider) -> None:
    body, _ = fake_vonage.signed({"message_uuid": "V1", "status": "delivered"})
    unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpc3MiOiJWb25hZ2UifQ."

    assert vonage_posts(body, f"Bearer {unsigned}").status_code == 403
    assert vonage_posts(body, "").status_code == 403


def test_without_a_secret_of_ours_no_vonage_receipt_is_believed(settings: Settings) -> None:
    settings.VONAGE_SIGNATURE_SECRET = ""
    body, _ = fake_vonage.signed({"message_uuid": "V1", "status": "delivered"})

    assert vonage_posts(body, "Bearer x").status_code == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"no json", b"{}", b'{"id": 5}', b"[" * 100_000])
def test_a_receipt_that_says_nothing_is_refused_kindly(notify: JsonProvider, vonage: JsonProvider, body: bytes) -> None:
    token = {"Authorization": f"Bearer {fake_notify.TOKEN}"}
    _, signed = fake_vonage.signed({}, payload_hash=sha256(body).hexdigest())

    told = Client().post("/webhooks/notify/", body, content_type="application/json", headers=token)

    assert told.status_code == 400
    assert vonage_posts(body, signed).status_code == 400


def test_what_others_sent_over_the_same_account_is_left_alone(notify: JsonProvider, vonage: JsonProvider) -> None:
    assert notify_tells(None, "delivered").status_code == 204
    assert vonage_tells("order 66", "delivered").status_code == 204
    assert not Receipt.objects.exists()


def test_vonages_receipt_settles_what_nobody_knew_and_nothing_is_sent_again(vonage: JsonProvider) -> None:
    reminder = make_due(channels=TEXTS_ONLY, kind=Reminder.Kind.FASTING)
    vonage.faults.append(Fault(drops=True))
    dispatch_at(NOW)
    dispatch_at(NOW.replace(second=30))
    waiting = status_of(reminder)

    vonage_tells(vonage.accepted[0]["client_ref"], "submitted")
    dispatch_at(NOW.replace(minute=1))

    assert waiting == Reminder.Status.UNKNOWN
    assert status_of(reminder) == Reminder.Status.SENT
    assert len(vonage.accepted) == 1


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (postmark("Delivery", None), "delivered"),
        (postmark("Bounce", None, ID=1, Type="HardBounce", TypeCode=1, Email="maria@example.org"), "undelivered"),
        (postmark("SpamComplaint", None, ID=2, Type="SpamComplaint", Email="maria@example.org"), "delivered"),
    ],
    ids=["delivered", "bounced", "complained"],
)
def test_a_mail_services_words_move_a_delivery(takes_mail_receipts: None, told: dict[str, Any], status: str) -> None:
    delivery = make_sent(MAILS_ONLY)

    response = postmark_tells(told | {"Metadata": {"reference": str(delivery.pk)}})

    delivery.refresh_from_db()
    assert (response.status_code, delivery.status) == (200, status)


def test_who_calls_our_mail_spam_gets_no_more_mails(takes_mail_receipts: None) -> None:
    delivery = make_sent(MAILS_ONLY)

    postmark_tells(postmark("SpamComplaint", delivery.pk, ID=2, Type="SpamComplaint"))

    assert not Consent.objects.standing().filter(channel="email").exists()


def test_a_mail_service_that_returns_no_reference_is_known_by_its_own_id(takes_mail_receipts: None) -> None:
    delivery = make_sent(MAILS_ONLY)
    Delivery.objects.update(provider_id="P1")

    postmark_tells(postmark("Delivery", None))

    delivery.refresh_from_db()
    assert delivery.status == Delivery.Status.DELIVERED


def test_a_mail_receipt_without_the_password_is_refused(takes_mail_receipts: None) -> None:
    delivery = make_sent(MAILS_ONLY)

    response = postmark_tells(postmark("Delivery", delivery.pk), secret="receipts:guessed")

    assert response.status_code == 403
    assert not Receipt.objects.exists()


def test_without_a_secret_of_ours_no_mail_receipt_is_believed(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}

    assert postmark_tells(postmark("Delivery", uuid4())).status_code == 403


def test_there_is_no_page_for_a_service_that_anymail_does_not_know(takes_mail_receipts: None) -> None:
    assert Client().post("/webhooks/anymail/nobody/tracking/").status_code == 404


WORDS = {
    "queued": Delivery.Status.SENT,
    "sent": Delivery.Status.SENT,
    "delivered": Delivery.Status.DELIVERED,
    "undelivered": Delivery.Status.UNDELIVERED,
    "mystery": None,
}


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=8))
def test_a_status_never_goes_back_whatever_the_order_and_however_often(words: list[str]) -> None:
    with transaction.atomic():
        delivery = make_sent()
        rank = ["sent", "undelivered", "delivered"]
        seen = [rank.index(delivery.status)]

        for word in words:
            take_receipt(
                "twilio",
                event=f"{delivery.pk}:{word}",
                told=word,
                reference=delivery.pk,
                provider_id="SM1",
                status=WORDS[word],
                now=NOW,
            )
            delivery.refresh_from_db()
            seen.append(rank.index(delivery.status))

        assert seen == sorted(seen)
        assert seen[-1] == max([0, *(rank.index(status.value) for word in words if (status := WORDS[word]))])
        assert Receipt.objects.filter(delivery=delivery).count() == len(set(words))
        reached = delivery.status in Delivery.TAKEN
        assert status_of(delivery.reminders.get()) == (
            Reminder.Status.SENT if reached else Reminder.Status.UNDELIVERABLE
        )
        transaction.set_rollback(True)


def test_a_double_that_a_late_receipt_proves_still_counts_as_one(vonage: JsonProvider) -> None:
    reminder = make_due(channels=TEXTS_ONLY, kind=Reminder.Kind.FASTING)
    vonage.faults.append(Fault(drops=True))
    dispatch_at(NOW)
    first = Delivery.objects.get()
    dispatch_at(NOW + timedelta(minutes=3))
    dispatch_at(NOW + timedelta(minutes=3))
    assert Delivery.objects.count() == len(vonage.accepted) == 2

    vonage_tells(first.pk, "delivered")

    first.refresh_from_db()
    assert status_of(reminder) == Reminder.Status.SENT
    assert first.status == Delivery.Status.DELIVERED
    assert figures(now=NOW + timedelta(minutes=4)).doubled == 1
