"""Telling a patient, once, that the list they have has changed."""

from datetime import datetime, timedelta

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.checklists.reminding import tell_at_once
from procedures.checklists.surgery_times import times_of
from procedures.core.timeline import day_end

# After the operation, a correction is of use for so long.
CORRECTION_LASTS = timedelta(days=3)


def tell_of_correction(surgery: Surgery, *, now: datetime, after: timedelta = timedelta(0)) -> Reminder | None:
    """One correction, at once or so long `after`; None where word of the list waits already, or it is too late.

    Where none can come any more, a nurse phones.
    """
    waiting = (Reminder.Kind.LIST_READY, Reminder.Kind.LIST_CHANGED)
    if surgery.reminders.stoppable().filter(kind__in=waiting).exists():
        return None
    times = times_of(surgery)
    latest = times.starts_at or day_end(surgery.surgery_date, surgery.zone)
    if times.first_known_at <= now:
        latest = now + CORRECTION_LASTS
    kind = Reminder.Kind.LIST_CHANGED
    told = tell_at_once(surgery, kind, latest=latest, is_critical=True, now=now, after=after)
    if told is None:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.PHONE_PATIENT,
            summary="The list has changed, and it is too late to write. Phone the patient and say what is different.",
            is_urgent=True,
            now=now,
        )
    return told
