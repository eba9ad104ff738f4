"""Word to a caregiver: when the patient cannot be reached, whom the patient named is asked to help."""

from datetime import datetime, timedelta

from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.reminding import quiet_hours_of
from procedures.checklists.surgery_times import times_of
from procedures.core.ladder import NEAR
from procedures.core.quiet_hours import fit
from procedures.messaging.channels import ways_to_caregivers
from procedures.patients.models import Caregiver

# Several messages may fail at once. To ask for help once a day is enough: a nurse has each of them.
NOT_AGAIN = timedelta(days=1)


def tell_caregivers(reminder: Reminder, *, now: datetime) -> list[Caregiver]:
    """Plan word to everyone whom the patient named and who agreed, since `reminder` reached nobody; return whom.

    It waits for the end of the night, unless the operation is within a day. Nobody is told once the operation has
    begun, or is cancelled.
    """
    surgery = reminder.surgery
    operation_at = times_of(surgery).first_known_at
    if surgery.status != Surgery.Status.PLANNED or operation_at <= now:
        return []
    is_near = operation_at - now <= NEAR
    at = fit(now, operation_at, quiet=quiet_hours_of(surgery), now=now, is_critical=is_near)
    if at is None:
        return []
    told = []
    for caregiver in _reachable(surgery, now=now):
        Reminder.objects.create(
            surgery=surgery,
            item=reminder.item,
            caregiver=caregiver,
            kind=Reminder.Kind.CAREGIVER,
            generation=surgery.generation,
            due_at=at,
            latest_at=operation_at,
            next_attempt_at=at,
            is_critical=is_near,
            created_at=now,
        )
        told.append(caregiver)
    return told


def _reachable(surgery: Surgery, *, now: datetime) -> list[Caregiver]:
    """Those with a way that stands, who were not asked in the last day: planned and never told is not asked."""
    asked = surgery.reminders.filter(kind=Reminder.Kind.CAREGIVER, created_at__gt=now - NOT_AGAIN)
    asked = asked.filter(status__in=(*Reminder.OPEN, Reminder.Status.SENT))
    named = surgery.patient.caregivers.standing().exclude(pk__in=asked.values("caregiver"))
    ways = ways_to_caregivers([caregiver.pk for caregiver in named])
    return [caregiver for caregiver in named if ways.get(caregiver.pk)]
