"""EMAIL_URL: which server or service carries the mails, in one line."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import parse_qsl, urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
# By scheme: is the whole talk inside TLS, and does it change over to TLS after the greeting?
_ENCRYPTED = {"smtp+tls": (False, True), "smtp+ssl": (True, False)}
_EXAMPLES = "smtp+tls://user:password@mail.hospital.example:587, anymail+mailgun:?MAILGUN_API_KEY=... or notify:"


@dataclass(frozen=True, slots=True)
class MailBy:
    """What carries the mails: `transport` is prepapp's own word for it, the others are Django's and Anymail's."""

    backend: str = _SMTP
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    use_tls: bool = False
    use_ssl: bool = False
    transport: str = "mail"
    anymail: dict[str, str] = field(default_factory=dict, repr=False)


def parse(url: str) -> MailBy:
    """Read EMAIL_URL.

    :raises ImproperlyConfigured: it names nothing that can carry a mail.
    """
    scheme = urlsplit(url).scheme
    if scheme == "notify":
        return MailBy(backend="django.core.mail.backends.dummy.EmailBackend", transport="notify_mail")
    if scheme.startswith("anymail+"):
        return _service(scheme.removeprefix("anymail+"), dict(parse_qsl(urlsplit(url).query)))
    use_ssl, use_tls = _ENCRYPTED.get(scheme, (False, False))
    try:
        found = dj_email_url.parse(url.replace(f"{scheme}:", "smtp:", 1) if scheme in _ENCRYPTED else url)
        backend = found["EMAIL_BACKEND"]
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read. Write it like {_EXAMPLES}.") from error
    return MailBy(
        backend=backend,
        host=found["EMAIL_HOST"] or "",
        port=found["EMAIL_PORT"] or 25,
        user=found["EMAIL_HOST_USER"] or "",
        password=found["EMAIL_HOST_PASSWORD"] or "",
        use_tls=use_tls or found["EMAIL_USE_TLS"],
        use_ssl=use_ssl or found["EMAIL_USE_SSL"],
    )


def _service(name: str, options: dict[str, str]) -> MailBy:
    """A mail service; its options are Anymail's settings, such as MAILGUN_API_KEY."""
    module = f"anymail.backends.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        raise ImproperlyConfigured(f"EMAIL_URL names {name!r}, which Anymail does not know. Write it like {_EXAMPLES}.")
    if not options:
        raise ImproperlyConfigured(f"EMAIL_URL gives no key for {name}. Write it like {_EXAMPLES}.")
    return MailBy(backend=f"{module}.EmailBackend", anymail=options)
