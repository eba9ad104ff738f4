"""Who may open a patient's pages: a device on which a code was entered, while it and its link still stand."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from procedures.patients.models import Caregiver, Device, Patient
from procedures.patients.signing_in import close_devices
from procedures.web import clock
from procedures.web.patient.closed import show_closed
from procedures.web.speaking import chosen_language

# The session holds the key of the device, and nothing of the patient. Signing in as staff drops every such key.
DEVICE = "patient_device"


class PatientRequest(HttpRequest):
    """A request from a device on which a patient's list is open; `caregiver` is who reads it, where not the patient."""

    patient: Patient
    caregiver: Caregiver | None
    reader: Patient | Caregiver
    device: Device
    htmx: HtmxDetails


P = ParamSpec("P")
PatientView = Callable[Concatenate[PatientRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def language_of(request: HttpRequest, reader: Patient | Caregiver) -> str:
    """The language in which `reader` reads these pages: the one chosen in this browser, else their own."""
    return chosen_language(request) or reader.language


def caregiver_of(request: HttpRequest) -> Caregiver | None:
    """Who acts in the patient's place; None for the patient."""
    return getattr(request, "caregiver", None)


def reader_of(request: HttpRequest) -> Patient | Caregiver | None:
    """Who reads in this browser; None where no list is open."""
    device = device_of(request)
    return (device.link.caregiver or device.link.patient) if device else None


def open_list(request: HttpRequest, device: Device) -> None:
    """Remember in a session of its own that the list is open on `device`, for as long as the device stands.

    Staff who are signed in in this browser are signed out: their shift must not last as long as a patient's list.
    """
    logout(request)
    request.session[DEVICE] = device.pk
    request.session.set_expiry(device.expires_at - device.opened_at)


def close_list(request: HttpRequest) -> None:
    """Forget it again, on this device."""
    device = device_of(request)
    if device is not None:
        close_devices(device.link, device=device.pk, now=clock.now())
    request.session.flush()


def device_of(request: HttpRequest) -> Device | None:
    """The device that this request comes from; None where no list is open on it, or it was closed from elsewhere."""
    key = request.session.get(DEVICE)
    if not key:
        return None
    standing = Device.objects.standing(clock.now()).select_related("link__patient__hospital", "link__caregiver")
    return standing.filter(pk=key).first()


def patient_only(view: PatientView[P]) -> View[P]:
    """Open a page to a patient, in the patient's language; tell everyone else how to get in. Nothing is cached."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response: HttpResponseBase
        device = device_of(request)
        if device is None:
            response = _how_to_get_in(request)
        else:
            patient, caregiver = device.link.patient, device.link.caregiver
            request.device, request.patient = device, patient  # type: ignore[attr-defined]  # what makes it a
            request.caregiver, request.reader = caregiver, caregiver or patient  # type: ignore[attr-defined]  # PatientRequest
            language = language_of(request, caregiver or patient)
            with translation.override(language):
                if patient.death_recorded_at is None:
                    response = view(request, *args, **kwargs)  # type: ignore[arg-type]
                else:
                    response = _only_the_telephone(request, patient)
            response.headers["Content-Language"] = language
        add_never_cache_headers(response)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return guarded


def _only_the_telephone(request: HttpRequest, patient: Patient) -> HttpResponse:
    """After a death: a number to call, and nothing else. Nothing that is pressed on an old page does anything."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("patient-list"))
    unit = patient.units.order_by("pk").last()
    number = unit.telephone if unit else patient.hospital.telephone
    return render(request, "patient/only_telephone.html", {"number": number, "patient": patient})


def _how_to_get_in(request: HttpRequest) -> HttpResponseBase:
    # What was pressed on a page that was left open must not vanish quietly inside that page.
    was_lost = request.method == "POST"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("patient-list") + ("?lost=1" if was_lost else ""))
    was_lost = was_lost or "lost" in request.GET
    return show_closed(request, key=request.session.get(DEVICE), was_lost=was_lost)
