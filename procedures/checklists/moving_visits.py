"""What moving a visit would bring about, before anyone decides. Nothing is written."""

from dataclasses import dataclass
from datetime import datetime

from procedures.checklists.booking import VisitIsCancelled
from procedures.checklists.cancelling_visits import GONE
from procedures.checklists.entering_visits import checked_visit
from procedures.checklists.item_times import retime
from procedures.checklists.models import Appointment, ChecklistItem, Reminder
from procedures.checklists.other_plans import plans_beside, stops_of
from procedures.checklists.planning import State, Telling, tellings
from procedures.checklists.policies import policies_of
from procedures.checklists.previewing import Move
from procedures.checklists.reminding import quiet_hours_of
from procedures.checklists.surgery_times import times_of
from procedures.checklists.visits import Visit
from procedures.checklists.voiding import hung_on_visit


@dataclass(frozen=True, slots=True)
class VisitPreview:
    """What moves with a visit, what the patient was told of its old time, what comes, and the ticks that end."""

    moves: tuple[Move, ...]
    already_sent: tuple[Reminder, ...]
    to_tell: tuple[Telling, ...]
    too_late: tuple[Telling, ...]
    voided: tuple[ChecklistItem, ...]


def preview_visit(appointment: Appointment, visit: Visit, *, now: datetime) -> VisitPreview:
    """Reckon a move of `appointment` with the same rules that `move_visit` uses.

    :raises VisitIsCancelled, VisitInThePast, ImpossibleTime: as `move_visit` would.
    """
    if appointment.status == Appointment.Status.CANCELLED:
        raise VisitIsCancelled("This visit is cancelled. Book a new one instead.")
    surgery = appointment.surgery
    starts_at = checked_visit(visit, hospital=surgery.unit.hospital, now=now)
    appointments = list(surgery.appointments.select_related("item"))
    for one in appointments:
        if one.pk == appointment.pk:  # unsaved: as it will be
            one.visit_date, one.visit_time, one.place, one.kind = (
                visit.visit_date,
                visit.visit_time,
                visit.place,
                visit.kind,
            )
            one.starts_at, one.status, one.confirmed_at = starts_at, Appointment.Status.BOOKED, None
    items = list(
        ChecklistItem.objects.standing()
        .filter(checklist__surgery=surgery)
        .select_related("task", "medicine")
        .order_by("checklist", "number")
    )
    due = {item.pk: item.due_at for item in items}
    times = times_of(surgery, appointments)
    beside = stops_of(plans_beside(surgery))
    retimed = retime(items, times, appointments, list(surgery.medicines.standing()), beside)
    others = {one.item_id for one in appointments if one.status == Appointment.Status.BOOKED and one != appointment}
    voided = hung_on_visit(items, moved=retimed.moved, others=others)
    for item in voided:
        item.status = ChecklistItem.Status.OPEN  # unsaved: as it will be
    moves = tuple(Move(item, due[item.pk], item.due_at, item.is_exact) for item in items if due[item.pk] != item.due_at)
    told = tellings(
        items,
        appointments,
        times,
        quiet=quiet_hours_of(surgery),
        now=now,
        policies=policies_of(surgery.unit.hospital),
        is_confirmed=surgery.confirmed_at is not None,
    )
    moved = {move.item.pk for move in moves}
    about_it = [one for one in told if _is_about(one, appointment) or (one.item and one.item.pk in moved)]
    return VisitPreview(
        moves=moves,
        already_sent=tuple(appointment.reminders.filter(status__in=GONE).order_by("due_at", "pk")),
        to_tell=tuple(one for one in about_it if one.state in (State.AHEAD, State.NOW)),
        too_late=tuple(one for one in about_it if one.state is State.LATE),
        voided=tuple(voided),
    )


def _is_about(telling: Telling, appointment: Appointment) -> bool:
    return telling.appointment is not None and telling.appointment.pk == appointment.pk
