"""What `manage.py check`, and every start, says of providers that are set by half: what is wrong, and what to do."""

import re
from collections.abc import Iterator
from typing import Any

import jwt
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django's word
from django.core.exceptions import ImproperlyConfigured

from procedures.privacy.keys import keyring, read_keys

# A shorter word can be guessed by whoever tries long enough.
_SHORTEST_TOKEN = 20
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_OF = {
    "twilio": ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"),
    "vonage": ("VONAGE_APPLICATION_ID", "VONAGE_PRIVATE_KEY", "VONAGE_SIGNATURE_SECRET", "VONAGE_FROM"),
    "notify": ("NOTIFY_API_KEY", "NOTIFY_CALLBACK_TOKEN", "NOTIFY_SMS_TEMPLATE", "NOTIFY_EMAIL_TEMPLATE"),
}


def providers(**_: Any) -> list[CheckMessage]:
    """Everything that is wrong with the providers' settings."""
    return [*_tokens(), *_keys(), *_unused(), *_receipts()]


def sign_in(**_: Any) -> list[CheckMessage]:
    """What would let staff in too easily."""
    if settings.SECOND_FACTOR_REQUIRED or settings.IS_DEMO:
        return []
    return [
        Error(
            "STAFF_SECOND_FACTOR is 0, so a password alone opens patients' details.",
            hint="Take the variable out. Only the demo may do without a second step.",
            id="prepapp.E020",
        )
    ]


def keys(**_: Any) -> list[CheckMessage]:
    """Everything that is wrong with the keys that seal patients' data."""
    try:
        ring = keyring()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="prepapp.E005")]
    found: list[CheckMessage] = []
    if {*ring.index} & {*read_keys("SEALING_KEYS", settings.SEALING_KEYS).values()}:
        hint = "Make another one: who may look something up need not be able to read it."
        found.append(Error("INDEX_KEYS holds a key that stands in SEALING_KEYS too.", hint=hint, id="prepapp.E006"))
    return found


def _tokens() -> Iterator[CheckMessage]:
    for name in ("METRICS_TOKEN", "NOTIFY_CALLBACK_TOKEN"):
        if 0 < len(getattr(settings, name)) < _SHORTEST_TOKEN:
            hint = f"Use at least {_SHORTEST_TOKEN} random characters."
            yield Error(f"{name} is short enough to guess.", hint=hint, id="prepapp.E001")
    secret = str(settings.ANYMAIL.get("WEBHOOK_SECRET", ""))
    if secret and not re.fullmatch(r"[^:]+:[^:]{10,}", secret):
        yield Error(
            "ANYMAIL_WEBHOOK_SECRET is not a name, a colon and a password of at least 10 characters.",
            hint="Write it like receipts:a-long-random-word, and the same into the address that the service calls.",
            id="prepapp.E002",
        )


def _keys() -> Iterator[CheckMessage]:
    if settings.VONAGE_PRIVATE_KEY:
        try:
            jwt.encode({}, settings.VONAGE_PRIVATE_KEY.replace("\\n", "\n"), algorithm="RS256")
        except (jwt.PyJWTError, ValueError, TypeError):
            yield Error(
                "VONAGE_PRIVATE_KEY is not a private key.",
                hint="Paste the file that Vonage gave you, in one line, with \\n where a new line begins.",
                id="prepapp.E003",
            )
    if settings.NOTIFY_API_KEY and not re.search(f"{_UUID}-{_UUID}$", settings.NOTIFY_API_KEY):
        yield Error(
            "NOTIFY_API_KEY is not a whole key.",
            hint="Copy it again from Notify: a name, then two groups of letters and digits with dashes.",
            id="prepapp.E004",
        )


def _unused() -> Iterator[CheckMessage]:
    """Somebody meant a provider to carry texts, and it does not."""
    used = {*settings.SMS_TRANSPORT.split(","), settings.EMAIL_TRANSPORT.removesuffix("_mail")}
    for provider, names in _OF.items():
        given = [name for name in names if getattr(settings, name)]
        if given and provider not in used:
            yield Warning(
                f"{given[0]} is set, but nothing goes by {provider}.",
                hint=f"Write {provider} into SMS_TRANSPORT, or take out the variables that begin with "
                f"{provider.upper()}_.",
                id="prepapp.W001",
            )


def _receipts() -> Iterator[CheckMessage]:
    if settings.EMAIL_BACKEND.startswith("anymail.") and not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        yield Warning(
            "The mail service cannot tell us which mails bounced.",
            hint="Set ANYMAIL_WEBHOOK_SECRET, and give the service our address: docs/running.md says which.",
            id="prepapp.W002",
        )
    if settings.SMS_TRANSPORT != "outbox" and not settings.IS_HTTPS:
        yield Warning(
            "PUBLIC_URL is not https, so the provider of the texts may not call back.",
            hint="Give the https address at which the provider reaches this server.",
            id="prepapp.W003",
        )
