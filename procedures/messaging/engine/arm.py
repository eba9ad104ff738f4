"""Arm: the last check, and the line against cancelling and moving. One commit, before any provider is called."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.channels import Way, ways_of
from procedures.messaging.engine.concluding import owes
from procedures.messaging.engine.judging import Status, Verdict, end_before_sending
from procedures.messaging.engine.settling import end, latest_deliveries
from procedures.messaging.limits import ARM_SIZE, LEASE
from procedures.messaging.models import Delivery
from procedures.messaging.transports import Parcel, Transport, for_channel
from procedures.messaging.wording import Message, write
from procedures.patients.links import links_for, url_of

_log = logging.getLogger(__name__)
UNWRITTEN = Verdict(Status.UNDELIVERABLE, "its words could not be written", WorkItem.Kind.UNDELIVERABLE)


@dataclass(frozen=True, slots=True)
class Armed:
    """One delivery that is going out: what to carry, and who carries it."""

    reminder_id: int
    parcel: Parcel
    transport: Transport


@dataclass(frozen=True, slots=True)
class Batch:
    """What was armed in one commit, and how many reminders were looked at for it."""

    looked_at: int
    armed: tuple[Armed, ...]


@transaction.atomic
def arm(token: UUID, *, now: datetime, size: int = ARM_SIZE) -> Batch:
    """Check up to `size` of the reminders that `token` holds for the last time, and open a delivery for each channel.

    What must not go out any more reaches its end here. A `looked_at` of 0 means that nothing is held any more.
    """
    reminders = _lock(token, now=now, size=size)
    tried = latest_deliveries(reminders) if any(r.attempts for r in reminders) else {}
    ways = ways_of(reminders)
    judged = [
        (reminder, *_judge(reminder, ways[reminder.pk], tried.get(reminder.pk, {}), now=now)) for reminder in reminders
    ]
    # Made before anything is put into words: what fails in the database must not pass for words that are wrong.
    links = links_for({reminder.surgery.patient_id for reminder, verdict, _ in judged if verdict is None}, now=now)
    ends: list[tuple[Reminder, Verdict]] = []
    opened: list[tuple[Delivery, Armed]] = []
    for reminder, verdict, owed in judged:
        if verdict is not None:
            ends.append((reminder, verdict))
            continue
        try:
            link = url_of(links[reminder.surgery.patient_id])
            messages = {way: write(reminder, way.channel, link=link) for way in owed}
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hold up the others
            _log.error("reminder %s cannot be put into words: %s", reminder.pk, type(error).__name__)
            ends.append((reminder, UNWRITTEN))
            continue
        opened += [_open(reminder, way, message, now=now) for way, message in messages.items()]
    end(ends, now=now)
    Delivery.objects.bulk_create(delivery for delivery, _ in opened)
    _mark(reminders, {armed.reminder_id for _, armed in opened}, now=now)
    return Batch(looked_at=len(reminders), armed=tuple(armed for _, armed in opened))


def _lock(token: UUID, *, now: datetime, size: int) -> list[Reminder]:
    """Lock first, then read: what a cancel or a move committed while we waited for the lock is seen."""
    held = Reminder.objects.filter(claim_token=token, status=Status.CLAIMED, lease_until__gt=now)
    keys = list(
        held.select_for_update(no_key=True).order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:size]
    )
    return list(
        Reminder.objects.filter(pk__in=keys)
        .select_related(
            "surgery__unit__hospital", "surgery__patient", "surgery__procedure", "item", "appointment", "caregiver"
        )
        .order_by("next_attempt_at", "pk")
    )


def _judge(
    reminder: Reminder, standing: Sequence[Way], before: dict[str, Delivery], *, now: datetime
) -> tuple[Verdict | None, list[Way]]:
    verdict = end_before_sending(reminder, now=now)
    has_reached = any(delivery.status in Delivery.TAKEN for delivery in before.values())
    if verdict is not None:
        # A first channel had it while it was true and of use; only the second came too late.
        return (Verdict(Status.SENT, "") if has_reached and verdict.status == Status.EXPIRED else verdict), []
    owed = [way for way in standing if owes(before.get(way.channel))]
    if owed:
        return None, owed
    if has_reached:
        return Verdict(Status.SENT, ""), []
    if before:
        return Verdict(Status.UNDELIVERABLE, "no channel is left", WorkItem.Kind.PHONE_PATIENT), []
    return Verdict(Status.UNDELIVERABLE, "no channel is agreed", WorkItem.Kind.PHONE_PATIENT), []


def _open(reminder: Reminder, way: Way, message: Message, *, now: datetime) -> tuple[Delivery, Armed]:
    transport = for_channel(way.channel, address=way.address, now=now)
    delivery = Delivery(
        reminder=reminder,
        channel=way.channel,
        transport=transport.name,
        address=way.address,
        subject=message.subject,
        body=message.text,
        html=message.html,
        armed_at=now,
    )
    return delivery, Armed(reminder.pk, parcel_of(delivery, reminder), transport)


def parcel_of(delivery: Delivery, reminder: Reminder) -> Parcel:
    """What a transport needs of `delivery`."""
    return Parcel(
        reference=delivery.pk,
        address=delivery.address,
        sender=reminder.surgery.unit.hospital.text_name,
        subject=delivery.subject,
        text=delivery.body,
        html=delivery.html,
        armed_at=delivery.armed_at,
        latest_at=reminder.latest_at,
    )


def _mark(reminders: Sequence[Reminder], keys: set[int], *, now: datetime) -> None:
    """Count the attempt, and let the lease run anew from here."""
    going = Reminder.objects.filter(pk__in=keys, status=Status.CLAIMED)
    for attempts in {reminder.attempts for reminder in reminders if reminder.pk in keys}:
        going.filter(attempts=attempts).update(
            status=Status.ARMED, lease_until=now + LEASE, attempts=min(attempts + 1, 32_000)
        )
