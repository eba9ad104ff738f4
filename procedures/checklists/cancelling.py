"""Cancelling a surgery: everything stops, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.checklists.ending import ask_about_visits, what_stops, write_end
from procedures.checklists.escalating import close_moot
from procedures.checklists.holding import hold
from procedures.checklists.medicines.begun import warn_of_steps
from procedures.checklists.medicines.voiding import warn_of_changed
from procedures.checklists.models import Appointment, Reminder, Surgery
from procedures.checklists.other_plans import plans_beside
from procedures.checklists.reminding import NEAR, tell_at_once
from procedures.checklists.retiming import settle_others
from procedures.checklists.surgery_times import SurgeryIsOver, times_of
from procedures.core.timeline import day_end
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

    :raises SurgeryIsOver: for one that is completed, or whose patient has died.
    """
    hold(surgery, now=now)
    if surgery.status == Surgery.Status.CANCELLED:
        return Cancelled()
    if surgery.status != Surgery.Status.PLANNED:
        raise SurgeryIsOver(surgery)
    stops = what_stops([surgery], now=now)
    surgery.cancelled_at = now
    stopped = write_end(surgery, Surgery.Status.CANCELLED, by=by, note=reason, now=now)
    close_moot(surgery, because="the operation is cancelled", now=now)

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
    ask_about_visits(surgery, stops.visits, now=now)
    warn_of_changed(surgery, now=now)
    warn_of_steps(surgery, now=now)
    # What this plan contradicted in another one of the patient's holds again.
    settle_others(surgery, plans_beside(surgery), now=now)
    going_out = tuple(surgery.reminders.filter(status=Reminder.Status.ARMED))
    return Cancelled(is_new=True, stopped=stopped, already_going_out=going_out, notice=notice, open_visits=stops.visits)
