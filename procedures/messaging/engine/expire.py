"""Expire: end what waited past its use, also while no worker looks at it."""

import logging
from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db import InterfaceError, OperationalError, transaction

from procedures.checklists.apart import each_apart
from procedures.checklists.models import Reminder
from procedures.messaging.engine.owing import judge
from procedures.messaging.engine.settling import end, latest_deliveries

_SIZE = 500
_log = logging.getLogger(__name__)


def expire(*, now: datetime) -> int:
    """End waiting reminders that are of no more use, each as it would have ended before sending; return how many.

    What one channel has carried is sent, whatever was still tried over another. What is critical and reached nobody
    goes to a nurse.
    """
    late = Reminder.objects.due(now).filter(latest_at__lt=now)  # what is late is due: the index knows those
    keys = list(late.values_list("pk", flat=True)[:_SIZE])
    if not keys:
        return 0
    try:
        return _expire(keys, now=now)
    except (OperationalError, InterfaceError):
        raise  # the database is away or busy: no reminder is at fault
    except Exception as error:  # noqa: BLE001 - one of them is at fault, and must not hold up the others
        _log.error("late reminders are ended one by one: %s", type(error).__name__)
    each = each_apart((f"ending reminder {key}", partial(_expire, [key], now=now)) for key in keys)
    return sum(count or 0 for count in each.values())


@transaction.atomic
def _expire(keys: Collection[int], *, now: datetime) -> int:
    late = Reminder.objects.due(now).filter(pk__in=keys, latest_at__lt=now).unopened()
    locked = late.select_for_update(skip_locked=True, of=("self",), no_key=True)
    found = list(locked.select_related("surgery__patient", "item", "appointment"))
    before = latest_deliveries(found)
    judged = [(one, judge(one, (), before.get(one.pk, {}), now=now)[0]) for one in found]
    ends = [(one, verdict) for one, verdict in judged if verdict is not None]
    end(ends, now=now)
    return len(ends)
