"""Assigning: a patient, an operation and its visits become a checklist, all in one step or not at all."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, User
from procedures.messaging.previewing import rehearse
from procedures.patients.models import Patient
from procedures.patients.registering import DetailsNotRight, register
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.assigning_page import AssigningPage, Typed
from procedures.web.nurse.outlook_page import OutlookPage, outlook_page
from procedures.web.nurse.rest_days import warn_of_rest
from procedures.web.nurse.surgery_form import assignable

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
    if "look_ahead" in request.POST:
        return _show(request, page, _look_ahead(page, request) if page.is_valid() else None)
    surgery = _carry_out(page, by=request.user) if page.is_valid() else None
    if surgery is None:
        return _show(request, page)
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


def _carry_out(page: AssigningPage, *, by: User) -> Surgery | None:
    """The new surgery, or the one that the same form made a moment ago; None, with errors on the page, if refused."""
    try:
        return _assign(page, page.assignment, by=by, now=clock.now())
    except (DetailsNotRight, Refused) as error:
        _tell_refusal(page, error)
    return None


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

    def act() -> Surgery:
        done.append(_assign(page, asked, by=request.user, now=now))
        return done[0]

    try:
        asked = replace(page.assignment, surgery_date=_other_day(request) or page.assignment.surgery_date)
        found = rehearse(act, now=now)
    except (DetailsNotRight, Refused) as error:
        _tell_refusal(page, error)
        return None
    return Ahead(asked.surgery_date, outlook_page(found, done[0].patient, zone=done[0].zone, asker=request.user))


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


def _show(request: StaffRequest, page: AssigningPage, ahead: Ahead | None = None) -> HttpResponse:
    problems = list(page.problems())
    return render(request, "assigning/assign.html", {"page": page, "problems": problems, "ahead": ahead})


urlpatterns = [path("assign/", assign_page, name="assign")]
