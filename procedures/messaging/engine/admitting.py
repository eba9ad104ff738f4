"""Between arming and calling: how many may be called now, and what each call taught about its provider."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from procedures.messaging.clock import Clock
from procedures.messaging.engine.backoff import spread
from procedures.messaging.engine.opening import Armed
from procedures.messaging.transports import NotStarted, PermanentFailure, TemporaryFailure, another_is_well
from procedures.messaging.transports.traffic.control import CONTROL

# When another provider can take it.
_AT_ONCE = timedelta(seconds=1)
# When a provider says "too many" and not until when: the rest of the batch is spared the same answer.
_A_BREATH = timedelta(seconds=2)


def admit(group: Sequence[Armed], clock: Clock) -> tuple[Sequence[Armed], list[tuple[Armed, timedelta, str]]]:
    """Split `group`, all of one transport: those that may be called now, and the others with their waits and why."""
    transport = group[0].transport
    if transport.lanes == 1:  # in our own database: there is nobody to spare
        return group, []
    admitted = CONTROL.admit(transport.name, len(group), now=clock.now(), monotonic=clock.monotonic())
    if admitted.waits:  # what is of use for the shortest time goes first
        group = sorted(group, key=lambda armed: armed.parcel.latest_at)
    held_back = zip(group[admitted.count :], admitted.waits, strict=True)
    return group[: admitted.count], [(armed, wait, admitted.reason) for armed, wait in held_back]


def soon_enough(armed: Armed, wait: timedelta, clock: Clock) -> timedelta:
    """How long to wait in place of `wait`: hardly at all when another provider may take it instead.

    Spreading does not put off beyond its use what `wait` itself would not.
    """
    now = clock.now()
    if another_is_well(armed.transport.name, now):
        return _AT_ONCE
    return min(spread(wait), max(wait, armed.parcel.latest_at - now))


@contextmanager
def watching(name: str, clock: Clock) -> Iterator[None]:
    """Note how the call inside goes. What it raises goes on as it is."""
    started = clock.monotonic()

    def seconds() -> float:
        return clock.monotonic() - started

    try:
        yield
    except NotStarted:
        raise  # the provider was never asked
    except TemporaryFailure as failure:
        if failure.wait is not None or failure.is_throttled:
            CONTROL.throttled(name, failure.wait or _A_BREATH, now=clock.now(), monotonic=clock.monotonic())
        if failure.is_throttled or failure.is_of_the_message:
            CONTROL.answered(name, seconds(), now=clock.now(), monotonic=clock.monotonic())
        else:
            CONTROL.failed(name, seconds(), now=clock.now(), monotonic=clock.monotonic())
        raise
    except PermanentFailure:
        CONTROL.answered(name, seconds(), now=clock.now(), monotonic=clock.monotonic())
        raise
    except Exception:
        CONTROL.failed(name, seconds(), now=clock.now(), monotonic=clock.monotonic())
        raise
    CONTROL.answered(name, seconds(), now=clock.now(), monotonic=clock.monotonic())
