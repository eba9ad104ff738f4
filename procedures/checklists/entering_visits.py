"""Entering visits: checked as a person enters them, saved, and each given to the step that it is."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from procedures.checklists.models import Appointment, ChecklistItem, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.surgery_times import HORIZON, ImpossibleTime, check_clock
from procedures.checklists.visits import Visit, item_for
from procedures.core.timeline import wall_instant
from procedures.core.wording_of_time import day_words
from procedures.hospitals.models import Hospital


class VisitInThePast(Refused):
    """The visit's date or hour is over."""


def checked_visit(visit: Visit, *, hospital: Hospital, now: datetime) -> datetime:
    """When the visit starts, in UTC.

    :raises VisitInThePast: when that is over.
    :raises ImpossibleTime: for an hour that does not come that day, or a date years away.
    """
    check_clock(visit.visit_date, visit.visit_time, hospital=hospital, what="visit")
    if visit.visit_date > now.astimezone(hospital.zone).date() + HORIZON:
        raise ImpossibleTime("The visit is more than 3 years away. Check the year.")
    starts_at = wall_instant(visit.visit_date, visit.visit_time, hospital.zone)
    if starts_at <= now:
        raise VisitInThePast(
            f"The visit on {day_words(visit.visit_date)} at {visit.visit_time:%H:%M} is over. "
            "Leave it out, or choose a time still to come."
        )
    return starts_at


def enter_visits(
    surgery: Surgery, visits: Sequence[Visit], items: Sequence[ChecklistItem], *, now: datetime
) -> list[Appointment]:
    """Save visits of a surgery that the caller holds; each goes to the item it fits best that has none yet.

    :raises VisitInThePast, ImpossibleTime: see `checked_visit`.
    """
    hospital = surgery.unit.hospital
    free = without_visit(surgery, items)
    booked: list[Appointment] = []
    for visit in sorted(visits, key=lambda visit: (visit.visit_date, visit.visit_time)):
        starts_at = checked_visit(visit, hospital=hospital, now=now)
        item = item_for(visit.kind, starts_at, free)
        free = [one for one in free if one != item]
        booked.append(
            Appointment.objects.create(
                surgery=surgery,
                item=item,
                kind=visit.kind,
                visit_date=visit.visit_date,
                visit_time=visit.visit_time,
                starts_at=starts_at,
                place=visit.place,
            )
        )
    return booked


def without_visit(surgery: Surgery, items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    """Those of `items` that no booked visit belongs to."""
    booked = surgery.appointments.filter(status=Appointment.Status.BOOKED)
    taken = set(booked.values_list("item_id", flat=True))
    return [item for item in items if item.pk not in taken]
