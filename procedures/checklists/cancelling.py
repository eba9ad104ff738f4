"""Cancelling a surgery: everything stops, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Appointment, Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.reminding import NEAR, end_reminders, tell_at_once
from procedures.checklists.surgery_times import SurgeryIsOver, lock, times_of
from procedures.core.timeline import day_end
from procedures.core.wording_of_time import day_words
from procedures.hospitals.models import User


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What cancelling brought about: nothing at all, and not `is_new`, if the surgery was cancelled already.

    `notice` is None where the hour of the operation is over: then nobody writes to the patient.
    """

    is_new: bool = False
    stopped: int = 0
    already_going_out: tuple[Reminder, ...] = ()
    notice: Reminder | None = None
    open_visits: tuple[Appointment, ...] = ()


@transaction.atomic
def cancel(surgery: Surgery, *, by: User | None, reason: str, now: datetime) -> Cancelled:
    """Cancel `surgery`, stop all its reminders, and tell the patient so once, at once.

    Booked visits are not ours to cancel: a nurse is asked to. Cancelling again does nothing.

    :raises SurgeryIsOver: for one that is completed.
    """
    lock(surgery)
    if surgery.status == Surgery.Status.CANCELLED:
        return Cancelled()
    if surgery.status == Surgery.Status.COMPLETED:
        raise SurgeryIsOver(surgery)
    surgery.status, surgery.cancelled_at = Surgery.Status.CANCELLED, now
    surgery.generation += 1
    surgery.save(update_fields=["status", "cancelled_at", "generation"])
    SurgeryEvent.objects.create(surgery=surgery, act="cancelled", at=now, by=by, note=" ".join(reason.split())[:300])
    stopped = end_reminders(
        surgery.reminders.all(), status=Reminder.Status.STOPPED, because="The surgery is cancelled", now=now
    )
    going_out = tuple(surgery.reminders.filter(status=Reminder.Status.ARMED))

    times = times_of(surgery)
    latest = times.starts_at or day_end(times.surgery_date, times.zone)
    # The patient may be fasting for it: it goes at once, by day or by night, when the operation is near.
    notice = tell_at_once(
        surgery,
        Reminder.Kind.CANCELLED,
        latest=latest,
        is_critical=True,
        may_wait=times.first_known_at - now >= NEAR,
        now=now,
    )
    visits = tuple(surgery.appointments.filter(status=Appointment.Status.BOOKED, starts_at__gt=now))
    for visit in visits:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.VISIT,
            summary=f"The operation is cancelled, but a visit is booked for {day_words(visit.visit_date)}: "
            f"{visit.get_kind_display()}. Cancel it or keep it, and tell the patient.",
            item=visit.item,
            now=now,
        )
    return Cancelled(is_new=True, stopped=stopped, already_going_out=going_out, notice=notice, open_visits=visits)
