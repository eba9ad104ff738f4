"""Texts by Twilio, through its SDK."""

import logging
import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from procedures.messaging.limits import PROVIDER_TIMEOUT
from procedures.messaging.transports.contract import (
    OutcomeUnknown,
    Parcel,
    PermanentFailure,
    TemporaryFailure,
)
from procedures.messaging.transports.wire import looking, mount, no_answer

_LANES = 16
# https://www.twilio.com/docs/api/errors: the patient answered STOP.
UNSUBSCRIBED = 21610
_TOO_MANY = 20429
# A day's allowance comes back at midnight: there is no use in asking every few seconds.
_DAY_USED_UP = 63038
_WHEN_USED_UP = timedelta(minutes=15)
# Our own number or account is at fault: an operator mends it, the text may wait.
_OURS_TO_MEND = frozenset({20003, 20005, 21212, 21408, 21603, 21606, 21659, 21660})
# How far Twilio's clock may be behind ours, and how many seconds it lets a text wait at the most.
_CLOCKS_APART = timedelta(seconds=60)
_LONGEST_WAIT = 36_000

# The SDK logs every request at INFO, and a look-up's names the patient's number.
_wire = logging.getLogger("procedures.messaging.twilio_wire")
_wire.setLevel(logging.WARNING)


class _Http(TwilioHttpClient):  # type: ignore[misc]
    """The SDK's own client with a timeout, no hidden retries, and a stand-in's address where one is set."""

    def __init__(self) -> None:
        super().__init__(timeout=PROVIDER_TIMEOUT, logger=_wire, max_retries=0)
        if self.session is not None:
            mount(self.session, lanes=_LANES, base=settings.TWILIO_API_URL)


@cache
def _client(account: str, token: str, base: str) -> Client:  # noqa: ARG001 - a new base makes a new client
    return Client(account, token, http_client=_Http())


class Twilio:
    """Asks for a status callback that carries our reference, and lets a late text die at the provider."""

    name = "twilio"
    lanes = _LANES

    def __init__(self) -> None:
        self._client = _client(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, settings.TWILIO_API_URL)

    def carry(self, parcel: Parcel, *, now: datetime, last_look: Callable[[], None]) -> str:
        """Send one text and return Twilio's id of it."""
        useful = math.floor((parcel.latest_at - now).total_seconds())
        try:
            with looking(last_look) as wire:
                message = self._client.messages.create(
                    to=parcel.address,
                    from_=settings.TWILIO_FROM,
                    body=parcel.text,
                    status_callback=callback_url(parcel.reference),
                    validity_period=max(1, min(useful, _LONGEST_WAIT)),
                )
        except (TwilioRestException, TwilioServiceException) as error:
            raise failure(error.status, error.code, wait=wire.wait(now)) from error
        except RequestException as error:
            raise no_answer("Twilio", wire, error) from error
        except (TwilioException, ValueError) as error:
            raise OutcomeUnknown(f"an answer that is none: {type(error).__name__}") from error
        return str(message.sid)

    def look_up(self, parcel: Parcel) -> Sequence[str]:
        """Ids of the texts to that number with those words since it was armed: Twilio keeps no reference of ours."""
        try:
            recent = self._client.messages.list(to=parcel.address, limit=100, page_size=100)
        except (TwilioException, RequestException, ValueError) as error:
            raise TemporaryFailure(f"Twilio does not tell: {type(error).__name__}") from error
        since = parcel.armed_at - _CLOCKS_APART
        same = [m for m in recent if m.body == parcel.text and (m.date_created is None or m.date_created >= since)]
        return [str(message.sid) for message in reversed(same)]


def callback_url(reference: UUID) -> str:
    """Where Twilio tells what became of the text with our `reference`; its signature covers this very address."""
    return f"{settings.PUBLIC_URL}/webhooks/twilio/{reference}/"


def failure(
    status: int, code: int | None, *, wait: timedelta | None = None
) -> TemporaryFailure | PermanentFailure | OutcomeUnknown:
    """What an answer of `status` with Twilio's `code` means; `wait` is what its Retry-After asks for."""
    reason = f"Twilio says {status}, code {code}"
    if code == _DAY_USED_UP:
        return TemporaryFailure(reason, wait=wait or _WHEN_USED_UP, is_throttled=True)
    if status == 429 or code == _TOO_MANY:
        return TemporaryFailure(reason, wait=wait, is_throttled=True)
    if status == 503 or status in (401, 403) or code in _OURS_TO_MEND:
        return TemporaryFailure(reason, wait=wait)
    if status >= 500 or status < 400:  # it may have been taken before something behind it broke
        return OutcomeUnknown(reason)
    return PermanentFailure(reason, is_unsubscribed=code == UNSUBSCRIBED)
