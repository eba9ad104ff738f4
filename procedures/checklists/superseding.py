"""Ending reminders that no one has begun to send, and taking along what still holds after a change."""

from datetime import datetime

from django.db.models import Q

from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.models.reminder import ReminderQuerySet
from procedures.checklists.told import AT_ONCE, STEPS_AT_ONCE


def end_reminders(reminders: ReminderQuerySet, *, status: Reminder.Status, because: str, now: datetime) -> int:
    """End those among `reminders` that no one has begun to send; returns how many."""
    keys = [row.pk for row in held(reminders)]
    return Reminder.objects.filter(pk__in=keys).update(
        status=status, ended_at=now, ended_because=because, claim_token=None, lease_until=None
    )


def supersede(surgery: Surgery, *, now: datetime) -> int:
    """End what waits for a surgery that moved, before all is planned anew; returns how many.

    Word of a visit that was just booked, moved or cancelled stays, and so does word that the medicine plan changed: it
    holds after the move too, and would not be planned again.
    """
    kept = [row.pk for row in held(surgery.reminders.all()) if holds_after_a_move(row)]
    Reminder.objects.filter(pk__in=kept).update(generation=surgery.generation)
    moved = surgery.reminders.exclude(pk__in=kept)
    return end_reminders(moved, status=Reminder.Status.SUPERSEDED, because="The surgery moved", now=now)


def carry_on_notices(surgery: Surgery) -> None:
    """Take what is told by itself along into the surgery's generation: of a list that moved to a newer version it holds
    as before, and it would not be planned again. It must not be lost, nor end as stale if it is just going out.
    """
    told_once = Q(kind__in=AT_ONCE) | Q(step__in=STEPS_AT_ONCE)
    waiting = surgery.reminders.filter(told_once, status__in=Reminder.OPEN).exclude(generation=surgery.generation)
    locked = waiting.select_for_update(no_key=True).order_by("next_attempt_at", "pk")
    Reminder.objects.filter(pk__in=[row.pk for row in locked]).update(generation=surgery.generation)


def holds_after_a_move(row: Reminder) -> bool:
    is_word_of_a_visit = row.appointment_id is not None and row.step in STEPS_AT_ONCE
    return is_word_of_a_visit or row.kind in (Reminder.Kind.VISIT_CANCELLED, Reminder.Kind.PLAN_CHANGED)


def held(reminders: ReminderQuerySet) -> list[Reminder]:
    """Those that can still be stopped, held until the transaction ends, and locked in the order that workers use."""
    return list(reminders.stoppable().select_for_update(no_key=True).order_by("next_attempt_at", "pk"))
