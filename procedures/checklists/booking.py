"""Visits: booked, moved and cancelled with the care that a surgery gets."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from procedures.checklists.cancelling_visits import tell_cancelled
from procedures.checklists.entering_visits import VisitInThePast, checked_visit, enter_visits, without_visit
from procedures.checklists.following_visits import close_concerns, follow, tell_of
from procedures.checklists.holding import lock_planned
from procedures.checklists.models import Appointment, Reminder, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.retiming import locked_items
from procedures.checklists.superseding import end_reminders
from procedures.checklists.unbooked import close_booked
from procedures.checklists.visits import Visit, item_for
from procedures.hospitals.models import User

__all__ = ["Visit", "VisitInThePast", "VisitIsCancelled", "book_visit", "cancel_visit", "move_visit"]


class VisitMovedMeanwhile(Refused):
    """Someone else moved the visit since the person looked at it."""


class VisitIsCancelled(Refused):
    """The visit was cancelled: there is nothing to move."""


@transaction.atomic
def book_visit(surgery: Surgery, visit: Visit, *, by: User | None, now: datetime) -> Appointment:
    """Book one more visit for a planned surgery, and plan its reminders.

    The same again, as by a second click, answers with the visit that is there.

    :raises SurgeryIsOver, VisitInThePast, ImpossibleTime: nothing is saved.
    """
    lock_planned(surgery, now=now)
    for appointment in surgery.appointments.filter(status=Appointment.Status.BOOKED):
        if Visit.of(appointment) == visit:
            return appointment
    return _book(surgery, [visit], by=by, now=now)[0]


class VisitsNotRight(Refused):
    """Some of several visits cannot be. `rows` holds what to do by the place of each, from 0."""

    def __init__(self, rows: dict[int, str]) -> None:
        super().__init__(" ".join(rows.values()))
        self.rows = rows


@transaction.atomic
def book_visits(surgery: Surgery, visits: Sequence[Visit], *, by: User | None, now: datetime) -> list[Appointment]:
    """Book several visits at once, all or none. Those that are there already, as after a second click, stay one.

    :raises SurgeryIsOver, VisitsNotRight: nothing is saved.
    """
    lock_planned(surgery, now=now)
    wrong: dict[int, str] = {}
    for row, visit in enumerate(visits):
        try:
            checked_visit(visit, hospital=surgery.unit.hospital, now=now)
        except Refused as refused:
            wrong[row] = str(refused)
        if (visit.visit_date, visit.visit_time) in [(one.visit_date, one.visit_time) for one in visits[:row]]:
            wrong[row] = "Another visit is at the same time. Check both."
    if wrong:
        raise VisitsNotRight(wrong)
    there = {Visit.of(appointment) for appointment in surgery.appointments.booked()}
    return _book(surgery, [visit for visit in visits if visit not in there], by=by, now=now)


def _book(surgery: Surgery, visits: Sequence[Visit], *, by: User | None, now: datetime) -> list[Appointment]:
    items = locked_items(surgery)
    booked = enter_visits(surgery, visits, items, now=now)
    close_booked([appointment.item for appointment in booked], by=by, now=now)
    for appointment in booked:
        tell_of(appointment, step="booked", now=now)
        follow(surgery, items, now=now, by=by, act="visit booked", appointment=appointment)
    return booked


@transaction.atomic
def move_visit(
    appointment: Appointment, visit: Visit, *, by: User | None, now: datetime, seen_sequence: int | None = None
) -> Appointment:
    """Give a booked visit another date, hour or place. Its old reminders end, new ones are planned.

    The same again, as by a second click, changes nothing. With `seen_sequence`, only the visit as it was then is moved.

    :raises SurgeryIsOver, VisitIsCancelled, VisitInThePast, ImpossibleTime, VisitMovedMeanwhile: nothing is changed.
    """
    surgery = appointment.surgery
    lock_planned(surgery, now=now)
    appointment.refresh_from_db()
    if appointment.status == Appointment.Status.CANCELLED:
        raise VisitIsCancelled("This visit is cancelled. Book a new one instead.")
    if Visit.of(appointment) == visit and appointment.status == Appointment.Status.BOOKED:
        return appointment
    if seen_sequence is not None and seen_sequence != appointment.sequence:
        raise VisitMovedMeanwhile("Someone moved this visit in the meantime. Look at the changes again.")
    starts_at = checked_visit(visit, hospital=surgery.unit.hospital, now=now)
    old, items = Visit.of(appointment), locked_items(surgery)
    if visit.kind != appointment.kind:
        # The item of an assessment must not get the date of a scan.
        appointment.item = item_for(visit.kind, starts_at, without_visit(surgery, items))
    end_reminders(appointment.reminders.all(), status=Reminder.Status.SUPERSEDED, because="The visit moved", now=now)
    appointment.kind, appointment.place = visit.kind, visit.place
    appointment.visit_date, appointment.visit_time, appointment.starts_at = (
        visit.visit_date,
        visit.visit_time,
        starts_at,
    )
    appointment.sequence += 1
    # What the patient answered was about the old time.
    appointment.status, appointment.confirmed_at = Appointment.Status.BOOKED, None
    appointment.asked_at, appointment.asked_words, appointment.answered_by_channel = None, "", ""
    appointment.save()
    close_concerns(appointment, by=by, note="The visit was moved.", now=now)
    tell_of(appointment, step="moved", now=now)
    follow(surgery, items, now=now, by=by, act="visit moved", appointment=appointment, old=old)
    return appointment


@transaction.atomic
def cancel_visit(
    appointment: Appointment, *, by: User | None, reason: str, now: datetime, seen_sequence: int | None = None
) -> Appointment:
    """Take a visit off the list, stop its reminders, and tell the patient so once. Twice does nothing.

    With `seen_sequence`, only the visit as it was then is cancelled.

    :raises SurgeryIsOver, VisitMovedMeanwhile: nothing is changed.
    """
    surgery = appointment.surgery
    lock_planned(surgery, now=now)
    appointment.refresh_from_db()
    if appointment.status == Appointment.Status.CANCELLED:
        return appointment
    if seen_sequence is not None and seen_sequence != appointment.sequence:
        raise VisitMovedMeanwhile("Someone moved this visit in the meantime. Look at when it is now, then decide.")
    end_reminders(
        appointment.reminders.all(), status=Reminder.Status.STOPPED, because="The visit is cancelled", now=now
    )
    appointment.status = Appointment.Status.CANCELLED
    appointment.sequence += 1
    appointment.save(update_fields=["status", "sequence"])
    close_concerns(appointment, by=by, note="The visit was cancelled.", now=now)
    tell_cancelled(appointment, now=now)
    old, items = Visit.of(appointment) if appointment.starts_at > now else None, locked_items(surgery)
    follow(surgery, items, now=now, by=by, act="visit cancelled", appointment=appointment, note=reason, old=old)
    return appointment
