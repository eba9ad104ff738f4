"""What is known of one call to a provider: whether it began, and what the provider asked of us.

A process can be frozen at any point of a call that has begun. Frozen before its request is written, it must not write
it when it wakes up: by then another worker has asked the provider, heard that it has nothing, and sent. So the clock is
looked at once more after connecting, right before the first byte goes out.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from procedures.messaging.transports.contract import OutcomeUnknown, TemporaryFailure

# Whoever asks for more than a day asks for "never"; the reminder's own latest time says when to give up.
_LONGEST_ASKED = timedelta(days=1)


@dataclass(slots=True)
class Wire:
    """`has_begun` from the first byte on; `retry_after` is that header of the last answer, as it came."""

    look: Callable[[], None]
    has_begun: bool = False
    retry_after: str = ""

    def wait(self, now: datetime) -> timedelta | None:
        """How long the provider asked us to stay away, if it did."""
        return asked_wait(self.retry_after, now=now)


_wire: ContextVar[Wire | None] = ContextVar("wire", default=None)


@contextmanager
def looking(look: Callable[[], None]) -> Iterator[Wire]:
    """Requests made inside call `look` right before they are written; what it raises keeps them from it."""
    wire = Wire(look)
    token = _wire.set(wire)
    try:
        yield wire
    finally:
        _wire.reset(token)


def asked_wait(retry_after: str, *, now: datetime) -> timedelta | None:
    """Read a Retry-After header: seconds, or a date (RFC 9110, 10.2.3). None when there is none that can be read."""
    written = retry_after.strip()
    try:
        wait = timedelta(seconds=int(written)) if written.isdecimal() else parsedate_to_datetime(written) - now
    except (ValueError, TypeError, OverflowError):  # no date, or one without a zone
        return None
    return min(max(wait, timedelta(seconds=1)), _LONGEST_ASKED)


def no_answer(provider: str, wire: Wire, error: Exception) -> TemporaryFailure | OutcomeUnknown:
    """Tell a call that never began from one whose answer was lost."""
    if wire.has_begun:
        return OutcomeUnknown(f"no answer from {provider}: {type(error).__name__}")
    return TemporaryFailure(f"{provider} cannot be reached: {type(error).__name__}")


class _Looking:
    """Mixed into a connection class. `send` is called with the request's head, then with its body; a head without its
    body is no request.
    """

    sock: Any
    connect: Callable[[], None]

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        wire = _wire.get()
        if wire is not None:
            wire.look()
            wire.has_begun = True
        super().send(data)  # type: ignore[misc]


class _Plain(_Looking, HTTPConnection):
    pass


class _Secure(_Looking, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


_POOLS = {"http": _PlainPool, "https": _SecurePool}


class LookingAdapter(HTTPAdapter):
    """For a session of requests. Never tries again by itself. With `base`, every request goes there instead."""

    def __init__(self, *, lanes: int, base: str = "") -> None:
        self._base = urlsplit(base)
        super().__init__(pool_maxsize=lanes, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> ProxyManager:
        """Past a proxy too: a call that begins unseen would be taken for one that never began."""
        manager: ProxyManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        if self._base.netloc:
            there = urlsplit(request.url or "")._replace(scheme=self._base.scheme, netloc=self._base.netloc)
            request.url = urlunsplit(there)
        response = super().send(request, *args, **kwargs)
        wire = _wire.get()
        if wire is not None:
            wire.retry_after = response.headers.get("Retry-After", "")
        return response


def mount(session: Session, *, lanes: int, base: str = "") -> None:
    """Let `session` look before it writes. A stand-in at `base` is reached directly, past any proxy."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, LookingAdapter(lanes=lanes, base=base))
    session.trust_env = not base
