"""The patient's list: the page itself, and leaving it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from procedures.web import clock
from procedures.web.patient.access import PatientRequest, close_list, language_of, patient_only
from procedures.web.patient.loading import chosen, surgeries_of
from procedures.web.patient.page import page_of


def context_of(request: PatientRequest, *, surgery_id: int | None) -> dict[str, Any]:
    """What the templates of the list need; its `page` is None while this patient has no list."""
    now = clock.now()
    surgeries = surgeries_of(request.patient)
    surgery = chosen(surgeries, surgery_id, now.astimezone(request.patient.hospital.zone).date())
    page = None
    if surgery is not None:
        language = language_of(request, request.reader)
        page = page_of(surgery, surgeries, language=language, caregiver=request.caregiver, now=now)
    return {"page": page, "patient": request.patient, "caregiver": request.caregiver}


def asked_surgery(request: HttpRequest) -> int | None:
    """The number of the operation that the address asks for; None where it asks for none."""
    wanted = request.GET.get("surgery", "")
    return int(wanted[:18]) if wanted.isdecimal() else None


@require_safe
@patient_only
def show(request: PatientRequest) -> HttpResponse:
    """The whole page; for htmx the list alone, so that a page left open keeps its countdown true."""
    context = context_of(request, surgery_id=asked_surgery(request))
    is_part = request.htmx and context["page"] is not None
    return render(request, "patient/parts/list.html" if is_part else "patient/list.html", context)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Leave the list, on a phone that others use too."""
    close_list(request)
    response = redirect(f"{reverse('patient-list')}?left=1")
    # What the browser kept to show the list without a network goes too, and ticks that were not sent yet.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


urlpatterns = [
    path("my/", show, name="patient-list"),
    path("my/close/", close, name="patient-close"),
]
