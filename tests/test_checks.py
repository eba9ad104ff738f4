"""Providers that are set by half are told of at the start, with what to do."""

import pytest
from django.core.checks import ERROR
from pytest_django import Settings

from procedures.checks import providers, sign_in
from tests.fakes import notify as fake_notify
from tests.fakes import twilio as fake_twilio
from tests.fakes import vonage as fake_vonage
from tests.fakes.json_provider import JsonProvider
from tests.fakes.twilio import FakeTwilio


def given(settings: Settings, values: dict[str, str]) -> list[str]:
    settings.IS_HTTPS = True
    for name, value in values.items():
        setattr(settings, name, value)
    return [message.msg for message in providers()]


def test_nothing_is_wrong_with_the_demo(settings: Settings) -> None:
    assert given(settings, {}) == []


@pytest.mark.parametrize(
    "whole",
    [
        fake_twilio.environment(FakeTwilio()),
        fake_vonage.environment(JsonProvider()),
        fake_notify.environment(JsonProvider()),
    ],
    ids=["twilio", "vonage", "notify"],
)
def test_nothing_is_wrong_with_a_provider_that_is_set_whole(settings: Settings, whole: dict[str, str]) -> None:
    assert given(settings, whole) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN is short enough to guess."),
        ({"NOTIFY_CALLBACK_TOKEN": "short", "SMS_TRANSPORT": "notify"}, "NOTIFY_CALLBACK_TOKEN is short"),
        ({"ANYMAIL": {"WEBHOOK_SECRET": "no password here"}}, "ANYMAIL_WEBHOOK_SECRET is not a name, a colon"),
        ({"VONAGE_PRIVATE_KEY": "no key", "SMS_TRANSPORT": "vonage"}, "VONAGE_PRIVATE_KEY is not a private key."),
        ({"NOTIFY_API_KEY": "half-a-key", "SMS_TRANSPORT": "notify"}, "NOTIFY_API_KEY is not a whole key."),
        ({"VONAGE_FROM": "12125550188"}, "VONAGE_FROM is set, but nothing goes by vonage."),
        (
            {"EMAIL_BACKEND": "anymail.backends.postmark.EmailBackend"},
            "The mail service cannot tell us which mails bounced.",
        ),
    ],
)
def test_what_is_set_by_half_is_told(settings: Settings, values: dict[str, str], words: str) -> None:
    said = given(settings, values)

    assert any(line.startswith(words) for line in said), said


def test_every_warning_says_what_to_do(settings: Settings) -> None:
    given(settings, {"METRICS_TOKEN": "x", "VONAGE_PRIVATE_KEY": "x", "NOTIFY_API_KEY": "x"})

    assert all(message.hint for message in providers())


def test_no_message_quotes_a_secret(settings: Settings) -> None:
    secret = "very-secret-half-a-key"

    said = given(settings, {"NOTIFY_API_KEY": secret, "VONAGE_PRIVATE_KEY": secret, "METRICS_TOKEN": secret[:10]})

    assert said
    assert not any(secret[:10] in line for line in said)


def test_one_step_alone_is_refused_where_patients_are(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED, settings.IS_DEMO = False, False

    found = sign_in()

    assert [message.id for message in found] == ["prepapp.E020"]
    assert found[0].level >= ERROR
    assert found[0].hint


def test_the_demo_may_do_with_one_step(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False

    assert sign_in() == []
