"""What every end of a surgery has in common: everything waiting stops, and a preview says what that is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from procedures.checklists.cancelling_visits import ask_to_phone
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Appointment, Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.superseding import end_reminders
from procedures.core.wording_of_time import day_words
from procedures.hospitals.models import User


@dataclass(frozen=True, slots=True)
class Stops:
    """What an end would stop now, of one surgery or of several: nothing is written."""

    reminders: tuple[Reminder, ...]
    going_out: tuple[Reminder, ...]
    visits: tuple[Appointment, ...]
    concerns: tuple[WorkItem, ...]


def what_stops(surgeries: Collection[Surgery], *, now: datetime) -> Stops:
    """The waiting reminders, those that go out already, the booked visits to come and the open concerns."""
    reminders = Reminder.objects.filter(surgery__in=surgeries).select_related("item").order_by("next_attempt_at", "pk")
    booked = Appointment.objects.filter(surgery__in=surgeries, status=Appointment.Status.BOOKED, starts_at__gt=now)
    return Stops(
        reminders=tuple(reminders.stoppable()),
        going_out=tuple(reminders.filter(status=Reminder.Status.ARMED)),
        visits=tuple(booked.order_by("starts_at", "pk")),
        concerns=tuple(WorkItem.objects.open().filter(surgery__in=surgeries).order_by("raised_at", "pk")),
    )


def write_end(surgery: Surgery, status: Surgery.Status, *, by: User | None, now: datetime, note: str = "") -> int:
    """Give a locked `surgery` its end, stop what waits for it, and return how many reminders that were.

    The new generation makes stale whatever a worker still holds.
    """
    surgery.status = status
    surgery.generation += 1
    surgery.save(update_fields=["status", "generation", "cancelled_at", "completed_at"])
    for untold in surgery.reminders.stoppable().filter(kind=Reminder.Kind.VISIT_CANCELLED):
        if untold.appointment is not None:
            ask_to_phone(untold.appointment, now=now)  # its message stops with the rest
    said = " ".join(note.split())[:300]
    SurgeryEvent.objects.create(surgery=surgery, act=str(status), at=now, by=by, note=said)
    because = f"The operation is {surgery.get_status_display().lower()}"
    return end_reminders(surgery.reminders.all(), status=Reminder.Status.STOPPED, because=because, now=now)


def ask_about_visits(surgery: Surgery, visits: Collection[Appointment], *, now: datetime) -> None:
    """Booked visits are not ours to cancel: ask a nurse what becomes of them."""
    for visit in visits:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.VISIT,
            summary=f"The operation is {surgery.get_status_display().lower()}, but a visit is booked for "
            f"{day_words(visit.visit_date)}: {visit.get_kind_display()}. Cancel it or keep it, and tell the patient.",
            item=visit.item,
            now=now,
        )
