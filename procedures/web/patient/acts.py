"""What a patient does with a step of the list: tick it, take that back, ask about it."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procedures.checklists.escalating import SUMMARY_LENGTH, raise_work_item
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.ticking import tick, untick
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, caregiver_of, language_of, patient_only
from procedures.web.patient.list_again import list_address, list_again

LONGEST_NOTE = 250
# So near to the operation a nurse should hear it at once, not read it.
SOON = timedelta(hours=48)


@require_POST
@patient_only
def tick_item(request: PatientRequest, item_id: int) -> HttpResponse:
    """Say that it is done. Saying it twice is saying it once."""
    item = item_of(request, item_id)
    try:
        tick(item, by=None, caregiver=caregiver_of(request), now=clock.now())
    except Refused as refused:
        messages.error(request, _(str(refused)))
    else:
        # The tag lets the page offer to undo it where it tells of it.
        messages.success(request, _("Done: %(title)s") % {"title": _title(request, item)}, extra_tags=str(item.pk))
    return back_to(request, item)


@require_POST
@patient_only
def untick_item(request: PatientRequest, item_id: int) -> HttpResponse:
    """Take it back."""
    item = item_of(request, item_id)
    try:
        untick(item, by=None, caregiver=caregiver_of(request), now=clock.now())
    except Refused as refused:
        messages.error(request, _(str(refused)))
    else:
        messages.info(request, _("Not done yet: %(title)s") % {"title": _title(request, item)})
    return back_to(request, item)


@require_POST
@patient_only
def ask_about_item(request: PatientRequest, item_id: int) -> HttpResponse:
    """Ask the nurse about one step."""
    item = item_of(request, item_id)
    _ask(request, item.checklist.surgery, item)
    return back_to(request, item)


@require_POST
@patient_only
def ask(request: PatientRequest) -> HttpResponse:
    """Ask the nurse about anything."""
    surgery_id = request.GET.get("surgery", "")
    mine = Surgery.objects.filter(patient=request.patient).select_related("unit__hospital")
    surgery = get_object_or_404(mine, pk=int(surgery_id[:18]) if surgery_id.isdecimal() else 0)
    _ask(request, surgery, None)
    return redirect(list_address(surgery.pk))


def _ask(request: PatientRequest, surgery: Surgery, item: ChecklistItem | None) -> None:
    question, now = one_line(request, "question"), clock.now()
    if not question:
        messages.error(request, _("Write your question first, then send it."))
        return
    whose = f"{request.caregiver} asks for the patient: " if request.caregiver else ""
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.QUESTION,
        summary=f"{whose}{question}"[:SUMMARY_LENGTH],
        item=item,
        is_urgent=_is_soon(surgery, now),
        now=now,
    )
    messages.success(request, _("Your question has reached your nurses."))
    if_soon_call(request, surgery, now)


def _title(request: PatientRequest, item: ChecklistItem) -> str:
    return item.words_in(language_of(request, request.reader))[0]


def one_line(request: PatientRequest, name: str) -> str:
    """What was written, in one line. For a NUL in it PostgreSQL would refuse all of it, and a question be lost."""
    return " ".join(request.POST.get(name, "").replace("\0", " ").split())[:LONGEST_NOTE]


def _is_soon(surgery: Surgery, now: datetime) -> bool:
    days = (surgery.surgery_date - now.astimezone(surgery.zone).date()).days
    return 0 <= days <= SOON.days


def if_soon_call(request: PatientRequest, surgery: Surgery, now: datetime) -> None:
    """Near the operation, ask to call as well: nobody may read it in time."""
    if _is_soon(surgery, now):
        telephone = surgery.unit.telephone.as_national
        said = _("Your operation is soon. Please also call us now: %(telephone)s") % {"telephone": telephone}
        messages.warning(request, said)


def item_of(request: PatientRequest, item_id: int) -> ChecklistItem:
    """An item of this patient's own lists, and of no one else's."""
    mine = ChecklistItem.objects.filter(checklist__surgery__patient=request.patient)
    return get_object_or_404(mine.select_related("checklist__surgery__unit__hospital"), pk=item_id)


def back_to(request: PatientRequest, item: ChecklistItem) -> HttpResponse:
    """The list again, at the step that was pressed, or where the next one stands."""
    anchor = "said" if "next" in request.POST else f"item-{item.pk}"
    return list_again(request, item.checklist.surgery_id, anchor=anchor)


urlpatterns = [
    path("my/ask/", ask, name="patient-ask"),
    path("my/items/<int:item_id>/tick/", tick_item, name="item-tick"),
    path("my/items/<int:item_id>/untick/", untick_item, name="item-untick"),
    path("my/items/<int:item_id>/ask/", ask_about_item, name="item-ask"),
]
