"""What the transports hand over, to servers that speak the provider's protocol."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from procedures.messaging.transports import (
    CannotTell,
    NotStarted,
    OutcomeUnknown,
    PermanentFailure,
    TemporaryFailure,
)
from procedures.messaging.transports.mail import Mail
from procedures.messaging.transports.twilio import Twilio
from tests.fakes.mail import FakeMail
from tests.fakes.twilio import NUMBER, UNSUBSCRIBED, FakeTwilio, Fault
from tests.messaging.due import NOW
from tests.messaging.parcels import in_time, mail_parcel, parcel, too_late


def test_a_text_carries_our_reference_and_dies_when_it_is_no_use(twilio: FakeTwilio, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://prep.example.org"
    told = parcel()

    sid = Twilio().carry(told, now=NOW, last_look=in_time)

    accepted = twilio.accepted[0]
    assert sid == accepted.sid
    assert accepted.form == {
        "To": "+12125550123",
        "From": NUMBER,
        "Body": "Lakeside: See your list.",
        "StatusCallback": f"https://prep.example.org/webhooks/twilio/{told.reference}/",
        "ValidityPeriod": "3600",
    }


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (Fault(status=429), TemporaryFailure),
        (Fault(status=503), TemporaryFailure),
        (Fault(status=401, code=20003), TemporaryFailure),
        (Fault(status=400, code=21606), TemporaryFailure),
        (Fault(status=400, code=21211), PermanentFailure),
        (Fault(status=500), OutcomeUnknown),
        (Fault(status=504), OutcomeUnknown),
        (Fault(drops=True), OutcomeUnknown),
        (Fault(after=2), OutcomeUnknown),
    ],
)
def test_twilios_words_are_told_apart(twilio: FakeTwilio, fault: Fault, failure: type[Exception]) -> None:
    twilio.faults.append(fault)

    with pytest.raises(failure):
        Twilio().carry(parcel(), now=NOW, last_look=in_time)

    assert twilio.requests == 1, "no hidden retries"


def test_a_text_whose_time_is_over_is_not_written_to_the_wire(twilio: FakeTwilio) -> None:
    with pytest.raises(NotStarted):
        Twilio().carry(parcel(), now=NOW, last_look=too_late)

    assert twilio.requests == 0


def test_a_mail_whose_time_is_over_is_not_written_to_the_wire(mail_server: FakeMail) -> None:
    with pytest.raises(NotStarted):
        Mail().carry(mail_parcel(), now=NOW, last_look=too_late)

    assert mail_server.mails == []


def test_unsubscribed_is_said_as_such(twilio: FakeTwilio) -> None:
    twilio.faults.append(Fault(status=400, code=UNSUBSCRIBED))

    with pytest.raises(PermanentFailure) as caught:
        Twilio().carry(parcel(), now=NOW, last_look=in_time)

    assert caught.value.is_unsubscribed


def test_a_provider_that_cannot_be_reached_surely_did_not_take_it(settings: Settings) -> None:
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.TWILIO_FROM = "AC0", "t", NUMBER
    settings.TWILIO_API_URL = "http://127.0.0.1:9"

    with pytest.raises(TemporaryFailure):
        Twilio().carry(parcel(), now=NOW, last_look=in_time)


def test_a_look_up_finds_the_same_words_to_the_same_number(twilio: FakeTwilio) -> None:
    told = parcel(armed_at=datetime.now(UTC))
    for other in (parcel(text="other words"), parcel(address="+12125550124")):
        Twilio().carry(other, now=NOW, last_look=in_time)
    assert Twilio().look_up(told) == []

    sid = Twilio().carry(told, now=NOW, last_look=in_time)

    assert Twilio().look_up(told) == [sid]


def test_a_text_from_before_it_was_armed_is_not_it(twilio: FakeTwilio) -> None:
    told = parcel()
    Twilio().carry(told, now=NOW, last_look=in_time)

    later = parcel(reference=told.reference, armed_at=twilio.accepted[0].at + timedelta(minutes=5))

    assert Twilio().look_up(later) == []


def test_a_mail_has_text_html_and_our_reference(mail_server: FakeMail) -> None:
    told = mail_parcel()

    provider_id = Mail().carry(told, now=NOW, last_look=in_time)

    mail = mail_server.mails[0]
    assert mail["Message-ID"] == provider_id == f"<{told.reference}@prepapp.example>"
    assert mail["From"] == "Lakeside <reminders@prepapp.example>"
    assert mail["To"] == "maria@example.org"
    assert mail["Subject"] == "Lakeside: your visit"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Visit\r\nBcc: thief@example.org"},
        {"sender": "Lake\r\nBcc: thief@example.org"},
        {"address": "maria@example.org\r\nBcc: thief@example.org"},
    ],
)
def test_no_value_can_add_a_header(mail_server: FakeMail, fields: dict[str, str]) -> None:
    try:
        Mail().carry(mail_parcel(**fields), now=NOW, last_look=in_time)
    except PermanentFailure:
        assert "address" in fields

    assert "thief@example.org" not in mail_server.recipients
    assert all(mail["Bcc"] is None for mail in mail_server.mails)


@pytest.mark.parametrize(
    ("recipient", "data", "failure"),
    [
        ("550 no such user", "", PermanentFailure),
        ("451 later", "", TemporaryFailure),
        ("", "554 no", PermanentFailure),
        ("", "452 full", TemporaryFailure),
    ],
)
def test_what_a_mail_server_says_is_told_apart(
    mail_server: FakeMail, recipient: str, data: str, failure: type[Exception]
) -> None:
    mail_server.answer_to_recipient, mail_server.answer_to_data = recipient, data

    with pytest.raises(failure):
        Mail().carry(mail_parcel(), now=NOW, last_look=in_time)


def test_a_mail_server_that_is_away_surely_did_not_take_it(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(TemporaryFailure):
        Mail().carry(mail_parcel(), now=NOW, last_look=in_time)


def test_a_mail_server_that_hangs_up_may_have_taken_it(mail_server: FakeMail, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang_up(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(smtplib.SMTP, "sendmail", hang_up)

    with pytest.raises(OutcomeUnknown):
        Mail().carry(mail_parcel(), now=NOW, last_look=in_time)


def test_a_mail_cannot_be_looked_up() -> None:
    with pytest.raises(CannotTell):
        Mail().look_up(mail_parcel())
