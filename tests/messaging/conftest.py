"""Providers that speak their protocol on this machine, and reminders that are due."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.fakes import mail as fake_mail
from tests.fakes import notify as fake_notify
from tests.fakes import twilio as fake_twilio
from tests.fakes import vonage as fake_vonage
from tests.fakes.json_provider import JsonProvider


@pytest.fixture
def twilio(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[fake_twilio.FakeTwilio]:
    """Texts go to a stand-in for Twilio. It is given a second and a half to answer, instead of four."""
    monkeypatch.setattr("procedures.messaging.transports.twilio.PROVIDER_TIMEOUT", 1.5)
    with fake_twilio.serve() as twilio:
        for name, value in fake_twilio.environment(twilio).items():
            setattr(settings, name, value)
        yield twilio


@pytest.fixture
def notify(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[JsonProvider]:
    """Texts go to a stand-in for GOV.UK Notify, which is given a second and a half to answer."""
    monkeypatch.setattr("procedures.messaging.transports.notify.PROVIDER_TIMEOUT", 1.5)
    with fake_notify.serve() as notify:
        for name, value in fake_notify.environment(notify).items():
            setattr(settings, name, value)
        yield notify


@pytest.fixture
def vonage(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[JsonProvider]:
    """Texts go to a stand-in for Vonage, which is given a second and a half to answer."""
    monkeypatch.setattr("procedures.messaging.transports.vonage.PROVIDER_TIMEOUT", 1.5)
    with fake_vonage.serve() as vonage:
        for name, value in fake_vonage.environment(vonage).items():
            setattr(settings, name, value)
        yield vonage


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[fake_mail.FakeMail]:
    """Mails go to a real SMTP server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with fake_mail.serve() as mail:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
        yield mail
