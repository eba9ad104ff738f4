"""What reaches a nurse: raising work items, closing them, and ending reminders that came too late."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.hospitals.models import User
from procedures.patients.models import Patient

SUMMARY_LENGTH = 300
BATCH = 500
# The note on what was open when a patient died, and on what a late receipt would still raise.
DEATH = "The patient has died. Nobody is to be phoned about this."


class NoteMissing(Refused):
    """A work item was to be closed without a word on what was done."""


class AlreadyClosed(Refused):
    """Someone else closed the work item first."""


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
) -> WorkItem:
    """Put a concern on the nurse's list. The same one, found again while it is open, stays one.

    One reminder raises each kind of concern once, ever, and so does whatever `once` names. `words` are what the patient
    wrote, kept whole. After a death a concern is only written down, closed already.
    """
    said = summary if len(summary) <= SUMMARY_LENGTH else summary[: SUMMARY_LENGTH - 3] + "..."
    values = {
        "surgery": surgery,
        "item": item,
        "appointment": appointment,
        "summary": said,
        "is_urgent": is_urgent,
        "raised_at": now,
        "words": words,
    }
    if Patient.objects.filter(pk=surgery.patient_id, death_recorded_at__isnull=False).exists():
        values |= {"closed_at": now, "closing_note": DEATH}  # kept as a record; nobody is asked to phone
    if once:
        return WorkItem.objects.get_or_create(once=once, defaults=values | {"kind": kind, "reminder": reminder})[0]
    if reminder is not None:
        return WorkItem.objects.get_or_create(reminder=reminder, kind=kind, defaults=values)[0]
    same = WorkItem.objects.open().filter(surgery=surgery, kind=kind, item=item, summary=said, reminder=None)
    return same.first() or WorkItem.objects.create(kind=kind, **values)


def close(work_item: WorkItem, *, by: User, note: str, now: datetime) -> None:
    """Close a work item with a note on what was done.

    :raises NoteMissing: without one.
    :raises AlreadyClosed: when it is closed; its note stays as it is.
    """
    said = " ".join(note.split())
    if not said:
        raise NoteMissing("Write what was done, in a few words. It stays with the patient's record.")
    closed = (
        WorkItem.objects.open()
        .filter(pk=work_item.pk)
        .update(closed_at=now, closed_by=by, closing_note=said[:SUMMARY_LENGTH])
    )
    work_item.refresh_from_db()
    if not closed:
        raise AlreadyClosed(f"{work_item.closed_by or 'Someone'} has closed this already: {work_item.closing_note}")


@transaction.atomic
def expire_late(now: datetime) -> int:
    """End waiting reminders that are of no more use; the critical ones reach a nurse. Returns how many ended."""
    late = Reminder.objects.filter(status=Reminder.Status.SCHEDULED, latest_at__lt=now)
    found = list(
        late.select_for_update(skip_locked=True, of=("self",), no_key=True).select_related("surgery", "item")[:BATCH]
    )
    Reminder.objects.filter(pk__in=[one.pk for one in found], status=Reminder.Status.SCHEDULED).update(
        status=Reminder.Status.EXPIRED, ended_at=now, ended_because="Its time had passed before it could be sent"
    )
    for reminder in found:
        raise_if_critical(reminder, now=now)
    return len(found)


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
