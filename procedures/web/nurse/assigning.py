"""Assigning: a patient, an operation and its visits become a checklist, all in one step or not at all."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.assigning import Visit, assign
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, User
from procedures.patients.models import Patient
from procedures.patients.registering import DetailsNotRight, register
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.assigning_page import AssigningPage, Typed
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
    return redirect("surgery", surgery.pk)


class AlreadyPlanned(Refused):
    """The patient has this operation on that day."""


def _carry_out(page: AssigningPage, *, by: User) -> Surgery | None:
    """The new surgery, or the one that the same form made a moment ago; None, with errors on the page, if refused."""
    now, unit = clock.now(), page.template.procedure.unit
    try:
        with transaction.atomic():
            # Registering holds back whoever registers here at the same moment: a form sent twice comes second.
            patient = register(page.patient_form.details, unit=unit, by=by, now=now)
            _refuse_another(page, patient, now)
            return assign(page.assignment, patient=patient, unit=unit, by=by, now=now).surgery
    except DetailsNotRight as error:
        page.patient_form.take_refusal(error.fields)
    except Refused as error:
        page.surgery_form.add_error(None, str(error))
    return None


def _patient_asked_for(request: StaffRequest) -> Patient | None:
    """The patient whose next operation it is, if the address names one."""
    asked = request.GET.get("patient", "")
    if not asked.isdecimal():
        return None
    mine = Patient.objects.for_staff(request.user, Role.NURSE).select_related("hospital")
    return get_object_or_404(mine, pk=int(asked[:18]))


def _refuse_another(page: AssigningPage, patient: Patient, now: datetime) -> None:
    """Let the very form that was sent a moment ago pass: `assign` answers a second press with the first one's list.

    :raises AlreadyPlanned: where the patient has this operation on that day already, and the form says otherwise.
    """
    asked = page.assignment
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


def _show(request: StaffRequest, page: AssigningPage) -> HttpResponse:
    problems = list(page.problems())
    return render(request, "assigning/assign.html", {"page": page, "problems": problems})


urlpatterns = [path("assign/", assign_page, name="assign")]
