"""Where an act of the patient leads: to the list again, with what was said about it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from procedures.web.patient.access import PatientRequest
from procedures.web.patient.checklist import context_of


def list_again(request: PatientRequest, surgery_id: int, *, anchor: str = "said") -> HttpResponse:
    """Only the list's part of the page for htmx; else the whole page, at `anchor`."""
    if request.htmx:
        return render(request, "patient/parts/swapped.html", context_of(request, surgery_id=surgery_id))
    return redirect(f"{list_address(surgery_id)}#{anchor}")


def list_address(surgery_id: int) -> str:
    """The page with the list of one operation."""
    return f"{reverse('patient-list')}?surgery={surgery_id}"
