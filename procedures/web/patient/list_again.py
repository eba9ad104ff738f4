"""Where an act of the patient leads: to the list again, with what was said about it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from procedures.checklists.models import ChecklistItem
from procedures.web.patient.access import PatientRequest
from procedures.web.patient.checklist import context_of


def list_again(request: PatientRequest, surgery_id: int, *, anchor: str = "said") -> HttpResponse:
    """Only the list's part of the page for htmx; else the whole page, at `anchor`."""
    if request.htmx:
        return render(request, "patient/parts/swapped.html", context_of(request, surgery_id=surgery_id))
    return redirect(f"{list_address(surgery_id)}#{anchor}")


def list_unsent(request: PatientRequest, item: ChecklistItem, words: str) -> HttpResponse:
    """The list again, with the form for a missed step open at `item` and its `words` in it: nothing typed is lost."""
    context = context_of(request, surgery_id=item.checklist.surgery_id) | {"unsent": {"item": item.pk, "words": words}}
    if request.htmx:
        return render(request, "patient/parts/swapped.html", context)
    return render(request, "patient/list.html", context, status=422)


def list_address(surgery_id: int) -> str:
    """The page with the list of one operation."""
    return f"{reverse('patient-list')}?surgery={surgery_id}"
