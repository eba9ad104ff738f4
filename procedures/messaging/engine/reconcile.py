"""Reconcile: find out what became of armed reminders whose outcome nobody wrote down."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from procedures.checklists.models import Reminder
from procedures.messaging.clock import Clock
from procedures.messaging.engine.judging import Status
from procedures.messaging.engine.opening import parcel_of
from procedures.messaging.engine.settling import settle
from procedures.messaging.limits import LEASE, RECONCILE_SIZE, SEND_BUDGET
from procedures.messaging.models import Delivery, DeliveryReminder
from procedures.messaging.transports import CannotTell, TemporaryFailure, by_name

_log = logging.getLogger(__name__)

# Where no provider can tell: these give absolute times and must not be missed, so they go again; a doubled one does
# no harm. The others wait for a person.
SENT_AGAIN = frozenset(
    {
        Reminder.Kind.FASTING,
        Reminder.Kind.MEDICATION,
        Reminder.Kind.MOVED,
        Reminder.Kind.CANCELLED,
        Reminder.Kind.LIST_CHANGED,
        Reminder.Kind.VISIT_CANCELLED,
        Reminder.Kind.PLAN_CHANGED,
    }
)


def reconcile(clock: Clock) -> int:
    """Look up a batch of unknown outcomes and settle them; return how many reminders were looked at."""
    now, until = clock.now(), clock.monotonic() + SEND_BUDGET
    token = uuid4()
    keys = _take(token, now=now)
    if not keys:
        return 0
    unknown = Delivery.objects.filter(status=Delivery.Status.UNKNOWN, settled_at=None)
    asked = unknown.filter(pk__in=DeliveryReminder.objects.filter(reminder__in=keys).values("delivery"))
    for reference in list(asked.order_by("armed_at").values_list("pk", flat=True)):
        if clock.monotonic() > until:
            break
        _question(reference, now=clock.now())
    _settle(token, keys, now=clock.now())
    return len(keys)


def _take(token: UUID, *, now: datetime) -> list[int]:
    open_questions = Reminder.objects.filter(status=Status.UNKNOWN, next_attempt_at__lte=now).filter(
        Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    )
    first = open_questions.order_by("pk").values_list("pk", flat=True)[:RECONCILE_SIZE]
    if not first[:1]:
        return []
    with transaction.atomic():
        keys = list(first.select_for_update(skip_locked=True, no_key=True))
        open_questions.filter(pk__in=keys).update(claim_token=token, lease_until=now + LEASE)
    return keys


def _question(reference: UUID, *, now: datetime) -> None:
    """Ask the provider, with no transaction open, and write down what it says."""
    still = Delivery.objects.filter(pk=reference, status=Delivery.Status.UNKNOWN)
    try:
        delivery = still.select_related("unit__hospital").prefetch_related("reminders").get()
        found = by_name(delivery.transport).look_up(parcel_of(delivery, list(delivery.reminders.all())))
    except CannotTell as cannot:
        if now < delivery.armed_at + cannot.patience:
            return
        if any(reminder.kind in SENT_AGAIN for reminder in delivery.reminders.all()):
            still.update(status=Delivery.Status.REPEATED, settled_at=now, sent_again_at=now)
            _log.warning("delivery %s is not known; sent again", reference)
        else:
            still.update(settled_at=now)
        return
    except TemporaryFailure as failure:
        _log.info("delivery %s: %s", reference, failure)
        return
    except Delivery.DoesNotExist:
        return  # a receipt has told meanwhile
    except (OperationalError, InterfaceError):
        raise  # the database is away or busy: all of it is done again
    except Exception as error:  # noqa: BLE001 - one that cannot be looked up must not hold up the others
        _log.error("delivery %s cannot be looked up: %s", reference, type(error).__name__)
        return
    mine = _first_unclaimed(found)
    if mine is not None:
        still.update(status=Delivery.Status.SENT, provider_id=mine, settled_at=now, error="found at the provider")
    else:
        still.update(status=Delivery.Status.RETURNED, settled_at=now, error="the provider never had it")


def _first_unclaimed(found: Sequence[str]) -> str | None:
    """The first of the provider's messages that is not known to be another delivery's."""
    others = set(Delivery.objects.filter(provider_id__in=found).values_list("provider_id", flat=True))
    return next((provider_id for provider_id in found if provider_id not in others), None)


@transaction.atomic
def _settle(token: UUID, keys: Sequence[int], *, now: datetime) -> None:
    held = list(
        Reminder.objects.unopened()
        .select_for_update(no_key=True)
        .filter(pk__in=keys, claim_token=token, status=Status.UNKNOWN)
        .order_by("next_attempt_at", "pk")
    )
    settle(held, now=now)
