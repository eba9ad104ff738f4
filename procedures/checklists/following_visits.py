"""What every change of a visit brings along: word to the patient, the items' instants and ticks, and the reminders."""

from datetime import datetime

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.reminding import plan_reminders, tell_at_once
from procedures.checklists.retiming import retime_items
from procedures.checklists.visits import Visit
from procedures.checklists.voiding import ask_to_judge, hung_on_visit, void
from procedures.core.wording_of_time import day_words
from procedures.hospitals.models import User


def tell_of(appointment: Appointment, *, step: str, now: datetime) -> None:
    """The patient hears of a new or moved visit at once, or in the morning."""
    kind, latest = Reminder.Kind.APPOINTMENT, appointment.starts_at
    tell_at_once(
        appointment.surgery, kind, step=step, appointment=appointment, latest=latest, is_critical=True, now=now
    )


def close_concerns(appointment: Appointment, *, by: User | None, note: str, now: datetime) -> None:
    """Close what waits for a decision on this visit: that decision is made now."""
    waiting = appointment.work_items.open().filter(kind__in=[WorkItem.Kind.VISIT, WorkItem.Kind.VISIT_TIME])
    waiting.update(closed_at=now, closed_by=by, closing_note=note)


def follow(
    surgery: Surgery,
    items: list[ChecklistItem],
    *,
    now: datetime,
    by: User | None,
    act: str,
    appointment: Appointment,
    note: str = "",
    old: Visit | None = None,
) -> None:
    """Bring the list and the reminders in line with the visit as it is now, and write a line in the history.

    Of one that moved, or was cancelled before its time, `old` is where it was: the ticks that hung on it count no
    longer (safety rule 6).
    """
    moved = retime_items(surgery, items, now=now).moved
    if old is not None:
        booked = surgery.appointments.booked().exclude(pk=appointment.pk)
        voided = hung_on_visit(items, moved=moved, others=set(booked.values_list("item_id", flat=True)))
        fate = "is cancelled" if appointment.status == Appointment.Status.CANCELLED else "has moved"
        void(voided, now=now, because=f"{appointment.get_kind_display()} of {day_words(old.visit_date)} {fate}.")
        ask_to_judge(surgery, voided, old.visit_date, now=now, fate=fate)
    plan_reminders(surgery, now=now)
    said = f"{appointment.get_kind_display()}, {day_words(appointment.visit_date)}. {note}".strip()
    SurgeryEvent.objects.create(surgery=surgery, act=act, at=now, by=by, note=said[:300])
