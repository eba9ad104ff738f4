"""Mails by a mail service: Anymail's own code for Postmark, against a stand-in that speaks Postmark's API."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from procedures.messaging.transports import CannotTell, OutcomeUnknown, PermanentFailure, TemporaryFailure
from procedures.messaging.transports.mail import Mail
from tests.fakes import json_provider
from tests.fakes.json_provider import Answer, JsonProvider
from tests.fakes.twilio import Fault
from tests.messaging.due import NOW
from tests.messaging.parcels import in_time, mail_parcel

INACTIVE = (
    "You tried to send to a recipient that has been marked as inactive.\nFound inactive addresses: maria@example.org.\n"
    "Inactive recipients are ones that have generated a hard bounce or a spam complaint."
)


@pytest.fixture
def postmark(settings: Settings) -> Iterator[JsonProvider]:
    postmark = JsonProvider()

    def take(path: str, told: dict[str, Any]) -> Answer:
        postmark.accepted.append(told)
        return 200, {"ErrorCode": 0, "Message": "OK", "MessageID": "P1", "To": told["To"]}

    def refuse(fault: Fault) -> dict[str, Any]:
        return {"ErrorCode": fault.code, "Message": INACTIVE if fault.code == 406 else "a fault"}

    def tell(path: str, asked: dict[str, str]) -> Answer:
        return 404, {}

    with json_provider.serve(postmark, take=take, refuse=refuse, tell=tell):
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL = {
            "POSTMARK_SERVER_TOKEN": "a token",
            "POSTMARK_API_URL": f"{postmark.url}/",
            "REQUESTS_TIMEOUT": 0.5,
            "WEBHOOK_SECRET": "receipts:a long random word",
        }
        yield postmark


def test_a_mail_service_gets_our_reference_to_hand_back(postmark: JsonProvider) -> None:
    told = mail_parcel()

    provider_id = Mail().carry(told, now=NOW, last_look=in_time)

    assert provider_id == "P1"
    assert postmark.accepted[0]["Metadata"] == {"reference": str(told.reference)}
    assert postmark.accepted[0]["HtmlBody"] == "<p>See your list.</p>"


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (Fault(status=401), TemporaryFailure),  # our key
        (Fault(status=402), TemporaryFailure),  # our credit
        (Fault(status=429), TemporaryFailure),
        (Fault(status=503), TemporaryFailure),
        (Fault(status=500), OutcomeUnknown),
        (Fault(drops=True), OutcomeUnknown),
        (Fault(after=2), OutcomeUnknown),
        (Fault(status=413), PermanentFailure),
        (Fault(status=422, code=406), PermanentFailure),  # the address has bounced before
    ],
)
def test_a_mail_services_answers_are_told_apart(postmark: JsonProvider, fault: Fault, failure: type[Exception]) -> None:
    postmark.faults.append(fault)

    with pytest.raises(failure):
        Mail().carry(mail_parcel(), now=NOW, last_look=in_time)

    assert postmark.requests == 1, "no hidden retries"


def test_what_a_mail_service_asks_us_to_wait_is_heard(postmark: JsonProvider) -> None:
    postmark.faults.append(Fault(status=429, retry_after="30"))

    with pytest.raises(TemporaryFailure) as caught:
        Mail().carry(mail_parcel(), now=NOW, last_look=in_time)

    assert caught.value.is_throttled
    assert caught.value.wait == timedelta(seconds=30)


def test_a_mail_services_receipt_is_waited_for_where_receipts_are_taken(
    postmark: JsonProvider, settings: Settings
) -> None:
    with pytest.raises(CannotTell) as with_receipts:
        Mail().look_up(mail_parcel())
    settings.ANYMAIL = settings.ANYMAIL | {"WEBHOOK_SECRET": ""}
    with pytest.raises(CannotTell) as without:
        Mail().look_up(mail_parcel())

    assert with_receipts.value.patience > without.value.patience == timedelta(0)


def test_a_mail_service_that_does_not_say_whether_it_took_a_mail_may_have_taken_it(
    postmark: JsonProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.messaging.test_mail_service.INACTIVE", "Something new that Anymail cannot read.")
    postmark.faults.append(Fault(status=422, code=406))

    with pytest.raises(OutcomeUnknown):
        Mail().carry(mail_parcel(), now=NOW, last_look=in_time)
