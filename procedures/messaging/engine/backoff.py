"""How long to wait after a failure: random, up to a bound that doubles, so that not all come back at once."""

from datetime import timedelta
from random import SystemRandom

from procedures.messaging.limits import FIRST_PAUSE, LONGEST_PAUSE

_random = SystemRandom()


def longest_pause(attempts: int) -> timedelta:
    """The bound after `attempts` attempts, at least one."""
    return min(FIRST_PAUSE * float(2 ** min(max(attempts, 1) - 1, 16)), LONGEST_PAUSE)


def pause(attempts: int) -> timedelta:
    """A random part of the bound, and at least a second."""
    return max(timedelta(seconds=1), longest_pause(attempts) * _random.random())


def spread(wait: timedelta) -> timedelta:
    """At least `wait`, and up to a half more: whom one provider sent away must not all come back at once."""
    return wait * (1 + _random.random() / 2)
