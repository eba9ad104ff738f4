"""Arm: the last check, and the line against cancelling and moving. One commit, before any provider is called."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from procedures.checklists.models import Reminder, WorkItem
from procedures.core.merging import TOGETHER
from procedures.messaging.channels import Way, ways_of
from procedures.messaging.engine.bundling import Told, bundle, by_reader, counts, told_lately
from procedures.messaging.engine.judging import Status, Verdict, capped, expired, is_overtaken
from procedures.messaging.engine.owing import by_way, judge
from procedures.messaging.engine.settling import end, latest_deliveries
from procedures.messaging.limits import ARM_SIZE, CLAIM_SIZE, LEASE, UNTIL_RECKONED
from procedures.messaging.models import Delivery, DeliveryReminder
from procedures.messaging.sign_in import reader_of, with_code, without_code
from procedures.messaging.transports import Parcel, Transport, for_channel
from procedures.messaging.wording import Message, write
from procedures.patients.links import links_for, url_of

_log = logging.getLogger(__name__)
UNWRITTEN = Verdict(Status.UNDELIVERABLE, "its words could not be written", WorkItem.Kind.UNDELIVERABLE)

# An answer too, which no cancelling stops.
_WAITING = Reminder.objects.filter(status__in=[Status.SCHEDULED, Status.CLAIMED])


@dataclass(frozen=True, slots=True)
class Armed:
    """One delivery that is going out: what to carry, for which reminders, and who carries it."""

    reminder_ids: tuple[int, ...]
    parcel: Parcel
    transport: Transport


@dataclass(frozen=True, slots=True)
class Batch:
    """What was armed in one commit, and how many reminders were looked at for it.

    `overtaken` are the surgeries whose hours are to be reckoned again before anything is told of them.
    """

    looked_at: int
    armed: tuple[Armed, ...]
    overtaken: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Plan:
    """What is to become of the reminders in hand."""

    ends: list[tuple[Reminder, Verdict]] = field(default_factory=list)
    owed: dict[int, list[Way]] = field(default_factory=dict)
    messages: list[list[Reminder]] = field(default_factory=list)
    later: dict[datetime, list[int]] = field(default_factory=lambda: defaultdict(list))
    overtaken: set[int] = field(default_factory=set)


@transaction.atomic
def arm(token: UUID, *, now: datetime, size: int = ARM_SIZE, is_alone: bool = False) -> Batch:
    """Check up to `size` of the reminders that `token` holds for the last time, and open a delivery for each message
    and channel.

    What the same patients are to be told within the hour goes along, whoever had claimed it; `is_alone`: it does not,
    since something is wrong with one of them. What must not go out any
    more reaches its end here, and what has to wait is let go. A `looked_at` of 0 means that nothing is held any more.
    """
    reminders = _lock(token, now=now, size=size, is_alone=is_alone)
    own = {one.pk for one in reminders if one.claim_token == token and one.status == Status.CLAIMED}
    if not own:
        return Batch(0, ())
    plan = _judge_all(reminders, own, now=now)
    told = told_lately({one.surgery.patient_id for one in reminders}, now=now)
    for group in by_reader(one for one in reminders if one.pk in plan.owed):
        _bundle(plan, group, told.get(group[0].surgery.patient_id, {}), own, now=now)
    # Made before anything is put into words: what fails in the database must not pass for words that are wrong.
    links = links_for({reader_of(message[0]) for message in plan.messages}, now=now)
    opened: list[tuple[Delivery, Armed]] = []
    for message in plan.messages:
        opened += _open_all(plan, message, own, link=url_of(links[reader_of(message[0])]), now=now)
    end(plan.ends, now=now)
    _let_go(plan.later)
    Delivery.objects.bulk_create(delivery for delivery, _ in opened)
    DeliveryReminder.objects.bulk_create(
        DeliveryReminder(delivery=delivery, reminder_id=key) for delivery, armed in opened for key in armed.reminder_ids
    )
    _mark(reminders, {key for _, armed in opened for key in armed.reminder_ids}, token, now=now)
    return Batch(len(own), tuple(armed for _, armed in opened), frozenset(plan.overtaken))


def _lock(token: UUID, *, now: datetime, size: int, is_alone: bool) -> list[Reminder]:
    """Those held, with what their patients are to be told within the hour.

    Lock first, all in the one order that everyone uses, then read: what a cancel or a move committed while we waited
    for the lock is seen.
    """
    held = Reminder.objects.filter(claim_token=token, status=Status.CLAIMED, lease_until__gt=now)
    first = dict(held.order_by("next_attempt_at", "pk").values_list("pk", "surgery__patient")[:size])
    if not first:
        return []
    soon = _WAITING.filter(surgery__patient__in=set(first.values()), next_attempt_at__lte=now + TOGETHER)
    along = soon.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:CLAIM_SIZE]
    wanted = _WAITING.filter(pk__in=first if is_alone else {*first, *along})
    keys = list(wanted.select_for_update(no_key=True).order_by("next_attempt_at", "pk").values_list("pk", flat=True))
    return list(
        _WAITING.filter(pk__in=keys)
        .select_related("surgery__patient", "item__task", "appointment", "caregiver")
        # A batch is of few units and procedures: each is read once, not once a reminder.
        .prefetch_related("surgery__unit__hospital", "surgery__procedure")
        # Where they go is asked of what they agreed to, and how old they are of nobody: sealed, it stays closed.
        .defer("surgery__patient__phone", "surgery__patient__email", "surgery__patient__birth_date")
        .order_by("next_attempt_at", "pk")
    )


def _judge_all(reminders: Sequence[Reminder], own: Collection[int], *, now: datetime) -> _Plan:
    """Which of `reminders` may go out, over which channels; those whose time has come and that may not, end."""
    plan = _Plan()
    tried = latest_deliveries(reminders) if any(one.attempts or one.channels for one in reminders) else {}
    ways = ways_of(reminders, tried, now=now)
    for one in reminders:
        verdict, owed = judge(one, ways[one.pk], tried.get(one.pk, {}), now=now)
        if verdict is None and is_overtaken(one):
            if one.pk in own:
                plan.overtaken.add(one.surgery_id)
                plan.later[now + min(UNTIL_RECKONED, (one.latest_at - now) / 2)].append(one.pk)
        elif verdict is None:
            plan.owed[one.pk] = owed
        elif one.pk in own or one.next_attempt_at <= now:
            plan.ends.append((one, verdict))
    return plan


def _bundle(plan: _Plan, group: Sequence[Reminder], told: Told, own: Collection[int], *, now: datetime) -> None:
    """Put one reader's reminders into messages, or let them wait, or end them."""
    by_key = {one.pk: one for one in group}
    found = bundle(group, told, now=now, own=own)
    plan.messages += [[by_key[key] for key in message] for message in found.messages]
    for key, at in found.later.items():
        plan.later[at].append(key)
    for key in found.behind:
        plan.later[by_key[key].next_attempt_at].append(key)
    plan.ends += [(by_key[key], expired(by_key[key], "only the night was left")) for key in found.too_late]
    plan.ends += [(by_key[key], verdict) for key, verdict in capped([by_key[key] for key in found.capped]).items()]


def _open_all(
    plan: _Plan, message: Sequence[Reminder], own: Collection[int], *, link: str, now: datetime
) -> list[tuple[Delivery, Armed]]:
    """One delivery for each channel, with all that this channel owes; what cannot be put into words ends."""
    ways = by_way(message, plan.owed)
    try:
        return [_open(way, told, write(told, way.channel, link=link), now=now) for way, told in ways.items()]
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hold up the others
        if len(message) == 1:
            _log.error("reminder %s cannot be put into words: %s", message[0].pk, type(error).__name__)
            plan.ends.append((message[0], UNWRITTEN))
            return []
    # One of them is at fault. Each by itself: rather two messages too many than a right one lost.
    return [opened for one in message for opened in _open_all(plan, [one], own, link=link, now=now)]


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


def _let_go(later: Mapping[datetime, Collection[int]]) -> None:
    """Free what has to wait for its hour."""
    for at, keys in later.items():
        _WAITING.filter(pk__in=keys).update(
            status=Status.SCHEDULED, next_attempt_at=at, claim_token=None, lease_until=None
        )


def _mark(reminders: Sequence[Reminder], keys: Collection[int], token: UUID, *, now: datetime) -> None:
    """Count the attempt, and let the lease run anew from here."""
    going = _WAITING.filter(pk__in=keys)
    for attempts in {reminder.attempts for reminder in reminders if reminder.pk in keys}:
        going.filter(attempts=attempts).update(
            status=Status.ARMED, claim_token=token, lease_until=now + LEASE, attempts=min(attempts + 1, 32_000)
        )
