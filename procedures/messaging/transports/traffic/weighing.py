"""Which of several providers carries a patient's texts. Pure: what each did lately in, a name out."""

import hashlib
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

# What counts as lately, and how many calls of it.
LATELY = timedelta(minutes=5)
MOST_CALLS = 100
# An answer within this many seconds is as good as one at once.
QUICK = 1.0
# Even the worst gets a little, or nobody would find out that it is well again.
LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when, whether the provider did its part, and after how many seconds it answered."""

    at: datetime
    is_good: bool
    seconds: float


def weight(calls: Collection[Call], now: datetime) -> float:
    """From `LEAST`, for one that fails, to 1, for one that answers well and quickly; 1 also for one not yet known.

    One failure in ten halves it about; answers that take twice as long as is quick halve it too.
    """
    recent = [call for call in calls if call.at > now - LATELY]
    if not recent:
        return 1.0
    # Two good calls are added, so that a single failure does not condemn.
    good = (sum(call.is_good for call in recent) + 2) / (len(recent) + 2)
    slowness = max(1.0, median(call.seconds for call in recent) / QUICK)
    return max(LEAST, good**6 / slowness)


def choose(weights: Mapping[str, float], address: str) -> str:
    """The provider for `address`: each gets addresses by its weight, and an address stays with its provider while the
    weights stay. A patient so hears from one number, and answers to it.

    Weighted rendezvous hashing: only the addresses that must move do, when a weight changes.
    """
    return max(sorted(weights), key=lambda name: -weights[name] / math.log(_share(name, address)))


def _share(name: str, address: str) -> float:
    """A number between 0 and 1, always the same for `name` and `address`."""
    digest = hashlib.sha256(f"{name} {address}".encode()).digest()
    return (int.from_bytes(digest[:7]) + 1) / (2**56 + 2)
