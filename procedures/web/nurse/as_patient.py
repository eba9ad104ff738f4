"""The list as the patient sees it, by the very same code, for staff to look at and not to press."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from procedures.checklists.models import Surgery
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.patient.loading import surgeries_of
from procedures.web.patient.page import page_of


@require_safe
@staff_only(*CARE)
def as_patient(request: StaffRequest, pk: int) -> HttpResponse:
    """The page in the patient's language, with nothing on it that can be pressed."""
    surgery = get_object_or_404(surgeries_for(request.user, *CARE), pk=pk)
    patient, language = surgery.patient, surgery.patient.language
    # What other units planned is the patient's to see, and not everyone's.
    mine = set(Surgery.objects.for_staff(request.user, *CARE).filter(patient=patient).values_list("pk", flat=True))
    others = [one for one in surgeries_of(patient) if one.pk in mine]
    with translation.override(language):
        page = page_of(surgery, others, language=language, now=clock.now())
        context = {"page": page, "patient": patient, "surgery": surgery, "language": language}
        return render(request, "surgeries/as_patient.html", context)


urlpatterns = [path("surgeries/<int:pk>/as-patient/", as_patient, name="surgery-as-patient")]
