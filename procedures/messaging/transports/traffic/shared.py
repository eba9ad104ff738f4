"""What all workers know of the providers, in Redis. Is it flushed or away, each worker goes by what it knows itself."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from redis import Redis, RedisError, WatchError
from redis.backoff import NoBackoff
from redis.retry import Retry

from procedures.messaging.transports.traffic.breaker import Circuit
from procedures.messaging.transports.traffic.bucket import LONGEST_TURN, LUA, Rate, Taken

_KEPT = timedelta(hours=1)
# Nobody waits long for it: a text is worth more than a count.
_TIMEOUT = 0.3
_TRIES = 8


class Away(Exception):
    """Redis does not answer."""


class Nothing(Exception):
    """There is nothing to write."""


@cache
def _redis(url: str) -> Redis:
    once = Retry(NoBackoff(), 0)
    return Redis.from_url(url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT, retry=once)


def circuits(names: Iterable[str]) -> dict[str, Circuit]:
    """What is known of each; those that nothing is known of are left out.

    :raises Away: Redis does not answer.
    """
    wanted = list(names)
    try:
        found = _redis(settings.REDIS_URL).mget([_circuit_key(name) for name in wanted]) if wanted else []
    except (RedisError, OSError) as error:
        raise Away from error
    return {name: circuit for name, told in zip(wanted, found, strict=True) if (circuit := _read(told)) is not None}


def change_circuit(name: str, change: Callable[[Circuit | None], Circuit]) -> Circuit:
    """Let `change` make a new circuit of what is known, and write it down; nobody else's change is lost.

    :raises Away: Redis does not answer, or too many write at once.
    """
    key = _circuit_key(name)
    try:
        with _redis(settings.REDIS_URL).pipeline() as pipe:
            for _ in range(_TRIES):
                pipe.watch(key)  # type: ignore[no-untyped-call]
                before = _read(pipe.get(key))
                after = change(before)
                if after == before or (before is None and after == Circuit()):
                    return after
                pipe.multi()
                pipe.set(key, _written(after), ex=_KEPT)
                try:
                    pipe.execute()
                except WatchError:
                    continue
                return after
    except (RedisError, OSError) as error:
        raise Away from error
    raise Away


def take(name: str, wanted: int, rate: Rate) -> Taken:
    """Take out of the bucket that all workers share.

    :raises Away: Redis does not answer.
    """
    script = _redis(settings.REDIS_URL).register_script(LUA)
    try:
        count, turn = script(keys=[f"prepapp:bucket:{name}"], args=[wanted, rate.per_second, rate.burst, LONGEST_TURN])
    except (RedisError, OSError) as error:
        raise Away from error
    return Taken(int(count), float(turn))


def forget(names: Iterable[str]) -> None:
    """Throw away what is known of `names`."""
    keys = [key for name in names for key in (_circuit_key(name), f"prepapp:bucket:{name}")]
    try:
        if keys:
            _redis(settings.REDIS_URL).delete(*keys)
    except (RedisError, OSError) as error:
        raise Away from error


def _circuit_key(name: str) -> str:
    return f"prepapp:circuit:{name}"


def _written(circuit: Circuit) -> str:
    return json.dumps(asdict(circuit), default=_plain)


def _plain(value: object) -> Any:
    return value.total_seconds() if isinstance(value, timedelta) else value.isoformat()  # type: ignore[attr-defined]


def _read(told: object) -> Circuit | None:
    """None for what is not there, and for what another version has written."""
    if not isinstance(told, bytes):
        return None
    try:
        kept = json.loads(told)
        times = {
            name: kept[name] and datetime.fromisoformat(kept[name])
            for name in ("open_until", "trial_until", "held_until")
        }
        return Circuit(failures=int(kept["failures"]), pause=timedelta(seconds=kept["pause"]), **times)
    except (ValueError, TypeError, KeyError):
        return None
