"""Moving a surgery, in two steps: fill in, look at what it brings about, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.rescheduling import (
    Judgement,
    MovedMeanwhile,
    Preview,
    Rescheduled,
    planned_for,
    preview,
    reschedule,
)
from procedures.checklists.resting import resting_if_moved
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.conflicts import shown_to
from procedures.web.nurse.rest_days import warn_of_rest_after
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.surgery_form import SurgeryDatesForm

LONGEST_NUMBER = 10  # digits of a generation


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def reschedule_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form; or what the move would bring about; or carry it out."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    hospital = surgery.unit.hospital
    if request.method != "POST":
        return _show(request, surgery, SurgeryDatesForm(hospital=hospital, initial=_asked_for(request, surgery)))
    form = SurgeryDatesForm(request.POST, hospital=hospital)
    if not form.is_valid() or request.POST.get("step") == "change":
        return _show(request, surgery, form)
    try:
        if request.POST.get("step") == "confirm":
            return _confirm(request, surgery, form)
        if not _is_there(surgery, form):
            return _show(request, surgery, form, preview(surgery, now=clock.now(), **form.dates))
        form.add_error(None, "This is when it is planned already. Give the new date or time.")
    except MovedMeanwhile as error:
        messages.warning(request, str(error))
        return _show(request, surgery, form, preview(surgery, now=clock.now(), **form.dates))
    except Refused as error:
        form.add_error(None, str(error))
    return _show(request, surgery, form)


def _confirm(request: StaffRequest, surgery: Surgery, form: SurgeryDatesForm) -> HttpResponse:
    """Move it, if the preview that is being confirmed was of the surgery as it is now; a second press does nothing."""
    if _is_there(surgery, form):
        messages.info(request, "The operation is planned for that time. Nothing more was changed.")
        return redirect("surgery", surgery.pk)
    seen = request.POST.get("generation", "")
    seen_generation = int(seen) if seen.isdecimal() and len(seen) < LONGEST_NUMBER else 0
    visits = _judged(request)
    done = reschedule(
        surgery, by=request.user, now=clock.now(), seen_generation=seen_generation, visits=visits, **form.dates
    )
    _tell(request, done)
    warn_of_rest_after(request, surgery)
    to_move = [visit for visit in done.misplaced_visits if visits.get(visit.pk) == Judgement.MOVE]
    return redirect("visit-move", to_move[0].pk) if to_move else redirect("surgery", surgery.pk)


def _judged(request: StaffRequest) -> dict[int, str]:
    """What was chosen for the visits that no longer fit, by their keys. Anything else means: decide later."""
    chosen = {
        name.removeprefix("visit-"): str(value) for name, value in request.POST.items() if name.startswith("visit-")
    }
    return {int(key[:18]): value for key, value in chosen.items() if key.isdecimal() and value in Judgement.values}


def _asked_for(request: StaffRequest, surgery: Surgery) -> dict[str, Any]:
    """What is planned; or, where the address names another date or time, as a theatre's list does, that."""
    if "surgery_date" not in request.GET:
        return planned_now(surgery)
    asked = {name: request.GET.get(name, "") for name in ("surgery_date", "start_time", "arrival_time", "theatre_list")}
    return asked | {"is_time_unknown": not asked["start_time"]}


def planned_now(surgery: Surgery) -> dict[str, Any]:
    """What the form holds before anyone changes it."""
    return {
        "surgery_date": surgery.surgery_date,
        "start_time": surgery.start_time,
        "theatre_list": surgery.theatre_list,
        "is_time_unknown": surgery.start_time is None,
        "arrival_time": surgery.arrival_time,
    }


def _is_there(surgery: Surgery, form: SurgeryDatesForm) -> bool:
    dates = form.dates
    return planned_for(surgery) == tuple(
        dates[name] for name in ("surgery_date", "start_time", "arrival_time", "theatre_list")
    )


def _tell(request: StaffRequest, done: Rescheduled) -> None:
    messages.success(request, "The operation is moved. The patient is told, and the reminders follow the new date.")
    if done.already_going_out:
        messages.warning(request, "A message with the old times was going out at that moment. The correction follows.")
    if done.judge_again or done.misplaced_visits or done.void_medicines:
        messages.warning(request, "There is something for you to judge. It is under “For you to do”.")


def _show(
    request: StaffRequest, surgery: Surgery, form: SurgeryDatesForm, changes: Preview | None = None
) -> HttpResponse:
    page = "surgeries/reschedule_preview.html" if changes else "surgeries/reschedule.html"
    context = {
        "surgery": surgery,
        "zone": surgery.zone,
        "form": form,
        "changes": changes,
        "other_ticks": [each for each in changes.voided if each not in changes.judge_again] if changes else [],
        "resting": resting_if_moved(surgery, form.cleaned_data["surgery_date"], changes.moves) if changes else [],
        "conflicts": shown_to(request.user, changes.conflicts) if changes else [],
        "judgements": Judgement.choices,
        "now": clock.now(),
        "is_planned": surgery.status == Surgery.Status.PLANNED,
    }
    return render(request, page, context)


urlpatterns = [path("surgeries/<int:pk>/reschedule/", reschedule_page, name="surgery-reschedule")]
