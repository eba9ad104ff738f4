"""What has become of a reminder, from what became of its deliveries. Pure: rows in, a verdict out."""

from collections.abc import Collection
from datetime import datetime

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.engine.judging import Status, Verdict, expired
from procedures.messaging.limits import LOOKED_FOR
from procedures.messaging.models import Delivery

_OWED = frozenset({Delivery.Status.DELAYED, Delivery.Status.RETURNED, Delivery.Status.REPEATED})


def conclude(reminder: Reminder, latest: Collection[Delivery], *, retry_at: datetime) -> Verdict:
    """Judge `reminder` by the latest delivery over each of its channels.

    An unknown outcome without `settled_at` is still to be looked up; with it, or when the provider cannot be asked for
    long, a person has to judge.
    A reminder that reached the patient over one channel is sent, whatever the others did in the end.
    """
    statuses = {delivery.status for delivery in latest}
    is_open = any(d.status in (Delivery.Status.UNKNOWN, Delivery.Status.ARMED) and d.settled_at is None for d in latest)
    if is_open and retry_at <= reminder.latest_at + LOOKED_FOR:
        return Verdict(Status.UNKNOWN, "")
    if statuses & _OWED and retry_at <= reminder.latest_at:
        return Verdict(Status.SCHEDULED, "")
    if statuses & set(Delivery.TAKEN):
        return Verdict(Status.SENT, "")
    if is_open or Delivery.Status.UNKNOWN in statuses:
        return Verdict(Status.HELD, "no answer from the provider, and no way to look it up", WorkItem.Kind.UNKNOWN)
    if statuses & _OWED:
        return expired(reminder, "no provider took it while it was of use")
    return Verdict(Status.UNDELIVERABLE, "every channel refused it", WorkItem.Kind.UNDELIVERABLE)


def owes(delivery: Delivery | None) -> bool:
    """True when a channel whose latest delivery this is has still to carry the reminder."""
    return delivery is None or delivery.status in _OWED
