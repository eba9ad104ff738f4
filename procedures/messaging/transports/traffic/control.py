"""Who may be called now, and how often. One for each process; what the workers share is in Redis."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from procedures.messaging.transports.traffic import breaker, bucket, shared
from procedures.messaging.transports.traffic.breaker import Circuit, State
from procedures.messaging.transports.traffic.bucket import Rate
from procedures.messaging.transports.traffic.buckets import Buckets
from procedures.messaging.transports.traffic.weighing import MOST_CALLS, Call, choose, weight


@dataclass(frozen=True, slots=True)
class Admission:
    """The first `count` may be called now. The others wait for their turns, `waits` long, because of `reason`."""

    count: int
    waits: tuple[timedelta, ...] = ()
    reason: str = ""


class Control:
    """What this process knows of the providers."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._circuits: dict[str, Circuit] = {}
        self._calls: dict[str, deque[Call]] = defaultdict(lambda: deque(maxlen=MOST_CALLS))
        self._buckets = Buckets()

    def admit(self, name: str, wanted: int, *, now: datetime, monotonic: float) -> Admission:
        """Ask for `wanted` calls to the provider `name`."""
        self._look(name, monotonic)
        if self._circuits.get(name, Circuit()).state(now) == State.HALF_OPEN and self._may_try(name, now, monotonic):
            others = (breaker.FIRST_PAUSE,) * (wanted - 1)
            return Admission(1, others, "one call tries whether the provider is well again")
        wait = self.is_left_alone(name, now)
        if wait > timedelta(0):
            return Admission(0, (wait,) * wanted, "the provider is left alone for a while")
        rate = rate_of(name)
        if rate is None:
            return Admission(wanted)
        taken = self._buckets.take(name, wanted, rate, monotonic)
        turns = (taken.first_turn + turn * rate.interval for turn in range(wanted - taken.count))
        waits = tuple(timedelta(seconds=max(1.0, min(turn, bucket.LONGEST_TURN))) for turn in turns)
        return Admission(taken.count, waits, "as many as may go at once are on their way")

    def is_left_alone(self, name: str, now: datetime) -> timedelta:
        """For how long `name` is left alone, by what this process knows, without asking anybody."""
        return self._circuits.get(name, Circuit()).wait(now)

    def is_shut(self, name: str, now: datetime) -> timedelta:
        """For how long not even a call that was admitted may start."""
        return self._circuits.get(name, Circuit()).shut(now)

    def answered(self, name: str, seconds: float, *, now: datetime, monotonic: float) -> None:
        """A call was answered as it should be, be it with a refusal."""
        self._note(name, Call(now, True, seconds))
        if self._circuits.get(name, Circuit()).failures:
            self._change(name, breaker.succeeded, monotonic)

    def failed(self, name: str, seconds: float, *, now: datetime, monotonic: float) -> None:
        """A call could not be answered, or nobody knows."""
        self._note(name, Call(now, False, seconds))
        self._change(name, lambda circuit: breaker.failed(circuit, now), monotonic)

    def throttled(self, name: str, wait: timedelta, *, now: datetime, monotonic: float) -> None:
        """The provider asked to be left alone for `wait`."""
        self._change(name, lambda circuit: breaker.held(circuit, now, wait), monotonic)

    def pick(self, names: Collection[str], address: str, now: datetime) -> str:
        """Which of `names` is to write to `address`: never one that is left alone, unless all are. Asks nobody."""
        well = [name for name in names if not self.is_left_alone(name, now)] or list(names)
        with self._lock:
            calls = {name: tuple(self._calls[name]) for name in well}
        return choose({name: weight(calls[name], now) for name in well}, address)

    def forget(self) -> None:
        """Start anew, as the tests do."""
        with self._lock:
            known = {*self._circuits} | self._buckets.names()
            self.__init__()  # type: ignore[misc]
        shared.forget(known)

    def _note(self, name: str, call: Call) -> None:
        with self._lock:
            self._calls[name].append(call)

    def _look(self, name: str, monotonic: float) -> None:
        """Hear what the others know; what they know nothing of, and what we know, stays."""
        if monotonic < self._buckets.away_until:
            return
        try:
            known = shared.circuits([name])
        except shared.Away:
            self._buckets.leave_alone(monotonic)
        else:
            with self._lock:
                self._circuits |= known

    def _may_try(self, name: str, now: datetime, monotonic: float) -> bool:
        """Be the one whose call tries a half-open circuit: of all workers one at a time."""
        may = False

        def claim(circuit: Circuit) -> Circuit:
            nonlocal may
            may = circuit.state(now) == State.HALF_OPEN and not circuit.wait(now)
            return breaker.tried(circuit, now) if may else circuit

        self._change(name, claim, monotonic)
        return may

    def _change(self, name: str, change: Callable[[Circuit], Circuit], monotonic: float) -> None:
        """Change what all know, or while Redis is away, or has forgotten it, what this process knows."""
        if monotonic >= self._buckets.away_until:
            try:
                own = self._circuits.get(name, Circuit())
                known = shared.change_circuit(name, lambda theirs: change(own if theirs is None else theirs))
            except shared.Away:
                self._buckets.leave_alone(monotonic)
            else:
                with self._lock:
                    self._circuits[name] = known
                return
        with self._lock:
            self._circuits[name] = change(self._circuits.get(name, Circuit()))


def rate_of(name: str) -> Rate | None:
    """How fast the sender at `name` may go, as the settings say; None when they say nothing."""
    per_second = settings.SENDS_PER_SECOND.get(name, 0)
    return Rate(per_second, max(1, per_second)) if per_second > 0 else None


CONTROL = Control()
