"""Reap: what a dead worker held goes back, or, once armed, is not known and has to be looked up."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.models import Reminder
from procedures.messaging.engine.judging import Status
from procedures.messaging.models import Delivery

_SIZE = 500


def reap(*, now: datetime) -> int:
    """Free the claims and question the armed ones whose lease is over; return how many there were.

    The token of an armed one stays: should its worker only have been paused, its late answer still counts.
    """
    over = Reminder.objects.filter(lease_until__lte=now)
    held = over.filter(status__in=[Status.CLAIMED, Status.ARMED])
    if not held.order_by("lease_until").values_list("pk")[:1]:  # in order: see claim
        return 0
    with transaction.atomic():
        claimed = list(
            over.filter(status=Status.CLAIMED)
            .select_for_update(skip_locked=True, no_key=True)
            .values_list("pk", flat=True)
            .order_by("pk")[:_SIZE]
        )
        freed = over.filter(pk__in=claimed, status=Status.CLAIMED).update(
            status=Status.SCHEDULED, claim_token=None, lease_until=None, next_attempt_at=now
        )
        armed = list(
            over.filter(status=Status.ARMED)
            .select_for_update(skip_locked=True, no_key=True)
            .values_list("pk", flat=True)
            .order_by("pk")[:_SIZE]
        )
        questioned = over.filter(pk__in=armed, status=Status.ARMED).update(status=Status.UNKNOWN, next_attempt_at=now)
        Delivery.objects.filter(reminders__in=armed, status=Delivery.Status.ARMED).update(
            status=Delivery.Status.UNKNOWN, error="its worker did not answer any more"
        )
    return freed + questioned
