"""What a patient says to the operation on the page: "I will come", and whether someone takes them home."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procedures.checklists.coming import PAGE, confirm_arrival, tell_ride
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, patient_only
from procedures.web.patient.list_again import list_again
from procedures.web.posted import posted_number

RIDES = {"yes": True, "no": False}


@require_POST
@patient_only
def confirm(request: PatientRequest, surgery_id: int) -> HttpResponse:
    """Say that one comes. Saying it twice is saying it once."""
    surgery = _surgery_of(request, surgery_id)
    try:
        confirm_arrival(surgery, by_channel=PAGE, generation=_generation(request), now=clock.now())
        messages.success(request, _("Thank you. We know that you will come."))
    except Refused as refused:
        messages.error(request, _(str(refused)))
    return list_again(request, surgery.pk)


@require_POST
@patient_only
def ride(request: PatientRequest, surgery_id: int) -> HttpResponse:
    """Say whether someone takes one home. Without anyone, a nurse hears of it."""
    surgery = _surgery_of(request, surgery_id)
    has_ride = RIDES.get(request.POST.get("ride", ""))
    try:
        if has_ride is not None:
            tell_ride(surgery, has_ride=has_ride, by_channel=PAGE, generation=_generation(request), now=clock.now())
            thanks = _("Thank you. That is good to know."), _("Thank you. A nurse will call you about it.")
            messages.success(request, thanks[not has_ride])
    except Refused as refused:
        messages.error(request, _(str(refused)))
    return list_again(request, surgery.pk)


def _surgery_of(request: PatientRequest, surgery_id: int) -> Surgery:
    """An operation of this patient, and of no one else."""
    mine = Surgery.objects.filter(patient=request.patient).select_related("unit__hospital", "patient")
    return get_object_or_404(mine, pk=surgery_id)


def _generation(request: PatientRequest) -> int:
    """Which date and hour the page showed; -1, which none has, where it does not say."""
    return posted_number(request, "generation", default=-1)


urlpatterns = [
    path("my/operations/<int:surgery_id>/confirm/", confirm, name="my-arrival-confirm"),
    path("my/operations/<int:surgery_id>/ride/", ride, name="my-ride"),
]
