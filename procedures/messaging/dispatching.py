"""Dispatch: one pass of the engine over everything that is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.db import InterfaceError, OperationalError, close_old_connections

from procedures.checklists.apart import each_apart
from procedures.checklists.reckoning import reckon_these
from procedures.messaging import liveness
from procedures.messaging.clock import Clock
from procedures.messaging.engine.arm import arm
from procedures.messaging.engine.claim import Watermark, claim, give_back
from procedures.messaging.engine.finish import finish
from procedures.messaging.engine.reap import reap
from procedures.messaging.engine.reconcile import reconcile
from procedures.messaging.engine.send import Outcome, send
from procedures.messaging.engine.setting_aside import set_aside
from procedures.messaging.limits import ARM_MOST, ARM_SIZE, PASS, RECKON_SIZE, SEND_BUDGET, SOON

# How often, in seconds, what is rarely needed is done by a worker that is asked to look much more often.
_AFTER_THE_DEAD, _TELL = 5.0, 5.0


@dataclass(slots=True)
class Memory:
    """What a worker remembers from one pass to the next, so that a look at nothing costs one query.

    The two times are seconds of its monotonic clock. `arm_size` is how many it arms at once.
    """

    watermark: Watermark = field(default_factory=Watermark)
    looked_after_the_dead_at: float = float("-inf")
    told_at: float = float("-inf")
    arm_size: int = ARM_SIZE

    def learn(self, called: int, *, took: float) -> None:
        """Arm so many next time as can be called soon, from how long it `took`, in seconds, to call the last ones."""
        if called:
            can = int(called * SOON / max(took, 0.001))
            self.arm_size = max(ARM_SIZE, min(can, 2 * self.arm_size, ARM_MOST))


def _never() -> bool:
    return False


def dispatch_due(clock: Clock, *, memory: Memory | None = None, is_stopping: Callable[[], bool] = _never) -> int:
    """Bring what is due on its way, and return how many reminders were worked on: more than 0 means look again.

    Safe to run any number of times at once. Must be called with no transaction open. Once `is_stopping` says so, no
    provider is called any more and what is held goes back. Without a `memory` everything is looked at.
    """
    started = clock.monotonic()
    memory = memory or Memory()
    worked = _look_after_the_dead(clock, memory)
    while clock.monotonic() - started <= PASS and not is_stopping():
        token = claim(now=clock.now(), watermark=memory.watermark)
        if token is None:
            break
        worked += _work_off(token, clock, memory, until=started + PASS, is_stopping=is_stopping)
    if worked or clock.monotonic() - memory.told_at >= _TELL:
        liveness.record(liveness.WORKER, now=clock.now())
        memory.told_at = clock.monotonic()
    return worked


def _look_after_the_dead(clock: Clock, memory: Memory) -> int:
    """Reap and reconcile, every few seconds; at once again while there is more of it."""
    if clock.monotonic() - memory.looked_after_the_dead_at < _AFTER_THE_DEAD:
        return 0
    # What cannot be looked after must not keep what is due from going out.
    parts = (("freeing what the dead held", partial(reap, now=clock.now())), ("looking up", partial(reconcile, clock)))
    worked = sum(count or 0 for count in each_apart(parts).values())
    if not worked:
        memory.looked_after_the_dead_at = clock.monotonic()
    return worked


def _work_off(token: UUID, clock: Clock, memory: Memory, *, until: float, is_stopping: Callable[[], bool]) -> int:
    """Arm, send and finish what `token` holds, batch by batch; give back what there is no time for."""
    worked, is_one_at_fault = 0, False
    try:
        while clock.monotonic() <= until and not is_stopping():
            armed_at = clock.monotonic()
            try:
                size = 1 if is_one_at_fault else memory.arm_size
                batch = arm(token, now=clock.now(), size=size, is_alone=is_one_at_fault)
            except (OperationalError, InterfaceError):
                raise  # the database is away or busy: no reminder is at fault
            except Exception as error:  # noqa: BLE001 - one of them is at fault, and must not hold up the others
                is_found = is_one_at_fault
                worked += set_aside(token, error, now=clock.now()) if is_found else 0
                is_one_at_fault = not is_found
                continue
            if not batch.looked_at:
                break
            worked += batch.looked_at
            if batch.armed:
                calling_at = clock.monotonic()
                outcomes = send(batch.armed, clock, until=armed_at + SEND_BUDGET, is_stopping=is_stopping)
                memory.learn(len(batch.armed), took=clock.monotonic() - calling_at)
                _finish(token, outcomes, clock)
            if batch.overtaken:
                reckon_these(sorted(batch.overtaken)[:RECKON_SIZE], now=clock.now())
    finally:
        give_back(token)
    return worked


def _finish(token: UUID, outcomes: Sequence[Outcome], clock: Clock) -> None:
    """Write down what the providers said, also when the database is away for a moment: nobody else knows it."""
    for pause in (0.2, 1.0, 3.0):
        try:
            return finish(token, outcomes, now=clock.now())
        except (OperationalError, InterfaceError):
            clock.wait(pause)
            close_old_connections()
    return finish(token, outcomes, now=clock.now())
