"""Send: call the providers, with no transaction open, and note what each one said."""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from uuid import UUID

from procedures.messaging.clock import Clock
from procedures.messaging.engine.admitting import admit, soon_enough, watching
from procedures.messaging.engine.opening import Armed
from procedures.messaging.models import Delivery
from procedures.messaging.transports import NotStarted, OutcomeUnknown, PermanentFailure, TemporaryFailure
from procedures.messaging.transports.traffic.control import CONTROL

_log = logging.getLogger(__name__)
_A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one delivery just now."""

    reference: UUID
    reminder_ids: tuple[int, ...]
    status: Delivery.Status
    provider_id: str = ""
    error: str = ""
    wait: timedelta | None = None
    counts: bool = True
    is_unsubscribed: bool = False


def send(batch: Sequence[Armed], clock: Clock, *, until: float, is_stopping: Callable[[], bool]) -> list[Outcome]:
    """Carry `batch`. No call starts later than `until` on the monotonic clock: what is left then is returned.

    The wall's clock is looked at too: the monotonic one may stand still while a virtual machine is paused.
    """
    latest = clock.now() + timedelta(seconds=until - clock.monotonic())

    def look() -> None:
        if clock.monotonic() > until or clock.now() > latest or is_stopping():
            raise NotStarted

    by_transport: dict[str, list[Armed]] = defaultdict(list)
    for armed in batch:
        by_transport[armed.transport.name].append(armed)
    outcomes: list[Outcome] = []
    for everything in by_transport.values():
        group, held_back = admit(everything, clock)
        outcomes += [_held_back(armed, wait, because, clock) for armed, wait, because in held_back]
        if not group:
            continue
        lanes = min(group[0].transport.lanes, len(group))
        if lanes == 1:
            outcomes += [_carry_if_well(armed, clock, look) for armed in group]
            continue
        outcomes += _pool(group[0].transport.lanes).map(lambda armed: _carry_if_well(armed, clock, look), group)
    return outcomes


@cache
def _pool(lanes: int) -> ThreadPoolExecutor:
    """Kept from batch to batch: to start the threads anew for each costs as much as a third of the calls."""
    return ThreadPoolExecutor(lanes, thread_name_prefix=f"lane-of-{lanes}")


def _carry_if_well(armed: Armed, clock: Clock, look: Callable[[], None]) -> Outcome:
    """Calls of the same batch may have found the provider broken since this one was admitted."""
    shut = CONTROL.is_shut(armed.transport.name, clock.now())
    if shut:
        return _held_back(armed, shut, "the provider is left alone for a while", clock)
    return _carry(armed, clock, look)


def _carry(armed: Armed, clock: Clock, look: Callable[[], None]) -> Outcome:
    reference, reminder_ids = armed.parcel.reference, armed.reminder_ids

    def last_look() -> None:
        look()
        if clock.now() > armed.parcel.latest_at:
            raise NotStarted

    try:
        last_look()
        with watching(armed.transport.name, clock):
            provider_id = armed.transport.carry(armed.parcel, now=clock.now(), last_look=last_look)
    except NotStarted:
        return Outcome(reference, reminder_ids, Delivery.Status.RETURNED, counts=False)
    except TemporaryFailure as failure:
        return Outcome(
            reference,
            reminder_ids,
            Delivery.Status.DELAYED,
            error=str(failure),
            wait=failure.wait and soon_enough(armed, failure.wait, clock),
            counts=not failure.is_throttled,
        )
    except PermanentFailure as failure:
        return Outcome(
            reference,
            reminder_ids,
            Delivery.Status.REFUSED,
            error=str(failure),
            is_unsubscribed=failure.is_unsubscribed,
        )
    except OutcomeUnknown as unknown:
        return Outcome(reference, reminder_ids, Delivery.Status.UNKNOWN, error=str(unknown))
    except Exception as error:  # noqa: BLE001 - whatever breaks in a call may have broken after it was taken
        # The error's own words may hold an address.
        _log.error("delivery %s broke off: %s", reference, type(error).__name__)
        return Outcome(reference, reminder_ids, Delivery.Status.UNKNOWN, error="the call broke off")
    return Outcome(reference, reminder_ids, Delivery.Status.SENT, provider_id=provider_id)


def _held_back(armed: Armed, wait: timedelta, because: str, clock: Clock) -> Outcome:
    """Not called at all, so no attempt is burnt; and tried again before it is too late to be of use."""
    left = armed.parcel.latest_at - clock.now()
    return Outcome(
        armed.parcel.reference,
        armed.reminder_ids,
        Delivery.Status.DELAYED,
        error=because,
        wait=max(_A_MOMENT, min(soon_enough(armed, wait, clock), left / 2)),
        counts=False,
    )
