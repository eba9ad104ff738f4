"""Mail, by whatever Django's EMAIL_BACKEND is: SMTP, or a mail service through anymail."""

import smtplib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from procedures.messaging.transports.contract import (
    CannotTell,
    OutcomeUnknown,
    Parcel,
    PermanentFailure,
    TemporaryFailure,
)
from procedures.messaging.transports.wire import asked_wait

_WITHOUT_METADATA = ("anymail.backends.mailersend.EmailBackend",)
_PATIENCE = timedelta(minutes=2)
# What a mail service says of our account, not of the patient's address: an operator mends it, the mail may wait.
_OURS_TO_MEND = frozenset({401, 402, 403})


class Mail:
    """Text with an HTML alternative. The Message-ID is made from our reference."""

    name = "mail"
    lanes = 4

    def carry(self, parcel: Parcel, *, now: datetime, last_look: Callable[[], None]) -> str:
        """Send one mail and return its id: the mail service's own, or else the Message-ID."""
        connection = get_connection()
        message = _message(parcel, connection)
        _open(connection)
        try:
            last_look()
            _send(message, now=now)
        finally:
            with suppress(smtplib.SMTPException, OSError):  # a failing goodbye unsays nothing
                connection.close()
        return _id_of(message)

    def look_up(self, parcel: Parcel) -> Sequence[str]:  # noqa: ARG002 - there is nobody to ask
        """Mail servers keep no book that we may read. A mail service's receipt is waited for."""
        raise CannotTell(patience=_PATIENCE if settings.ANYMAIL.get("WEBHOOK_SECRET") else timedelta(0))


def _message(parcel: Parcel, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    _, our_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = our_address.rpartition("@")[2]
    message = EmailMultiAlternatives(
        subject=" ".join(parcel.subject.split()),
        body=parcel.text,
        from_email=formataddr((" ".join(parcel.sender.split()), our_address)),
        to=[parcel.address],
        connection=connection,
        headers={"Message-ID": f"<{parcel.reference}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    # A mail service hands this back with its receipts; one that cannot is known by its own id. SMTP heeds it not.
    if settings.EMAIL_BACKEND not in _WITHOUT_METADATA:
        message.metadata = {"reference": str(parcel.reference)}  # type: ignore[attr-defined]
    if parcel.html:
        message.attach_alternative(parcel.html, "text/html")
    return message


def _id_of(message: EmailMultiAlternatives) -> str:
    """The mail service's id of what it took; over SMTP the Message-ID."""
    status = getattr(message, "anymail_status", None)
    if status is not None and not status.message_id and not (status.status or set()) & {"sent", "queued"}:
        raise OutcomeUnknown("the mail service does not say whether it took it")
    return str(getattr(status, "message_id", None) or message.extra_headers["Message-ID"])


def _open(connection: BaseEmailBackend) -> None:
    """Greet the server. Nothing was handed over yet, so whatever goes wrong here may be tried again."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError, AnymailError) as error:
        raise TemporaryFailure(f"the mail server does not answer: {type(error).__name__}") from error


def _send(message: EmailMultiAlternatives, *, now: datetime) -> None:
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        raise _failure(code, "address refused") from error
    except smtplib.SMTPSenderRefused as error:
        raise TemporaryFailure(f"our own address refused ({error.smtp_code})") from error
    except smtplib.SMTPServerDisconnected as error:
        raise OutcomeUnknown("the mail server hung up") from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, "mail refused") from error
    except AnymailRecipientsRefused as error:
        raise PermanentFailure("address refused") from error
    except AnymailAPIError as error:
        raise service_failure(error.status_code, wait=_asked_wait(error, now)) from error
    except ValueError as error:  # a header with a line break, an address that is none
        raise PermanentFailure("the address cannot be written into a mail") from error
    except (smtplib.SMTPException, AnymailError, OSError) as error:
        raise OutcomeUnknown(f"no answer from the mail server: {type(error).__name__}") from error


def _failure(code: int, reason: str) -> TemporaryFailure | PermanentFailure:
    """RFC 5321: 4xx is for now, 5xx for good. Servers often put off a mail from a sender that is new to them."""
    if code >= 500:
        return PermanentFailure(f"{reason} ({code})")
    return TemporaryFailure(f"{reason} ({code})", is_of_the_message=code != 421)  # 421: the server is closing


def service_failure(
    status: int | None, *, wait: timedelta | None = None
) -> TemporaryFailure | PermanentFailure | OutcomeUnknown:
    """What a mail service's answer of `status` means; None is no answer at all."""
    if status in _OURS_TO_MEND or status in (429, 503):
        return TemporaryFailure(f"the mail service says {status}", wait=wait, is_throttled=status == 429)
    if status is None or status >= 500 or status < 400:
        return OutcomeUnknown(f"no clear answer from the mail service ({status})")
    return PermanentFailure(f"the mail service says {status}")


def _asked_wait(error: AnymailAPIError, now: datetime) -> timedelta | None:
    response = getattr(error, "response", None)
    return None if response is None else asked_wait(response.headers.get("Retry-After", ""), now=now)
