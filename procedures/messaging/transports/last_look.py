"""HTTP connections that look at the clock once more, after connecting and right before the first byte goes out.

A process can be frozen at any point of a call that has begun. Frozen before its request is written, it must not write
it when it wakes up: by then another worker has asked the provider, heard that it has nothing, and sent.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

_look: ContextVar[Callable[[], None] | None] = ContextVar("last_look", default=None)


@contextmanager
def looking(look: Callable[[], None]) -> Iterator[None]:
    """Requests made inside call `look` right before they are written; what it raises keeps them from it."""
    token = _look.set(look)
    try:
        yield
    finally:
        _look.reset(token)


class _Looking:
    """Mixed into a connection class. `send` is called with the request's head, then with its body; a head without its
    body is no request.
    """

    sock: Any
    connect: Callable[[], None]

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        look = _look.get()
        if look is not None:
            look()
        super().send(data)  # type: ignore[misc]


class _Plain(_Looking, HTTPConnection):
    pass


class _Secure(_Looking, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class LookingAdapter(HTTPAdapter):
    """For a session of requests. Never tries again by itself."""

    def __init__(self, *, lanes: int) -> None:
        super().__init__(pool_maxsize=lanes, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
