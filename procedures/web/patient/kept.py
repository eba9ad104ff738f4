"""Where a phone that was without a network sends the ticks it kept: one by one, in the order they were made."""

from datetime import UTC, datetime

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procedures.checklists.keeping import Fate, state_of, take_kept
from procedures.checklists.models import ChecklistItem
from procedures.checklists.refused import Refused
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, caregiver_of, language_of, patient_only

ACTS = {"tick": True, "untick": False}


@require_POST
@patient_only
def kept_tick(request: PatientRequest, item_id: int) -> JsonResponse:
    """Take one, and answer with what became of it, and with the state that the next about this step must name."""
    mine = ChecklistItem.objects.filter(checklist__surgery__patient=request.patient)
    item = get_object_or_404(mine.select_related("checklist__surgery__unit__hospital"), pk=item_id)
    surgery, words = item.checklist.surgery, ""
    title = item.words_in(language_of(request, request.reader))[0]
    try:
        fate = take_kept(
            item,
            is_done=ACTS.get(request.POST.get("act", ""), False),
            seen=request.POST.get("seen", ""),
            made_at=_instant(request.POST.get("at", "")),
            caregiver=caregiver_of(request),
            now=clock.now(),
        )
    except Refused as refused:
        fate, words = Fate.CHANGED, f"{title}: {_(str(refused))}"
    else:
        if fate == Fate.CHANGED:
            words = _("%(title)s: this changed in the meantime. Please look at it again.") % {"title": title}
    return JsonResponse({"fate": fate.value, "state": state_of(item, surgery), "words": words})


def _instant(milliseconds: str) -> datetime | None:
    """What the phone's clock said; None for nonsense. It decides nothing."""
    if not (milliseconds.isascii() and milliseconds.isdecimal() and len(milliseconds) <= 13):
        return None
    return datetime.fromtimestamp(int(milliseconds) / 1000, tz=UTC)


urlpatterns = [path("my/items/<int:item_id>/kept/", kept_tick, name="item-kept")]
