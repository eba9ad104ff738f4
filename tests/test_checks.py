"""Providers that are set by half are told of at the start, with what to do."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import ERROR
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from prepapp.embedded import own_key, own_secret
from procedures.checks import providers, refuse_to_start, sign_in
from tests.fakes import notify as fake_notify
from tests.fakes import twilio as fake_twilio
from tests.fakes import vonage as fake_vonage
from tests.fakes.json_provider import JsonProvider
from tests.fakes.twilio import FakeTwilio
from tests.servers import surroundings


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


WELL = {
    "IS_DEMO": False,
    "SECRET_KEY": "".join(map(chr, range(48, 110))),
    "IS_HTTPS": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SMS_TRANSPORT": "twilio",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_TRANSPORT": "mail",
    "ALLOWED_HOSTS": ["prep.hospital.example"],
    "SECOND_FACTOR_REQUIRED": True,
    "SEALING_KEYS": "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "INDEX_KEYS": "test:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
}
OF_ONE_SIGN = "typed:eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg="


@pytest.fixture
def in_production(settings: Settings) -> Settings:
    for name, value in WELL.items():
        setattr(settings, name, value)
    return settings


def test_production_starts_with_sound_settings(in_production: Settings) -> None:
    refuse_to_start()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY", "x" * 60, "SECRET_KEY is the demo's, or no random one"),
        ("SECRET_KEY", "django-insecure-" + "abcdefghijklmnopqrstuvwxyz" * 2, "SECRET_KEY is the demo's"),
        ("DEBUG", True, "DEBUG shows patients' data"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "EMAIL_URL names something that sends"),
        ("SMS_TRANSPORT", "outbox", "SMS_TRANSPORT is the demo's outbox"),
        ("IS_HTTPS", False, "PUBLIC_URL is not https"),
        ("SESSION_COOKIE_SECURE", False, "PUBLIC_URL is not https"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS lets in every host name"),
        ("SECOND_FACTOR_REQUIRED", False, "STAFF_SECOND_FACTOR is 0"),
        ("SEALING_KEYS", OF_ONE_SIGN, "SEALING_KEYS holds the demo's key, or no random one"),
        ("INDEX_KEYS", OF_ONE_SIGN, "INDEX_KEYS holds the demo's key, or no random one"),
        ("SEALING_KEYS", WELL["INDEX_KEYS"], "INDEX_KEYS holds a key that stands in SEALING_KEYS too"),
        ("SEALING_KEYS", "short:c2hvcnQ=", "SEALING_KEYS is not right"),
        ("OIDC_ISSUER", "http://login.hospital.example", "OIDC_ISSUER is not https"),
        ("TWILIO_API_URL", "http://127.0.0.1:9", "TWILIO_API_URL names a stand-in"),
        ("NOTIFY_CALLBACK_TOKEN", "guess", "NOTIFY_CALLBACK_TOKEN is short enough to guess"),
        ("ANYMAIL", {"WEBHOOK_SECRET": "a:b"}, "ANYMAIL_WEBHOOK_SECRET is not a name, a colon"),
    ],
)
def test_production_refuses_to_start(in_production: Settings, name: str, value: object, words: str) -> None:
    setattr(in_production, name, value)

    with pytest.raises(ImproperlyConfigured, match=words):
        refuse_to_start()


def test_production_refuses_the_secret_that_the_demo_made(in_production: Settings, tmp_path: Path) -> None:
    in_production.DATA_DIR = tmp_path
    in_production.SECRET_KEY = own_secret(tmp_path)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is the demo's"):
        refuse_to_start()


@pytest.mark.parametrize(("name", "kept"), [("SEALING_KEYS", "sealing-key"), ("INDEX_KEYS", "index-key")])
def test_production_refuses_the_keys_that_the_demo_made(
    in_production: Settings, tmp_path: Path, name: str, kept: str
) -> None:
    """Under whatever name they are given: they lie in the demo's folder, open to whoever tried it out."""
    in_production.DATA_DIR = tmp_path
    setattr(in_production, name, own_key(tmp_path, kept).replace("demo:", "real:"))

    with pytest.raises(ImproperlyConfigured, match=f"{name} holds the demo's key"):
        refuse_to_start()


def run_in_production(home: Path, code: str, *, public_url: str) -> "subprocess.CompletedProcess[str]":
    """Python that runs this code where everything is set as in production."""
    environment = surroundings.bare(
        home,
        PREPAPP_MODE="production",
        SECRET_KEY="only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
        PUBLIC_URL=public_url,
        ALLOWED_HOSTS="prep.hospital.example",
        DATABASE_URL="postgresql://prepapp@localhost/prepapp",
        REDIS_URL="redis://localhost/0",
        SEALING_KEYS="test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        INDEX_KEYS="test:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
        EMAIL_URL="smtp://127.0.0.1:9",
        EMAIL_FROM="reminders@hospital.example",
        TWILIO_ACCOUNT_SID="AC0",
        TWILIO_AUTH_TOKEN="none",
        TWILIO_FROM="+12125550100",
    )
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=surroundings.ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_server_in_production_with_a_dangerous_setting_ends_at_once(tmp_path: Path) -> None:
    """As gunicorn and Celery start it: without Django's own checks."""
    ran = run_in_production(tmp_path, "import prepapp.wsgi", public_url="http://prep.hospital.example")

    assert ran.returncode != 0
    assert "PUBLIC_URL is not https" in ran.stderr


# A session's own is set when it is saved, which needs a database: its name and how it is set are looked at instead.
_EVERY_COOKIE = """
import prepapp.wsgi
from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory
from procedures.web.patient.comfort import choose
from procedures.web.signing import known_browser

def answer(request):
    get_token(request)
    made = HttpResponse()
    known_browser.remember(request, made, "nora")
    return made

asked = RequestFactory(headers={"host": "prep.hospital.example"}).post(
    "/comfort/", {"language": "es", "size": "large", "scheme": "dark"}, secure=True
)
asked.session = {}
chosen = choose(asked)
made = CsrfViewMiddleware(answer)(RequestFactory().get("/"))
made.set_cookie(
    settings.SESSION_COOKIE_NAME,
    "",
    path=settings.SESSION_COOKIE_PATH,
    domain=settings.SESSION_COOKIE_DOMAIN,
    secure=settings.SESSION_COOKIE_SECURE,
    httponly=settings.SESSION_COOKIE_HTTPONLY,
    samesite=settings.SESSION_COOKIE_SAMESITE,
)
for cookies in (chosen.cookies, made.cookies):
    print(cookies.output(header=""))
"""


def test_over_https_every_cookie_stays_with_this_host_and_out_of_scripts(tmp_path: Path) -> None:
    ran = run_in_production(tmp_path, _EVERY_COOKIE, public_url="https://prep.hospital.example")

    assert ran.returncode == 0, ran.stderr
    cookies = [line.strip() for line in ran.stdout.splitlines() if line.strip()]
    names = {cookie.partition("=")[0].removeprefix("__Host-") for cookie in cookies}
    assert names == {"csrftoken", "known", "language", "scheme", "session", "size"}
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} <= set(cookie.split("; ")), cookie
        assert "Domain" not in cookie
