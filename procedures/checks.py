"""What `manage.py check`, and every start, says of settings: what is wrong, and what to do. Some refuse the start."""

import re
from collections.abc import Iterator
from typing import Any

import jwt
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django's word
from django.core.exceptions import ImproperlyConfigured

from prepapp.embedded import own_key
from procedures.privacy.keys import keyring, read_keys

# A shorter word can be guessed by whoever tries long enough.
_SHORTEST_TOKEN = 20
# Random letters and digits repeat themselves; fewer different ones than this were typed.
_FEWEST = 10
# Mails go nowhere by these.
_PRETENDING = {f"django.core.mail.backends.{name}" for name in ("console", "dummy", "filebased", "locmem")}
# Where the tests' own providers are called, on this machine and in the clear.
_STAND_INS = ("TWILIO_API_URL", "VONAGE_API_URL", "NOTIFY_API_URL")
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
    found: list[CheckMessage] = [] if settings.IS_DEMO else [*_keys_of_the_demo()]
    if {*ring.index} & {*read_keys("SEALING_KEYS", settings.SEALING_KEYS).values()}:
        hint = "Make another one: who may look something up need not be able to read it."
        found.append(Error("INDEX_KEYS holds a key that stands in SEALING_KEYS too.", hint=hint, id="prepapp.E006"))
    return found


def production(**_: Any) -> list[CheckMessage]:
    """What makes a server that real patients must not be given to. Each keeps it from starting."""
    return [] if settings.IS_DEMO else [*_secrets(), *_pretended(), *_open_wire()]


def refuse_to_start() -> None:
    """Stop a server in production whose settings are dangerous: gunicorn and Celery run no checks by themselves.

    :raises ImproperlyConfigured: it names everything that is wrong, and what to do.
    """
    everything = (*production(), *sign_in(), *keys(), *providers())
    found = [] if settings.IS_DEMO else [one for one in everything if one.is_serious()]
    if found:
        raise ImproperlyConfigured("\n".join(f"{one.msg} {one.hint or ''}".strip() for one in found))


def _secrets() -> Iterator[CheckMessage]:
    made_up = settings.DATA_DIR / "secret"
    is_the_demos = made_up.is_file() and made_up.read_text(encoding="ascii", errors="replace") == settings.SECRET_KEY
    if is_the_demos or settings.SECRET_KEY.startswith("django-insecure-") or len(set(settings.SECRET_KEY)) < _FEWEST:
        yield Error(
            "SECRET_KEY is the demo's, or no random one: whoever guesses it opens every patient's list.",
            hint="Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
            id="prepapp.E010",
        )
    if settings.DEBUG:
        yield Error("DEBUG shows patients' data to whoever meets an error.", hint="Write DEBUG=0.", id="prepapp.E011")


def _keys_of_the_demo() -> Iterator[CheckMessage]:
    for name, kept in (("SEALING_KEYS", "sealing-key"), ("INDEX_KEYS", "index-key")):
        held = read_keys(name, getattr(settings, name))
        made_up = settings.DATA_DIR / kept
        own = [*read_keys(name, own_key(settings.DATA_DIR, kept)).values()] if made_up.is_file() else []
        if "demo" in held or any(key in own or len(set(key)) < _FEWEST for key in held.values()):
            hint = "Make one: openssl rand -base64 32"
            yield Error(f"{name} holds the demo's key, or no random one.", hint=hint, id="prepapp.E007")


def _pretended() -> Iterator[CheckMessage]:
    is_carried_otherwise = settings.EMAIL_TRANSPORT != "mail"
    if not is_carried_otherwise and settings.EMAIL_BACKEND.rpartition(".")[0] in _PRETENDING:
        hint = "Give EMAIL_URL a mail server or service; .env.example shows how."
        yield Error("EMAIL_URL names something that sends no mail.", hint=hint, id="prepapp.E012")
    if "outbox" in settings.SMS_TRANSPORT.split(","):
        hint = "Name a provider in SMS_TRANSPORT: twilio, vonage or notify."
        yield Error("SMS_TRANSPORT is the demo's outbox, which sends nothing.", hint=hint, id="prepapp.E013")
    for name in _STAND_INS:
        if getattr(settings, name) and not getattr(settings, name).startswith("https://"):
            hint = "Take it out: without it the provider's own address is called."
            yield Error(f"{name} names a stand-in for tests, which sends nothing.", hint=hint, id="prepapp.E017")


def _open_wire() -> Iterator[CheckMessage]:
    if not (settings.IS_HTTPS and settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Error(
            "PUBLIC_URL is not https: whoever listens reads patients' lists and takes over sign-ins.",
            hint="Put a proxy that speaks https before it, and write PUBLIC_URL=https://...",
            id="prepapp.E014",
        )
    if settings.OIDC_ISSUER and not settings.OIDC_ISSUER.startswith("https://"):
        hint = "Give the address of the issuer that begins with https."
        yield Error("OIDC_ISSUER is not https: whoever listens can sign in as anyone.", hint=hint, id="prepapp.E016")
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the hosts, with commas between."
        yield Error("ALLOWED_HOSTS lets in every host name.", hint=hint, id="prepapp.E015")


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
