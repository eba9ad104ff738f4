"""Buckets that all processes share through Redis, and what holds while it is away: less, but neither none nor all."""

import logging
import threading
from collections.abc import Callable

from procedures.messaging.transports.traffic import bucket, shared
from procedures.messaging.transports.traffic.bucket import Bucket, Rate, Taken

_log = logging.getLogger(__name__)

# After Redis was found away, it is left alone for so many seconds.
LEFT_ALONE = 2.0
# An outage is told of once, and again when it comes back after so many seconds.
SAID_EVERY = 60.0
# So many names are remembered; those that are full again are forgotten first, since a full bucket is a new one.
MOST_NAMES = 10_000


class Buckets:
    """What this process took out of which bucket."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._own: dict[str, Bucket] = {}
        self._cautious: dict[str, Bucket] = {}
        self.away_until = float("-inf")

    def names(self) -> set[str]:
        """Those that something was taken from."""
        return {*self._own, *self._cautious}

    def take(self, name: str, wanted: int, rate: Rate, monotonic: float) -> Taken:
        """Take out of our own bucket first: however often Redis is flushed, this process goes no faster than it may."""
        own = self._take(self._own, name, wanted, rate, monotonic)
        if not own.count:
            return own
        if monotonic >= self.away_until:
            try:
                theirs = shared.take(name, own.count, rate)
            except shared.Away:
                self.leave_alone(monotonic)
            else:
                return theirs if theirs.count < own.count else own
        return self._take(self._cautious, name, own.count, rate.cautious(), monotonic)

    def leave_alone(self, monotonic: float) -> None:
        """Redis was found away: say so, and do not wait for it again at once."""
        if monotonic - self.away_until > SAID_EVERY:
            _log.warning("Redis is away: this process counts for itself, and lets a quarter through")
        self.away_until = monotonic + LEFT_ALONE

    def _take(self, buckets: dict[str, Bucket], name: str, wanted: int, rate: Rate, monotonic: float) -> Taken:
        with self._lock:
            if len(buckets) >= MOST_NAMES and name not in buckets:
                _forget(buckets, lambda one: max(one.full_at, one.turn_at) <= monotonic)
            # A clock of its own may begin at any number: a new bucket is a full one.
            before = buckets.get(name, Bucket(monotonic, monotonic))
            buckets[name], taken = bucket.take(before, wanted, rate, monotonic)
        return taken


def _forget(buckets: dict[str, Bucket], is_full: Callable[[Bucket], bool]) -> None:
    """Make room: those that are full, and where none is, the half that was asked for longest ago."""
    for name in [name for name, one in buckets.items() if is_full(one)] or list(buckets)[: len(buckets) // 2]:
        del buckets[name]
