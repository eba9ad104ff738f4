"""What a patient answers to a question that a critical step asks back."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procedures.checklists.asking_back import answer_back
from procedures.checklists.models import ChecklistItem
from procedures.checklists.refused import Refused
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, caregiver_of, language_of, patient_only
from procedures.web.patient.list_again import list_again
from procedures.web.patient.question import told
from procedures.web.patient.times import Wall


@require_POST
@patient_only
def answer(request: PatientRequest, item_id: int) -> HttpResponse:
    """Take the answer. A wrong one opens help, and a nurse is told."""
    mine = ChecklistItem.objects.filter(checklist__surgery__patient=request.patient)
    item = get_object_or_404(mine.select_related("checklist__surgery__unit__hospital"), pk=item_id)
    surgery, now = item.checklist.surgery, clock.now()
    said, asked_for = _moment(request.POST.get("said", "")), _moment(request.POST.get("asked_for", ""))
    try:
        is_right = answer_back(item, said=said, asked_for=asked_for or now, caregiver=caregiver_of(request), now=now)
    except Refused as refused:
        messages.error(request, _(str(refused)))
    else:
        language = language_of(request, request.reader)
        wall = Wall(surgery.zone, language, surgery.surgery_date, surgery.starts_at, now)
        right = told(item, asked_for or now, wall)
        if is_right:
            messages.success(request, _("Yes, that is right: %(moment)s.") % {"moment": right})
        else:
            messages.warning(request, _("It is this: %(moment)s. Many people mix this up.") % {"moment": right})
            telephone = surgery.unit.telephone.as_national
            helped = _("Your nurse knows, and will help. Do you have doubts now? Call %(telephone)s.")
            messages.warning(request, helped % {"telephone": telephone})
    return list_again(request, surgery.pk)


def _moment(said: str) -> datetime | None:
    """The instant that a choice stands for; None for "I am not sure", and for what is no instant."""
    try:
        moment = parse_datetime(said)
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo else None
    except (ValueError, OverflowError):  # no such day, or one before the first year in UTC
        return None


urlpatterns = [path("my/items/<int:item_id>/told-back/", answer, name="item-told-back")]
