"""When a provider is left alone for a while, and when it is tried again. Pure: a circuit and a time in, a circuit out.

Closed: calls go through. Open, after failures in a row: none does. Half-open, when the pause is over: one call at a
time tries; it closes the circuit, or opens it again for twice as long.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

FAILURES_TO_OPEN = 5
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=2)
# A call that tries an open circuit has this long before another one may.
TRIAL = timedelta(seconds=10)


class State(StrEnum):
    CLOSED = "closed"
    HALF_OPEN = "half-open"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Circuit:
    """What is remembered of one provider. `held_until` is what it asked for itself, by Retry-After."""

    failures: int = 0
    pause: timedelta = timedelta(0)
    open_until: datetime | None = None
    trial_until: datetime | None = None
    held_until: datetime | None = None

    def state(self, now: datetime) -> State:
        """Closed also while it is held: that is the provider's own wish, and no failure."""
        if self.open_until is None:
            return State.CLOSED
        return State.OPEN if now < self.open_until else State.HALF_OPEN

    def shut(self, now: datetime) -> timedelta:
        """For how long no call may start, not even one that was let through."""
        until = [at for at in (self.open_until, self.held_until) if at is not None]
        return max([timedelta(0), *(at - now for at in until)])

    def wait(self, now: datetime) -> timedelta:
        """For how long no more calls are let through; none when one may be."""
        is_tried = self.state(now) == State.HALF_OPEN and self.trial_until is not None
        return max(self.shut(now), self.trial_until - now) if is_tried and self.trial_until else self.shut(now)


def tried(circuit: Circuit, now: datetime) -> Circuit:
    """After a call was let through: at a half-open circuit no other one is until this one has told, or had its time."""
    return replace(circuit, trial_until=now + TRIAL) if circuit.state(now) == State.HALF_OPEN else circuit


def succeeded(circuit: Circuit) -> Circuit:
    """After an answer, whatever it was: the provider works. What it asked us to wait still holds."""
    return Circuit(held_until=circuit.held_until)


def failed(circuit: Circuit, now: datetime) -> Circuit:
    """After a call that the provider could not answer as it should."""
    failures = circuit.failures + 1
    state = circuit.state(now)
    if state == State.OPEN or (state == State.CLOSED and failures < FAILURES_TO_OPEN):
        return replace(circuit, failures=failures)
    pause = min(max(circuit.pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
    return replace(circuit, failures=failures, pause=pause, open_until=now + pause, trial_until=None)


def held(circuit: Circuit, now: datetime, wait: timedelta) -> Circuit:
    """After the provider asked us to stay away for `wait`."""
    until = now + wait
    return (
        circuit
        if circuit.held_until is not None and circuit.held_until >= until
        else replace(circuit, held_until=until)
    )
