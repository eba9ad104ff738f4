"""Texts by Vonage's Messages API, through its SDK."""

import logging
import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from pydantic import ValidationError
from requests import RequestException
from vonage_http_client.auth import Auth
from vonage_http_client.errors import HttpRequestError
from vonage_http_client.http_client import HttpClient
from vonage_messages import Messages, Sms
from vonage_utils.errors import VonageError

from procedures.messaging.limits import PROVIDER_TIMEOUT
from procedures.messaging.transports.contract import (
    CannotTell,
    OutcomeUnknown,
    Parcel,
    PermanentFailure,
    TemporaryFailure,
)
from procedures.messaging.transports.wire import looking, mount, no_answer

_LANES = 16
# Vonage lets a text wait for at least this long, and at most for a week.
_SHORTEST_WAIT, _LONGEST_WAIT = 20, 604_800
# https://developer.vonage.com/api-errors/messages
_THROTTLED = 1000
# Our key, credit, sender or settings: an operator mends it, the text may wait.
_OURS_TO_MEND = frozenset({1060, 1070, 1080, 1100, 1120, 1130})
# The platform broke while it worked on the request.
_BROKEN = frozenset({1030})
# It cannot be asked about a text, but its receipt names our reference.
_PATIENCE = timedelta(minutes=2)

# The SDK logs every refusal with its words, which may quote the number.
logging.getLogger("vonage").setLevel(logging.CRITICAL)


class _Http(HttpClient):  # type: ignore[misc]
    """The SDK's own client with a timeout, a last look, and a stand-in's address where one is set.

    By itself the SDK sends a request again, up to `pool_maxsize` times, when the connection breaks after it was
    written. Each could be one more text: at 1 it does not.
    """

    def __init__(self, auth: Auth, base: str) -> None:
        super().__init__(auth, {"pool_maxsize": 1, "max_retries": 0})
        self._timeout = PROVIDER_TIMEOUT
        mount(self._session, lanes=_LANES, base=base)


@cache
def _messages(application: str, key: str, base: str) -> Messages:
    return Messages(_Http(Auth(application_id=application, private_key=key), base))


class Vonage:
    """Asks for a receipt that carries our reference, and lets a late text die at the provider."""

    name = "vonage"
    lanes = _LANES

    def carry(self, parcel: Parcel, *, now: datetime, last_look: Callable[[], None]) -> str:
        """Send one text and return Vonage's id of it."""
        useful = math.floor((parcel.latest_at - now).total_seconds())
        try:
            text = Sms(
                to=parcel.address.removeprefix("+"),
                from_=settings.VONAGE_FROM.removeprefix("+"),
                text=parcel.text,
                ttl=max(_SHORTEST_WAIT, min(useful, _LONGEST_WAIT)),
                client_ref=str(parcel.reference),
                webhook_url=f"{settings.PUBLIC_URL}/webhooks/vonage/",
                webhook_version="v1",
            )
        except ValidationError as error:
            raise PermanentFailure("the number or the text cannot be sent") from error
        with looking(last_look) as wire:
            try:
                sent = self._messages().send(text)
            except HttpRequestError as error:
                code = code_of(error)
                raise failure(error.response.status_code, code, wait=wire.wait(now)) from error
            except (RequestException, VonageError) as error:
                raise no_answer("Vonage", wire, error) from error
            except (TypeError, ValueError) as error:
                raise OutcomeUnknown(f"an answer from Vonage that is none: {type(error).__name__}") from error
        return str(sent.message_uuid)

    def look_up(self, parcel: Parcel) -> Sequence[str]:  # noqa: ARG002 - there is nobody to ask
        """Vonage keeps no book that can be asked at once; its receipt is waited for."""
        raise CannotTell(patience=_PATIENCE)

    def _messages(self) -> Messages:
        # A variable holds one line: the key's lines may be written with \n between them.
        key = settings.VONAGE_PRIVATE_KEY.replace("\\n", "\n")
        return _messages(settings.VONAGE_APPLICATION_ID, key, settings.VONAGE_API_URL)


def code_of(error: HttpRequestError) -> int | None:
    """Vonage's number for what is wrong, which stands at the end of the answer's `type`; None where it has none."""
    try:
        number = str(error.response.json()["type"]).rpartition("#")[2]
    except (ValueError, TypeError, KeyError):
        return None
    return int(number) if number.isdecimal() else None


def failure(
    status: int, code: int | None, *, wait: timedelta | None = None
) -> TemporaryFailure | PermanentFailure | OutcomeUnknown:
    """What an answer of `status` with Vonage's `code` means; `wait` is what its Retry-After asks for."""
    reason = f"Vonage says {status}, code {code}"
    if status == 429 or code == _THROTTLED:
        return TemporaryFailure(reason, wait=wait, is_throttled=True)
    if status == 503 or status in (401, 402, 403) or code in _OURS_TO_MEND:
        return TemporaryFailure(reason, wait=wait)
    if status >= 500 or status < 400 or code in _BROKEN:
        return OutcomeUnknown(reason)
    return PermanentFailure(reason)
