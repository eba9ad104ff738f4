"""What GOV.UK Notify and Vonage are handed, and what they can tell afterwards."""

import uuid

import pytest
from pytest_django import Settings

from procedures.messaging.transports import CannotTell, NotStarted, TemporaryFailure, for_channel
from procedures.messaging.transports.notify import NotifyMail, NotifyText
from procedures.messaging.transports.vonage import Vonage
from procedures.patients.models import Channel
from tests.fakes import vonage as fake_vonage
from tests.fakes.json_provider import JsonProvider
from tests.fakes.twilio import Fault
from tests.messaging.due import NOW
from tests.messaging.parcels import in_time, mail_parcel, parcel, too_late


def test_notify_gets_the_words_and_our_reference(notify: JsonProvider) -> None:
    told = parcel()

    provider_id = NotifyText().carry(told, now=NOW, last_look=in_time)

    taken = notify.accepted[0]
    assert taken == {
        "phone_number": "+12125550123",
        "template_id": "33333333-3333-4333-8333-333333333333",
        "personalisation": {"body": "Lakeside: See your list."},
        "reference": str(told.reference),
        "id": provider_id,
        "type": "sms",
    }


def test_notify_carries_mails_too(notify: JsonProvider, settings: Settings) -> None:
    settings.EMAIL_TRANSPORT = "notify_mail"

    for_channel(Channel.EMAIL).carry(mail_parcel(), now=NOW, last_look=in_time)

    taken = notify.accepted[0]
    assert taken["type"] == "email"
    assert taken["email_address"] == "maria@example.org"
    assert taken["personalisation"] == {"subject": "Lakeside: your visit", "body": "Lakeside: See your list."}


@pytest.mark.parametrize("transport", [NotifyText, NotifyMail])
def test_notify_is_looked_up_by_our_reference(
    notify: JsonProvider, transport: type[NotifyText] | type[NotifyMail]
) -> None:
    told = parcel()
    transport().carry(parcel(), now=NOW, last_look=in_time)
    assert transport().look_up(told) == []

    provider_id = transport().carry(told, now=NOW, last_look=in_time)

    assert transport().look_up(told) == [provider_id]


def test_a_notify_that_does_not_answer_a_look_up_is_asked_again(notify: JsonProvider) -> None:
    notify.always = Fault(status=500)

    with pytest.raises(TemporaryFailure):
        NotifyText().look_up(parcel())


def test_vonage_gets_our_reference_and_lets_a_late_text_die(vonage: JsonProvider, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://prep.example.org"
    told = parcel()

    provider_id = Vonage().carry(told, now=NOW, last_look=in_time)

    taken = vonage.accepted[0]
    assert taken.pop("message_uuid") == provider_id
    assert taken == {
        "path": "/v1/messages",
        "channel": "sms",
        "message_type": "text",
        "to": "12125550123",
        "from": fake_vonage.NUMBER,
        "text": "Lakeside: See your list.",
        "ttl": 3600,
        "client_ref": str(told.reference),
        "webhook_url": "https://prep.example.org/webhooks/vonage/",
        "webhook_version": "v1",
    }
    assert fake_vonage.claims(vonage.tokens[0])["application_id"] == fake_vonage.APPLICATION


def test_vonage_cannot_be_asked_but_its_receipt_is_waited_for(vonage: JsonProvider) -> None:
    with pytest.raises(CannotTell) as caught:
        Vonage().look_up(parcel())

    assert caught.value.patience.total_seconds() > 0


@pytest.mark.parametrize("name", ["notify", "vonage"])
def test_a_message_whose_time_is_over_is_not_written_to_the_wire(request: pytest.FixtureRequest, name: str) -> None:
    provider = request.getfixturevalue(name)

    with pytest.raises(NotStarted):
        for_channel(Channel.SMS).carry(parcel(reference=uuid.uuid4()), now=NOW, last_look=too_late)

    assert provider.requests == 0
