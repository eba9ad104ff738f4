"""Cancelling a visit: what it would bring about, before anyone decides, and the one message that tells of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.item_times import retime
from procedures.checklists.models import Appointment, ChecklistItem, Reminder, WorkItem
from procedures.checklists.other_plans import plans_beside, stops_of
from procedures.checklists.previewing import Move
from procedures.checklists.reminding import quiet_hours_of, tell_at_once
from procedures.checklists.surgery_times import times_of
from procedures.core.quiet_hours import fit
from procedures.core.wording_of_time import day_words

# What the patient was told of a visit, or is being told.
GONE = (Reminder.Status.ARMED, Reminder.Status.UNKNOWN, Reminder.Status.SENT)
# So near, a message may lie unread while the patient is on the way.
PHONED_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class VisitCancelPreview:
    """What stops with a visit, what the patient was told of it, what moves on the list, and when they are told.

    `told_at` (UTC) is None when the visit has begun: then nothing is sent. With `phone_too` a nurse is asked to phone.
    """

    stops: tuple[Reminder, ...]
    already_sent: tuple[Reminder, ...]
    moves: tuple[Move, ...]
    told_at: datetime | None
    phone_too: bool


def preview_visit_cancel(appointment: Appointment, *, now: datetime) -> VisitCancelPreview:
    """Reckon the cancelling of `appointment` with the rules that `cancel_visit` uses. Nothing is written."""
    surgery = appointment.surgery
    appointments = [visit for visit in surgery.appointments.select_related("item") if visit.pk != appointment.pk]
    items = list(
        ChecklistItem.objects.standing()
        .filter(checklist__surgery=surgery)
        .select_related("task", "medicine")
        .order_by("checklist", "number")
    )
    due = {item.pk: item.due_at for item in items}
    retime(
        items,
        times_of(surgery, appointments),
        appointments,
        list(surgery.medicines.standing()),
        stops_of(plans_beside(surgery)),
    )
    return VisitCancelPreview(
        stops=tuple(appointment.reminders.stoppable().order_by("next_attempt_at", "pk")),
        already_sent=tuple(appointment.reminders.filter(status__in=GONE).order_by("due_at", "pk")),
        moves=tuple(
            Move(item, due[item.pk], item.due_at, item.is_exact) for item in items if due[item.pk] != item.due_at
        ),
        told_at=fit(now, appointment.starts_at, quiet=quiet_hours_of(surgery), now=now, is_critical=True),
        phone_too=_is_near(appointment, now),
    )


def tell_cancelled(appointment: Appointment, *, now: datetime) -> Reminder | None:
    """Tell the patient once that this visit is cancelled; within a day of it a nurse phones too. Part of cancelling."""
    told = tell_at_once(
        appointment.surgery,
        Reminder.Kind.VISIT_CANCELLED,
        step="cancelled",
        appointment=appointment,
        latest=appointment.starts_at,
        is_critical=True,
        now=now,
    )
    if told is not None and _is_near(appointment, now):
        ask_to_phone(appointment, now=now)
    return told


def ask_to_phone(appointment: Appointment, *, now: datetime) -> WorkItem:
    """Put it on the nurse's list to tell the patient that a visit is cancelled."""
    return raise_work_item(
        appointment.surgery,
        kind=WorkItem.Kind.PHONE_PATIENT,
        summary=f"Tell the patient that the visit on {day_words(appointment.visit_date)} is cancelled.",
        item=appointment.item,
        appointment=appointment,
        now=now,
    )


def _is_near(appointment: Appointment, now: datetime) -> bool:
    return timedelta(0) <= appointment.starts_at - now <= PHONED_WITHIN
