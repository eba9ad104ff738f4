"""The last question before a reminder goes out: is it still true, wanted and of use?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.hospitals.calendar_rules import RULES

Status = Reminder.Status
# The one thing that is still told of a surgery that has ended so.
_LAST_WORD: dict[str, str] = {
    Surgery.Status.CANCELLED: Reminder.Kind.CANCELLED,
    Surgery.Status.COMPLETED: Reminder.Kind.COMPLETED,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end that a reminder has come to, why, and what a nurse is to see of it, if anything."""

    status: Reminder.Status
    because: str
    work_item: WorkItem.Kind | None = None


def end_before_sending(reminder: Reminder, *, now: datetime) -> Verdict | None:
    """Tell why `reminder` must not go out any more, or None when it may.

    The caller has loaded surgery, patient, item and appointment afresh after locking the reminder.
    """
    if reminder.surgery.patient.death_recorded_at is not None:
        return Verdict(Status.STOPPED, "everything was stopped for this patient")
    # What the patient asked for is owed whatever becomes of the date.
    moot = None if reminder.kind in Reminder.ASKED_FOR else _moot(reminder)
    if moot is None and now > reminder.latest_at:
        return expired(reminder, "its latest useful time had passed")
    return moot


def _moot(reminder: Reminder) -> Verdict | None:
    """What has become of the thing it was to tell, if it is not to be told any more."""
    surgery, item, visit = reminder.surgery, reminder.item, reminder.appointment
    if reminder.generation != surgery.generation:
        return Verdict(Status.SUPERSEDED, "the date moved")
    if surgery.status != Surgery.Status.PLANNED and reminder.kind != _LAST_WORD.get(surgery.status):
        return Verdict(Status.STOPPED, f"the operation is {surgery.status}")
    is_word_of_the_end = reminder.kind == Reminder.Kind.VISIT_CANCELLED
    if visit is not None and visit.status != Appointment.Status.BOOKED and not is_word_of_the_end:
        return Verdict(Status.STOPPED, "the visit is cancelled")
    if item is not None and item.withdrawn_at is not None and reminder.kind != Reminder.Kind.CAREGIVER:
        return Verdict(Status.SUPERSEDED, "the step is off the list")
    if item is not None and item.status != ChecklistItem.Status.OPEN:
        return Verdict(Status.NOT_NEEDED, f"the item is {item.status}")
    return None


def is_overtaken(reminder: Reminder) -> bool:
    """True while the rules of clocks, or the hospital's hours, are others than those that its hours were reckoned with.

    What it would tell may be an hour wrong: it waits for the reckoning. What was asked for tells no hours.
    """
    surgery = reminder.surgery
    is_reckoned = surgery.reckoned_with == RULES or surgery.status != Surgery.Status.PLANNED
    return not is_reckoned and reminder.kind not in Reminder.ASKED_FOR


def expired(reminder: Reminder, because: str) -> Verdict:
    """Too late: a nurse hears of it when it was critical."""
    return Verdict(Status.EXPIRED, because, WorkItem.Kind.TOO_LATE if reminder.is_critical else None)


def capped(reminders: Sequence[Reminder]) -> dict[int, Verdict]:
    """By key, the end of what the day held no message for: a nurse hears of what the patient is never told of."""
    because = "the day's messages were used up"
    found: dict[int, Verdict] = {}
    for one in reminders:
        same = Q(item=one.item_id) if one.item_id else Q(appointment=one.appointment_id, appointment__isnull=False)
        others = one.surgery.reminders.exclude(pk__in=[each.pk for each in reminders])
        is_told = others.filter(same, status__in=(*Reminder.OPEN, Status.SENT)).exists()
        found[one.pk] = Verdict(Status.CAPPED, because, None if is_told else WorkItem.Kind.TOO_LATE)
    return found
