"""Running out: what must not be missed, and reached nobody yet, is a person's too while there is still time to act."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from procedures.checklists.apart import each_apart
from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.engine.judging import Status, end_before_sending
from procedures.messaging.engine.settling import latest_deliveries
from procedures.messaging.engine.unread import ONLY_MAILED, is_only_mailed
from procedures.messaging.handing_over import hand_over
from procedures.messaging.limits import TOLD_ALONE
from procedures.messaging.models import Delivery

_NOT_TAKEN = "nobody has it so far; we go on trying"
_WENT_OUT = "Closed by itself: it went out in the end, or is not needed any more."
# What a provider puts off is tried again within this; what waits longer waits for its hour.
_TRIED_AGAIN_WITHIN = timedelta(hours=2)
_SIZE = 500
_WAITING = (Status.SCHEDULED, Status.UNKNOWN)
# A concern about these stays: they may still go out, or never did.
_NOT_TOLD = (*Reminder.OPEN, Status.EXPIRED, Status.UNDELIVERABLE, Status.HELD)


def runs_out_at(reminder: Reminder) -> datetime:
    """From when on a person is to tell what the software could not: when half of its time of use is gone, at most."""
    return reminder.due_at + min(TOLD_ALONE, (reminder.latest_at - reminder.due_at) / 2)


def tell_of_running_out(*, now: datetime) -> int:
    """Hand over what must not be missed and runs out; return how many that were. It goes on being tried.

    Said once for each, however many look at once: a provider that takes nothing until the very end would else leave the
    nurse and the caregiver no time to act.
    """
    by_surgery: dict[int, list[int]] = defaultdict(list)
    for one in _waiting_too_long(now):
        by_surgery[one.surgery_id].append(one.pk)
    parts = [
        (f"handing over what runs out of surgery {key}", partial(_tell, keys, now)) for key, keys in by_surgery.items()
    ]
    return sum(count or 0 for count in each_apart(parts).values())


@transaction.atomic
def _tell(keys: Collection[int], now: datetime) -> int:
    """Locked in the order that everyone uses; what someone holds is just being seen to."""
    locked = Reminder.objects.unopened().filter(pk__in=keys, status__in=_WAITING)
    locked = locked.select_related("surgery__patient", "surgery__unit__hospital", "item", "appointment", "caregiver")
    held = locked.select_for_update(skip_locked=True, of=("self",), no_key=True)
    found = list(held.order_by("next_attempt_at", "pk"))
    before = latest_deliveries(found)
    same: dict[tuple[int | None, str], list[Reminder]] = defaultdict(list)
    for one in found:
        latest = before.get(one.pk, {})
        has_it = any(delivery.status in Delivery.TAKEN for delivery in latest.values())
        is_unread = has_it and is_only_mailed(one, latest, now=now)
        if end_before_sending(one, now=now) is None and (not has_it or is_unread):
            same[one.caregiver_id, ONLY_MAILED if is_unread else _NOT_TAKEN].append(one)
    for (_, because), together in same.items():
        hand_over(together, WorkItem.Kind.NOT_YET, because=because, now=now)
    return sum(len(together) for together in same.values())


def close_what_went_out(*, now: datetime) -> int:
    """Close what was raised so, and has reached the patient since or is moot; return how many."""
    raised = WorkItem.objects.open().filter(kind=WorkItem.Kind.NOT_YET)
    untold = Q(reminder__status__in=_NOT_TOLD) | Exists(
        Reminder.objects.filter(named_in=OuterRef("pk"), status__in=_NOT_TOLD)
    )
    keys = list(raised.exclude(untold).values_list("pk", flat=True)[:_SIZE])
    return WorkItem.objects.open().filter(pk__in=keys).update(closed_at=now, closing_note=_WENT_OUT)


def _waiting_too_long(now: datetime) -> list[Reminder]:
    """Their keys, surgeries and times, no more."""
    raised = WorkItem.objects.filter(kind=WorkItem.Kind.NOT_YET)
    known = Exists(raised.filter(reminder=OuterRef("pk"))) | Exists(raised.filter(with_reminders=OuterRef("pk")))
    due = Reminder.objects.filter(is_critical=True, due_at__lte=now, latest_at__gte=now)
    return [
        one
        for waiting in (
            due.filter(status=Status.SCHEDULED, next_attempt_at__lte=now + _TRIED_AGAIN_WITHIN),
            due.filter(status=Status.UNKNOWN),
        )
        for one in waiting.exclude(known).only("surgery_id", "due_at", "latest_at").order_by("next_attempt_at", "pk")
        if runs_out_at(one) <= now
    ][:_SIZE]
