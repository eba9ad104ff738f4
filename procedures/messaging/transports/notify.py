"""Texts and mails by GOV.UK Notify, which the NHS may use too, through its own client.

Notify sends templates. Ours hold nothing but what we fill in: `((body))` in a text, `((subject))` and `((body))` in a
mail.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient
from requests import RequestException, Session

from procedures.messaging.limits import PROVIDER_TIMEOUT
from procedures.messaging.transports.contract import (
    OutcomeUnknown,
    Parcel,
    PermanentFailure,
    TemporaryFailure,
)
from procedures.messaging.transports.wire import looking, mount, no_answer

_HOME = "https://api.notifications.service.gov.uk"
_LANES = 8
# https://docs.notifications.service.gov.uk/rest-api.html#send-a-text-message-error-codes: a 400 is of the address when
# its words name one of these; else it is of our templates, key or account, and an operator mends it.
_OF_THE_ADDRESS = ("phone_number", "email_address", "international mobile numbers")
# A day's allowance comes back at midnight: there is no use in asking every few seconds.
_DAY_USED_UP = "TooManyRequestsError"
_WHEN_USED_UP = timedelta(minutes=15)

# The client logs a provider's refusal with its words, which may quote the address.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)


@cache
def _session(base: str) -> Session:
    session = Session()
    mount(session, lanes=_LANES, base=base)
    return session


def _client() -> NotificationsAPIClient:
    """One for each call: it may not be shared by threads. Its connections may."""
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=_HOME, timeout=PROVIDER_TIMEOUT)
    client.request_session = _session(settings.NOTIFY_API_URL)
    return client


class _Notify:
    """Every message carries our reference, by which it can be looked up for a week."""

    lanes = _LANES

    def _send(self, client: NotificationsAPIClient, parcel: Parcel) -> Any:
        raise NotImplementedError

    def carry(self, parcel: Parcel, *, now: datetime, last_look: Callable[[], None]) -> str:
        """Send one message and return Notify's id of it."""
        with looking(last_look) as wire:
            try:
                sent = self._send(_client(), parcel)
            except InvalidResponse as error:
                raise OutcomeUnknown("an answer from Notify that is none") from error
            except APIError as error:
                if error.response is None:
                    raise no_answer("Notify", wire, error) from error
                raise failure(error.status_code, error.message, wait=wire.wait(now)) from error
            except RequestException as error:
                raise no_answer("Notify", wire, error) from error
        try:
            return str(sent["id"])
        except (TypeError, KeyError) as error:
            raise OutcomeUnknown("an answer from Notify without an id") from error

    def look_up(self, parcel: Parcel) -> Sequence[str]:
        """Ids of what Notify has under our reference."""
        try:
            found = _client().get_all_notifications(reference=str(parcel.reference))
            return [str(one["id"]) for one in reversed(found["notifications"])]
        except (APIError, RequestException, TypeError, KeyError) as error:
            raise TemporaryFailure(f"Notify does not tell: {type(error).__name__}") from error


class NotifyText(_Notify):
    """Texts. Notify cannot let a late one die: it tries for up to 72 hours."""

    name = "notify"

    def _send(self, client: NotificationsAPIClient, parcel: Parcel) -> Any:
        return client.send_sms_notification(
            parcel.address,
            settings.NOTIFY_SMS_TEMPLATE,
            personalisation={"body": parcel.text},
            reference=str(parcel.reference),
            sms_sender_id=settings.NOTIFY_SMS_SENDER or None,
        )


class NotifyMail(_Notify):
    """Mails, as text: Notify lays them out itself."""

    name = "notify_mail"

    def _send(self, client: NotificationsAPIClient, parcel: Parcel) -> Any:
        return client.send_email_notification(
            parcel.address,
            settings.NOTIFY_EMAIL_TEMPLATE,
            personalisation={"subject": " ".join(parcel.subject.split()), "body": parcel.text},
            reference=str(parcel.reference),
        )


def failure(
    status: int, message: object, *, wait: timedelta | None = None
) -> TemporaryFailure | PermanentFailure | OutcomeUnknown:
    """What an answer of `status` means. `message` is Notify's list of errors: kind and words of each.

    The words are looked at and not kept: they may quote the address.
    """
    errors = [error for error in message if isinstance(error, dict)] if isinstance(message, list) else []
    kinds = sorted({str(error.get("error", "")) for error in errors})
    reason = f"Notify says {status}" + (f", {' and '.join(kinds)}" if any(kinds) else "")
    if status == 429:
        wait = wait or (_WHEN_USED_UP if _DAY_USED_UP in kinds else None)
        return TemporaryFailure(reason, wait=wait, is_throttled=True)
    if status == 400 and any(words in str(error.get("message", "")) for error in errors for words in _OF_THE_ADDRESS):
        return PermanentFailure(f"{reason}: the address cannot be used")
    if status == 503 or 400 <= status < 500:
        return TemporaryFailure(reason, wait=wait)
    return OutcomeUnknown(reason)
