"""Owing: over which ways a reminder has still to go, if it may go at all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.channels import Way, another_way_from, is_put_off, ways_of
from procedures.messaging.engine.concluding import owes
from procedures.messaging.engine.judging import Status, Verdict, end_before_sending
from procedures.messaging.engine.unread import sent
from procedures.messaging.models import Delivery


def judge(
    reminder: Reminder, standing: Sequence[Way], before: dict[str, Delivery], *, now: datetime
) -> tuple[Verdict | None, list[Way]]:
    """The end of `reminder`, or the ways it has to go now: of those `standing`, each that did not carry it `before`."""
    verdict = end_before_sending(reminder, now=now)
    has_reached = any(delivery.status in Delivery.TAKEN for delivery in before.values())
    if verdict is not None:
        # A first channel had it while it was true and of use; only the second came too late.
        return (sent(reminder, before, now=now) if has_reached and verdict.status == Status.EXPIRED else verdict), []
    owed = [way for way in standing if owes(before.get(way.channel))]
    if owed:
        return None, owed
    if has_reached:
        return sent(reminder, before, now=now), []
    if before:
        return Verdict(Status.UNDELIVERABLE, "no channel is left", WorkItem.Kind.PHONE_PATIENT), []
    return Verdict(Status.UNDELIVERABLE, "no channel is agreed", WorkItem.Kind.PHONE_PATIENT), []


def has_another(reminder: Reminder, before: Mapping[str, Delivery], *, now: datetime) -> bool:
    """True when the channel that the hospital chose has failed, and one that the patient agreed to was not tried, while
    `reminder` is true and of use. One that is not would end unsent, and nobody would hear that the text failed: whoever
    asks hands it to a nurse instead.
    """
    if not reminder.channels or end_before_sending(reminder, now=now) is not None:
        return False
    ways = ways_of([reminder], {reminder.pk: before}, now=now)[reminder.pk]
    return any(owes(before.get(way.channel)) for way in ways)


def another_way_at(reminder: Reminder, before: Mapping[str, Delivery], *, now: datetime) -> datetime | None:
    """When to try what the patient agreed to besides the channel that the hospital chose, since its provider takes
    nothing; None where there is nothing else, or it was tried already.
    """
    if not is_put_off(before.get(reminder.channels)):
        return None
    at = max(now, another_way_from(reminder))
    ways = ways_of([reminder], {reminder.pk: before}, now=at)[reminder.pk]
    return at if any(way.channel not in before for way in ways) else None


def by_way(message: Iterable[Reminder], owed: Mapping[int, Sequence[Way]]) -> dict[Way, list[Reminder]]:
    """What goes over each way, texts first: all of `message` that this way owes."""
    found: dict[Way, list[Reminder]] = {}
    for one in message:
        for way in owed[one.pk]:
            found.setdefault(way, []).append(one)
    return found
