"""Assigning: a patient, an operation and its visits become a checklist, all in one step or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.beside import Conflict, conflicts_beside, raise_conflicts
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Hospital, Role, Unit, User
from procedures.messaging.previewing import rehearse
from procedures.patients.finding import matching
from procedures.patients.models import Patient
from procedures.patients.registering import DetailsNotRight, register
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.assigning_page import AssigningPage, Typed
from procedures.web.nurse.outlook_page import OutlookPage, outlook_page
from procedures.web.nurse.rest_days import warn_of_rest
from procedures.web.nurse.surgery_form import assignable
from procedures.web.nurse.surgery_page import when_words

LONGEST_SEARCH = 100
MOST_FOUND = 12
# Within this time the same form again is a button pressed twice.
A_MOMENT = timedelta(minutes=10)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def assign_page(request: StaffRequest) -> HttpResponse:
    """Show the form; take it; or add one more row for a visit, which works without JavaScript too."""
    templates = assignable(request.user)
    if not templates:
        return render(request, "assigning/nothing_published.html")
    if request.method != "POST":
        return _show(request, AssigningPage(templates, patient=_patient_asked_for(request)))
    if "add_visit" in request.POST:
        return _show(request, AssigningPage(templates, typed=Typed(request.POST).add_visit()))
    page = AssigningPage(templates, request.POST)
    conflicts: list[Conflict] = []
    if "look_ahead" in request.POST:
        return _show(request, page, _look_ahead(page, request) if page.is_valid() else None)
    has_seen = "has_seen_conflicts" in request.POST
    surgery = _carry_out(page, conflicts, has_seen=has_seen, by=request.user) if page.is_valid() else None
    if surgery is None:
        return _show(request, page, conflicts=conflicts)
    if page.patient_form.details.channels:
        messages.success(
            request, f"{surgery.patient} has the list. The first message goes out now, or after the night."
        )
    else:
        messages.warning(
            request, f"{surgery.patient} agreed to no messages. Phone them, and give them the list on paper."
        )
    visits = surgery.appointments.values_list("visit_date", flat=True)
    warn_of_rest(request, surgery.unit.hospital, [surgery.surgery_date, *visits])
    return redirect("surgery", surgery.pk)


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


class ToBeSeen(Exception):
    """The new list contradicts another plan of the patient, and nobody has said yet that they saw it."""


def _carry_out(page: AssigningPage, conflicts: list[Conflict], *, has_seen: bool, by: User) -> Surgery | None:
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
    patient = register(page.patient_form.details, unit=unit, by=by, now=now)
    _refuse_another(asked, patient, now)
    return assign(asked, patient=patient, unit=unit, by=by, now=now).surgery


def _look_ahead(page: AssigningPage, request: StaffRequest) -> Ahead | None:
    """Every message that this assignment, or the same on another day, would bring about. Nothing is saved."""
    now = clock.now()
    done: list[Surgery] = []
    conflicts: list[Conflict] = []

    def act() -> Surgery:
        done.append(_assign(page, asked, by=request.user, now=now))
        conflicts.extend(conflicts_beside(done[0]))
        return done[0]

    try:
        asked = replace(page.assignment, surgery_date=_other_day(request) or page.assignment.surgery_date)
        found = rehearse(act, now=now)
    except (DetailsNotRight, Refused) as error:
        _tell_refusal(page, error)
        return None
    outlook = outlook_page(found, done[0].patient, zone=done[0].zone, asker=request.user)
    return Ahead(asked.surgery_date, outlook, conflicts)


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


def _patient_asked_for(request: StaffRequest) -> Patient | None:
    """The patient whose next operation it is, if the address names one."""
    asked = request.GET.get("patient", "")
    if not asked.isdecimal():
        return None
    mine = Patient.objects.for_staff(request.user, Role.NURSE).select_related("hospital")
    return get_object_or_404(mine, pk=int(asked[:18]))


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


def _show(
    request: StaffRequest, page: AssigningPage, ahead: Ahead | None = None, *, conflicts: Sequence[Conflict] = ()
) -> HttpResponse:
    context = {
        "page": page,
        "problems": list(page.problems()),
        "ahead": ahead,
        "conflicts": _mine(request, [*conflicts, *(ahead.conflicts if ahead else ())]),
        "must_be_seen": bool(conflicts),
    }
    return render(request, "assigning/assign.html", context | _found(request))


def _mine(request: StaffRequest, conflicts: Sequence[Conflict]) -> list[tuple[Conflict, bool, str, str]]:
    """Each with whether the reader may open the other plan, and by when each of the two says it."""
    units = set(Unit.objects.for_staff(request.user, *CARE).values_list("pk", flat=True))
    return [
        (
            one,
            one.other.unit_id in units,
            when_words(one.here, one.other.zone) if one.here else "",
            when_words(one.there, one.other.zone) if one.there else "",
        )
        for one in conflicts
    ]


def _found(request: StaffRequest) -> dict[str, Any]:
    """The patients whom the words in the search box may mean, so that nobody is typed in twice."""
    words = request.GET.get("find", "").replace("\0", " ").strip()[:LONGEST_SEARCH]
    if not words:
        return {"find": "", "found": []}
    mine = Patient.objects.for_staff(request.user, Role.NURSE)
    country = Hospital.objects.filter(units__in=Unit.objects.for_staff(request.user, Role.NURSE)).first()
    found = mine.filter(matching(words, country=country.country if country else "US"), death_recorded_at=None)
    return {"find": words, "found": found.order_by("family_name", "given_name", "pk")[:MOST_FOUND]}


urlpatterns = [path("assign/", assign_page, name="assign")]
