"""Receipts: what a provider tells later. A delivery only moves forward, whenever and however often it is told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.engine.judging import Status
from procedures.messaging.engine.owing import has_another
from procedures.messaging.engine.settling import latest_deliveries
from procedures.messaging.engine.unread import ONLY_MAILED, is_only_mailed
from procedures.messaging.handing_over import hand_over
from procedures.messaging.models import Delivery, Receipt
from procedures.messaging.stopping import stop_channel

# Nobody knew better, then the provider had it, then it had failed, then it was there after all: whatever the order in
# which a provider tells of two ends, the same one stands.
_RANK = {
    Delivery.Status.SENT: 1,
    Delivery.Status.UNDELIVERED: 2,
    Delivery.Status.REFUSED: 2,
    Delivery.Status.DELIVERED: 3,
}

_NOT_DELIVERED = "no channel could deliver it"


@transaction.atomic
def take_receipt(
    provider: str,
    *,
    event: str,
    told: str,
    reference: UUID,
    provider_id: str,
    status: Delivery.Status | None,
    error: str = "",
    is_unsubscribed: bool = False,
    now: datetime,
) -> bool:
    """Write down that `provider` told `told` of our `reference`, and move the delivery to `status` if that is forward.

    Returns False for what was told before. What belongs to no delivery of ours is kept and changes nothing; so is a
    word that we do not know, whose `status` is None. `is_unsubscribed`: the patient told the provider to stop.
    """
    delivery = Delivery.objects.filter(pk=reference).first()
    _, is_new = Receipt.objects.get_or_create(
        provider=provider,
        event=event[:200],
        defaults={"delivery": delivery, "status": told[:32], "received_at": now},
    )
    if is_new and delivery is not None and status is not None:
        # The reminders first and in one order, as everywhere, so that two never wait for each other.
        carried = Reminder.objects.filter(pk__in=delivery.carried.values("reminder"))
        reminders = list(carried.select_for_update(no_key=True).order_by("next_attempt_at", "pk"))
        if _move(delivery, status, provider_id=provider_id, error=error, now=now):
            _tell_reminders(reminders, now=now)
    if is_new and delivery is not None and is_unsubscribed:
        stop_channel(delivery.pk, now=now)
    return is_new


def delivery_of(transport: str, provider_id: str) -> UUID | None:
    """Our reference of what `transport` took under its own `provider_id`; None when we know of none."""
    found = Delivery.objects.filter(transport=transport, provider_id=provider_id[:128]) if provider_id else None
    return None if found is None else found.values_list("pk", flat=True).first()


def _move(delivery: Delivery, status: Delivery.Status, *, provider_id: str, error: str, now: datetime) -> bool:
    """Only forward; and what was never known is known from here."""
    before = Delivery.objects.select_for_update(no_key=True).get(pk=delivery.pk)
    if _RANK[status] <= _RANK.get(Delivery.Status(before.status), 0):
        return False
    before.status = status
    before.provider_id = before.provider_id or provider_id[:128]
    before.settled_at = before.settled_at or now
    before.error = error[:300] or before.error
    before.save(update_fields=["status", "provider_id", "settled_at", "error"])
    return True


def _tell_reminders(reminders: Sequence[Reminder], *, now: datetime) -> None:
    """What was held turns out to be sent. What was sent, and reached nobody, goes over the channel that is left, and
    else to a nurse, all of it as one.
    """
    latest = latest_deliveries(reminders)
    lost: list[Reminder] = []
    only_mailed: list[Reminder] = []
    for reminder in reminders:
        statuses = {delivery.status for delivery in latest[reminder.pk].values()}
        row = Reminder.objects.filter(pk=reminder.pk)
        if reminder.status == Status.HELD and statuses & set(Delivery.TAKEN):
            row.update(status=Status.SENT, ended_because="its receipt came later")
        if reminder.status == Status.UNDELIVERABLE and Delivery.Status.DELIVERED in statuses:
            row.update(status=Status.SENT, ended_because="it was delivered after all")
        has_failed = reminder.status == Status.SENT and statuses <= set(Delivery.FAILED)
        if has_failed and has_another(reminder, latest[reminder.pk], now=now):
            row.update(status=Status.SCHEDULED, next_attempt_at=now, ended_at=None, ended_because="")
        elif has_failed:
            row.update(status=Status.UNDELIVERABLE, ended_because=_NOT_DELIVERED)
            lost.append(reminder)
        elif reminder.status == Status.SENT and is_only_mailed(reminder, latest[reminder.pk], now=now):
            only_mailed.append(reminder)
    hand_over(lost, WorkItem.Kind.UNDELIVERABLE, because=_NOT_DELIVERED, now=now)
    hand_over(only_mailed, WorkItem.Kind.UNDELIVERABLE, because=ONLY_MAILED, now=now)
