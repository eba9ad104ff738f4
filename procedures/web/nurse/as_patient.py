"""The list as the patient sees it, by the very same code, for staff to look at and not to press; and on paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from procedures.checklists.models import Surgery
from procedures.core.wording_of_time import moment_words
from procedures.patients.links import link_for, url_of
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.patient.loading import surgeries_of
from procedures.web.patient.page import page_of
from procedures.web.patient.printing import code_of


@require_safe
@staff_only(*CARE)
def as_patient(request: StaffRequest, pk: int) -> HttpResponse:
    """The page in the patient's language, with nothing on it that can be pressed."""
    surgery = get_object_or_404(surgeries_for(request.user, *CARE), pk=pk)
    with translation.override(surgery.patient.language):
        return render(request, "surgeries/as_patient.html", _context_of(request, surgery))


@require_safe
@staff_only(*CARE)
def on_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The sheet that the patient can print, to be handed over: also to those who agreed to no messages."""
    mine = surgeries_for(request.user, *CARE).filter(patient__death_recorded_at=None)
    surgery = get_object_or_404(mine, pk=pk)
    patient, now = surgery.patient, clock.now()
    with translation.override(patient.language):
        printed = moment_words(now, surgery.zone, patient.language)
        more = {"code": code_of(url_of(link_for(patient, now=now))), "printed": printed}
        return render(request, "surgeries/sheet.html", _context_of(request, surgery) | more)


def _context_of(request: StaffRequest, surgery: Surgery) -> dict[str, Any]:
    patient = surgery.patient
    # What other units planned is the patient's to see, and not everyone's.
    mine = set(Surgery.objects.for_staff(request.user, *CARE).filter(patient=patient).values_list("pk", flat=True))
    others = [one for one in surgeries_of(patient) if one.pk in mine]
    page = page_of(surgery, others, language=patient.language, now=clock.now())
    return {"page": page, "patient": patient, "surgery": surgery, "language": patient.language}


urlpatterns = [
    path("surgeries/<int:pk>/as-patient/", as_patient, name="surgery-as-patient"),
    path("surgeries/<int:pk>/print/", on_paper, name="surgery-sheet"),
]
