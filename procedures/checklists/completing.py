"""Completing a surgery: the care around it is over. Everything stops, and the patient gets one last word."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from procedures.checklists.ending import ask_about_visits, what_stops, write_end
from procedures.checklists.escalating import close_moot
from procedures.checklists.medicines.conflicts import COUNTING
from procedures.checklists.medicines.entering import silence_conflicting
from procedures.checklists.models import Appointment, Reminder, Surgery, SurgeryEvent
from procedures.checklists.reckoning import plan_again
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import tell_at_once
from procedures.checklists.superseding import end_reminders
from procedures.checklists.surgery_times import SurgeryIsOver, hold_planned, lock, times_of
from procedures.hospitals.models import User

# The last word is nothing to be woken for, and of no use long after.
LAST_WORD_LASTS = timedelta(days=2)


class StillToCome(Refused):
    """The operation has not begun: it can be moved or cancelled, not completed."""


class CannotBeReopened(Refused):
    """The surgery is not completed."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What completing brought about; nothing at all, and not `is_new`, if it was completed already."""

    is_new: bool = False
    stopped: int = 0
    already_going_out: tuple[Reminder, ...] = ()
    notice: Reminder | None = None
    open_visits: tuple[Appointment, ...] = ()


@transaction.atomic
def complete(surgery: Surgery, *, by: User | None, now: datetime) -> Completed:
    """End the episode of `surgery`: stop all its reminders, and tell the patient once that no more will come.

    Its list stays to be read. Booked visits are not ours to cancel: a nurse is asked. Completing again does nothing.

    :raises StillToCome: before the operation.
    :raises SurgeryIsOver: for one that is cancelled, or whose patient has died.
    """
    lock(surgery)
    if surgery.status == Surgery.Status.COMPLETED:
        return Completed()
    if surgery.status != Surgery.Status.PLANNED:
        raise SurgeryIsOver(surgery)
    if times_of(surgery).first_known_at > now:
        raise StillToCome("The operation is still to come. Reschedule or cancel it instead.")
    stops = what_stops([surgery], now=now)
    surgery.completed_at = now
    stopped = write_end(surgery, Surgery.Status.COMPLETED, by=by, now=now)
    close_moot(surgery, because="the care around the operation is over", now=now)
    ask_about_visits(surgery, stops.visits, now=now)
    notice = tell_at_once(surgery, Reminder.Kind.COMPLETED, latest=now + LAST_WORD_LASTS, now=now)
    return Completed(True, stopped, stops.going_out, notice, stops.visits)


@transaction.atomic
def reopen(surgery: Surgery, *, by: User | None, now: datetime) -> None:
    """Take back a completing by mistake. What lies ahead is planned again; what is past is not sent.

    Another plan of the patient may have been confirmed meanwhile: where the two differ, neither is told (rule 3).

    :raises CannotBeReopened: for one that is not completed.
    """
    hold_planned(surgery.patient_id)
    lock(surgery)
    if surgery.status != Surgery.Status.COMPLETED:
        raise CannotBeReopened("Only a completed operation can be opened again.")
    surgery.status, surgery.completed_at = Surgery.Status.PLANNED, None
    surgery.generation += 1
    surgery.save(update_fields=["status", "completed_at", "generation"])
    SurgeryEvent.objects.create(surgery=surgery, act="opened again", at=now, by=by)
    end_reminders(surgery.reminders.all(), status=Reminder.Status.STOPPED, because="It was opened again", now=now)
    plan_again(surgery, now=now)
    for medicine in surgery.medicines.filter(status__in=COUNTING):
        silence_conflicting(medicine, now=now, is_catching_up=False)
