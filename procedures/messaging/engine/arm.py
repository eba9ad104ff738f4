"""Arm: the last check, and the line against cancelling and moving. One commit, before any provider is called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from procedures.checklists.models import Reminder
from procedures.core.merging import TOGETHER
from procedures.messaging.engine.bundling import by_reader, told_lately
from procedures.messaging.engine.judging import Status
from procedures.messaging.engine.opening import Armed, open_all
from procedures.messaging.engine.settling import end
from procedures.messaging.engine.sorting import judge_all, put_together
from procedures.messaging.limits import ARM_SIZE, CLAIM_SIZE, LEASE
from procedures.messaging.models import Delivery, DeliveryReminder
from procedures.messaging.sign_in import reader_of
from procedures.patients.links import links_for, url_of

# An answer too, which no cancelling stops.
_WAITING = Reminder.objects.filter(status__in=[Status.SCHEDULED, Status.CLAIMED])


@dataclass(frozen=True, slots=True)
class Batch:
    """What was armed in one commit, and how many reminders were looked at for it.

    `overtaken` are the surgeries whose hours are to be reckoned again before anything is told of them.
    """

    looked_at: int
    armed: tuple[Armed, ...]
    overtaken: frozenset[int] = frozenset()


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
    plan = judge_all(reminders, own, now=now)
    told = told_lately({one.surgery.patient_id for one in reminders}, now=now)
    for group in by_reader(one for one in reminders if one.pk in plan.owed):
        put_together(plan, group, told.get(group[0].surgery.patient_id, {}), own, now=now)
    # Made before anything is put into words: what fails in the database must not pass for words that are wrong.
    links = links_for({reader_of(message[0]) for message in plan.messages}, now=now)
    opened: list[tuple[Delivery, Armed]] = []
    for message in plan.messages:
        opened += open_all(plan, message, link=url_of(links[reader_of(message[0])]), now=now)
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
