"""What the assigning form brings about: all in one transaction, or nothing, with what was refused on the form."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.beside import Conflict, conflicts_beside, raise_conflicts
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.resting import Resting, resting_after
from procedures.checklists.writing_down import write_down
from procedures.hospitals.models import User
from procedures.messaging.previewing import rehearse
from procedures.patients.models import Patient
from procedures.patients.registering import DetailsNotRight
from procedures.web import clock
from procedures.web.access import StaffRequest
from procedures.web.nurse.assigning_page import AssigningPage
from procedures.web.nurse.outlook_page import OutlookPage, outlook_page

# Within this time the same form again is a button pressed twice.
A_MOMENT = timedelta(minutes=10)


class AlreadyPlanned(Refused):
    """The patient has this operation on that day."""


class NoSuchDay(Refused):
    """What was given as a day is none."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would be sent for an operation on `day`."""

    day: date
    outlook: OutlookPage
    conflicts: list[Conflict]
    resting: list[Resting]


class ToBeSeen(Exception):
    """The new list contradicts another plan of the patient, and nobody has said yet that they saw it."""


def carry_out(page: AssigningPage, conflicts: list[Conflict], *, has_seen: bool, by: User) -> Surgery | None:
    """The new surgery, or the one that the same form made a moment ago; None, with errors on the page, if refused.

    What contradicts another plan of the patient is put among `conflicts`, and refused unless it `has_seen` a person.
    """
    now = clock.now()
    try:
        return _assign_unless_in_conflict(page, conflicts, has_seen=has_seen, by=by, now=now)
    except ToBeSeen:
        page.surgery_form.add_error(
            None, "Another plan of this patient says something else. Look at it below, then say that you have seen it."
        )
    except (DetailsNotRight, Refused) as error:
        _tell_refusal(page, error)
    return None


@transaction.atomic
def _assign_unless_in_conflict(
    page: AssigningPage, conflicts: list[Conflict], *, has_seen: bool, by: User, now: datetime
) -> Surgery:
    surgery = _assign(page, page.assignment, by=by, now=now)
    conflicts += conflicts_beside(surgery)
    if conflicts and not has_seen:
        raise ToBeSeen
    if conflicts:
        raise_conflicts(surgery, conflicts, now=now)
    return surgery


@transaction.atomic
def _assign(page: AssigningPage, asked: Assignment, *, by: User, now: datetime) -> Surgery:
    unit = page.template.procedure.unit
    # Registering holds back whoever registers here at the same moment: a form sent twice comes second.
    patient = write_down(page.patient_form.details, unit=unit, by=by, now=now)
    _refuse_another(asked, patient, now)
    return assign(asked, patient=patient, unit=unit, by=by, now=now).surgery


def look_ahead(page: AssigningPage, request: StaffRequest) -> Ahead | None:
    """Every message that this assignment, or the same on another day, would bring about. Nothing is saved."""
    now = clock.now()
    done: list[Surgery] = []
    conflicts: list[Conflict] = []
    resting: list[Resting] = []

    def act() -> Surgery:
        done.append(_assign(page, asked, by=request.user, now=now))
        conflicts.extend(conflicts_beside(done[0]))
        resting.extend(resting_after(done[0]))
        return done[0]

    try:
        asked = replace(page.assignment, surgery_date=_other_day(request) or page.assignment.surgery_date)
        found = rehearse(act, now=now)
    except (DetailsNotRight, Refused) as error:
        _tell_refusal(page, error)
        return None
    outlook = outlook_page(found, done[0].patient, zone=done[0].zone, asker=request.user)
    return Ahead(asked.surgery_date, outlook, conflicts, resting)


def _other_day(request: StaffRequest) -> date | None:
    """The day to try instead; None where none is given.

    :raises NoSuchDay: for what is no date.
    """
    tried = request.POST.get("other_day", "")
    try:
        return date.fromisoformat(tried) if tried else None
    except ValueError:
        raise NoSuchDay("The day to try is not a date. Write it as 2026-12-08, or leave it empty.") from None


def _tell_refusal(page: AssigningPage, error: DetailsNotRight | Refused) -> None:
    """What the act refused stands on the page as an error."""
    if isinstance(error, DetailsNotRight):
        page.patient_form.take_refusal(error.fields)
    else:
        page.surgery_form.add_error(None, str(error))


def _refuse_another(asked: Assignment, patient: Patient, now: datetime) -> None:
    """Let the very form that was sent a moment ago pass: `assign` answers a second press with the first one's list.

    :raises AlreadyPlanned: where the patient has this operation on that day already, and the form says otherwise.
    """
    same_day = patient.surgeries.planned().filter(procedure=asked.template.procedure, surgery_date=asked.surgery_date)
    for planned in same_day:
        visits = {Visit.of(appointment) for appointment in planned.appointments.all()}
        there = (planned.start_time, planned.theatre_list, planned.arrival_time, planned.place, visits)
        wanted = (asked.start_time, asked.theatre_list, asked.arrival_time, asked.place, set(asked.visits))
        if there != wanted or now - planned.created_at > A_MOMENT:
            raise AlreadyPlanned(
                f"{patient} already has this operation on this day. "
                "To change its time, find it on the board and reschedule it."
            )
