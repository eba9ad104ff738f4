"""Which of four words each provider's answer becomes: permanent, throttled, temporary, or unknown.

The order of harm decides in doubt: what may have been taken is unknown, and is looked up before it is sent again.
"""

from datetime import timedelta
from enum import Enum

import pytest
from django.conf import settings as live
from pytest_django import Settings

from procedures.messaging.transports import (
    OutcomeUnknown,
    PermanentFailure,
    TemporaryFailure,
    Transport,
    by_name,
)
from procedures.messaging.transports import notify as notify_rules
from procedures.messaging.transports import twilio as twilio_rules
from procedures.messaging.transports import vonage as vonage_rules
from procedures.messaging.transports.wire import asked_wait
from tests.fakes.json_provider import JsonProvider
from tests.fakes.twilio import FakeTwilio, Fault
from tests.messaging.due import NOW
from tests.messaging.parcels import in_time, parcel


class Is(Enum):
    PERMANENT = "permanent"
    STOPPED = "permanent, because the patient told the provider to stop"
    THROTTLED = "throttled"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"


def class_of(failure: Exception) -> Is:
    if isinstance(failure, PermanentFailure):
        return Is.STOPPED if failure.is_unsubscribed else Is.PERMANENT
    if isinstance(failure, TemporaryFailure):
        return Is.THROTTLED if failure.is_throttled else Is.TEMPORARY
    assert isinstance(failure, OutcomeUnknown)
    return Is.UNKNOWN


# https://www.twilio.com/docs/api/errors
TWILIO = [
    (400, 21211, Is.PERMANENT),  # not a number
    (400, 21214, Is.PERMANENT),  # cannot be reached
    (400, 21610, Is.STOPPED),
    (400, 21612, Is.PERMANENT),  # no route to it
    (400, 21614, Is.PERMANENT),  # not a mobile
    (400, 21617, Is.PERMANENT),  # too long
    (400, 21606, Is.TEMPORARY),  # our own number
    (400, 21408, Is.TEMPORARY),  # our account may not send there
    (401, 20003, Is.TEMPORARY),  # our token
    (403, 20005, Is.TEMPORARY),  # our account is suspended
    (429, 20429, Is.THROTTLED),
    (429, None, Is.THROTTLED),
    (400, 63038, Is.THROTTLED),  # the day is used up
    (500, 20500, Is.UNKNOWN),
    (502, None, Is.UNKNOWN),
    (503, 20503, Is.TEMPORARY),
    (504, None, Is.UNKNOWN),
    (302, None, Is.UNKNOWN),
]
# https://developer.vonage.com/api-errors/messages
VONAGE = [
    (429, 1000, Is.THROTTLED),
    (422, 1010, Is.PERMANENT),
    (422, 1020, Is.PERMANENT),
    (422, 1040, Is.PERMANENT),
    (422, 1050, Is.PERMANENT),  # number barred
    (422, 1120, Is.TEMPORARY),  # our sender
    (401, None, Is.TEMPORARY),
    (402, 1070, Is.TEMPORARY),  # our credit
    (403, 1060, Is.TEMPORARY),
    (422, 1030, Is.UNKNOWN),
    (500, None, Is.UNKNOWN),
    (502, None, Is.UNKNOWN),
    (503, None, Is.TEMPORARY),
]
# By status and by the stand-in's number for Notify's words.
NOTIFY = [
    (400, 1, Is.PERMANENT),  # the number
    (400, 5, Is.PERMANENT),  # a country that we may not send to
    (400, 2, Is.TEMPORARY),  # our template
    (403, 6, Is.TEMPORARY),
    (429, 3, Is.THROTTLED),
    (429, 4, Is.THROTTLED),  # the day is used up
    (500, 0, Is.UNKNOWN),
    (502, 0, Is.UNKNOWN),
    (503, 0, Is.TEMPORARY),
]


def carried(transport: Transport) -> Exception:
    try:
        transport.carry(parcel(), now=NOW, last_look=in_time)
    except (PermanentFailure, TemporaryFailure, OutcomeUnknown) as failure:
        return failure
    raise AssertionError("it was taken")


@pytest.mark.parametrize(("status", "code", "expected"), TWILIO)
def test_twilios_answers_have_these_classes(twilio: FakeTwilio, status: int, code: int | None, expected: Is) -> None:
    twilio.faults.append(Fault(status=status, code=code or 0))

    failure = carried(by_name("twilio"))

    assert class_of(failure) == class_of(twilio_rules.failure(status, code)) == expected
    assert twilio.requests == 1, "no hidden retries"


@pytest.mark.parametrize(("status", "code", "expected"), VONAGE)
def test_vonages_answers_have_these_classes(vonage: JsonProvider, status: int, code: int | None, expected: Is) -> None:
    vonage.faults.append(Fault(status=status, code=code or 0))

    failure = carried(by_name("vonage"))

    assert class_of(failure) == class_of(vonage_rules.failure(status, code)) == expected
    assert vonage.requests == 1, "no hidden retries"


@pytest.mark.parametrize(("status", "code", "expected"), NOTIFY)
def test_notifys_answers_have_these_classes(notify: JsonProvider, status: int, code: int, expected: Is) -> None:
    notify.faults.append(Fault(status=status, code=code))

    failure = carried(by_name("notify"))

    assert class_of(failure) == expected
    assert notify.requests == 1, "no hidden retries"


@pytest.mark.parametrize("name", ["twilio", "vonage", "notify"])
@pytest.mark.parametrize(
    "fault", [Fault(drops=True), Fault(before=2), Fault(after=2)], ids=["hung up", "slow to take", "slow to answer"]
)
def test_a_call_whose_answer_was_lost_may_have_been_taken(
    request: pytest.FixtureRequest, name: str, fault: Fault
) -> None:
    provider = request.getfixturevalue(name)
    provider.faults.append(fault)

    failure = carried(by_name(name))

    assert class_of(failure) == Is.UNKNOWN
    assert provider.requests == 1, "no hidden retries"


@pytest.mark.parametrize("name", ["twilio", "vonage", "notify"])
def test_a_call_that_never_began_surely_was_not_taken(
    request: pytest.FixtureRequest, settings: Settings, name: str
) -> None:
    request.getfixturevalue(name)
    setattr(settings, f"{name.upper()}_API_URL", "http://127.0.0.1:9")

    assert class_of(carried(by_name(name))) == Is.TEMPORARY


@pytest.mark.parametrize("name", ["twilio", "vonage", "notify"])
def test_past_a_proxy_too_a_lost_answer_is_not_taken_for_a_call_that_never_began(
    request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    provider = request.getfixturevalue(name)
    provider.faults.append(Fault(drops=True))
    monkeypatch.setenv("HTTPS_PROXY", provider.url)
    setattr(settings, f"{name.upper()}_API_URL", "")

    assert class_of(carried(by_name(name))) == Is.UNKNOWN


@pytest.mark.parametrize("name", ["twilio", "vonage", "notify"])
@pytest.mark.parametrize(
    ("retry_after", "seconds"), [("7", 7), ("Mon, 07 Dec 2026 18:01:30 GMT", 90), ("", None), ("soon", None)]
)
def test_what_a_provider_asks_us_to_wait_is_heard_as_seconds_or_as_a_date(
    request: pytest.FixtureRequest, name: str, retry_after: str, seconds: int | None
) -> None:
    request.getfixturevalue(name).faults.append(Fault(status=429, code=20429, retry_after=retry_after))

    failure = carried(by_name(name))

    assert isinstance(failure, TemporaryFailure)
    assert failure.wait == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0", 1),
        ("Mon, 07 Dec 2026 17:00:00 GMT", 1),  # long past
        ("99999999999999999999", None),
        ("86401", 86400),
        ("-5", None),
        ("Mon, 07 Dec 2026 18:01:30", None),  # no zone
    ],
)
def test_a_wait_that_makes_no_sense_is_bounded_or_left_out(written: str, seconds: int | None) -> None:
    assert asked_wait(written, now=NOW) == (None if seconds is None else timedelta(seconds=seconds))


def test_no_failure_quotes_the_patients_number(notify: JsonProvider) -> None:
    words = [{"error": "ValidationError", "message": "phone_number +12125550123 is wrong"}]

    assert "2125550123" not in str(notify_rules.failure(400, words))
    assert live.NOTIFY_API_KEY
