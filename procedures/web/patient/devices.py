"""Where else the list is open: the patient sees it, and closes it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from procedures.core.wording_of_time import moment_words
from procedures.patients.models import Device
from procedures.patients.signing_in import close_devices
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, language_of, patient_only
from procedures.web.posted import posted_number


@require_safe
@patient_only
def show(request: PatientRequest) -> HttpResponse:
    """Each device, this one first."""
    zone, language = request.patient.hospital.zone, language_of(request, request.reader)
    others = [(device, moment_words(device.opened_at, zone, language)) for device in _others(request)]
    context = {"patient": request.patient, "this": request.device, "others": others}
    return render(request, "patient/devices.html", context)


@require_POST
@patient_only
def close(request: PatientRequest) -> HttpResponse:
    """Close the list on one other device, or on all the others."""
    wanted = posted_number(request, "device", default=0)
    others = _others(request)
    keys = list((others.filter(pk=wanted) if wanted else others).values_list("pk", flat=True))
    for key in keys:
        close_devices(request.device.link, device=key, now=clock.now())
    if keys:
        messages.success(request, _("Your list is closed there."))
    return redirect("patient-devices")


def _others(request: PatientRequest) -> QuerySet[Device]:
    """The same reader's other devices: a caregiver's are not the patient's."""
    theirs = Device.objects.standing(clock.now()).filter(
        link__patient=request.patient, link__caregiver=request.caregiver
    )
    return theirs.exclude(pk=request.device.pk)


urlpatterns = [
    path("my/devices/", show, name="patient-devices"),
    path("my/devices/close/", close, name="patient-devices-close"),
]
