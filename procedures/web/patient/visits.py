"""What a patient says to a visit on the page: "I will come", or "I need another time"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procedures.checklists.answering import ask_for_another_time, confirm_visit
from procedures.checklists.coming import PAGE
from procedures.checklists.models import Appointment
from procedures.checklists.refused import Refused
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, patient_only
from procedures.web.patient.acts import LONGEST_NOTE
from procedures.web.patient.list_again import list_again
from procedures.web.posted import posted_number


@require_POST
@patient_only
def confirm(request: PatientRequest, visit_id: int) -> HttpResponse:
    """Say that one comes. Saying it twice is saying it once."""
    visit = _visit_of(request, visit_id)
    try:
        confirm_visit(visit, by_channel=PAGE, sequence=_sequence(request), now=clock.now())
        messages.success(request, _("Thank you. We know that you will come."))
    except Refused as refused:
        messages.error(request, _(str(refused)))
    return list_again(request, visit.surgery_id)


@require_POST
@patient_only
def another_time(request: PatientRequest, visit_id: int) -> HttpResponse:
    """Ask for another time, in one's own words or without any. It goes to a nurse."""
    visit = _visit_of(request, visit_id)
    words = request.POST.get("words", "")[:LONGEST_NOTE]
    try:
        ask_for_another_time(visit, words=words, by_channel=PAGE, sequence=_sequence(request), now=clock.now())
    except Refused as refused:
        messages.error(request, _(str(refused)))
    else:
        telephone = visit.surgery.unit.telephone.as_national
        said = _(
            "Your wish has reached your nurses. Until they call you, the visit stays as it is. Or call %(telephone)s."
        )
        messages.success(request, said % {"telephone": telephone})
    return list_again(request, visit.surgery_id)


def _visit_of(request: PatientRequest, visit_id: int) -> Appointment:
    """A visit of this patient, and of no one else."""
    mine = Appointment.objects.filter(surgery__patient=request.patient)
    return get_object_or_404(mine.select_related("surgery__unit__hospital", "surgery__patient", "item"), pk=visit_id)


def _sequence(request: PatientRequest) -> int:
    """Which time of the visit the page showed; -1, which none has, where it does not say."""
    return posted_number(request, "sequence", default=-1)


urlpatterns = [
    path("my/visits/<int:visit_id>/confirm/", confirm, name="my-visit-confirm"),
    path("my/visits/<int:visit_id>/another-time/", another_time, name="my-visit-another-time"),
]
