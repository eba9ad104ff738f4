"""Expire: end what waited past its use, also while no worker looks at it."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.models import Reminder
from procedures.messaging.engine.owing import judge
from procedures.messaging.engine.settling import end, latest_deliveries

_SIZE = 500


@transaction.atomic
def expire(*, now: datetime) -> int:
    """End waiting reminders that are of no more use, each as it would have ended before sending; return how many.

    What one channel has carried is sent, whatever was still tried over another. What is critical and reached nobody
    goes to a nurse.
    """
    late = Reminder.objects.due(now).filter(latest_at__lt=now)  # what is late is due: the index knows those
    found = list(
        late.select_for_update(skip_locked=True, of=("self",), no_key=True).select_related(
            "surgery__patient", "item", "appointment"
        )[:_SIZE]
    )
    if not found:
        return 0
    before = latest_deliveries(found)
    judged = [(one, judge(one, (), before.get(one.pk, {}), now=now)[0]) for one in found]
    ends = [(one, verdict) for one, verdict in judged if verdict is not None]
    end(ends, now=now)
    return len(ends)
