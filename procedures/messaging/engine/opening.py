"""Opening deliveries: the words of each message, where they go, and who carries them."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.channels import Way
from procedures.messaging.engine.bundling import counts
from procedures.messaging.engine.judging import Status, Verdict
from procedures.messaging.engine.owing import by_way
from procedures.messaging.engine.sorting import Plan
from procedures.messaging.models import Delivery
from procedures.messaging.sign_in import with_code, without_code
from procedures.messaging.transports import Parcel, Transport, for_channel
from procedures.messaging.wording import Message, write

UNWRITTEN = Verdict(Status.UNDELIVERABLE, "its words could not be written", WorkItem.Kind.UNDELIVERABLE)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Armed:
    """One delivery that is going out: what to carry, for which reminders, and who carries it."""

    reminder_ids: tuple[int, ...]
    parcel: Parcel
    transport: Transport


def open_all(plan: Plan, message: Sequence[Reminder], *, link: str, now: datetime) -> list[tuple[Delivery, Armed]]:
    """One delivery, not saved yet, for each channel, with all that this channel owes; what cannot be put into words
    ends.
    """
    ways = by_way(message, plan.owed)
    try:
        return [_open(way, told, write(told, way.channel, link=link), now=now) for way, told in ways.items()]
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hold up the others
        if len(message) == 1:
            _log.error("reminder %s cannot be put into words: %s", message[0].pk, type(error).__name__)
            plan.ends.append((message[0], UNWRITTEN))
            return []
    # One of them is at fault. Each by itself: rather two messages too many than a right one lost.
    return [opened for one in message for opened in open_all(plan, [one], link=link, now=now)]


def _open(way: Way, told: Sequence[Reminder], message: Message, *, now: datetime) -> tuple[Delivery, Armed]:
    transport = for_channel(way.channel, address=way.address, now=now)
    surgery = told[0].surgery
    delivery = Delivery(
        patient_id=surgery.patient_id,
        unit=surgery.unit,
        counts=counts(told),
        channel=way.channel,
        transport=transport.name,
        address=way.address,
        subject=message.subject,
        body=without_code(message.text, told),
        html=without_code(message.html, told),
        armed_at=now,
    )
    return delivery, Armed(tuple(one.pk for one in told), parcel_of(delivery, told), transport)


def parcel_of(delivery: Delivery, told: Collection[Reminder]) -> Parcel:
    """What a transport needs of `delivery`. Once one of what it tells is of no more use, it is not sent as it is."""
    return Parcel(
        reference=delivery.pk,
        address=delivery.address,
        sender=delivery.unit.hospital.text_name,
        subject=delivery.subject,
        text=with_code(delivery.body, told),
        html=with_code(delivery.html, told),
        armed_at=delivery.armed_at,
        latest_at=min(one.latest_at for one in told),
    )
