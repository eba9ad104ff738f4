"""Raising concerns: each with a deadline by how near the operation is."""

from datetime import datetime, timedelta

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.surgery_times import times_of
from procedures.core.ladder import Deadline, deadline
from procedures.core.timeline import day_end
from procedures.hospitals.calendar_rules import is_working_day_of
from procedures.patients.models import Patient

SUMMARY_LENGTH = 300
# Within this time what may be an emergency is seen to: it stands above everything else.
AT_ONCE = timedelta(minutes=15)
# The note on what was open when a patient died, and on what a late receipt would still raise.
DEATH = "The patient has died. Nobody is to be phoned about this."


def raise_work_item(  # noqa: PLR0913 - a concern may hang on any of these
    surgery: Surgery,
    *,
    kind: str,
    summary: str,
    now: datetime,
    item: ChecklistItem | None = None,
    reminder: Reminder | None = None,
    appointment: Appointment | None = None,
    is_urgent: bool = False,
    words: str = "",
    once: str = "",
    within: timedelta | None = None,
) -> WorkItem:
    """Put a concern on the nurse's list. The same one, found again while it is open, stays one.

    One reminder raises each kind of concern once, ever, and so does whatever `once` names. `words` are what the patient
    wrote, kept whole. It is to be seen to by the ladder's deadline, or `within` that time if it is shorter. After a
    death a concern is only written down, closed already; but what someone writes is still read.
    """
    by = deadline_for(surgery, now=now)
    said = summary if len(summary) <= SUMMARY_LENGTH else summary[: SUMMARY_LENGTH - 3] + "..."
    values = {
        "surgery": surgery,
        "item": item,
        "appointment": appointment,
        "summary": said,
        "is_urgent": is_urgent or by.is_urgent,
        "raised_at": now,
        "due_at": by.at if within is None else min(by.at, now + within),
        "words": words,
    }
    is_written_to_us = kind == WorkItem.Kind.MESSAGE
    if not is_written_to_us and Patient.objects.filter(pk=surgery.patient_id, death_recorded_at__isnull=False).exists():
        values |= {"closed_at": now, "closing_note": DEATH}  # kept as a record; nobody is asked to phone
    if once:
        return WorkItem.objects.get_or_create(once=once, defaults=values | {"kind": kind, "reminder": reminder})[0]
    if reminder is not None:
        return WorkItem.objects.get_or_create(reminder=reminder, kind=kind, defaults=values)[0]
    same = WorkItem.objects.open().filter(surgery=surgery, kind=kind, item=item, summary=said, reminder=None)
    return same.first() or WorkItem.objects.create(kind=kind, **values)


def deadline_for(surgery: Surgery, *, now: datetime) -> Deadline:
    """By when to see to what is found `now` about `surgery`."""
    is_planned = surgery.status == Surgery.Status.PLANNED
    return deadline(
        now,
        operation_at=_operation_at(surgery, now) if is_planned else None,
        zone=surgery.zone,
        is_working_day=is_working_day_of(surgery.unit.hospital),
    )


def _operation_at(surgery: Surgery, now: datetime) -> datetime:
    """When preparing is over. Of an operation without a time, on its day, that can be at any moment until the evening:
    its earliest hour passed, but it has not begun.
    """
    times = times_of(surgery)
    if times.starts_at is None and times.arrives_at is None and times.first_known_at <= now:
        return day_end(surgery.surgery_date, surgery.zone)
    return times.first_known_at


def raise_if_critical(reminder: Reminder, *, now: datetime) -> None:
    """Put a reminder that came too late on the nurse's list, if the patient must not miss it."""
    if reminder.is_critical:
        about = reminder.item.title if reminder.item else reminder.get_kind_display()
        raise_work_item(
            reminder.surgery,
            kind=WorkItem.Kind.TOO_LATE,
            summary=f"Too late to send: {about}. Phone the patient.",
            item=reminder.item,
            reminder=reminder,
            is_urgent=True,
            now=now,
        )
